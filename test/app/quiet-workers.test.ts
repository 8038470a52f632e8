import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '../../app/log.ts'
import { letGoWhatWaited } from '../../app/quiet.ts'
import { heldBack } from '../../app/visit/hush.ts'
import { tell } from '../../app/visit/tell.ts'
import type { Message } from '../../model/alert.ts'
import type { LocalDatabase } from '../../store/database.ts'
import { migrate } from '../../store/migrate.ts'
import { openServer } from '../../store/server.ts'
import { happeningWith, rule } from '../alerts/happenings.ts'
import { manyParts } from '../alerts/many.ts'
import { describeWith } from '../services/need.ts'
import { freshDatabase } from '../services/postgres.ts'

// Several workers on one PostgreSQL decide at once what may be said, and let go at once what has waited.

await describeWith('postgres', 'many workers', (url) => {
  let database: LocalDatabase
  let drop: () => Promise<void>
  beforeAll(async () => {
    const fresh = await freshDatabase(url)
    drop = fresh.drop
    database = await openServer(fresh.url)
    await migrate(database)
  })
  afterAll(async () => {
    await database.close()
    await drop()
  })

  let clock = Date.parse('2026-03-02T03:00:00Z')
  const now = (): Date => new Date(clock)
  const quick = rule({ id: 'quick', channels: ['post'] })

  async function alert(n: number, message: Message): Promise<void> {
    const listingId = `listing-${n}`
    await database.transaction(async (sql) => {
      const coming = { listingId, severity: 90, isUpdate: false }
      const held = await heldBack(quick, coming, { gathering: new Set(['post']), now }, sql)
      const of = { id: `alert-${n}`, rootId: `alert-${n}`, ruleId: quick.id, eventId: `event-${n}`, listingId }
      const telling = { id: `delivery-${n}`, alertId: of.id, channelId: 'post', heldUntil: held.get('post') }
      const { event } = happeningWith({ event: { id: of.eventId, listingId } })
      await tell(
        event,
        [{ ...of, message, translations: [], state: 'new', createdAt: now(), escalateAt: null }],
        [telling],
        sql,
      )
    })
  }
  const states = async (): Promise<Record<string, number>> => {
    const rows = await database.query<{ state: string; count: number }>(
      `select state, count(*)::int as count from pantau.deliveries group by state`,
    )
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
  }

  test('no place is taken twice, and what has waited is told once', async () => {
    const parts = manyParts(30, now())
    await Promise.all(parts.map(({ message }, n) => alert(n, message)))
    expect(await states()).toEqual({ due: 20, held: 10 })

    clock += 15 * 60_000
    const dispatched: string[] = []
    const dispatch = async (ids: readonly string[]): Promise<void> => void dispatched.push(...ids)
    const worker = { database, line: { now }, mailroom: { languages: new Map(), log: createLog('silent'), dispatch } }
    await Promise.all(Array.from({ length: 4 }, () => letGoWhatWaited(worker)))
    expect(dispatched).toHaveLength(1)
    expect(await states()).toEqual({ due: 21, gathered: 9 })
  })
})
