import { describe, expect, test } from 'vitest'
import { readCookies } from '../../crawlers/session/cookies.ts'
import { createJar, siteOfHost } from '../../crawlers/session/jar.ts'

// Whose cookies they are, and how they come from a person's browser.

describe('a jar', () => {
  const sent = (url: string, jar: ReturnType<typeof createJar>): string | undefined => jar.headerFor(new URL(url))

  test('sends a cookie to whom it belongs to, and to nobody else', () => {
    const jar = createJar()
    const from = new URL('https://www.forum.co.id/login')
    jar.take(
      ['own=1; Path=/', 'all=2; Domain=forum.co.id; Path=/', 'deep=3; Path=/login', 'open=4; Secure; Path=/'],
      from,
    )
    jar.take(['suffix=5; Domain=co.id', 'other=6; Domain=bank.co.id', 'onion=7; Domain=onion'], from)
    expect(sent('https://www.forum.co.id/login/2', jar)).toBe('deep=3; own=1; all=2; open=4')
    expect(sent('http://www.forum.co.id/', jar)).toBe('own=1; all=2')
    expect(sent('https://cdn.forum.co.id/', jar)).toBe('all=2')
    for (const other of ['https://forum.co.id.evil.test/', 'https://bank.co.id/', 'https://co.id/', 'http://x.onion/'])
      expect(sent(other, jar)).toBeUndefined()
  })

  test('is the same when it was kept; what has expired is gone', () => {
    const jar = createJar()
    const from = new URL('http://forum.test/')
    jar.take(['a=1; Max-Age=100; HttpOnly', 'b=2', 'c=3; Max-Age=100'], from)
    jar.take(['c=gone; Max-Age=0', 'd=4; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], from)
    const again = createJar(jar.cookies())
    expect(again.cookies()).toEqual(jar.cookies())
    expect(sent('http://forum.test/', again)).toBe('a=1; b=2')
  })

  test('does not grow without end, and takes no giant', () => {
    const jar = createJar()
    const from = new URL('http://forum.test/')
    jar.take(`big=${'x'.repeat(5_000)}`, from)
    for (let n = 0; n < 300; n++) jar.take(`c${n}=1`, from)
    expect(jar.cookies()).toHaveLength(200)
    jar.take('c7=2', from)
    expect(jar.cookies().find(({ name }) => name === 'c7')?.value).toBe('2')
  })

  test.each([
    ['www.forum.co.id', 'forum.co.id'],
    ['.forum.test', 'forum.test'],
    ['a.abcdef.onion', 'abcdef.onion'],
    ['127.0.0.1', '127.0.0.1'],
    ['intranet', 'intranet'],
  ])('%s is of the site %s', (host, site) => expect(siteOfHost(host)).toBe(site))
})

describe('cookies that a person gives', () => {
  const start = ['https://www.forum.example/index.php']
  const soon = Math.round(Date.now() / 1_000) + 5_000
  test.each([
    ['a header', 'sid=abc==; user=7_x', 'sid=abc==; user=7_x'],
    ['a header with its name', 'Cookie: sid=abc', 'sid=abc'],
    [
      'cookies.txt of a whole browser',
      `# Netscape HTTP Cookie File\r\n#HttpOnly_www.forum.example\tFALSE\t/\tTRUE\t${soon}\tsid\tabc\r\n.forum.example\tTRUE\t/\tFALSE\t0\tuser\t7_x\r\n.bank.example\tTRUE\t/\tTRUE\t${soon}\tbank\tsecret\r\n`,
      'sid=abc; user=7_x',
    ],
    [
      "an extension's JSON",
      JSON.stringify([
        {
          domain: 'www.forum.example',
          hostOnly: true,
          name: 'sid',
          value: 'abc',
          path: '/',
          expirationDate: soon + 0.5,
        },
        { domain: '.forum.example', hostOnly: false, name: 'user', value: '7_x', path: '/', session: true },
        { domain: '.forum.example', hostOnly: false, name: 'old', value: '1', path: '/', expirationDate: 1 },
        { domain: '.bank.example', name: 'bank', value: 'secret', path: '/' },
      ]),
      'sid=abc; user=7_x',
    ],
    [
      "Playwright's storage state",
      JSON.stringify({ cookies: [{ name: 'sid', value: 'abc', domain: 'www.forum.example', path: '/', expires: -1 }] }),
      'sid=abc',
    ],
  ])('%s', (_name, text, expected) => {
    const jar = readCookies(text, start)
    expect(jar.headerFor(new URL(start[0] ?? ''))).toBe(expected)
    expect(JSON.stringify(jar.cookies())).not.toContain('secret')
  })

  test.each([
    ['nothing of the kind', 'invented secret', /neither "name=value; …", nor a cookies.txt, nor a JSON export/],
    ['broken JSON', '[{"name": "invented secret"', /neither/],
    [
      'another site’s',
      '[{"domain": ".bank.example", "name": "bank", "value": "invented"}]',
      /none of the 1 is for forum.example/,
    ],
  ])('%s: said, and not quoted', (_name, text, message) => {
    expect(() => readCookies(text, start)).toThrow(message)
    expect(() => readCookies(text, start)).not.toThrow(/invented/)
  })
})
