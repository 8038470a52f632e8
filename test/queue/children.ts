import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Journal } from './journal.ts'
import { openJournal } from './journal.ts'
import type { Address } from './places.ts'

/** What a child's handler does: never ends, ends when the parent sends a word, or ends by itself. */
export type Behaviour = 'hang' | 'wait' | 'work'

/** What a child says. */
export interface Word {
  event: 'ready' | 'start' | 'end' | 'aborted' | 'closing' | 'error'
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

const typescript = join(import.meta.dirname, '../services/typescript.mjs')

/** Starts a worker process (`child.ts`) on a queue, with deliveries to add first. */
export function startChild(address: Address, behaviour: Behaviour, deliveries: string[] = []): Child {
  const child = fork(join(import.meta.dirname, 'child.ts'), [JSON.stringify(address), behaviour, ...deliveries], {
    execArgv: ['--import', typescript],
  })
  const words = openJournal<Word>()
  child.on('message', (word) => words.write(word as Word))
  const gone = new Promise<number | string | null>((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ?? code))
  })
  return { process: child, words, gone }
}
