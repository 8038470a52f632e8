import type { LookupFunction } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { forgetSessions } from '../../app/sessions.ts'
import type { Crawler } from '../../crawlers/crawler.ts'
import type { Kept, Sessions } from '../../crawlers/session/session.ts'
import type { Answer } from '../../crawlers/step.ts'
import { LoginNeededError } from '../../model/errors.ts'
import { parsePage } from '../../parsers/parse.ts'
import { describeWithChromium } from '../services/need.ts'
import { type Members, startMembers } from './members.ts'
import { openCrawler, type Site, startSite, targetOf } from './site.ts'

/** Names of the web, all of them on loopback. */
const lookup: LookupFunction = (_name, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4)

const nothing: Answer = async () => []

describe('cookies on their way', () => {
  let crawler: Crawler
  let site: Site
  beforeEach(async () => {
    site = await startSite()
    crawler = await openCrawler({ lookup, sessions: forgetSessions() })
  })
  afterEach(async () => {
    await crawler.close()
    await site.close()
  })
  const at = (host: string, path: string): string => `http://${host}:${site.port}${path}`
  const to = (url: string) => ({ link: { url, kind: 'thread' as const } })
  const cookies = () => site.hits.map(({ path, headers }) => [`${headers.host?.split(':')[0]}${path}`, headers.cookie])

  test('they go to their host alone: to no other by a link, by a redirect, or for its robots.txt', async () => {
    site.on('/away', (_, response) => void response.writeHead(302, { location: at('other.test', '/stolen') }).end())
    const target = targetOf(at('forum.test', '/'), { session: { cookies: 'sid=invented' } })
    await crawler.visit(target, async ({ url }) =>
      url.endsWith('/')
        ? [to(at('forum.test', '/away')), to(at('other.test', '/linked')), to(at('sub.forum.test', '/'))]
        : [],
    )
    expect(cookies()).toEqual([
      ['forum.test/', 'sid=invented'],
      ['forum.test/away', 'sid=invented'],
      ['other.test/stolen', undefined],
      ['other.test/linked', undefined],
      ['sub.forum.test/', undefined],
    ])
  })

  test("the site's answers update them, redirects too", async () => {
    site.on(
      '/',
      (_, response) => void response.writeHead(302, { location: '/in', 'set-cookie': 'sid=next; Path=/' }).end(),
    )
    site.on(
      '/in',
      (_, response) => void response.writeHead(200, { 'set-cookie': ['seen=1', 'sid=; Max-Age=0; Path=/'] }).end(),
    )
    const target = targetOf(at('forum.test', '/'), { session: { cookies: 'sid=first' } })
    await crawler.visit(target, async () => [to(at('forum.test', '/last'))])
    expect(cookies()).toEqual([
      ['forum.test/', 'sid=first'],
      ['forum.test/in', 'sid=next'],
      ['forum.test/last', 'seen=1'],
    ])
  })

  test('a page without the mark of those who are signed in is a wall', async () => {
    const session = { cookies: 'sid=1', signedIn: 'a[href*=logout]' }
    const visit = crawler.visit(targetOf(at('forum.test', '/'), { session }), nothing)
    await expect(visit).rejects.toThrow(LoginNeededError)
    await expect(visit).rejects.toThrow(/does not show "a\[href\*=logout\]" \(session.signedIn\)/)
  })

  test('a form that leads to another host gets no password', async () => {
    const form = `<form method="post" action="${at('other.test', '/take')}"><input name="user"><input type="password" name="pass"></form>`
    site.on('/login', (_, response) => void response.setHeader('content-type', 'text/html').end(form))
    const login = { page: at('forum.test', '/login'), fields: { user: 'x', pass: 'invented' } }
    const visit = crawler.visit(targetOf(at('forum.test', '/'), { session: { login } }), nothing)
    await expect(visit).rejects.toThrow(/a password goes to nobody but login.page's own host/)
    expect(cookies()).toEqual([['forum.test/login', undefined]])
  })

  test.each([302, 307, 308])('what was typed is not sent on by a %i', async (status) => {
    const bodies: string[] = []
    const form = '<form method="post" action="/in"><input name="user"><input type="password" name="pass"></form>'
    site.on('/login', (_, response) => void response.setHeader('content-type', 'text/html').end(form))
    site.on('/in', (_, response) => void response.writeHead(status, { location: at('other.test', '/take') }).end())
    site.on('/take', (request, response) => {
      request.on('data', (chunk) => bodies.push(String(chunk)))
      request.on('end', () => response.setHeader('content-type', 'text/html').end('<p>Welcome</p>'))
    })
    const login = { page: at('forum.test', '/login'), fields: { user: 'x', pass: 'invented' } }
    await crawler.visit(targetOf(at('forum.test', '/'), { session: { login } }), nothing)
    expect(cookies().map(([where]) => where)).toEqual([
      'forum.test/login',
      'forum.test/in',
      'other.test/take',
      'forum.test/',
    ])
    expect(bodies).toEqual([])
  })
})

/** Sessions that several workers share, as they are kept. */
function sharedSessions(): Sessions & { kept: string[] } {
  const kept: string[] = []
  let refused: string | undefined
  const open = async (): Promise<Kept> => ({
    content: kept.at(-1),
    refused,
    save: async (content, why) => {
      kept.push(content)
      refused = why
    },
  })
  return { ...forgetSessions(), open, kept }
}

/** Reads as the pipeline does: what is a wall throws, and the first page is all that is wanted. */
const readOne: Answer = async (page) => {
  parsePage(page)
  return []
}

const loginOf = (board: Members) => ({
  login: {
    page: `${board.url}/member.php?action=login`,
    fields: { username: board.account.user, password: board.account.password },
  },
})

test('two workers share one login; one that is refused keeps the other from trying', async () => {
  const board = await startMembers()
  const sessions = sharedSessions()
  const [one, other] = [await openCrawler({ sessions }), await openCrawler({ sessions })]
  const target = targetOf(`${board.url}/index.php`, { session: loginOf(board) })
  const asked = () => board.hits.splice(0).map(({ what }) => what)
  await one.visit(target, readOne)
  expect(asked()).toEqual(['GET /member.php?action=login', 'POST /member.php', 'GET /index.php'])
  await other.visit(target, readOne)
  expect(asked()).toEqual(['GET /index.php'])
  board.expireAfter = 0
  board.account.password = 'changed'
  await expect(one.visit(target, readOne)).rejects.toThrow(
    /signing in at .* did not work: the answer asks for the password/,
  )
  expect(asked()).toEqual(['GET /index.php', 'GET /member.php?action=login', 'POST /member.php'])
  await expect(other.visit(target, readOne)).rejects.toThrow(/not tried again until something is changed/)
  expect(asked()).toEqual([])
  await Promise.all([one.close(), other.close(), board.close()])
})

test('an address in a message tells nobody the session', async () => {
  const site = await startSite()
  const crawler = await openCrawler()
  const path = '/index.php?f=4&sid=0123456789abcdef0123456789abcdef'
  site.on('/', (_, response) => void response.writeHead(302, { location: path }).end())
  site.on(path, (_, response) => void response.writeHead(403).end())
  await expect(crawler.visit(targetOf(`${site.origin}/`), nothing)).rejects.toThrow(/index.php\?f=4&sid=… answered 403/)
  site.on(path, (_, response) => {
    response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1><form><input type="password" name="p"></form>')
  })
  await expect(crawler.visit(targetOf(`${site.origin}/`), readOne)).rejects.toThrow(/sid=…: wants a login/)
  await Promise.all([crawler.close(), site.close()])
})

test('a board in a folder of its host, whose cookies are for that folder, is signed in to once', async () => {
  const site = await startSite()
  const crawler = await openCrawler({ sessions: sharedSessions() })
  const form = '<form method="post" action="/forum/in"><input name="user"><input type="password" name="pass"></form>'
  site.on('/forum/login', (_, response) => void response.setHeader('content-type', 'text/html').end(form))
  site.on('/forum/in', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'sid=1; Path=/forum' }).end('<p>Welcome</p>')
  })
  const login = { page: `${site.origin}/forum/login`, fields: { user: 'a', pass: 'invented' } }
  const target = targetOf(`${site.origin}/forum/`, { session: { login } })
  for (let visit = 0; visit < 2; visit++) await crawler.visit(target, nothing)
  expect(site.hits.map(({ path }) => path)).toEqual(['/forum/login', '/forum/in', '/forum/', '/forum/'])
  expect(site.hits.at(-1)?.headers.cookie).toBe('sid=1')
  await Promise.all([crawler.close(), site.close()])
})

