import type { Log } from './backend.ts'

/** Words for an error; a connection that failed over IPv4 and IPv6 alike has a code and no message. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
}

/** Takes an error that nobody waits for, with the queue that it came from. */
export type Complain = (source: string, error: unknown) => void

/**
 * A log for errors that come in swarms: while a server is away, every connection of every queue reports it at every
 * try. The first of its kind is logged at once; the others are counted, and the count goes with the next one after
 * `everyMs`.
 */
export function openComplaints(log: Log, everyMs = 30_000): Complain {
  const last = new Map<string, { at: number; unsaid: number }>()
  return (source, error) => {
    const reason = describe(error)
    const known = last.get(reason)
    if (known && Date.now() - known.at < everyMs) {
      known.unsaid += 1
      return
    }
    if (last.size > 100) last.clear()
    last.set(reason, { at: Date.now(), unsaid: 0 })
    log.error({ queue: source, reason, repeated: known?.unsaid ?? 0 }, `queue: ${reason}`)
  }
}
