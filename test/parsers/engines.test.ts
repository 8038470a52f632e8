import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PantauError } from '../../model/errors.ts'
import type { Link, Page } from '../../model/page.ts'
import type { ParsedPost } from '../../model/post.ts'
import { ParsedPage } from '../../parsers/engines/engine.ts'
import { engines } from '../../parsers/engines/index.ts'
import { openDocument } from '../../parsers/markup/page/open.ts'
import { parsePage } from '../../parsers/parse.ts'

// The conformance suite of the shelf. A fixture is a page, `thread-1.html`, with what must be read from it beside it, in
// `thread-1.expect.json`: `page` says how it was served, `error` names the wall that it is, all other fields are compared.

const root = join(import.meta.dirname, '../fixtures/engines')

interface Fixture {
  engine: string
  name: string
  page: Page
  expected: { engine?: string; error?: string } & Record<string, unknown>
}

const fixtures: Fixture[] = readdirSync(root).flatMap((engine) =>
  readdirSync(join(root, engine))
    .filter((file) => !file.endsWith('.expect.json'))
    .map((file) => {
      const { page, ...expected } = JSON.parse(
        readFileSync(join(root, engine, file.replace(/\.\w+$/, '.expect.json')), 'utf8'),
      )
      return { engine, name: file, expected, page: served(page, readFileSync(join(root, engine, file), 'utf8')) }
    }),
)

function served(how: { url: string; status: number; headers: Record<string, string> }, body: string): Page {
  const fetchedAt = new Date(how.headers.date ?? '2026-11-20T03:05:12Z')
  return { ...how, finalUrl: how.url, body, fetchedAt, sha256: '0'.repeat(64), via: 'direct' }
}

/** Reads a page; a failure must be one of ours, and say which page it was. */
function attempt(page: Page, engine = 'auto'): ParsedPage | PantauError {
  try {
    return parsePage(page, engine)
  } catch (error) {
    expect(error).toBeInstanceOf(PantauError)
    expect((error as Error).message).toContain(new URL(page.url).host)
    return error as PantauError
  }
}

describe.each(fixtures)('$engine/$name', ({ engine, page, expected: { error, ...expected } }) => {
  test('is read as it stands', () => {
    if (error !== undefined) {
      expect(() => parsePage(page)).toThrow(expect.objectContaining({ name: error }))
      return
    }
    const parsed = parsePage(page)
    expect(parsed).toMatchObject(expected)
    expect(() => ParsedPage.parse(parsed)).not.toThrow()
    // A theme that its table does not know is read by what repeats, whoever names the table.
    if (expected.engine === undefined || expected.engine === engine)
      expect(parsePage(page, engine)).toMatchObject({ ...expected, why: 'the target names it' })
    else expect(parsePage(page, engine)).toMatchObject(expected)
  })

  test('is claimed by one engine, more strongly than by any other', () => {
    const document = openDocument(page)
    const claims = engines
      .map(({ id, claims }) => ({ id, strength: claims(document)?.strength ?? 0 }))
      .toSorted((a, b) => b.strength - a.strength)
    expect(claims[0]?.id).toBe(engine)
    expect(claims[0]?.strength).toBeGreaterThan(claims[1]?.strength ?? 0)
  })
})

/** What a forum's fixtures must show, each by what is read from a page of them. */
const features: Record<string, (page: ParsedPage | PantauError) => boolean> = {
  'a board with threads and a further page': (page) =>
    'kind' in page && page.kind === 'board' && hasLink(page, 'thread') && hasLink(page, 'next'),
  'a thread with a further page': (page) => 'kind' in page && page.kind === 'thread' && hasLink(page, 'next'),
  'a quote with who was quoted': (page) => anyPost(page, ({ quotes }) => quotes.some(({ author }) => author !== null)),
  'an edited post': (page) => anyPost(page, ({ editedAt }) => editedAt !== null),
  'a missing page': (page) => 'kind' in page && page.kind === 'missing',
  'a wall': (page) => page instanceof PantauError && /^(LoginNeeded|Blocked)Error$/.test(page.name),
}
const signed = {
  'a signature apart from the text': (page: ParsedPage | PantauError) =>
    anyPost(page, ({ signature }) => signature !== ''),
}
/** Software whose posts carry no signature, or whose API leaves it out. */
const unsigned = new Set(['discourse', 'flarum'])

