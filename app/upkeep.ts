import type { UpkeepJob } from '../queue/jobs.ts'
import { dueDeliveries } from '../store/alerts.ts'
import type { House } from './house.ts'

/** The named chores. Each may be done at any time, by any worker, twice. */
export async function upkeep(
  chore: UpkeepJob['chore'],
  { database, post }: Pick<House, 'database' | 'post'>,
): Promise<void> {
  if (chore === 'sweep-deliveries') {
    // What died between its row and its job, or with the worker that claimed it.
    const due = await dueDeliveries(database, new Date())
    if (due.length > 0) post.log.info({ deliveries: due.length }, 'deliveries found by the sweep')
    await post.dispatch(due)
    return
  }
  // PostgreSQL vacuums itself; the embedded one never does.
  if (database.kind === 'embedded') await database.vacuum()
}
