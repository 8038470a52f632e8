import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveForum } from '../../app/demo/world/forum.ts'
import type { StoredPost } from '../../app/demo/world/forum-state.ts'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { type Answer, html, type Site, serve } from '../../app/demo/world/serve.ts'
import { visit } from '../../app/pipeline.ts'
import type { Target } from '../../model/target.ts'
import { versionsOf } from '../../store/posts.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// What changes on a board without a new reply: a title, the host, an edit, a thread or a post that goes and comes back.
// Each is one event, and told once; a visit that finds nothing costs its boards.

let world: World
let house: TestHouse
let target: Target
/** The forum, and the same forum under another name. */
let home: Site
let moved: Site
/** What the forum answers instead of itself, where something is wrong with it. */
let instead: (url: URL) => Answer | undefined = () => undefined

beforeAll(async () => {
  world = await startWorld()
  const { forum } = world
  home = await serve((base) => (url) => instead(url) ?? serveForum(forum)(base)(url))
  moved = await serve(serveForum(forum))
  house = await openTestHouse(`
targets:
  - { id: forum, type: forum, start: ["${home.url}/index.php"], allowPrivate: true, robots: ignore, limits: { delay: 1ms } }
rules:
  - { id: all, events: [opened, edited, repriced, sold, reopened, removed], channels: [out] }
channels:
  - { id: out, type: webhook, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
`)
  const [only] = house.config.targets
  if (!only) throw new Error('no target')
  target = only
  await look()
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await home.close()
  await moved.close()
  await world.close()
})

/** One visit; what it brought, and the requests that it cost, whichever host answered. */
async function look(at: Target = target) {
  const requests = () => home.requests() + moved.requests()
  const before = requests()
  const { report, ...counts } = await visit(at, house.line)
  return { ...counts, errors: report.errors, requests: requests() - before }
}

/** The index and the first pages of the two boards. */
const quiet = { newPosts: 0, changedPosts: 0, signals: 0, alerts: 0, requests: 3, errors: [] }

/** The first posts of the threads that were opened here. */
const firsts = new Map<number, StoredPost>()
const firstOf = (tid: number): StoredPost => {
  const first = firsts.get(tid)
  if (!first) throw new Error(`no thread ${tid} was opened here`)
  return first
}

/** What happened to the listing that a post opened, in order. */
async function storyOf({ pid }: Pick<StoredPost, 'pid'>): Promise<string[]> {
  const rows = await house.database.query<{ kind: string }>(
    `select kind from pantau.listing_events where post_id = $1 order by seen_at`,
    [`forum/${pid}`],
  )
  return rows.map(({ kind }) => kind)
}
const story = (tid: number): Promise<string[]> => storyOf(firstOf(tid))

let offers = 0
/** The words of another offer each time. */
function words(): { title: string; text: string } {
  offers += 1
  return {
    title: `Koperasi Contoh ${offers} members database`,
    text: `Selling the member database of Koperasi Contoh ${offers}, Indonesia. ${offers + 1},300,000 records: name, NIK, phone.\nPrice $900 in BTC. Telegram @pendatang_praktik`,
  }
}
/** A thread with an offer in it. */
function offer(): number {
  const tid = world.forum.addThread('databases', { by: 'pendatang', prefix: 'SELLING', ...words() })
  const first = world.forum.threads.find((thread) => thread.tid === tid)?.posts[0]
  if (first) firsts.set(tid, first)
  return tid
}

test('a title that changes is read, though nobody replied', async () => {
  const tid = offer()
  expect(await look()).toMatchObject({ newPosts: 1, alerts: 1 })
  expect(await look()).toMatchObject(quiet)
  const title = world.forum.threads.find((thread) => thread.tid === tid)?.title ?? ''
  world.forum.renameThread(tid, `[SOLD] ${title}`)
  // The boards, the second page of the one that has news, and the thread.
  expect(await look()).toMatchObject({ newPosts: 0, changedPosts: 1, alerts: 1, requests: 5 })
  expect(await story(tid)).toEqual(['opened', 'sold'])
  expect(await look()).toMatchObject(quiet)
})