/** Reads what repeats: a wall and a missing page have nothing that does, and nobody claims them. */
const byRepetition = 'forum'

const hasLink = ({ links }: ParsedPage, kind: Link['kind']): boolean => links.some((link) => link.kind === kind)
const anyPost = (page: ParsedPage | PantauError, test: (post: ParsedPost) => boolean): boolean =>
  'posts' in page && page.posts.some(test)

test.each(engines.filter(({ type }) => type === 'forum'))(
  '$id has pages of every kind among its fixtures',
  ({ id }) => {
    const pages = fixtures.filter(({ engine }) => engine === id).map(({ page }) => attempt(page))
    const wanted: typeof features = { ...features, ...(unsigned.has(id) ? {} : signed) }
    if (id === byRepetition) for (const none of ['a missing page', 'a wall']) delete wanted[none]
    const missing = Object.entries(wanted).filter(([, shows]) => !pages.some(shows))
    expect(missing.map(([feature]) => feature)).toEqual([])
  },
)

describe('a post is known by its own id, not by where it was seen', () => {
  const threads = fixtures.filter(
    ({ page, expected }) => /html/.test(page.headers['content-type'] ?? '') && expected.kind === 'thread',
  )
  test.each(threads)('$engine/$name: another host and a session in every link', ({ page, engine }) => {
    const ids = (parsed: ParsedPage): unknown => parsed.posts.map(({ postId, thread }) => ({ postId, thread }))
    const places = (parsed: ParsedPage): unknown =>
      [...parsed.posts, ...parsed.links].map(({ url }) => new URL(url).pathname + new URL(url).search)
    const { host } = new URL(page.url)
    const moved = (text: string): string => text.replaceAll(host, 'mirror.example')
    const sid = 'sid=0123456789abcdef0123456789abcdef'
    const body = moved(page.body).replace(/(href="(?![^"]*[#:])[^"]*\?[^"]*)"/g, `$1&amp;${sid}"`)
    const here = parsePage(page, engine)
    const there = parsePage({ ...page, body, url: moved(page.url), finalUrl: moved(page.finalUrl) }, engine)
    expect(ids(there)).toEqual(ids(here))
    expect(places(there)).toEqual(places(here))
  })
})

test.each(engines)('$id has fixtures, and its own among them', ({ id }) => {
  expect(fixtures.filter(({ engine, expected }) => engine === id && expected.engine === id).length).toBeGreaterThan(1)
})

test.each(engines)(
  '$id says what it reads, what it needs and what it cannot',
  ({ id, name, reads, limits, ...engine }) => {
    expect(id).toMatch(/^[a-z][a-z0-9-]*$/)
    expect(engine.needs).toMatch(/^(\S[^\n]+\S)?$/)
    expect(URL.canParse(engine.start)).toBe(true)
    for (const line of [name, reads, limits]) expect(line).toMatch(/^\S[^\n]+\S$/)
  },
)

test('an engine that nobody has heard of is a mistake of the configuration', () => {
  const page = served({ url: 'http://forum.example/', status: 200, headers: {} }, '<html>')
  expect(() => parsePage(page, 'mybbb')).toThrow(expect.objectContaining({ name: 'ConfigError' }))
})

describe('hostile pages', () => {
  test('a page cut off anywhere gives posts or one of our errors', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), fc.nat({ max: 100 }), ({ page, engine }, percent) => {
        const body = page.body.slice(0, Math.floor((page.body.length * percent) / 100))
        const parsed = attempt({ ...page, body }, engine)
        if (!(parsed instanceof Error)) expect(() => ParsedPage.parse(parsed)).not.toThrow()
      }),
      { numRuns: 150 },
    )
  })

  test('a page with pieces of itself moved about gives posts or one of our errors', () => {
    const noise = fc.array(
      fc.constantFrom('<', '>', '"', '</div>', '<table>', '\0', '&#0;', '<!--', '<![CDATA[', '\ud800', 'id="pid_'),
    )
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), noise, fc.nat(), ({ page, engine }, pieces, seed) => {
        const at = seed % (page.body.length + 1)
        const body = page.body.slice(0, at) + pieces.join('') + page.body.slice(at)
        const parsed = attempt({ ...page, body }, engine)
        if (!(parsed instanceof Error)) {
          expect(() => ParsedPage.parse(parsed)).not.toThrow()
          expect(JSON.stringify(parsed)).not.toContain('\\u0000')
        }
      }),
      { numRuns: 150 },
    )
  })

  const posts = (inside: string): string =>
    `<div id="footer"><a href="https://mybb.com">MyBB</a></div><div id="posts"><div id="post_1"><div id="pid_1">${inside}</div></div></div>`
  const thread = (body: string): Page =>
    served({ url: 'http://forum.example/showthread.php?tid=1', status: 200, headers: {} }, body)

  test.each([
    ['divs', '<div>'.repeat(100_000)],
    ['quotes', '<blockquote>'.repeat(100_000)],
    ['unclosed fonts', '<font>x'.repeat(100_000)],
  ])('a hundred thousand nested %s do not overflow the stack', (_, inside) => {
    expect(attempt(thread(posts(inside)), 'mybb')).toMatchObject({ name: 'ParseError' })
  })

  test('three thousand levels are read', () => {
    const parsed = attempt(thread(posts(`${'<blockquote><div>'.repeat(1_500)}deep`)), 'mybb')
    expect(parsed).toMatchObject({ posts: [{ postId: '1', text: '' }] })
  })

  test('what would cost a careless reader hours is read in the end', () => {
    const inside = [
      `<pre>${' '.repeat(1_000_000)}x</pre>`,
      `<blockquote><cite>(${'1'.repeat(500_000)}</cite></blockquote>`,
      `<a href="/printthread.php?${'/printthread.php?'.repeat(20_000)}">x</a>`,
    ]
    const parsed = attempt(thread(posts(inside.join(''))), 'mybb')
    expect(parsed).toMatchObject({ posts: [{ postId: '1' }] })
  })

  test('a page of posts in each other over two hundred thousand places is refused at once', () => {
    const inside = '<div id="post_2"><b id="pid_2">'.repeat(1_000) + '<br>'.repeat(200_000)
    expect(attempt(thread(posts(inside)), 'mybb')).toMatchObject({ name: 'ParseError' })
    const less = '<div id="post_2"><b id="pid_2">'.repeat(100) + '<br>'.repeat(20_000)
    expect(attempt(thread(posts(less)), 'mybb')).toMatchObject({ posts: [{ postId: '1' }] })
  })

  test('a page that begins with many comments is told apart at once', () => {
    const page = { ...thread(`<!--${' <!-- -->'.repeat(200)}`), headers: { 'content-type': 'text/html' } }
    expect(attempt(page)).toMatchObject({ name: 'ParseError' })
  })

  test('NUL characters never reach a post', () => {
    const parsed = attempt(thread(posts('ni\0k &#0; 1')), 'mybb')
    expect(parsed).toMatchObject({ posts: [{ text: expect.not.stringContaining('\0') }] })
  })

  test('a thread may speak of captchas, logins and missing things', () => {
    const words = 'checking your browser, just a moment... you must log in; the thread does not exist'
    expect(
      attempt(thread(`<title>DDoS protection bypass</title>${'<a href="/x">x</a>'.repeat(20)}${posts(words)}`)),
    ).toMatchObject({
      kind: 'thread',
      posts: [{ text: words }],
    })
  })
})
