import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { ConfigError, PantauError } from '../../model/errors.ts'
import { loadConfig } from '../config-file.ts'
import { readEnvironment } from '../environment.ts'
import type { Metrics } from '../health/metrics.ts'
import type { House } from '../house.ts'
import { createLog, type Logger } from '../log.ts'
import { type Following, followConfig } from '../reload.ts'
import { serveCommands } from '../remote-commands.ts'
import type { Service } from '../service.ts'
import { startTraces } from '../traces.ts'

export const upCommand = (): Command =>
  new Command('up')
    .description('watch: scheduler, workers and delivery in one process')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
Everything lies in the data folder unless DATABASE_URL names a PostgreSQL server; REDIS_URL moves the queue to Redis.
SIGTERM ends it after running visits and deliveries are done (work.grace in the configuration). A changed configuration
is taken over by itself, or on SIGHUP; a wrong one is refused, and the one before runs on.

Examples:
  pantau up
  DATABASE_URL=postgres://pantau@db/pantau REDIS_URL=redis://queue pantau up -c /etc/pantau.yaml`,
    )
    .action((options: { config?: string }) => run({ ...options, schedule: true }))

export const workerCommand = (): Command =>
  new Command('worker')
    .description('add a worker on another machine: visits and deliveries, no schedule')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
Workers share one PostgreSQL (DATABASE_URL), one queue (REDIS_URL, or the same PostgreSQL), one configuration and one
key ring (PANTAU_KEYS, or a copy of keys.json).

Example:
  DATABASE_URL=postgres://pantau@db/pantau REDIS_URL=redis://queue PANTAU_KEYS="$(cat keys.json)" pantau worker`,
    )
    .action((options: { config?: string }) => run({ ...options, schedule: false }))

/** How often a living process says so, for `pantau health`, in milliseconds. */
const heartbeatMs = 10_000

async function run(options: { config?: string; schedule: boolean }): Promise<void> {
  let following: Following | undefined
  process.on('SIGHUP', () => void following?.reread()) // early: it would end a process that is still starting
  const environment = readEnvironment()
  const loaded = await loadConfig(
    options.config ?? environment.configFile,
    environment.variable,
    environment.dataFolder,
  )
  if (!options.schedule && !environment.databaseUrl)
    throw new ConfigError(
      'a worker needs DATABASE_URL: the embedded database serves one process, which `pantau up` starts',
    )
  // Crawlee takes most of a second to load: only for those who crawl.
  const [{ openHouse }, { serve }, { listen }] = await Promise.all([
    import('../house.ts'),
    import('../service.ts'),
    import('../triage/listen.ts'),
  ])
  const log = createLog(environment.logLevel)
  const traces = await startTraces(environment, log)
  const house = await openHouse(loaded, environment, log)
  const alive = join(loaded.data, 'alive')
  let leaving = false
  let service: Service | undefined
  const present = (): House => service?.house() ?? house
  // Alive is who still reaches the store and the queue; who is leaving has closed them, and is alive to the end.
  const beat = async (): Promise<void> => {
    if (!leaving) await Promise.all([house.database.query('select 1'), house.queues.counts()])
    await writeFile(alive, new Date().toISOString())
  }
  const tryToBeat = (): void =>
    void beat().catch((error: Error) => log.warn({ error: error.message }, 'no sign of life'))
  tryToBeat()
  const heart = setInterval(tryToBeat, heartbeatMs)

  const leave = (reason: NodeJS.Signals): void => {
    if (leaving) process.exit(1) // asked twice
    leaving = true
    const graceMs = present().config.work.grace
    log.info({ reason, graceMs }, 'leaving')
    house
      .close({ graceMs })
      .then(() => {
        clearInterval(heart)
        return traces?.close()
      })
      .then(() => {
        return rm(alive, { force: true }) // or `pantau health` would find it alive for another minute
      })
      .then(
        () => process.exit(0),
        (error: Error) => {
          log.error({ error: error.message }, 'not closed cleanly; nothing is lost')
          process.exit(1)
        },
      )
  }
  process.on('SIGTERM', leave).on('SIGINT', leave)
  // A defect in one visit must not take the others along; what it left undone is repeated.
  process.on('unhandledRejection', (error) =>
    log.error({ error: error instanceof Error ? error.stack : String(error) }, 'unhandled'),
  )

  serveCommands(present, environment.worker)
  const desk = await closingOnFailure(house, () => listen(present))
  if (desk) house.onClose(desk.close)
  if (desk) log.info({ at: desk.address, url: loaded.config.listen?.url }, 'alerts can be acted on')
  const metrics = await measure(loaded.config.metrics, house, present, log)
  service = await serve(house, environment.worker, { schedule: options.schedule }, metrics?.watcher).catch(
    async (error: unknown) => {
      await house.close({ graceMs: 0 }).catch(() => undefined)
      throw error instanceof PantauError
        ? error
        : new PantauError(`could not start: ${String(error)}`, { cause: error })
    },
  )
  following = followConfig(loaded, environment, service)
  house.onClose(async () => following?.close())
  log.info(
    { targets: loaded.config.targets.length, store: house.database.kind, queue: house.queues.kind, data: loaded.data },
    'watching',
  )
}

/** Does something at the start; what was opened is closed where it fails. */
const closingOnFailure = <T>(house: House, work: () => Promise<T>): Promise<T> =>
  work().catch(async (error: unknown) => {
    await house.close({ graceMs: 0 }).catch(() => undefined)
    throw error
  })

/** Counts and serves what the configuration asks for; loaded only then. */
async function measure(
  at: string | undefined,
  house: House,
  present: () => House,
  log: Logger,
): Promise<Metrics | undefined> {
  if (at === undefined) return undefined
  const [{ createMetrics }, { serveMetrics }] = await Promise.all([
    import('../health/metrics.ts'),
    import('../health/metrics-server.ts'),
  ])
  const metrics = createMetrics(present)
  const server = await closingOnFailure(house, () => serveMetrics(at, metrics, present))
  house.onClose(server.close)
  log.info({ url: server.url }, 'metrics are served')
  return metrics
}
