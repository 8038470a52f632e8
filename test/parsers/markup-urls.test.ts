import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalUrl, type UrlRules } from '../../parsers/markup/urls.ts'

const base = 'http://forum.example/b/'

describe('what does not say which page it is', () => {
  test.each([
    // sessions: phpBB, SMF, vBulletin, Java, ASP.NET; keys of forms
    ['viewtopic.php?t=5&sid=0123456789abcdef0123456789abcdef', 'viewtopic.php?t=5'],
    ['viewtopic.php?sid=0123456789abcdef0123456789abcdef&t=5#p7', 'viewtopic.php?t=5'],
    ['index.php?PHPSESSID=0a1b2c&topic=5.0', 'index.php?topic=5.0'],
    ['index.php?PHPSESSID=0a1b2c;topic=5.0', 'index.php?topic=5.0'],
    ['showthread.php?s=0123456789abcdef0123456789abcdef&t=5', 'showthread.php?t=5'],
    ['showthread.php?s=&t=5', 'showthread.php?t=5'],
    ['topic;jsessionid=0A1B2C?id=5', 'topic?id=5'],
    ['posts/list/5.page;jsessionid=0A1B2C', 'posts/list/5.page'],
    ['(S(abcdefghijklmnopqrstuvwx))/topic.aspx?id=5', 'topic.aspx?id=5'],
    ['threads/x.5/?_xfToken=1589,0a&page=2', 'threads/x.5/?page=2'],
    ['?my_post_key=0a&tid=5', '?tid=5'],
    // tracking, highlight, caches
    ['t/5?utm_source=x&utm_medium=y&fbclid=z', 't/5'],
    ['t/5?ysclid=a&gclid=b&_ga=c&a=1', 't/5?a=1'],
    ['viewtopic.php?t=5&hilit=ktp', 'viewtopic.php?t=5'],
    ['t/5.json?_=1620764460000', 't/5.json'],
    // spelling
    ['%7Euser/', '~user/'],
    ['~user/', '~user/'],
    ['a%2db?q=%c3%a9%5F', 'a-b?q=%C3%A9_'],
    ['100%', '100%25'],
    ['t?a=1&amp;b=2', 't?a=1&b=2'],
    ['t?', 't'],
    ['t?&a=1&', 't?a=1'],
    ['http://forum.example:80/b/t', 't'],
    ['HTTP://Forum.Example/b/t', 't'],
    ['../b/./t', 't'],
    ['./t?a=1#p2', 't?a=1'],
    ['/b/t/', 't/'],
    ['t/../u', 'u'],
    ['.//t', '/t'],
    ['//forum.example/b/t', 't'],
  ])('%s', (href, place) => expect(canonicalUrl(href, base)).toBe(base + place))

  test.each([
    'http://www.forum.example/t',
    'http://forum.example//t//5',
    'http://forum.example/index.php',
    'http://forum.example/',
    'https://forum.example:8443/t',
    'http://forum.example/search?s=ktp&sid=12',
    'http://forum.example/t?b=2&a=1',
    'http://forum.example/index.php?action=profile;u=5',
    'http://forum.example/t?a=%26&b=%2F',
    'http://forum.example/t?session=5',
  ])('%s stays', (url) => expect(canonicalUrl(url, base)).toBe(url))
})

test('views of views lead to the thing at once, sessions or not', () => {
  const rules: UrlRules = {
    rewrite: [
      [/\/mobile\/(.*)$/, '/$1'],
      [/\/print\.php\?t=(\d+)$/, '/show.php?t=$1'],
    ],
  }
  expect(canonicalUrl('/mobile/print.php?t=5&sid=0123456789abcdef0123456789abcdef', base, rules)).toBe(
    'http://forum.example/show.php?t=5',
  )
})

test('a rule may lead to another host, a path of two slashes does not', () => {
  const rules: UrlRules = {
    rewrite: [
      [/^\/raw(\/\d+)$/, 'https://shown.example$1'],
      [/\/old$/, '/new'],
    ],
  }
  expect(canonicalUrl('/raw/5', base, rules)).toBe('https://shown.example/5')
  expect(canonicalUrl('http://forum.example//t/old', base, rules)).toBe('http://forum.example//t/new')
})

test('rules that undo each other come to an end', () => {
  const circle: UrlRules = {
    rewrite: [
      [/^\/a$/, '/b'],
      [/^\/b$/, '/a'],
    ],
  }
  expect(canonicalUrl('/a', base, circle)).toBe('http://forum.example/a')
})

const word = fc.stringMatching(/^[a-z][a-z0-9_.~-]{0,8}$/).filter((name) => !/^(s|sid)$/.test(name))
const value = fc.oneof(fc.stringMatching(/^[0-9a-zA-Z.%+*@:'()~-]{0,12}$/), fc.webQueryParameters())
const parameter = fc.tuple(word, value).map(([name, text]) => `${name}=${text.replace(/[&;#]/g, '')}`)
const separator = fc.constantFrom('&', ';')
const query = fc.array(fc.tuple(parameter, separator), { maxLength: 5 })
const path = fc.webPath().map((text) => text || '/')
const noise = fc.constantFrom(
  'sid=0123456789abcdef0123456789abcdef',
  's=0123456789abcdef0123456789abcdef',
  'PHPSESSID=0a1b2c3d',
  'jsessionid=0A1B2C',
  '_xfToken=1589000000%2C0a1b',
  'utm_source=x',
  'utm_campaign=%7Ea',
  'fbclid=IwAR0',
  'gclid=1',
  'yclid=2',
  'highlight=ktp+bocor',
  'hilit=a',
  'my_post_key=00',
)

const written = (place: string, pieces: readonly (readonly [string, string])[]): string =>
  pieces.reduce((url, [text, mark], index) => url + (index === 0 ? '?' : mark) + text, `http://forum.example${place}`)

test('an address that is canonical stays as it is', () => {
  const any = fc.oneof(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string(),
    fc.tuple(path, query).map(([at, pieces]) => written(at, pieces)),
  )
  fc.assert(
    fc.property(any, (href) => {
      const once = canonicalUrl(href, base)
      if (once !== null) expect(canonicalUrl(once, base)).toBe(once)
    }),
    { numRuns: 2_000 },
  )
})

test('a session, tracking or a fragment changes nothing, wherever it stands', () => {
  fc.assert(
    fc.property(path, query, noise, separator, fc.nat(), fc.string(), (at, pieces, extra, mark, seed, anchor) => {
      const place = seed % (pieces.length + 1)
      const noisy = pieces.toSpliced(place, 0, [extra, mark])
      expect(canonicalUrl(`${written(at, noisy)}#${anchor}`, base)).toBe(canonicalUrl(written(at, pieces), base))
    }),
    { numRuns: 2_000 },
  )
})
