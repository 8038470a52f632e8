import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import type { Vault } from '../evidence/vault.ts'
import type { Clock } from '../model/clock.ts'
import { RecordClass, type Retention } from '../model/retention.ts'
import { type CustodyNotes, lastCustody, noteCustody } from '../store/custody.ts'
import type { LocalDatabase, Sql } from '../store/database.ts'
import type { RemoteDatabase } from '../store/remote.ts'
import { type Batch, type Overdue, overdue, purgeBatch, removeLeftovers } from '../store/retention.ts'
import { destructions } from './evidence/read.ts'
import type { House } from './house.ts'

// What is past its time goes, a batch at a time: a purge that is killed has purged so much, and the next one goes on.

/** How many of each class are gone. */
export const Gone = z.record(RecordClass, z.number().int().nonnegative())
export type Gone = z.infer<typeof Gone>

/** What the chain of custody calls the whole of what has a time. */
export const retentionSubject = 'retention'

/** A way to purge: in this process, or in the service that holds the database. */
export interface Purger {
  /** Purges some of a class, from what is dated `after` on. */
  batch(of: RecordClass, after: Date | null): Promise<Batch>
  /** Notes what is gone. With `rewrite` no file of the database holds it any more after that. */
  end(gone: Gone, rewrite: boolean): Promise<void>
}

/** Rows that go in one transaction. */
const batchRows = 200

/** Before when a class is past its time; `null`: never. */
export const deadline = (retention: Retention, of: RecordClass, now: Date): Date | null => {
  const kept = retention[of]
  return kept === null ? null : new Date(now.getTime() - kept)
}

/** What is purged. */
export interface Stores {
  database: LocalDatabase
  vault: Pick<Vault, 'remove'>
}

/** Purges in this process, by a configuration and in somebody's name. */
export function createPurger({ database, vault }: Stores, retention: Retention, by: string, clock: Clock): Purger {
  return {
    batch: async (of, after) => {
      const now = clock()
      const before = deadline(retention, of, now)
      if (before === null) return { ids: [], files: [], last: null }
      const batch = await database.transaction(async (sql) => {
        const batch = await purgeBatch(sql, of, { after, before, limit: batchRows, now })
        const listings = of === 'listings' ? batch.ids.map((id) => deletion(id, by, now)) : []
        await noteCustody(sql, [...listings, ...destructions(batch.files, { by, why: retentionSubject, now })])
        return batch
      })
      // Their keys are forgotten. What dies here leaves noise behind, which is swept.
      for (const { file } of batch.files) await vault.remove(file)
      return batch
    },
    end: async (gone, rewrite) => {
      if (rewrite) await removeLeftovers(database)
      const whole = { by, action: 'purged', subject: retentionSubject, at: clock(), detail: gone } as const
      await noteCustody(database, [whole])
    },
  }
}

/** The service does the work, batch by batch, and goes on with its own in between. */
export const remotePurger = (service: RemoteDatabase, by: string): Purger => ({
  batch: async (of, after) => (await service.command('purge-batch', { by, of, after })) as Batch,
  end: async (gone, rewrite) => void (await service.command('purge-end', { by, gone, rewrite })),
})

const deletion = (listingId: string, by: string, at: Date): CustodyNotes[number] => ({
  at,
  by,
  action: 'deleted',
  subject: listingId,
  detail: { what: 'listing' },
})

/** Purges every class to its end; `onBatch` hears of each batch. */
export async function purge(
  purger: Purger,
  { rewrite, onBatch }: { rewrite: boolean; onBatch?: (of: RecordClass, gone: number) => void },
): Promise<Gone> {
  const gone: Gone = { posts: 0, evidence: 0, listings: 0, alerts: 0, accounts: 0, visits: 0, tips: 0 }
  for (const of of RecordClass.options)
    for (let after: Date | null = null; ; ) {
      const { ids, last } = await purger.batch(of, after)
      gone[of] += ids.length
      if (ids.length > 0) onBatch?.(of, gone[of])
      if (last === null) break
      after = last
      await setImmediate() // others want their turn
    }
  await purger.end(gone, rewrite)
  return gone
}

/** What of a class a purge would take, and how long it is kept, in milliseconds; `null`: for ever. */
export interface Waiting {
  of: RecordClass
  kept: number | null
  overdue: Overdue
}

/** What a purge would take now. */
export async function whatIsOverdue(sql: Sql, retention: Retention, now: Date): Promise<Waiting[]> {
  const found: Waiting[] = []
  for (const of of RecordClass.options) {
    const before = deadline(retention, of, now)
    const nothing = { count: 0, oldest: null }
    found.push({ of, kept: retention[of], overdue: before === null ? nothing : await overdue(sql, of, before) })
  }
  return found
}

/** The hour, on this machine's clock, from which on a day's purge is due: when few are at work, visitors included. */
const nightHour = 3

/** In whose name the nightly purge is noted. */
const nobody = 'nightly purge'

/** The nightly purge: once a day, after three in the morning, or as soon as somebody is up. */
export async function purgeNightly({ config, database, line }: House): Promise<Gone | null> {
  const now = line.now()
  const night = new Date(now)
  night.setHours(nightHour, 0, 0, 0)
  if (now < night) return null
  const last = await lastCustody(database, 'purged', retentionSubject)
  if (last !== null && last >= night) return null
  // A server's tables are not locked every night: `pantau purge --rewrite` is for its operator's own hour.
  const rewrite = database.kind === 'embedded'
  const gone = await purge(createPurger({ database, vault: line.evidence.vault }, config.retention, nobody, line.now), {
    rewrite,
  })
  line.log.info(gone, 'purged')
  return gone
}
