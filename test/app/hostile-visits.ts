import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freshFolder } from '../services/embedded.ts'
import { typescript } from './cli.ts'

/** What came of one visit. */
export interface Outcome {
  /** Why the visit as a whole failed. */
  error: { name: string; message: string } | null
  newPosts: number
  pages: number
  stopped?: string
  tooDeep?: number
  keptOut?: number
  /** Pages that failed, while the visit went on. */
  errors: { name: string; message: string }[]
  /** The target's posts as they lie in the store. */
  texts: string[]
}

/** A worker in a process of its own, with crawler, parser, reader and store. */
export interface VisitingWorker {
  visit(target: object): Promise<Outcome>
  /** The most memory that it took since it was asked last, in bytes. */
  peak(): Promise<number>
  isUp(): boolean
  close(): Promise<void>
}

/** Starts one, on an embedded database of its own. `authority` is a file with the certificate of one more authority. */
export async function startVisitingWorker(authority: string): Promise<VisitingWorker> {
  const { folder, remove } = await freshFolder()
  const file = join(folder, 'pantau.yaml')
  await writeFile(file, 'targets: []\n')
  const env = { PATH: process.env.PATH, PANTAU_DATA: folder, NODE_EXTRA_CA_CERTS: authority }
  const child: ChildProcess = fork(join(import.meta.dirname, 'children/visitor.ts'), [file], {
    execArgv: typescript,
    env,
  })
  const waiting = new Map<number, (message: { outcome: Outcome | null; peak: number }) => void>()
  child.on('message', (message: { id: number; outcome: Outcome | null; peak: number }) => {
    waiting.get(message.id)?.(message)
    waiting.delete(message.id)
  })
  let asked = 0
  const ask = (target?: object): Promise<{ outcome: Outcome | null; peak: number }> =>
    new Promise((resolve, reject) => {
      const id = asked++
      waiting.set(id, resolve)
      child.once('exit', (code, signal) => reject(new Error(`the worker has ended (${code ?? signal})`)))
      if (id > 0) child.send({ id, ...(target === undefined ? {} : { target }) })
    })
  child.setMaxListeners(1_000)
  await ask() // it says by itself that it is ready
  return {
    async visit(target) {
      const { outcome } = await ask(target)
      if (outcome === null) throw new Error('the worker gave no outcome')
      return outcome
    },
    peak: async () => (await ask()).peak,
    isUp: () => child.exitCode === null && child.signalCode === null,
    async close() {
      const ended = once(child, 'exit')
      if (child.connected) child.disconnect()
      await ended
      await remove()
    },
  }
}
