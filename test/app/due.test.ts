import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextVisits, queueDueVisits, sayInterval } from '../../app/due.ts'
import { serve } from '../../app/service.ts'
import { Every } from '../../model/target.ts'
import { rhythmsOf } from '../../store/rhythms.ts'
import type { Visit } from '../../store/visits.ts'
import { openTestHouse, type TestHouse, until } from './house.ts'
import { type Site, startSite } from './site.ts'

// Targets of `every: auto`: what a visit finds decides when the next one comes, and the store remembers it.

let site: Site
let houses: TestHouse[]
let visits: Visit[]
beforeEach(async () => {
  houses = []
  visits = []
  site = await startSite({ one: 'a paste', two: 'another paste' })
})
afterEach(async () => {
  for (const house of houses) await house.close()
  await houses[0]?.remove()
  await site.close()
})

const yaml = (every: string, work = ''): string => `
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], every: ${every}, allowPrivate: true, limits: { delay: 1ms } }
work: { patience: 2s, freeSpace: 10MB${work} }
`
const open = async (config: string): Promise<TestHouse> => {
  const house = await openTestHouse(config, {}, { folder: houses[0]?.data })
  houses.push(house)
  return house
}
const start = (house: TestHouse): Promise<unknown> =>
  serve(house, 'test', { schedule: true }, { onVisit: (visit) => visits.push(visit) })
const rhythm = async (house: TestHouse) => {
  const learnt = (await rhythmsOf(house.database, ['pastes'])).get('pastes')
  if (!learnt) throw new Error('nothing was learnt')
  return learnt
}

test('a target is visited at once, and again within its bounds', async () => {
  const house = await open(yaml('{ floor: 300ms, ceiling: 400ms }'))
  await start(house)
  await until(() => visits.length >= 4)
  expect(visits.every(({ error }) => error === null)).toBe(true)
})

test('what it learnt is in the store: the first visit’s bulk is no news, what comes after it is', async () => {
  const house = await open(yaml('{ floor: 200ms, ceiling: 300ms }'))
  await start(house)
  await until(() => visits.length >= 2)
  const quiet = await rhythm(house)
  expect(quiet.hours.news.every((news) => news === 0)).toBe(true)
  site.pastes.set('three', 'a third paste')
  await until(() => visits.some(({ newPosts }) => newPosts === 1))
  await until(async () => (await rhythm(house)).recent.news > 0)
})

test('a due visit is added once, however often the chore is done; one that is not due is not added', async () => {
  const house = await open(yaml('auto'))
  await queueDueVisits(house)
  await queueDueVisits(house)
  expect((await house.queues.counts()).crawl).toMatchObject({ waiting: 1, delayed: 0 })
  await start(house)
  await until(() => visits.length === 1)
  await until(async () => (await house.queues.counts()).crawl.active === 0)
  await queueDueVisits(house)
  expect((await house.queues.counts()).crawl).toMatchObject({ waiting: 0, delayed: 0, active: 0 })
})

test('a restart goes on with what was learnt; from fixed to auto and back nothing is lost or doubled', async () => {
  const fixed = await open(yaml('1h'))
  await start(fixed)
  await until(() => visits.length === 1)
  const first = await rhythm(fixed)
  await fixed.close()

  const auto = await open(yaml('auto'))
  await start(auto)
  await queueDueVisits(auto)
  expect(await rhythm(auto)).toEqual(first)
  const [next] = await nextVisits(auto.config, auto.database, first.at)
  expect(next?.dueAt).toBeGreaterThan(first.at)
  // Its schedule has gone, and the chore has come.
  expect((await auto.queues.counts()).crawl).toMatchObject({ waiting: 0, delayed: 0 })
  await auto.close()

  const back = await open(yaml('200ms'))
  await start(back)
  await until(() => visits.length >= 3)
  expect((await rhythm(back)).began).toBe(first.began)
})

test('a target that fails is asked half as often, and its silence is not learnt', async () => {
  const house = await open(yaml('{ floor: 200ms, ceiling: 300ms }'))
  await start(house)
  await until(() => visits.length >= 2)
  site.pastes.clear()
  await until(() => visits.some(({ error }) => error !== null))
  const { failures, since } = await rhythm(house)
  expect(failures).toBeGreaterThan(0)
  expect(since).toBe(visits.findLast(({ error }) => error === null)?.startedAt.getTime())
  const [next] = await nextVisits(house.config, house.database)
  expect(next).toMatchObject({ why: 'failing' })
  site.pastes.set('four', 'back again')
  await until(async () => (await rhythm(house)).failures === 0)
})

test.each([
  ['15m', 900_000],
  ['auto', { floor: 120_000, ceiling: 21_600_000 }],
  [{ ceiling: '1d' }, { floor: 120_000, ceiling: 86_400_000 }],
])('every: %j is read', (written, read) => {
  expect(Every.parse(written)).toEqual(read)
})

test.each(['0s', 'often', '{ floor: 2h, ceiling: 1h }', '{ floor: 0s }', 'auto 2m'])(
  'every: %s is refused in a line that says what is allowed',
  async (every) => {
    await expect(open(yaml(every))).rejects.toThrow(
      /pantau\.yaml:3:\d+: every: a duration such as .*; or "auto"; or the bounds of auto/,
    )
  },
)

test('a budget is a number of requests by time', async () => {
  const house = await open(yaml('auto', ', budget: 36/h'))
  expect(house.config.work.budget).toBeCloseTo(1e-5)
  await expect(open(yaml('auto', ', budget: many'))).rejects.toThrow(/budget: requests by time, such as "600\/h"/)
})

test('an interval is said in a few words', () => {
  const say = (everyMs: number, why: 'share' | 'burst' | 'ceiling' | 'failing', postsPerDay: number | null): string =>
    sayInterval({ id: 'a', everyMs, dueAt: 0, why, postsPerDay })
  expect(say(240_000, 'burst', 31.4)).toBe('every 4m for a burst, 31 posts a day')
  expect(say(5_400_000, 'share', 2.34)).toBe('every 1h 30m, 2.3 posts a day')
  expect(say(21_600_000, 'ceiling', 0.04)).toBe('every 6h, its ceiling, 0.3 posts a week')
  expect(say(45_000, 'failing', 9_999)).toBe('every 45s after failures, 9999 posts a day')
  expect(say(900_000, 'share', null)).toBe('every 15m, nothing learnt yet')
})
