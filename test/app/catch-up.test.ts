import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { visit } from '../../app/pipeline.ts'
import { createIsOld } from '../../app/visit/catch-up.ts'
import type { News } from '../../app/visit/news.ts'
import { postOf } from '../../model/post.ts'
import { Target } from '../../model/target.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { type Site, startSite } from './site.ts'

// What a first visit, and one after a repair, find is mostly old: it is stored, and told to nobody. What is fresh is told.

const hour = 3_600_000
const day = 24 * hour
const ago = (ms: number): Date => new Date(Date.now() - ms)

describe('what is old', () => {
  const now = new Date()
  const target = Target.parse({ id: 'a', type: 'forum', start: ['https://forum.example/'] })
  const went = { caughtUp: true, beganAt: ago(100 * day), wholeAt: ago(hour) }
  const news = (change: News['change'], postedMs: number | null, editedMs: number | null = null): News => ({
    change,
    signal: null,
    contentHash: '',
    before: change === 'new' ? null : 'x',
    post: {
      ...postOf({ postId: '1', url: 'https://forum.example/1' }),
      ...{ id: 'a/1', site: 'a', platform: 'forum', engine: 'mybb', pageSha256: '', seenAt: now },
      postedAt: postedMs === null ? null : ago(postedMs).toISOString(),
      editedAt: editedMs === null ? null : ago(editedMs).toISOString(),
    },
  })
  const judge = (progress: Parameters<typeof createIsOld>[1], of: object = {}, hasUnreadStart = false) =>
    createIsOld({ ...target, ...of }, progress, { hasUnreadStart, now })

  test.each([
    ['a visit that goes on', judge(went), [false, false, false, false, false]],
    ['a first visit', judge(null), [true, false, true, true, false]],
    ['one that was cut short', judge({ ...went, caughtUp: false }), [true, false, false, true, false]],
    ['one after three weeks', judge({ ...went, wholeAt: ago(21 * day) }), [true, false, false, true, false]],
    ['one to a new start page', judge(went, {}, true), [true, false, false, true, false]],
    [
      'a first visit that goes on',
      judge({ caughtUp: false, beganAt: ago(hour), wholeAt: null }),
      [true, false, true, true, false],
    ],
    [
      'a first visit without end',
      judge({ caughtUp: false, beganAt: ago(3 * day), wholeAt: null }),
      [true, false, false, true, false],
    ],
    ['alertAge: any', judge(null, { alertAge: Number.POSITIVE_INFINITY }), [false, false, false, false, false]],
    ['alertAge: 1h', judge(null, { alertAge: hour, every: 60_000 }), [true, true, true, true, false]],
    ['every: 7d', judge({ ...went, caughtUp: false }, { every: 7 * day }), [false, false, false, false, false]],
  ])('%s', (_what, isOld, expected) => {
    expect([
      isOld(news('new', 10 * day)),
      isOld(news('new', 2 * hour)),
      isOld(news('new', null)),
      isOld(news('edited', 30 * day, 10 * day)),
      isOld(news('edited', 30 * day)) || isOld(news('gone', 30 * day)) || isOld(news('back', 30 * day)),
    ]).toEqual(expected)
  })
})

describe('a forum', () => {
  let world: World
  let house: TestHouse
  let target: Target
  let count = 0

  beforeAll(async () => {
    world = await startWorld()
    house = await openTestHouse(`
targets:
  - { id: forum, type: forum, start: ["${world.sites.forum.start[0]}"], allowPrivate: true, limits: { delay: 1ms } }
rules:
  - { id: all, intents: [extortion, sale, giveaway, wanted, dump], channels: [out] }
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

  const look = async (at = target) => {
    const { report, ...counts } = await visit(at, house.line)
    return { ...counts, stopped: report.stopped }
  }
  /** Opens a thread with an offer, so long ago. */
  function offer(ms: number): void {
    count += 1
    world.forum.addThread('databases', {
      by: `penjual${count}`,
      at: ago(ms),
      title: `Koperasi Contoh ${count} members database`,
      prefix: 'SELLING',
      text: `Selling the member database of Koperasi Contoh ${count}, Indonesia. ${count + 1},300,000 records: name, NIK, phone.\nPrice $900 in BTC. Telegram @penjual_${count}`,
    })
  }

  test('a first visit tells what is fresh, and stores the rest', async () => {
    offer(10 * day)
    offer(2 * hour)
    const first = await look()
    expect(first).toMatchObject({ alerts: 1, signals: world.truth.sites.forum.offers + 2 })
    const [stored] = await house.database.query<{ events: number; alerts: number }>(
      `select (select count(*)::int from pantau.listing_events where kind = 'opened') as events,
         (select count(*)::int from pantau.alerts) as alerts`,
    )
    expect(stored?.alerts).toBe(1)
    expect(first.silent).toBe((stored?.events ?? 0) - 1)
    expect(await look()).toMatchObject({ newPosts: 0, alerts: 0, silent: 0 })
  })

  test('a visit that merely goes on tells all that is new, whatever its date', async () => {
    offer(10 * day)
    expect(await look()).toMatchObject({ newPosts: 1, alerts: 1, silent: 0 })
  })

  test('a target that is mended after three weeks floods nobody, and hides nothing that is fresh', async () => {
    await house.database.query(`update pantau.targets set whole_at = now() - interval '21 days'`)
    for (let n = 3; n < 20; n++) offer(n * day)
    offer(3 * hour)
    offer(day)
    expect(await look()).toMatchObject({ newPosts: 19, alerts: 2, silent: 17 })
    expect(await look()).toMatchObject({ newPosts: 0, alerts: 0, silent: 0 })
  })

  test('a visit that is cut short and goes on loses no alert for what is fresh', async () => {
    for (let n = 0; n < 12; n++) offer(n * 60_000)
    offer(30 * day)
    const cut = { ...target, limits: { ...target.limits, pages: 7 } }
    const visits = [await look(cut), await look(cut)]
    expect(visits.map(({ stopped }) => stopped)).toEqual(['page-limit', 'page-limit'])
    visits.push(await look())
    const sum = (of: 'alerts' | 'silent') => visits.reduce((total, one) => total + one[of], 0)
    expect([sum('alerts'), sum('silent')]).toEqual([12, 1])
  })
})

describe('pastes without dates', () => {
  let site: Site
  let house: TestHouse
  const selling = (name: string): string =>
    `SELLING database of ${name}.example.co.id, 2,500,000 records: name, email, phone, NIK.\nPrice $300, BTC only. Contact telegram @seller_${name}`

  beforeEach(async () => {
    site = await startSite({ satu: selling('satu'), dua: selling('dua') })
    house = await openTestHouse(`
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], allowPrivate: true, limits: { delay: 1ms } }
rules:
  - { id: all, channels: [out] }
channels:
  - { id: out, type: webhook, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
`)
    return async () => {
      await house.close()
      await house.remove()
      await site.close()
    }
  })

  test('are old on the first visit, and fresh from then on', async () => {
    const [target] = house.config.targets
    if (!target) throw new Error('no target')
    expect(await visit(target, house.line)).toMatchObject({ signals: 2, alerts: 0, silent: 2 })
    site.pastes.set('tiga', selling('tiga'))
    expect(await visit(target, house.line)).toMatchObject({ signals: 1, alerts: 1, silent: 0 })
    await house.database.query(`update pantau.targets set whole_at = now() - interval '21 days'`)
    site.pastes.set('empat', selling('empat'))
    expect(await visit(target, house.line)).toMatchObject({ signals: 1, alerts: 1, silent: 0 })
  })
})