test('a thread for other eyes is its own failure: who is signed in signs in no more', async () => {
  const board = await startMembers()
  const crawler = await openCrawler({ sessions: forgetSessions() })
  const session = { ...loginOf(board), signedIn: 'a[href*="action=logout"]' }
  const target = targetOf(`${board.url}/index.php`, { session })
  const secret = { link: { url: `${board.url}/forumdisplay.php?fid=4`, kind: 'board' as const } }
  const report = await crawler.visit(target, async ({ url }) => {
    if (url === secret.link.url) throw new LoginNeededError(`${url}: wants a login`)
    return [secret]
  })
  expect(report.errors).toHaveLength(1)
  expect(board.hits.filter(({ what }) => what.startsWith('POST'))).toHaveLength(1)
  await Promise.all([crawler.close(), board.close()])
})

await describeWithChromium('in a browser', (browser) => {
  test('a form is filled in and sent as a person does; its cookies are kept, and go on over HTTP', async () => {
    const board = await startMembers()
    const sessions = sharedSessions()
    const crawler = await openCrawler({ sessions, browser })
    const session = { ...loginOf(board), signedIn: 'a[href*="action=logout"]' }
    const target = targetOf(`${board.url}/index.php`, { session, fetch: 'browser' }, { timeout: '30s' })
    const report = await crawler.visit(target, readOne)
    expect(report).toMatchObject({ pages: 1, errors: [] })
    expect(board.secrets).toHaveLength(1)
    const body = new URLSearchParams(board.hits.find(({ what }) => what.startsWith('POST'))?.body)
    expect(body.get('my_post_key')).toMatch(/^[0-9a-f]{32}$/)
    expect(body.get('password')).toBe(board.account.password)
    expect(JSON.parse(sessions.kept.at(-1) ?? '{}').cookies).toContainEqual(
      expect.objectContaining({ name: 'mybbuser', value: board.secrets[0], domain: '127.0.0.1', httpOnly: true }),
    )
    await crawler.visit(target, readOne)
    await crawler.visit({ ...target, fetch: 'http' }, readOne)
    expect(board.secrets).toHaveLength(1)
    board.account.password = 'changed'
    board.expireAfter = 0
    const wrong = crawler.visit(target, readOne)
    await expect(wrong).rejects.toThrow(/signing in at .* did not work/)
    await expect(wrong).rejects.not.toThrow(/invented/)
    await Promise.all([crawler.close(), board.close()])
  })
})
