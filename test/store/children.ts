import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A process of its own that takes orders (`child.ts`), to be killed for real. */
export interface Child {
  process: ChildProcess
  /** Gives an order and waits for its answer. */
  order(order: string): Promise<string>
  /** The next thing that it says by itself. */
  hear(): Promise<string>
  kill(): Promise<void>
}

const loader = join(import.meta.dirname, '../services/typescript.mjs')

/** Starts a child on a data folder; ready to take orders when this resolves. */
export async function startChild(folder: string): Promise<Child> {
  const child = fork(join(import.meta.dirname, 'child.ts'), [folder], {
    execArgv: ['--import', loader],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const said: string[] = []
  const waiting: ((word: string) => void)[] = []
  child.on('message', (word) => {
    const next = waiting.shift()
    if (next) next(String(word))
    else said.push(String(word))
  })
  const hear = (): Promise<string> => {
    const word = said.shift()
    return word === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(word)
  }
  await hear()
  return {
    process: child,
    hear,
    order(order) {
      child.send(order)
      return hear()
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
