import { connect, type Socket } from 'node:net'
import { z } from 'zod'
import { StoreError } from '../model/errors.ts'
import type { Database, Sql } from './database.ts'
import { holderOf } from './embedded-claim.ts'
import { fromLine, lineReader, type Request, toLine, unpackError } from './embedded-wire.ts'

/** The embedded database of another process, through its socket. */
export interface RemoteDatabase extends Database {
  readonly kind: 'remote'
  /** The process that holds the folder. */
  readonly pid: number
  /** Runs a command that the service offers; rejects with its error. */
  command(name: string, args?: unknown): Promise<unknown>
}

/** Whether a process has the data folder `folder` open now. */
export async function isServed(folder: string): Promise<boolean> {
  return (await holderOf(folder)) !== undefined
}

/** Connects to the service that holds `folder`. Throws a StoreError where none does. */
export async function openRemote(folder: string): Promise<RemoteDatabase> {
  const holder = await holderOf(folder)
  if (!holder) throw new StoreError(`no pantau is running on ${folder}`)
  const service = `the pantau on ${folder} (pid ${holder.pid})`
  const socket = await dial(holder.address, service)
  const line = converse(socket, service)
  return {
    kind: 'remote',
    pid: holder.pid,
    query: ((sql: string, values?: readonly unknown[]) => line.ask({ sql, values })) as Sql['query'],
    command: (command, args) => line.ask({ command, args }),
    async transaction() {
      throw new StoreError(`${service} takes single statements and whole commands, no transactions from outside`)
    },
    async close() {
      if (socket.destroyed) return
      await new Promise((resolve) => {
        socket.once('close', resolve)
        socket.destroy()
      })
    },
  }
}

async function dial(address: string, service: string): Promise<Socket> {
  const socket = connect(address)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', (error) => reject(new StoreError(`${service} cannot be reached: ${error.message}`)))
  })
  return socket
}

type Question = { sql: string; values?: readonly unknown[] | undefined } | { command: string; args?: unknown }

const Answer = z.union([
  z.object({
    id: z.number(),
    error: z.object({ name: z.string(), message: z.string(), code: z.string().optional() }),
  }),
  z.object({ id: z.number(), result: z.unknown().optional() }),
])

/** Questions and answers over one connection. When it ends, every open question is answered with a StoreError. */
function converse(socket: Socket, service: string): { ask(question: Question): Promise<unknown> } {
  const open = new Map<number, { resolve(result: unknown): void; reject(error: unknown): void }>()
  let ended: StoreError | undefined
  let lastId = 0

  function hear(text: string): void {
    const answer = Answer.parse(fromLine(text))
    const question = open.get(answer.id)
    open.delete(answer.id)
    if (answer.id === -1 && 'error' in answer) end(answer.error.message)
    else if ('error' in answer) question?.reject(unpackError(answer.error))
    else question?.resolve(answer.result)
  }

  function end(why: string): void {
    ended ??= new StoreError(`${service} ended the conversation: ${why}`)
    for (const question of open.values()) question.reject(ended)
    open.clear()
    socket.destroy()
  }

  const read = lineReader(hear)
  socket.on('data', (chunk: Buffer) => {
    try {
      read(chunk)
    } catch (error) {
      end((error as Error).message)
    }
  })
  socket.on('error', () => undefined) // 'close' follows
  socket.on('close', () => end('the connection was closed'))

  return {
    ask(question) {
      if (ended) return Promise.reject(ended)
      lastId += 1
      const request: Request = { id: lastId, ...question }
      return new Promise((resolve, reject) => {
        open.set(request.id, { resolve, reject })
        socket.write(toLine(request))
      })
    },
  }
}
