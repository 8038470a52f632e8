import type { LookupFunction } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { forgetSessions } from '../../app/sessions.ts'
import type { Crawler } from '../../crawlers/crawler.ts'
import type { VisitReport } from '../../crawlers/step.ts'
import { type Members, startMembers } from './members.ts'
import { openCrawler, targetOf } from './site.ts'

// A board for members at two addresses: who is signed in at one is a stranger at the other, and signs in there once.

let crawler: Crawler
let home: Members
let mirror: Members
const lookup: LookupFunction = (_name, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4)
beforeEach(async () => {
  crawler = await openCrawler({ lookup, sessions: forgetSessions() })
  home = await startMembers()
  mirror = await startMembers()
})
afterEach(async () => {
  await crawler.close()
  await home.close()
  await mirror.close()
})

const at = (host: string, { url }: Members): string => url.replace('127.0.0.1', host)
const whats = ({ hits }: Members): string[] => hits.map(({ what }) => what)
const signingIn = ['GET /member.php?action=login', 'POST /member.php']

function look(links: string[] = []): Promise<VisitReport> {
  const origin = at('home.test', home)
  const login = {
    page: `${origin}/member.php?action=login`,
    fields: { username: home.account.user, password: home.account.password },
  }
  const session = { login, signedIn: 'a[href*="action=logout"]' }
  const target = targetOf(`${origin}/index.php`, { mirrors: [at('mirror.test', mirror)], session })
  return crawler.visit(target, async (_, { link }) => {
    return link.kind === 'board' ? links.map((path) => ({ link: { url: origin + path, kind: 'thread' } })) : []
  })
}

test('where the first address is down, one signs in at the mirror, and the password goes there alone', async () => {
  await home.close()
  expect(await look()).toMatchObject({ pages: 1, errors: [], mirrors: { read: at('mirror.test', mirror) } })
  expect(whats(mirror)).toEqual([...signingIn, 'GET /index.php', 'GET /index.php'])
  expect(mirror.hits.at(-1)?.cookie).toContain(mirror.secrets[0])
})

test('a visit that moves on under way signs in once more, and no cookie goes along', async () => {
  const visit = look(['/showthread.php?tid=1', '/showthread.php?tid=2'])
  while (!whats(home).some((what) => what.includes('tid=1'))) await new Promise((resolve) => setTimeout(resolve, 5))
  await home.close()
  expect(await visit).toMatchObject({ pages: 3, errors: [], mirrors: { read: at('mirror.test', mirror) } })
  expect(whats(mirror).slice(0, 2)).toEqual(signingIn)
  expect(whats(mirror).filter((what) => what.startsWith('POST'))).toHaveLength(1)
  expect(home.secrets).toHaveLength(1)
  for (const { cookie } of mirror.hits) expect(cookie).not.toContain(home.secrets[0])
})
