import { afterAll, beforeAll, expect, test } from 'vitest'
import { progressOf } from '../../app/backfill/progress.ts'
import { readSlice } from '../../app/backfill/slice.ts'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { visit } from '../../app/pipeline.ts'
import type { Target } from '../../model/target.ts'
import { countOpenSteps } from '../../store/backfill-steps.ts'
import { type Backfill, backfillOf, beginBackfill, setBackfillState } from '../../store/backfills.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { offersAmongOthers, type Site, startSite } from './site.ts'

// A site's history, read in slices: all of it, each page once, and nobody is woken by what is old.

let world: World
let house: TestHouse
let site: Site

beforeAll(async () => {
  world = await startWorld()
  const { forum, telegram } = world.sites
  site = await startSite(offersAmongOthers(2))
  house = await openTestHouse(`
targets:
  - { id: forum, type: forum, start: ["${forum.start[0]}"], allowPrivate: true, limits: { delay: 1ms } }
  - { id: late, type: forum, start: ["${forum.start[0]}"], allowPrivate: true, limits: { delay: 1ms } }
  - { id: early, type: forum, start: ["${forum.start[0]}"], allowPrivate: true, limits: { delay: 1ms } }
  - { id: again, type: forum, start: ["${forum.start[0]}"], allowPrivate: true, limits: { delay: 1ms } }
  - { id: away, type: forum, start: ["http://127.0.0.1:9/"], allowPrivate: true, limits: { delay: 1ms } }
  - { id: pastes, type: paste, start: ["${site.start}"], alertAge: any, allowPrivate: true, limits: { delay: 1ms } }
  - { id: numbers, type: paste, start: ["${site.start}"], allowPrivate: true, limits: { delay: 1ms } }
  - { id: channel, type: chat, start: ["${telegram.start[0]}"], allowPrivate: true, limits: { delay: 1ms } }
rules:
  - { id: all, channels: [out] }
channels:
  - { id: out, type: webhook, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
`)
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await world.close()
  await site.close()
})

const targetOf = (id: string): Target => {
  const target = house.config.targets.find((other) => other.id === id)
  if (!target) throw new Error(`no target ${id}`)
  return target
}

async function begin(targetId: string, since: string, more: Partial<Backfill> = {}): Promise<Backfill> {
  const asked = { targetId, since: new Date(since), until: null, slicePages: 6, ...more }
  const backfill = await beginBackfill(house.database, asked)
  if (!backfill) throw new Error('one is running already')
  return backfill
}

/** Reads slices until nothing is left, as the queue would. */
async function readAll(begun: Backfill): Promise<Backfill> {
  let backfill = begun
  for (let slices = 0; backfill.state === 'running'; slices++) {
    expect(slices).toBeLessThan(200)
    const after = await readSlice(targetOf(backfill.targetId), backfill, house.line, new AbortController().signal)
    if (!after) throw new Error('the backfill is gone')
    expect(after.pages - backfill.pages).toBeLessThanOrEqual(backfill.slicePages)
    backfill = after
  }
  return backfill
}

test('all of a forum is read, each page once, and only what is fresh is told', async () => {
  world.forum.addThread('databases', {
    by: 'pendatang',
    title: 'Bank Contoh Sejahtera 2,300,000 customers',
    prefix: 'SELLING',
    text: 'Selling the customer database of Bank Contoh Sejahtera, Indonesia. 2,300,000 records: name, NIK, phone.\nPrice $900 in BTC. Telegram @pendatang_praktik',
  })
  const before = world.requests().forum
  const done = await readAll(await begin('forum', '2015-01-01'))
  const { posts, offers } = world.truth.sites.forum
  const found = { newPosts: posts + 1, signals: offers + 1, leftOut: 0, failedPages: 0, error: null }
  expect(done).toMatchObject({ state: 'done', ...found, alerts: 1 })
  expect(done.oldest?.toISOString()).toMatch(/^2019/)
  // With robots.txt.
  expect(world.requests().forum - before).toBe(done.pages + 1)
  const alerts = await house.database.query<{ subject: string }>(
    `select message ->> 'subject' as subject from pantau.alerts`,
  )
  expect(alerts).toEqual([{ subject: expect.stringContaining('Bank Contoh Sejahtera') }])
  expect(await countOpenSteps(house.database, done.id)).toBe(0)
  expect(await progressOf(house.database, done)).toMatchObject({ share: 1, waiting: 0, failed: [] })
})

