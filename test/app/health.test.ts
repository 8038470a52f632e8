import { expect, test } from 'vitest'
import { changedEngine, judge, type Past } from '../../app/health/health.ts'
import { noFigures } from '../../app/visit/witness.ts'
import type { Visit } from '../../store/visits.ts'

// What is a drop, and what is a quiet day or a small number.

let clock = 0
const visit = (figures: Partial<Visit>): Visit => ({
  ...{
    targetId: 't',
    startedAt: new Date(++clock * 60_000),
    endedAt: new Date(clock * 60_000 + 1),
    pages: 3,
    unchanged: 0,
  },
  ...{ robots: 'honour', keptOut: 0, newPosts: 0, changedPosts: 0, signals: 0, alerts: 0, silent: 0 },
  ...{ stopped: 'done', errors: [], error: null, ...noFigures, ...figures },
})
/** Visits with `posts` posts each, so many of them with an author. */
const read = (posts: number, withAuthor: number, more: Partial<Visit> = {}): Visit =>
  visit({ posts, withAuthor, withDate: posts, withText: posts, ...more })
const past = (...visits: Visit[]): Past => {
  const newest = [...visits].reverse()
  const withPosts = newest.filter(({ posts }) => posts > 0)
  return { pages: newest, lately: newest, posts: withPosts, recent: withPosts.slice(0, 3) }
}
const bad = (now: Visit, before: Past): string[] =>
  judge(now, before).flatMap(({ kind, isBad }) => (isBad ? [kind] : []))

test.each([
  ['all gone, where all were there', [100, 100], [20, 0], ['author']],
  ['three posts are enough where hundreds were right', [300, 300], [3, 0], ['author']],
  ['two posts are not', [300, 300], [2, 0], []],
  ['nor three where few are known', [10, 10], [3, 0], []],
  ['a third gone of many', [400, 400], [60, 40], ['author']],
  ['one in ten gone is no drop', [400, 400], [60, 54], []],
  ['a field that half of the posts have: four without prove nothing', [200, 100], [4, 0], []],
  ['forty without do', [200, 100], [40, 0], ['author']],
  ['a field that was never there', [200, 0], [40, 0], []],
  ['more than before', [200, 100], [40, 40], []],
])('%s', (_name, [posts = 0, authors = 0], [now = 0, found = 0], expected) => {
  const before = past(read(posts, authors))
  expect(bad(read(now, found), before)).toEqual(expected)
})

test('a quiet board is judged by several visits together', () => {
  const usual = read(300, 300)
  const one = read(1, 0)
  const two = read(1, 0)
  const three = read(1, 0)
  expect(bad(two, past(usual, one))).toEqual([])
  expect(bad(three, past(usual, one, two))).toEqual(['author'])
})

test('a first visit, a quiet one, and one that the server answered "not modified" are never bad', () => {
  const quiet = visit({ listed: 40 })
  expect(bad(read(50, 0), past())).toEqual([])
  expect(bad(quiet, past(read(50, 50, { listed: 40 }), visit({ listed: 40 }), visit({ listed: 40 })))).toEqual([])
  expect(judge(visit({ pages: 0, unchanged: 3 }), past(read(50, 50), read(50, 50), read(50, 50)))).toEqual([])
})

test('nothing at all is strange after three visits that gave something, unless the page says that there is nothing', () => {
  const nothing = visit({})
  const gave = (count: number): Past => past(...Array.from({ length: count }, () => visit({ listed: 30 })))
  expect(bad(nothing, gave(2))).toEqual([])
  expect(bad(nothing, gave(3))).toEqual(['no-posts'])
  expect(bad(nothing, past(visit({ listed: 30 }), visit({}), visit({ listed: 30 })))).toEqual([])
  expect(bad(visit({ kinds: { empty: 1 } }), gave(5))).toEqual([])
  expect(bad(visit({ stopped: 'page-limit' }), gave(5))).toEqual([])
})

test('a list that lost nearly all of its threads is strange; one that is shorter, or was cut short, is not', () => {
  const before = past(visit({ listed: 60 }), visit({ listed: 40 }), visit({ listed: 45 }))
  expect(bad(visit({ listed: 9 }), before)).toEqual(['no-posts'])
  expect(bad(visit({ listed: 10 }), before)).toEqual([])
  expect(bad(visit({ listed: 9, stopped: 'page-limit' }), before)).toEqual([])
  expect(bad(visit({ listed: 9, unchanged: 1 }), before)).toEqual([])
})

test('another engine is one that never read the target, and reads most of it now', () => {
  const before = [visit({ engines: { mybb: 3, text: 1 } })]
  expect(changedEngine(visit({ engines: { generic: 3 } }), before, 'auto')).toEqual({
    engine: 'generic',
    what: 'generic reads 3 of 3 pages, before mybb did',
  })
  expect(changedEngine(visit({ engines: { text: 3 } }), before, 'auto')).toBeNull()
  expect(changedEngine(visit({ engines: { mybb: 2, generic: 1 } }), before, 'auto')).toBeNull()
  expect(changedEngine(visit({ engines: { generic: 3 } }), before, 'generic')).toBeNull()
  expect(changedEngine(visit({ engines: { generic: 3 } }), [], 'auto')).toBeNull()
})
