import type { VisitLimits } from '../model/target.ts'

/** When a visit may ask its site again. */
export interface Pace {
  /** Milliseconds until the next request is due; 0 or less: now. */
  wait(): number
  /** A request begins. */
  begin(): void
  /** The site asked for a longer pause. */
  slowDown(delayMs: number): void
}

/** Pauses vary by up to this share, upwards, so that a site doesn't see a clock. */
const jitter = 0.1
const minuteMs = 60_000

/** At least the target's delay from one request to the next, and in any minute no more of them than `perMinute`. */
export function createPace({ delay, perMinute }: Pick<VisitLimits, 'delay' | 'perMinute'>): Pace {
  /** When the last requests began: as many as a minute may have, or the last one. */
  const begun: number[] = []
  let least = delay
  return {
    wait() {
      const now = performance.now()
      const pause = (begun.at(-1) ?? Number.NEGATIVE_INFINITY) + least * (1 + Math.random() * jitter)
      const isFull = perMinute !== undefined && begun.length >= perMinute
      const full = isFull ? (begun[0] ?? 0) + minuteMs : Number.NEGATIVE_INFINITY
      return Math.ceil(Math.max(pause, full) - now)
    },
    begin() {
      if (begun.push(performance.now()) > (perMinute ?? 1)) begun.shift()
    },
    slowDown(delayMs) {
      least = Math.max(least, delayMs)
    },
  }
}