test('an ordinary visit after it finds nothing new, and what comes later is told as ever', async () => {
  const forum = targetOf('forum')
  expect(await visit(forum, house.line)).toMatchObject({ newPosts: 0, alerts: 0 })
  world.forum.addThread('databases', {
    by: 'pendatang',
    title: 'Asuransi Contoh 1,200,000 customers',
    prefix: 'SELLING',
    text: 'Selling a database of 1,200,000 customers of Asuransi Contoh, Indonesia: name, NIK, phone. Price $300, BTC. Telegram @pendatang_praktik',
  })
  expect(await visit(forum, house.line)).toMatchObject({ newPosts: 1, alerts: 1 })
})

test('a change of what was known is told, whoever sees it first', async () => {
  const first = world.forum.threads.find(({ title }) => title.includes('BPJS'))?.posts[0]
  if (!first) throw new Error('the world lacks its first case')
  world.forum.editPost(first.pid, first.text.replaceAll('0.15 BTC', '0.09 BTC'))
  expect(await readAll(await begin('forum', '2015-01-01'))).toMatchObject({ newPosts: 0, signals: 1, alerts: 1 })
})

test('threads whose row says that they are older are not asked for', async () => {
  const since = new Date('2021-05-01')
  const wanted = world.forum.threads.filter(({ posts }) => posts.some(({ at }) => at >= since))
  expect(wanted.length).toBeLessThan(world.forum.threads.length)
  const done = await readAll(await begin('late', '2021-05-01'))
  expect(done.newPosts).toBe(wanted.reduce((sum, { posts }) => sum + posts.length, 0))
})

test('a stream is read back to where everything is older, and not to its end', async () => {
  const since = new Date(Date.now() - 10.5 * 86_400_000)
  const before = world.requests().telegram
  const done = await readAll(await begin('channel', since.toISOString()))
  expect(done).toMatchObject({ pages: 2, posts: 20 })
  expect(world.requests().telegram - before).toBe(2 + 1)
})

test('what is newer than --until is left out', async () => {
  const until = new Date('2020-12-31')
  const done = await readAll(await begin('early', '2015-01-01', { until }))
  expect(done.leftOut).toBeGreaterThan(0)
  expect(done.newPosts + done.leftOut).toBe(done.posts + done.leftOut)
  const newer = await house.database.query(`select 1 from pantau.posts where site = 'early' and posted_at > $1`, [
    until,
  ])
  expect(newer).toEqual([])
})

test('what has no date and stands on the first page is an ordinary visit’s, which tells it', async () => {
  const done = await readAll(await begin('pastes', '2020-01-01'))
  expect(done).toMatchObject({ posts: 0, leftOut: 4, alerts: 0 })
  expect((await visit(targetOf('pastes'), house.line)).alerts).toBe(2)
})

test('addresses that carry personal data are kept encrypted, and found again', async () => {
  site.pastes.set('081200000001', 'SELLING database of Klinik Contoh, 5,000,000 patients')
  const first = await begin('numbers', '2020-01-01', { slicePages: 1 })
  await readSlice(targetOf('numbers'), first, house.line, new AbortController().signal)
  const steps = JSON.stringify(await house.database.query(`select * from pantau.backfill_steps`))
  expect(steps).not.toContain('081200000001')
  expect(site.requests).not.toContain('/view/raw/081200000001')
  const after = await backfillOf(house.database, first.id)
  await readAll(after ?? first)
  expect(site.requests).toContain('/view/raw/081200000001')
})

test('one that is stopped is not read on, and goes on where it was', async () => {
  const first = await begin('again', '2015-01-01')
  const cut = await readSlice(targetOf('again'), first, house.line, new AbortController().signal)
  await setBackfillState(house.database, first.id, 'running', 'stopped')
  const before = world.requests().forum
  expect(await backfillOf(house.database, first.id)).toMatchObject({ state: 'stopped', pages: cut?.pages })
  await setBackfillState(house.database, first.id, 'stopped', 'running')
  const going = await backfillOf(house.database, first.id)
  const done = await readAll(going ?? first)
  expect(world.requests().forum - before).toBe(done.pages - (cut?.pages ?? 0))
})

test('a site that is away costs the history nothing: it is asked again later, and later still', async () => {
  const first = await begin('away', '2015-01-01')
  const once = await readSlice(targetOf('away'), first, house.line, new AbortController().signal)
  expect(once).toMatchObject({
    state: 'running',
    pages: 0,
    failures: 1,
    error: expect.stringContaining('nothing listens'),
  })
  const twice = await readSlice(targetOf('away'), once ?? first, house.line, new AbortController().signal)
  expect(Number(twice?.nextAt) - Number(once?.nextAt)).toBeGreaterThan(50_000)
  expect(await countOpenSteps(house.database, first.id)).toBe(1)
})
