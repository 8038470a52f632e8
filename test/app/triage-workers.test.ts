import { afterAll, beforeAll, expect, test } from 'vitest'
import { composeListing } from '../../alerts/message/compose.ts'
import { type Acted, actOn } from '../../app/triage/act.ts'
import type { TriageWish } from '../../model/triage.ts'
import { saveAlert } from '../../store/alerts.ts'
import type { Database } from '../../store/database.ts'
import { migrate } from '../../store/migrate.ts'
import { ruleFigures } from '../../store/rule-stats.ts'
import { openServer } from '../../store/server.ts'
import { triageLog } from '../../store/triage.ts'
import { happeningWith, rule } from '../alerts/happenings.ts'
import { describeWith } from '../services/need.ts'
import { freshDatabase } from '../services/postgres.ts'

// Many analysts at one alert at once, over many connections: embedded there is one session, and they would queue anyway.

await describeWith('postgres', 'triage on a server', (url) => {
  let database: Database
  let drop: () => Promise<void>
  beforeAll(async () => {
    const fresh = await freshDatabase(url)
    const server = await openServer(fresh.url)
    await migrate(server)
    database = server
    drop = async () => {
      await server.close()
      await fresh.drop()
    }
  })
  afterAll(() => drop())

  const wishes: TriageWish[] = [
    { action: 'acknowledge', reason: null },
    { action: 'false-positive', reason: 'no' },
    { action: 'close', reason: null },
    { action: 'reopen', reason: null },
    { action: 'assign', to: 'rina', reason: null },
  ]

  test('each step follows from the one before, whoever came first; nothing is done twice or lost', async () => {
    const id = '0'.repeat(32)
    const message = composeListing(happeningWith(), { rule: rule(), reasons: [] }, new Date())
    const of = { ruleId: 'all', eventId: 'e', listingId: 'l', rootId: id, state: 'new' as const }
    await saveAlert(database, { id, ...of, message, translations: [], createdAt: new Date() }, [])
    const acts = Array.from({ length: 40 }, (_, n): Promise<Acted> => {
      const actor = { by: `analyst ${n}`, via: 'link' as const, channelId: 'soc', request: n < 30 ? null : 'one press' }
      return actOn(id, wishes[n % 5] as TriageWish, actor, { database, now: () => new Date() })
    })
    const done = (await Promise.all(acts)).filter(({ outcome }) => outcome === 'done')
    const log = await triageLog(database, id)
    expect(log.map(({ revision }) => revision)).toEqual(done.map((_, at) => at + 1))
    expect(done.map(({ triage }) => triage.revision).sort((a, b) => a - b)).toEqual(log.map(({ revision }) => revision))
    expect(log.filter(({ by }) => Number(by.split(' ')[1]) >= 30).length).toBeLessThanOrEqual(1)
    const repeated = log.filter(({ action, state }, at) => action !== 'assign' && log[at - 1]?.state === state)
    expect(repeated).toEqual([])
    const [figures] = await ruleFigures(database, new Date(0))
    expect(figures).toMatchObject({ of: 'rule', name: 'all', alerts: 1, reacted: 1 })
  })
})
