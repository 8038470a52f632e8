import { findProgram, install } from './install.ts'
import { dataFolder, freePort, type Missing, runServer, type Server } from './server.ts'

/**
 * A Redis for tests: PANTAU_TEST_REDIS_URL, or one of our own on a port of 127.0.0.1. With `own` always the latter, for
 * tests that kill it. Keeps everything in memory, and refuses writes when that is full, as BullMQ wants it.
 */
export async function startRedis({ own = false } = {}): Promise<Server | Missing> {
  const given = process.env.PANTAU_TEST_REDIS_URL
  if (given && !own) return { url: given, stop: async () => undefined }
  const program = await haveRedis()
  if (typeof program !== 'string') return program
  const port = await freePort()
  const folder = await dataFolder('redis')
  const settings = {
    bind: '127.0.0.1',
    port,
    dir: folder,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
  }
  return runServer(`redis://127.0.0.1:${port}`, folder, {
    command: program,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ready: /Ready to accept connections/,
    ending: 'SIGTERM',
  })
}

async function haveRedis(): Promise<string | Missing> {
  const found = await findProgram('redis-server')
  if (found) return found
  const refusal = await install('redis-server')
  return refusal ?? (await findProgram('redis-server')) ?? { missing: 'redis-server was installed and is not on PATH' }
}
