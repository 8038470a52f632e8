import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Rhythm } from '../../model/rhythm.ts'
import type { LocalDatabase } from '../../store/database.ts'
import { openEmbedded } from '../../store/embedded.ts'
import { migrate } from '../../store/migrate.ts'
import { rhythmsOf, saveRhythm } from '../../store/rhythms.ts'
import { openServer } from '../../store/server.ts'
import { freshFolder } from '../services/embedded.ts'
import { describeWith } from '../services/need.ts'
import { freshDatabase } from '../services/postgres.ts'

const rhythm: Rhythm = {
  began: 1_767_571_200_000,
  at: 1_767_571_200_123.456,
  since: null,
  failures: 2,
  chance: 0.123456789012345,
  hours: { news: Array(24).fill(1e-300), watched: Array(24).fill(3_599_999.25) },
  recent: { news: 0.1 + 0.2, expected: 12 },
  cost: 3,
  spent: { looking: 96, reading: 1e9 },
}

function rhythmSuite(open: () => Promise<{ database: LocalDatabase; leave(): Promise<void> }>): void {
  let database: LocalDatabase
  let leave: () => Promise<void>
  beforeAll(async () => {
    ;({ database, leave } = await open())
    await migrate(database)
  })
  afterAll(() => leave())

  test('what was learnt comes back to the last digit, of those that are asked for', async () => {
    await saveRhythm(database, 'forum', { ...rhythm, failures: 0 })
    await saveRhythm(database, 'forum', rhythm)
    await saveRhythm(database, 'pastes', { ...rhythm, since: 5 })
    expect(await rhythmsOf(database, ['forum', 'unknown'])).toEqual(new Map([['forum', rhythm]]))
    expect((await rhythmsOf(database, ['forum', 'pastes'])).size).toBe(2)
    expect(await rhythmsOf(database, [])).toEqual(new Map())
  })

  test('what another version wrote is learnt anew', async () => {
    await saveRhythm(database, 'old', rhythm)
    await database.query(`update pantau.rhythms set learnt = '{"mean": 4}' where target_id = 'old'`)
    expect(await rhythmsOf(database, ['old'])).toEqual(new Map())
    await saveRhythm(database, 'old', rhythm)
    expect(await rhythmsOf(database, ['old'])).toEqual(new Map([['old', rhythm]]))
  })
}

describe('rhythms, embedded', () => {
  rhythmSuite(async () => {
    const { folder, remove } = await freshFolder()
    const database = await openEmbedded({ folder, floorBytes: 0 })
    return { database, leave: () => database.close().then(remove) }
  })
})

await describeWith('postgres', 'rhythms, on a server', (adminUrl) => {
  rhythmSuite(async () => {
    const { url, drop } = await freshDatabase(adminUrl)
    const database = await openServer(url)
    return { database, leave: () => database.close().then(drop) }
  })
})
