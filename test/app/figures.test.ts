import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { visitAlone } from '../../app/turn.ts'
import type { Visit } from '../../store/visits.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// Each visit is written down with what tells whether reading works.

let world: World
let house: TestHouse
beforeAll(async () => {
  world = await startWorld()
  const target = (id: string, type: string, start: string): string =>
    `  - { id: ${id}, type: ${type}, start: ["${start}"], allowPrivate: true, limits: { delay: 1ms } }`
  house = await openTestHouse(`
targets:
${target('forum', 'forum', world.sites.forum.start[0] ?? '')}
${target('channel', 'chat', world.sites.telegram.start[0] ?? '')}
${target('away', 'forum', `${world.sites.forum.url}/forumdisplay.php?fid=999`)}
`)
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await world.close()
})

const turn = { worker: 'test', lastAttempt: true, signal: new AbortController().signal }

/** One visit; what its watcher is told, and what the store says of it. */
async function look(id: string): Promise<{ told: Visit; row: Record<string, unknown> }> {
  const target = house.config.targets.find((other) => other.id === id)
  if (!target) throw new Error('no target')
  const visits: Visit[] = []
  await visitAlone(house, target, turn, { onVisit: (visit) => visits.push(visit) }).catch(() => undefined)
  const [row] = await house.database.query(
    `select requests, bytes, via, engines, kinds, listed, posts, with_author, with_date, with_text, pages, error
     from pantau.visits where target_id = $1 order by id desc limit 1`,
    [id],
  )
  const [told] = visits
  if (!told || !row) throw new Error('no visit')
  return { told, row }
}

test('a forum: pages by kind and engine, threads listed, posts with author, date and text', async () => {
  const before = world.requests().forum
  const { told, row } = await look('forum')
  const { posts } = world.truth.sites.forum
  expect(row).toMatchObject({ posts, with_author: posts, with_date: posts, via: 'direct' })
  // One reply is a quote and nothing of its own.
  const wordless = await house.database.query(`select 1 from pantau.posts where text = ''`)
  expect(row.with_text).toBe(posts - wordless.length)
  expect(row.engines).toEqual({ mybb: row.pages })
  expect(row.kinds).toMatchObject({ index: 1, board: expect.any(Number), thread: expect.any(Number) })
  // The one more is robots.txt.
  expect(world.requests().forum - before - 1).toBe(row.requests)
  expect(row.bytes).toBeGreaterThan(10_000)
  expect(row.listed).toBeGreaterThanOrEqual(world.forum.threads.length)
  expect(told).toMatchObject({ posts, withAuthor: posts, engines: row.engines, kinds: row.kinds })
})

test('a quiet visit lists the threads that it does not read', async () => {
  const { row } = await look('forum')
  expect(row).toMatchObject({ requests: 3, posts: 0, kinds: { index: 1, board: 2 } })
  expect(row.listed).toBeGreaterThan(5)
})

test('a channel lists nothing: its posts are on its first page', async () => {
  const { row } = await look('channel')
  expect(row).toMatchObject({ listed: 0, engines: { telegram: row.pages } })
  expect(row.with_date).toBe(row.posts)
})

test('a visit that fails is written down with what it saw', async () => {
  const { row } = await look('away')
  expect(row.error).toMatch(/away: .* (is gone|neither posts nor links)/)
  expect(row).toMatchObject({ requests: 1, pages: 1, posts: 0, kinds: { board: 1 } })
})
