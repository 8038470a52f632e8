import { ThrottledError } from '../../model/errors.ts'
import { siteOf, type Target } from '../../model/target.ts'
import { giveLease, takeLease } from '../../store/leases.ts'
import type { House } from '../house.ts'

/** How long a visit waits for another one to the same site to end, in milliseconds, before it asks again. */
export const siteBusyMs = 3_000

/** Who asks for a site, and until when. */
export interface Asking {
  /** Names the process; with the target's id it is the lease's owner. */
  worker: string
  signal: AbortSignal
}

/**
 * Does something while nobody else visits the target's site, over all workers and targets. The signal that the work gets is
 * aborted when `signal` is, and when the lease is lost. Throws a ThrottledError while another visit to the site is under way.
 */
export async function aloneOnSite<T>(
  { database, config, mailroom }: Pick<House, 'database' | 'config' | 'mailroom'>,
  target: Target,
  { worker, signal }: Asking,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lease = `site ${siteOf(target)}`
  const owner = `${worker} ${target.id}`
  const { patience } = config.work
  if (!(await takeLease(database, lease, owner, patience)))
    throw new ThrottledError(`${target.id}: another visit to ${siteOf(target)} is under way`, siteBusyMs)
  const stop = new AbortController()
  const renewal = setInterval(() => {
    takeLease(database, lease, owner, patience)
      .then((held) => held || stop.abort(new Error('the lease is another worker’s')))
      .catch((error: Error) => mailroom.log.warn({ target: target.id, error: error.message }, 'lease not renewed'))
  }, patience / 3)
  try {
    return await work(AbortSignal.any([signal, stop.signal]))
  } finally {
    clearInterval(renewal)
    await giveLease(database, lease, owner).catch(() => undefined) // it runs out by itself
  }
}
