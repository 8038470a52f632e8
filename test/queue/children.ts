import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Journal } from './journal.ts'
import { openJournal } from './journal.ts'
import type { Place } from './places.ts'

/** What a child says (`child.mjs`). */
export interface Word {
  event: 'ready' | 'start' | 'end' | 'aborted' | 'closing' | 'closed' | 'error'
  deliveryId?: string
  attempt?: number
  message?: string
}

export interface Child {
  process: ChildProcess
  words: Journal<Word>
  /** Resolves when the process is gone, with its exit code or the signal that ended it. */
  gone: Promise<number | string | null>
}

const root = join(import.meta.dirname, '../..')

/** Starts a worker process on a queue. It runs compiled code: `npm run build` first. */
export function startChild(
  { address }: Pick<Place, 'address'>,
  behaviour: 'hang' | 'wait' | 'work',
  deliveries: string[] = [],
): Child {
  if (!existsSync(join(root, 'dist/queue/queues.js'))) throw new Error('dist/ is missing: npm run build')
  const child = fork(join(import.meta.dirname, 'child.mjs'), [JSON.stringify(address), behaviour, ...deliveries], {
    cwd: root,
  })
  const words = openJournal<Word>()
  child.on('message', (word) => words.write(word as Word))
  const gone = new Promise<number | string | null>((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ?? code))
  })
  return { process: child, words, gone }
}
