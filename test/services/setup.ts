import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'
import type { Missing, Server } from './server.ts'

// Vitest runs this once, around all suites. A suite asks at this desk for a server (test/services/need.ts); the first
// that asks for one has it started, and all are stopped at the end.

export type ServiceName = 'redis' | 'postgres'

declare module 'vitest' {
  interface ProvidedContext {
    /** The unix socket of the desk: `redis\n` is answered by a line of JSON, `{ url }` or `{ missing }`. */
    servicesDesk: string
  }
}

const starters: Record<string, () => Promise<Server | Missing>> = { redis: startRedis, postgres: startPostgres }

/** Opens the desk; gives vitest the way to close it. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const started = new Map<string, Promise<Server | Missing>>()
  const folder = await mkdtemp(join(tmpdir(), 'pantau-test-desk-'))
  const address = join(folder, 'desk')

  async function serve(socket: Socket, name: string): Promise<void> {
    const start = starters[name]
    if (!start) return void socket.end('{"missing":"no such service"}\n')
    const server = started.get(name) ?? start().catch((error: Error) => ({ missing: error.message }))
    started.set(name, server)
    const outcome = await server
    socket.end(`${JSON.stringify('url' in outcome ? { url: outcome.url } : outcome)}\n`)
  }

  const desk = createServer((socket) => {
    socket.on('error', () => undefined) // a suite that was killed while it waited
    socket.once('data', (name) => void serve(socket, name.toString().trim()))
  })
  await new Promise<void>((resolve) => desk.listen(address, resolve))
  provide('servicesDesk', address)

  return async () => {
    await new Promise((resolve) => desk.close(resolve))
    for (const server of await Promise.all(started.values())) {
      if ('stop' in server) await server.stop()
    }
    await rm(folder, { recursive: true, force: true })
  }
}
