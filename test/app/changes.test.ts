import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveForum } from '../../app/demo/world/forum.ts'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { type Site, serve } from '../../app/demo/world/serve.ts'
import { visit } from '../../app/pipeline.ts'
import type { Target } from '../../model/target.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// What changes on a board without a new reply: a title, the host, an edit, a thread or a post that goes and comes back.
// Each is one event, and told once; a visit that finds nothing costs its boards.

let world: World
let house: TestHouse
let target: Target
/** The same forum under another name. */
let moved: Site

beforeAll(async () => {
  world = await startWorld()
  moved = await serve(serveForum(world.forum))
  house = await openTestHouse(`
targets:
  - { id: forum, type: forum, start: ["${world.sites.forum.start[0]}"], allowPrivate: true, robots: ignore, limits: { delay: 1ms } }
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
  await moved.close()
  await world.close()
})

/** One visit; what it brought, and the requests that it cost, whichever host answered. */
async function look(at: Target = target) {
  const requests = () => world.requests().forum + moved.requests()
  const before = requests()
  const { report, ...counts } = await visit(at, house.line)
  return { ...counts, errors: report.errors, requests: requests() - before }
}

/** The index and the first pages of the two boards. */
const quiet = { newPosts: 0, changedPosts: 0, signals: 0, alerts: 0, requests: 3, errors: [] }

/** What happened to the listing that a thread's first post opened, in order. */
async function story(tid: number): Promise<string[]> {
  const pid = world.forum.threads.find((thread) => thread.tid === tid)?.posts[0]?.pid ?? tid
  const rows = await house.database.query<{ kind: string }>(
    `select kind from pantau.listing_events where post_id = $1 order by seen_at`,
    [`forum/${pid}`],
  )
  return rows.map(({ kind }) => kind)
}

let offers = 0
/** A thread with an offer in it. */
function offer(): number {
  offers += 1
  return world.forum.addThread('databases', {
    by: 'pendatang',
    title: `Koperasi Contoh ${offers} members database`,
    prefix: 'SELLING',
    text: `Selling the member database of Koperasi Contoh ${offers}, Indonesia. ${offers + 1},300,000 records: name, NIK, phone.\nPrice $900 in BTC. Telegram @pendatang_praktik`,
  })
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
  expect(linked[0]?.links[0]?.url).toBe(`${world.sites.forum.url}/index.php`)
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
