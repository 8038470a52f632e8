import { statfs } from 'node:fs/promises'
import { StoreError } from '../model/errors.ts'

// On a full disk PGlite spins at 100 % with every timer dead. So below a floor of free space writing pauses: every new
// transaction is READ ONLY, which PostgreSQL itself enforces, and goes on by itself when space is back.

/** Too little free space to write. */
export interface Pressure {
  folder: string
  freeBytes: number
  floorBytes: number
}

export interface Floor {
  /** Looks at the disk, at most once in `everyMs`. */
  check(): Promise<Pressure | undefined>
  /** What the last look saw. */
  current(): Pressure | undefined
  /** Resolves when there is space again; rejects with a StoreError on `close`. */
  cleared(): Promise<void>
  close(): void
}

export interface FloorOptions {
  folder: string
  /** Bytes that must stay free for writing to go on; 512 MB by default. */
  floorBytes?: number | undefined
  /** Least time between two looks, in ms. */
  everyMs?: number | undefined
  /** Told once when writing pauses, and once, with `undefined`, when it goes on. */
  onPressure?: ((pressure: Pressure | undefined) => void) | undefined
  /** How free space is asked for; the file system by default. */
  freeBytes?: ((folder: string) => Promise<number>) | undefined
}

export const defaultFloorBytes = 512 * 1024 * 1024

/** Watches the free space around a folder. */
export function watchFloor({
  folder,
  floorBytes = defaultFloorBytes,
  everyMs = 1_000,
  onPressure,
  freeBytes = askFileSystem,
}: FloorOptions): Floor {
  let pressure: Pressure | undefined
  let lookedAt = Number.NEGATIVE_INFINITY
  let closed = false
  let timer: NodeJS.Timeout | undefined
  const waiting = new Set<{ resolve(): void; reject(error: Error): void }>()

  async function check(): Promise<Pressure | undefined> {
    if (performance.now() - lookedAt < everyMs) return pressure
    lookedAt = performance.now()
    const free = await freeBytes(folder)
    const before = pressure
    pressure = free < floorBytes ? { folder, freeBytes: free, floorBytes } : undefined
    if (Boolean(before) !== Boolean(pressure)) onPressure?.(pressure)
    if (!pressure) settle((waiter) => waiter.resolve())
    return pressure
  }

  function settle(how: (waiter: { resolve(): void; reject(error: Error): void }) => void): void {
    clearInterval(timer)
    timer = undefined
    for (const waiter of waiting) how(waiter)
    waiting.clear()
  }

  return {
    check,
    current: () => pressure,
    cleared() {
      if (closed) return Promise.reject(new StoreError('the embedded database is closed'))
      if (!pressure) return Promise.resolve()
      timer ??= setInterval(
        () => {
          check().catch(() => undefined) // the next statement meets the same failure, and tells
        },
        Math.max(everyMs, 10),
      )
      return new Promise((resolve, reject) => waiting.add({ resolve, reject }))
    },
    close() {
      closed = true
      settle((waiter) => waiter.reject(new StoreError('the embedded database was closed while writing was paused')))
    },
  }
}

/** The refusal that a write gets. */
export function pausedError({ folder, freeBytes, floorBytes }: Pressure, cause?: unknown): StoreError {
  return new StoreError(
    `writing is paused: ${megabytes(freeBytes)} free at ${folder}, below the floor of ${megabytes(floorBytes)}; ` +
      'free some space, it goes on by itself and nothing is lost',
    { cause },
  )
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024).toLocaleString('en')} MB`

async function askFileSystem(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (error) {
    throw new StoreError(`the free space at ${folder} cannot be told: ${(error as Error).message}`, { cause: error })
  }
}
