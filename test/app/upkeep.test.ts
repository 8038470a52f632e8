import { afterAll, beforeAll, expect, test } from 'vitest'
import { upkeep } from '../../app/upkeep.ts'
import { noFigures } from '../../app/visit/witness.ts'
import { saveVisit } from '../../store/visits.ts'
import { openTestHouse, type TestHouse } from './house.ts'

const hour = 3_600_000
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse(`
targets:
  - { id: forum, type: forum, start: [https://forum.example/], every: 15m }
channels:
  - { id: ops, type: webhook, operator: true, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
`)
})
afterAll(async () => {
  await house.close()
  await house.remove()
})

/** The service, as if it had been opened so long ago. */
const openedAgo = (ms: number) => ({ ...house, openedAt: new Date(Date.now() - ms) })
const visited = async (ago: number, error: string | null): Promise<void> => {
  const endedAt = new Date(Date.now() - ago)
  const counts = {
    pages: 1,
    unchanged: 0,
    posts: 0,
    newPosts: 0,
    changedPosts: 0,
    signals: 0,
    alerts: 0,
    silent: 0,
    errors: [],
    keptOut: 0,
  }
  const stopped = error === null ? 'done' : 'failed'
  await saveVisit(house.database, {
    targetId: 'forum',
    startedAt: endedAt,
    endedAt,
    ...counts,
    ...noFigures,
    robots: 'honour',
    stopped,
    error,
  })
}
const told = async (): Promise<number> =>
  (await house.database.query(`select 1 from pantau.alerts where rule_id = 'operator'`)).length

test('a target that nobody visits is told to the operator, once; a service that has just started waits', async () => {
  await upkeep('silence', openedAgo(0))
  expect(await told()).toBe(0)
  await upkeep('silence', openedAgo(3 * hour))
  await upkeep('silence', openedAgo(4 * hour))
  expect(await told()).toBe(1)
})

test('a target that is visited is none, nor one whose failure was told', async () => {
  await visited(hour / 4, null)
  await upkeep('silence', openedAgo(9 * hour))
  expect(await told()).toBe(1)
})

test('after a pause of the service nobody is missed; after a good visit a new silence is a new occasion', async () => {
  await house.database.query(
    `update pantau.visits set started_at = now() - interval '2 days', ended_at = now() - interval '2 days'`,
  )
  await upkeep('silence', openedAgo(0))
  expect(await told()).toBe(1)
  await upkeep('silence', openedAgo(3 * hour))
  expect(await told()).toBe(2)
  await visited(2.5 * hour, 'answered 403')
  await upkeep('silence', openedAgo(9 * hour))
  expect(await told()).toBe(2)
})
