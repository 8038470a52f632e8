import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { visit } from '../../app/pipeline.ts'
import type { Target } from '../../model/target.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// One board under watch, visit after visit: what is new is read, what is known is not asked for again.

let world: World
let house: TestHouse
let target: Target

beforeAll(async () => {
  world = await startWorld()
  house = await openTestHouse(`
targets:
  - { id: forum, type: forum, start: ["${world.sites.forum.start[0]}"], allowPrivate: true, limits: { delay: 1ms } }
rules:
  - { id: all, events: [opened, edited, repriced, sold, reopened, removed], channels: [out] }
channels:
  - { id: out, type: webhook, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
`)
  const [only] = house.config.targets
  if (!only) throw new Error('no target')
  target = only
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await world.close()
})

/** One visit; what it brought, and the requests that it cost. */
async function look() {
  const before = world.requests().forum
  const { report, ...counts } = await visit(target, house.line)
  return { ...counts, pages: report.pages, errors: report.errors, requests: world.requests().forum - before }
}

const events = () =>
  house.database.query<{ kind: string; changes: { field: string; before: unknown; after: unknown }[] }>(
    `select kind, changes from pantau.listing_events order by seen_at, id`,
  )
const kotz = () => {
  const thread = world.forum.threads.find(({ title }) => title.includes('BPJS'))
  const first = thread?.posts[0]
  if (!thread || !first) throw new Error('the world lacks its first case')
  return { thread, first }
}

test('the first visit reads everything: every post of the world, every offer', async () => {
  const first = await look()
  const { posts, offers } = world.truth.sites.forum
  expect(first).toMatchObject({ newPosts: posts, changedPosts: 0, signals: offers, errors: [] })
  const rows = await house.database.query(`select 1 from pantau.posts`)
  expect(rows.length).toBe(posts)
})

test('a quiet site costs its boards and nothing else', async () => {
  const again = await look()
  expect(again).toMatchObject({ newPosts: 0, changedPosts: 0, signals: 0, alerts: 0 })
  // The index and the two boards' first pages.
  expect(again.requests).toBe(3)
})

test('a reply costs its thread’s last page, and its first where an offer stands in it', async () => {
  const { thread } = kotz()
  world.forum.addReply(thread.tid, { by: 'pengamat', text: 'still selling this one?' })
  const reply = await look()
  expect(reply).toMatchObject({ newPosts: 1, signals: 0, alerts: 0 })
  // The index, two boards, the second page of the one that moved, and the two pages.
  expect(reply.requests).toBe(6)
})

test('a new offer is read and told once', async () => {
  world.forum.addThread('databases', {
    by: 'pendatang',
    title: 'Bank Contoh Sejahtera 2,300,000 customers',
    prefix: 'SELLING',
    text: 'Selling the customer database of Bank Contoh Sejahtera, Indonesia. 2,300,000 records: name, NIK, phone.\nPrice $900 in BTC. Telegram @pendatang_praktik',
  })
  expect(await look()).toMatchObject({ newPosts: 1, signals: 1, alerts: 1 })
  expect(await look()).toMatchObject({ newPosts: 0, signals: 0, alerts: 0 })
})

test('an edited price is an event with what it was, told once', async () => {
  const { thread, first } = kotz()
  world.forum.editPost(first.pid, first.text.replaceAll('0.15 BTC', '0.09 BTC'))
  world.forum.addReply(thread.tid, { by: 'Kotz', text: 'price updated' })
  const edited = await look()
  expect(edited.changedPosts).toBe(1)
  expect(edited.alerts).toBe(1)
  const repriced = (await events()).find(({ kind }) => kind === 'repriced')
  expect(repriced?.changes).toContainEqual({
    field: 'price',
    before: { amount: 0.15, currency: 'BTC', per: 'dataset' },
    after: { amount: 0.09, currency: 'BTC', per: 'dataset' },
  })
  expect(await look()).toMatchObject({ changedPosts: 0, alerts: 0 })
})

test('an offer that its author takes away is an event, told once', async () => {
  const tid = world.forum.addThread('databases', {
    by: 'pendatang',
    title: 'For those who look',
    prefix: 'SELLING',
    text: 'Selling a database of 1,200,000 customers of Asuransi Contoh, Indonesia: name, NIK, phone. Price $300, BTC. Telegram @pendatang_praktik',
  })
  expect(await look()).toMatchObject({ signals: 1, alerts: 1 })
  const thread = world.forum.threads.find((other) => other.tid === tid)
  const first = thread?.posts[0]
  if (!thread || !first) throw new Error('the world lacks the thread')
  world.forum.editPost(first.pid, 'never mind')
  world.forum.addReply(thread.tid, { by: 'pengamat', text: 'gone?' })
  expect(await look()).toMatchObject({ changedPosts: 1, alerts: 1 })
  expect((await events()).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['removed']))
  expect(await look()).toMatchObject({ changedPosts: 0, alerts: 0 })
})

test('a visit that is cut short leaves nothing behind: the next goes on past what is known', async () => {
  for (let n = 0; n < 25; n++)
    world.forum.addThread('databases', {
      by: 'rajin',
      title: `Selling old server number ${n}`,
      prefix: 'SELLING',
      text: `It is number ${n}, with rails.`,
    })
  const cut = { ...target, limits: { ...target.limits, pages: 6 } }
  const { report, newPosts } = await visit(cut, house.line)
  expect(report.stopped).toBe('page-limit')
  expect(newPosts).toBeLessThan(25)
  const rest = await look()
  expect(newPosts + rest.newPosts).toBe(25)
  expect((await look()).requests).toBe(3)
})

test('a long thread goes on where the last visit had to stop', async () => {
  const tid = world.forum.addThread('databases', { by: 'rajin', title: 'Counting', prefix: 'SELLING', text: 'one' })
  for (let n = 2; n <= 95; n++) world.forum.addReply(tid, { by: 'rajin', text: `number ${n}` })
  const cut = { ...target, limits: { ...target.limits, pages: 8 } }
  let read = 0
  for (let visits = 0; visits < 4; visits++) read += (await visit(cut, house.line)).newPosts
  expect(read).toBe(95)
})

test('a thread that grows beyond its limit of pages is read on, visit by visit', async () => {
  const tid = world.forum.addThread('databases', { by: 'rajin', title: 'Counting on', prefix: 'SELLING', text: 'one' })
  for (let n = 2; n <= 45; n++) world.forum.addReply(tid, { by: 'rajin', text: `again number ${n}` })
  const short = { ...target, limits: { ...target.limits, pagesPerThread: 2 } }
  let read = 0
  for (let visits = 0; visits < 4; visits++) read += (await visit(short, house.line)).newPosts
  expect(read).toBe(45)
})

test('a start page that gives nothing is a failure, not a quiet day', async () => {
  const gone = { ...target, start: [`${world.sites.forum.url}/forumdisplay.php?fid=999`] }
  await expect(visit(gone, house.line)).rejects.toThrow(/forum: .* (is gone|neither posts nor links)/)
})
