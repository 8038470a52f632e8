import { Queue, Worker } from 'bullmq'
import type { RedisOptions } from 'ioredis'
import { Redis } from 'ioredis'
import { ConfigError, StoreError } from '../model/errors.ts'
import type { AnyQueue, AnyWorker, Backend, Log } from './backend.ts'
import { describe } from './complaints.ts'

/** How long the first contact may take, in milliseconds. */
const patienceMs = 5_000

/** How long a producer waits for Redis before `add` fails; the rows in the store and the next sweep make up for it. */
const addPatienceMs = 5_000

/** BullMQ's least version: LMOVE, and the options of EXPIRE and ZADD that its scripts use. */
const leastVersion = [6, 2] as const

/**
 * Opens the queue on Redis. Two connections (one for adding, one for working) and one more for each worker that waits.
 * After the first contact, outages are ridden out: connections come back by themselves.
 *
 * Throws a ConfigError for an address, password or version that cannot work, a StoreError where nobody answers.
 */
export async function openRedis(url: string, prefix: string, log: Log): Promise<Backend> {
  const { options, shown } = readAddress(url)
  checkServer(await firstContact(options, shown), shown, log)

  const clients = new Map<'add' | 'work', Redis>()
  const clientFor = (use: 'add' | 'work'): Redis => {
    const known = clients.get(use)
    if (known) return known
    const client = new Redis({
      ...options,
      maxRetriesPerRequest: null,
      retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 6), 5_000),
      ...(use === 'add' ? { commandTimeout: addPatienceMs } : {}),
    })
    clients.set(use, client)
    return client
  }
  return {
    kind: 'redis',
    openQueue: (name, options) =>
      new Queue(name, { ...options, prefix, connection: clientFor('add') }) as unknown as AnyQueue,
    openWorker: (name, run, options) =>
      new Worker(name, (job, token) => run(job, token ?? ''), {
        ...options,
        prefix,
        connection: clientFor('work'),
      }) as unknown as AnyWorker,
    close: async () => {
      for (const client of clients.values()) client.disconnect()
    },
  }
}

/** `redis://[user:password@]host[:port][/db]`, `rediss://…` or `unix:///path`; and how to name it without secrets. */
function readAddress(url: string): { options: RedisOptions; shown: string } {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.protocol === 'unix:') return { options: { path: parsed.pathname }, shown: parsed.pathname }
  if (!parsed || !/^rediss?:$/.test(parsed.protocol) || !parsed.hostname) {
    throw new ConfigError('REDIS_URL is not an address: write redis://host:6379, rediss://… or unix:///path')
  }
  const port = Number(parsed.port || 6379)
  const host = parsed.hostname.replace(/^\[|\]$/g, '')
  const options: RedisOptions = { host, port }
  if (parsed.username) options.username = decodeURIComponent(parsed.username)
  if (parsed.password) options.password = decodeURIComponent(parsed.password)
  if (/^\/\d+$/.test(parsed.pathname)) options.db = Number(parsed.pathname.slice(1))
  if (parsed.protocol === 'rediss:') options.tls = {}
  return { options, shown: `${parsed.hostname}:${port}` }
}

/** Connects once, without retrying, and asks who is there. */
async function firstContact(options: RedisOptions, shown: string): Promise<string> {
  const client = new Redis({ ...options, lazyConnect: true, retryStrategy: () => null, enableReadyCheck: false })
  let reason: unknown
  client.on('error', (error) => {
    reason = error
  })
  const timer = setTimeout(() => {
    reason ??= new Error(`no answer in ${patienceMs / 1_000} s`)
    client.disconnect()
  }, patienceMs)
  try {
    await client.connect()
    return await client.info()
  } catch (error) {
    reason ??= error
    if (/NOAUTH|WRONGPASS|NOPERM|ERR AUTH|invalid password/i.test(describe(reason))) {
      throw new ConfigError(`Redis at ${shown} refuses the user or password of REDIS_URL (${describe(reason)})`)
    }
    throw new StoreError(
      `Redis at ${shown} cannot be reached (${describe(reason)}): start it, correct REDIS_URL, or remove REDIS_URL to keep the queue in PostgreSQL`,
      { cause: reason },
    )
  } finally {
    clearTimeout(timer)
    client.disconnect()
  }
}

/**
 * Reads the answer of INFO. A server that forgets keys when it is full loses jobs: worth a warning, not a refusal.
 * (BullMQ looks too, and speaks to the console. It must not be told to skip that: without the version it rounds its
 * waits up to whole seconds.)
 */
function checkServer(info: string, shown: string, log: Log): void {
  const field = (name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? ''
  const version = field('redis_version')
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (version && (major < leastVersion[0] || (major === leastVersion[0] && minor < leastVersion[1]))) {
    throw new ConfigError(`Redis at ${shown} is version ${version}: the queue needs ${leastVersion.join('.')} or newer`)
  }
  const policy = field('maxmemory_policy')
  if (policy && policy !== 'noeviction') {
    log.warn(
      { redis: shown, policy },
      `Redis at ${shown} forgets jobs when its memory is full (maxmemory-policy ${policy}): set it to noeviction`,
    )
  }
}
