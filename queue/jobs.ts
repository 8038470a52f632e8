import { z } from 'zod'
import { Slug } from '../model/target.ts'

/** One visit to one target; with `backfill`, the visit is a slice of that one's history. */
export const CrawlJob = z.strictObject({ targetId: Slug, backfill: z.number().int().optional() })
export type CrawlJob = z.infer<typeof CrawlJob>

/** One delivery of one alert to one channel; the row holds everything else. */
export const AlertJob = z.strictObject({ deliveryId: z.string().min(1) })
export type AlertJob = z.infer<typeof AlertJob>

/** A named chore. */
export const UpkeepJob = z.strictObject({
  chore: z.enum([
    'sweep-deliveries',
    'due-visits',
    'backfills',
    'silence',
    'vacuum',
    'purge',
    'links',
    'compare',
    'triage',
    'digests',
  ]),
})
export type UpkeepJob = z.infer<typeof UpkeepJob>

/** The three kinds of job, each with the schema of its payload. */
export const jobSchemas = { crawl: CrawlJob, alert: AlertJob, upkeep: UpkeepJob } as const
export type JobKind = keyof typeof jobSchemas
export type JobOf<K extends JobKind> = z.infer<(typeof jobSchemas)[K]>

/** The payload as its schema reads it. Throws a TypeError of one line: a wrong one is a mistake in the code that adds it. */
export function parseJob<K extends JobKind>(kind: K, payload: unknown): JobOf<K> {
  const read = jobSchemas[kind].safeParse(payload)
  if (read.success) return read.data as JobOf<K>
  throw new TypeError(`${kind} job: ${z.prettifyError(read.error).replaceAll('\n', ' ')}`)
}
