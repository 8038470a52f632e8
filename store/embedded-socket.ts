import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { StoreError } from '../model/errors.ts'
import type { Sql } from './database.ts'
import type { Claim } from './embedded-claim.ts'
import { fromLine, lineReader, packError, type Response, toLine } from './embedded-wire.ts'

// The CLI's way into a folder that a running service holds. A request is one statement or one command, never a part of
// a transaction: there is one session, and a client that stops half way would stop everybody.

/** What the service does on request, by name: whole transactions, or things that are no SQL at all. */
export type Commands = Readonly<Record<string, (args: unknown) => Promise<unknown>>>

/** The longest request, in bytes. */
export const maxRequestBytes = 8 * 1024 * 1024

/** A service opens its store first: for so long, in milliseconds, a command waits until the service offers any. */
const patienceMs = 5_000

const Request = z.union([
  z.object({ id: z.number(), sql: z.string(), values: z.array(z.unknown()).optional() }),
  z.object({ id: z.number(), command: z.string(), args: z.unknown().optional() }),
])

/** Answers requests on a claimed folder's socket. A client that sends what is no request is told so and hung up on. */
export function serveSocket(claim: Claim, query: Sql['query']): { serve(commands: Commands): void } {
  let commands: Commands | undefined
  let isServing = (): void => undefined
  const serving = new Promise<void>((resolve) => {
    isServing = resolve
  })

  async function answer(request: z.infer<typeof Request>): Promise<unknown> {
    if ('sql' in request) return query(request.sql, request.values)
    if (!commands) await Promise.race([serving, sleep(patienceMs, undefined, { ref: false })])
    const command = commands && Object.hasOwn(commands, request.command) ? commands[request.command] : undefined
    if (!command) throw new StoreError(`the running pantau knows no command "${request.command}"`)
    return command(request.args)
  }

  claim.onConnection((socket) => {
    let before: Promise<void> = Promise.resolve()
    const handle = async (line: string): Promise<void> => {
      if (socket.destroyed) return
      const request = Request.safeParse(parse(line))
      if (!request.success) return hangUp(socket, 'no request of pantau')
      await send(socket, await answer(request.data).then(asResult(request.data.id), asError(request.data.id)))
    }
    const read = lineReader((line) => {
      before = before.then(() => handle(line))
    }, maxRequestBytes)
    socket.on('data', (chunk: Buffer) => {
      try {
        read(chunk)
      } catch (error) {
        hangUp(socket, (error as Error).message)
      }
    })
  })

  return {
    serve(next) {
      commands = next
      isServing()
    },
  }
}

const asResult = (id: number) => (result: unknown) => ({ id, result })
const asError = (id: number) => (error: unknown) => ({ id, error: packError(error) })

function parse(line: string): unknown {
  try {
    return fromLine(line)
  } catch {
    return undefined // is refused as what it is: no request
  }
}

/** What it still sends is read away, or it would not hear why. */
function hangUp(socket: Socket, message: string): void {
  socket.removeAllListeners('data')
  socket.resume()
  socket.end(toLine({ id: -1, error: { name: 'StoreError', message } }))
  setTimeout(() => socket.destroy(), 1_000).unref()
}

/** Waits for a client that reads slowly, so that its answers do not pile up here. */
async function send(socket: Socket, response: Response): Promise<void> {
  if (socket.destroyed || socket.write(line(response))) return
  await new Promise<void>((resolve) => {
    const done = (): void => {
      socket.off('drain', done)
      socket.off('close', done)
      resolve()
    }
    socket.on('drain', done)
    socket.on('close', done)
  })
}

/** A result that cannot be said in JSON is the command's mistake and must not take the service down. */
function line(response: Response): string {
  try {
    return toLine(response)
  } catch (error) {
    return toLine({ id: response.id, error: packError(error) })
  }
}