test('a domain that moved costs no re-reading and makes nothing new', async () => {
  // A post whose link is relative has another address on every host.
  world.forum.addThread('lounge', {
    by: 'rajin',
    title: 'Rules',
    text: 'See [url=/index.php]the index[/url].',
  })
  expect(await look()).toMatchObject({ newPosts: 1 })
  const linked = await house.database.query<{ links: { url: string }[] }>(
    `select links from pantau.posts where title = 'Rules'`,
  )
  expect(linked[0]?.links[0]?.url).toBe(`${home.url}/index.php`)
  const there = { ...target, start: [`${moved.url}/index.php`] }
  expect(await look(there)).toMatchObject(quiet)
  // What is new there is read once, and known when the old host is back.
  const tid = offer()
  expect(await look(there)).toMatchObject({ newPosts: 1, alerts: 1 })
  expect(await look(there)).toMatchObject(quiet)
  expect(await look()).toMatchObject(quiet)
  expect(await story(tid)).toEqual(['opened'])
  const { length } = await house.database.query(`select 1 from pantau.marks where url like 'http%'`)
  expect(length).toBe(2) // the start page on each host
})

test('a host that sends its visitors to another is that site still', async () => {
  const { hostname, port } = new URL(moved.url)
  const old = await serve(() => (url) => ({
    ...{ status: 301, type: 'text/plain', body: '' },
    headers: { location: `http://${hostname}:${port}${url.pathname}${url.search}` },
  }))
  try {
    const there = { ...target, start: [`${old.url}/index.php`] }
    expect(await look(there)).toMatchObject(quiet)
    for (const tid of [offer()]) world.forum.addReply(tid, { by: 'pengamat', text: 'vouch?' })
    expect(await look(there)).toMatchObject({ newPosts: 2, alerts: 1 })
    expect(await look()).toMatchObject(quiet)
  } finally {
    await old.close()
  }
})

/** Lets time pass for what is read again: all of it is due, or one post. */
const grown = (pid?: number) =>
  house.database.query(
    `update pantau.watches set due_at = now() - interval '1 s' where due_at is not null and post_id like $1`,
    [`forum/${pid ?? '%'}`],
  )
/** Lets none be due, so that a test looks at its own. */
const settle = () => house.database.query(`update pantau.watches set due_at = null`)

test('an offer is read again though its thread does not move: its edits are seen, each once', async () => {
  const tid = offer()
  expect(await look()).toMatchObject({ newPosts: 1, alerts: 1 })
  expect(await look()).toMatchObject(quiet)
  const { pid, text } = firstOf(tid)
  world.forum.editPost(pid, text.replace('$900', '$650'))
  expect(await look()).toMatchObject(quiet)
  await grown(pid)
  expect(await look()).toMatchObject({ changedPosts: 1, alerts: 1, requests: 4 })
  expect(await story(tid)).toEqual(['opened', 'repriced'])
  await grown(pid)
  expect(await look()).toMatchObject({ ...quiet, requests: 4 })
  expect(await look()).toMatchObject(quiet)
})

test('a few pages are read again in a visit, however many are due', async () => {
  await settle()
  for (let n = 0; n < 8; n++) offer()
  await look()
  expect(await look()).toMatchObject(quiet)
  await grown()
  expect(await look()).toMatchObject({ ...quiet, requests: 3 + 5 })
  expect(await look()).toMatchObject({ ...quiet, requests: 3 + 3 })
  expect(await look()).toMatchObject(quiet)
  const small = { ...target, limits: { ...target.limits, pages: 3 } }
  await grown()
  expect(await look(small)).toMatchObject(quiet)
  await settle()
})

test('a thread that is taken away is a removed offer, once two visits have missed it; back again, it is reopened', async () => {
  const tid = offer()
  const { pid } = firstOf(tid)
  await look()
  const thread = world.forum.removeThread(tid)
  expect(await look()).toMatchObject(quiet)
  await grown(pid)
  expect(await look()).toMatchObject({ ...quiet, requests: 4 })
  expect(await look()).toMatchObject({ ...quiet, changedPosts: 1, alerts: 1, requests: 4 })
  expect(await look()).toMatchObject(quiet)
  await grown(pid)
  expect(await look()).toMatchObject({ ...quiet, requests: 4 })
  expect(await story(tid)).toEqual(['opened', 'removed'])

  world.forum.restoreThread(thread)
  expect(await look()).toMatchObject({ newPosts: 0, changedPosts: 1, alerts: 1 })
  expect(await story(tid)).toEqual(['opened', 'removed', 'reopened'])
  expect(await look()).toMatchObject(quiet)
  // And once more: each time is an event of its own.
  world.forum.removeThread(tid)
  await grown(pid)
  for (let visits = 0; visits < 3; visits++) await look()
  expect(await story(tid)).toEqual(['opened', 'removed', 'reopened', 'removed'])
  const [listing] = await house.database.query<{ id: string; status: string }>(
    `select id, status from pantau.listings where post_id = $1`,
    [`forum/${pid}`],
  )
  expect(listing?.status).toBe('sold')
  const versions = await versionsOf(house.database, listing?.id ?? '')
  expect(versions.map(({ contentHash }) => contentHash === null)).toEqual([false, true, false, true])
  expect(versions[2]?.contentHash).toBe(versions[0]?.contentHash)
})

