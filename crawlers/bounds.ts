import { FetchError } from '../model/errors.ts'
import { asFetchError, shown } from './failures.ts'

/** Timers wrap around beyond this many milliseconds (24.8 days). */
const longestTimer = 2 ** 31 - 1

/**
 * Does a request's work within its time. The signal that the work gets is aborted when the time is over, and when
 * `signal` is: the outcome is a FetchError then, or the signal's reason. Any other error comes out as one of ours.
 */
export async function within<T>(
  { url, timeout, signal }: { url: string; timeout: number; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // Not AbortSignal.any and .timeout: they keep a timer and both signals of every request until it would have run.
  const cut = new AbortController()
  const stop = (): void => cut.abort(signal.reason)
  const timer = setTimeout(() => cut.abort(), Math.min(timeout, longestTimer))
  signal.addEventListener('abort', stop, { once: true })
  try {
    signal.throwIfAborted()
    return await work(cut.signal)
  } catch (error) {
    signal.throwIfAborted()
    if (!cut.signal.aborted) throw asFetchError(error, url)
    throw new FetchError(`${shown(url)}: no complete answer within ${timeout} ms`, { cause: error })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}
