// A service that raises alerts and delivers them: alarms.ts CONFIG COUNT LISTINGS. One that is started again goes on where
// the one before it was killed. It tells its parent how many have not arrived yet.
import { setTimeout as sleep } from 'node:timers/promises'
import { deliveryId } from '../../../alerts/identify.ts'
import { composeOperator } from '../../../alerts/message/compose.ts'
import { loadConfig } from '../../../app/config-file.ts'
import { readEnvironment } from '../../../app/environment.ts'
import { type House, openHouse } from '../../../app/house.ts'
import { createLog } from '../../../app/log.ts'
import { serve } from '../../../app/service.ts'
import { StoreError } from '../../../model/errors.ts'
import { saveAlert } from '../../../store/alerts.ts'
import type { Sql } from '../../../store/database.ts'
import { countDeliveries } from '../../../store/deliveries.ts'

const [file = '', count = 0, listings = 1] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])]
/** Its exit code where a server is away as it starts. */
const serverAway = 75
const environment = readEnvironment()
const loaded = await loadConfig(file, environment.variable, environment.dataFolder)
const house = await open().catch((error: unknown) => {
  if (!(error instanceof StoreError)) throw error
  return process.exit(serverAway) // as `pantau up` does: whoever keeps it running starts it again
})

async function open(): Promise<House> {
  const house = await openHouse(loaded, environment, createLog(environment.logLevel))
  await serve(house, environment.worker, { schedule: true, renewalMs: 500 })
  return house
}

/** Alerts of one transaction, and the pause after it. */
const atOnce = 10
const pauseMs = 100

/** Alert number n is step ⌊n ÷ listings⌋ of its listing, as its subject says. */
function raise(sql: Sql, n: number): Promise<string[]> {
  const [listing, step] = [n % listings, Math.floor(n / listings)]
  const now = new Date()
  const said = composeOperator({ subject: `${listing} ${step}`, facts: [], reasons: [] }, now)
  const of = { ruleId: 'chaos', eventId: `event ${n}`, listingId: `listing ${listing}`, createdAt: now }
  const alert = { id: `alert ${n}`, rootId: `alert ${listing}`, ...of, translations: [], state: 'new' as const }
  const deliveries = [{ id: deliveryId(alert.id, 'hook'), channelId: 'hook' }]
  return saveAlert(sql, { ...alert, message: { ...said, kind: 'listing' } }, deliveries)
}

async function counts(): Promise<{ written: number; open: number }> {
  const rows = (await countDeliveries(house.database)).filter(({ channelId }) => channelId === 'hook')
  const sum = (some: typeof rows): number => some.reduce((all, row) => all + row.count, 0)
  return { written: sum(rows), open: sum(rows.filter(({ state }) => state !== 'sent')) }
}

/** Does it until the store is there to do it with. */
async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      await sleep(100)
    }
  }
}

for (let { written } = await persist(counts); written < count; written += atOnce) {
  const some = Array.from({ length: Math.min(atOnce, count - written) }, (_, at) => written + at)
  const due = await persist(() =>
    house.database.transaction(async (sql) => {
      const ids: string[] = []
      for (const n of some) ids.push(...(await raise(sql, n)))
      return ids
    }),
  )
  await house.line.dispatch(due)
  await sleep(pauseMs)
}
for (;;) {
  const { open } = await persist(counts)
  process.send?.({ missing: open })
  await sleep(200)
}