test('a post that moves to another page of its thread is not gone; one that is on none is', async () => {
  await settle()
  const tid = offer()
  const replies = Array.from({ length: 10 }, (_, n) => world.forum.addReply(tid, { by: 'rajin', text: `reply ${n}` }))
  const seller = { pid: world.forum.addReply(tid, { by: 'kedua', text: words().text }) }
  expect(await look()).toMatchObject({ newPosts: 12, alerts: 2 })
  const pageOf = async (): Promise<string | undefined> => {
    const rows = await house.database.query<{ url: string }>(`select url from pantau.watches where post_id = $1`, [
      `forum/${seller.pid}`,
    ])
    return rows[0]?.url
  }
  expect(await pageOf()).toBe(`/showthread.php?tid=${tid}&page=2`)
  // Two replies before it go: what stood on the second page stands on the first, and MyBB shows the first for the second.
  for (const pid of replies.slice(0, 2)) world.forum.removePost(pid)
  await look() // the board's count of replies has moved
  await grown(seller.pid)
  const visits = [await look(), await look(), await look()]
  expect(visits.map(({ changedPosts, alerts, errors }) => [changedPosts, alerts, errors])).toEqual(
    Array(3).fill([0, 0, []]),
  )
  expect(await storyOf(seller)).toEqual(['opened'])
  // Now it goes itself, and its thread stays.
  world.forum.removePost(seller.pid)
  await look()
  await grown(seller.pid)
  expect(await look()).toMatchObject({ changedPosts: 0, alerts: 0 })
  expect(await look()).toMatchObject({ changedPosts: 1, alerts: 1 })
  await grown()
  expect(await look()).toMatchObject({ newPosts: 0, changedPosts: 0, alerts: 0 })
  expect([await storyOf(seller), await story(tid)]).toEqual([['opened', 'removed'], ['opened']])
})

const page = (body: string): string =>
  `<!doctype html><html><head><title>Forum</title></head><body>${body}</body></html>`

test.each([
  ['a login page', { type: html, body: page('<form><input type="password" name="p"></form><p>You must log in.</p>') }],
  ['an error', { status: 503, type: html, body: page('Service Unavailable') }],
  ['an error that calls itself 200', { type: html, body: page('<h1>Database error</h1><p>Try again later.</p>') }],
  ['a challenge', { type: html, body: page('<div id="challenge-form"></div>') }],
])('%s in the place of a thread is no deletion, and fails no visit', async (_what, answer: Answer) => {
  await settle()
  const tid = offer()
  await look()
  instead = (url) => (url.pathname === '/showthread.php' ? answer : undefined)
  try {
    for (let visits = 0; visits < 3; visits++) {
      await grown(firstOf(tid).pid)
      const { errors, ...rest } = await look()
      expect(errors).toHaveLength(1)
      expect(rest).toMatchObject({ changedPosts: 0, alerts: 0 })
    }
  } finally {
    instead = () => undefined
  }
  expect(await story(tid)).toEqual(['opened'])
  expect(await look()).toMatchObject(quiet)
})

test('many offers that are gone at once, where no thread can be read, are a door that was shut', async () => {
  await settle()
  const tids = [offer(), offer(), offer()]
  await look()
  instead = (url) =>
    url.pathname === '/showthread.php' ? { status: 404, type: html, body: page('Not Found') } : undefined
  try {
    await grown()
    for (let visits = 0; visits < 3; visits++) expect(await look()).toMatchObject({ changedPosts: 0, alerts: 0 })
  } finally {
    instead = () => undefined
  }
  expect(await look()).toMatchObject({ changedPosts: 0, alerts: 0 })
  for (const tid of tids) expect(await story(tid)).toEqual(['opened'])
  expect(await look()).toMatchObject(quiet)
})
