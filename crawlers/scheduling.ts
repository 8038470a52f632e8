import {
  BasicCrawler,
  Configuration,
  Log as CrawleeLog,
  EventManager,
  type EventType,
  Logger,
  LogLevel,
  type RequestProvider,
} from '@crawlee/http'
import { createFrontier, type Frontier } from './frontier.ts'

/** What the crawler says while it works; pino's loggers fit. */
export interface Log {
  debug(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface Scheduling {
  offer: Frontier['offer']
  /** Rejects, or resolves, when Crawlee has come to its end, asked to or not. */
  ended: Promise<void>
  setConcurrency(most: number): void
  stop(): Promise<void>
}

/** Requests that run at once however loaded the machine is: watching slows down, it doesn't stop. */
const leastConcurrency = 4
/** Milliseconds that the event loop may be late before Crawlee starts less: PGlite in this process holds it up often. */
const maxBlockedMillis = 500
/** No request takes this long (each has its own timeout); Crawlee wants a number. */
const handlerTimeoutSecs = 86_400

/**
 * Starts Crawlee as the scheduler of all visits in this process: it says how many requests run at once, by memory and by
 * the lag of the event loop. It is a BasicCrawler because the fetch is ours: HttpCrawler decodes the body by itself,
 * through two streams and with a charset of its own choice, where a page needs the bytes once, hashed and bounded.
 * Resolves when it is ready to take requests.
 */
export async function startScheduling(options: {
  log: Log
  concurrency: number
  memoryMb: number
}): Promise<Scheduling> {
  const { log, concurrency, memoryMb } = options
  let isStarted = (): void => {}
  const started = new Promise<void>((resolve) => {
    isStarted = resolve
  })
  const frontier = createFrontier(() => void crawler.autoscaledPool?.notify())
  const config = configure(memoryMb)
  const crawler = new BasicCrawler(
    {
      requestQueue: frontier.manager as unknown as RequestProvider, // any manager works; the type asks for their own
      requestHandler: ({ request }) => frontier.run(request),
      requestHandlerTimeoutSecs: handlerTimeoutSecs,
      keepAlive: true,
      maxRequestRetries: 0,
      useSessionPool: false,
      retryOnBlocked: false,
      minConcurrency: Math.min(leastConcurrency, concurrency),
      maxConcurrency: concurrency,
      autoscaledPoolOptions: {
        desiredConcurrency: concurrency,
        loggingIntervalSecs: null,
        snapshotterOptions: { maxBlockedMillis },
        isTaskReadyFunction: async () => {
          isStarted()
          return !(await frontier.manager.isEmpty())
        },
      },
      statisticsOptions: { persistenceOptions: { enable: false }, logIntervalSecs: 86_400 },
      statusMessageLoggingInterval: 86_400,
      log: handOn(log),
    },
    config,
  )
  const ended = crawler.run().then(() => {})
  const isOver = ended.catch((error: unknown) => log.error({ err: error }, 'the crawler has stopped by itself'))
  await Promise.race([started, ended])
  leaveInterruptsAlone()
  return {
    offer: frontier.offer,
    ended,
    setConcurrency(most) {
      const pool = crawler.autoscaledPool
      if (pool === undefined) return
      pool.minConcurrency = Math.min(leastConcurrency, most)
      pool.maxConcurrency = most
      pool.desiredConcurrency = most
    },
    async stop() {
      await crawler.autoscaledPool?.abort()
      await isOver
    },
  }
}

/** Nothing on disk, no `ps`, and a memory limit that is ours. `set` because a stray crawlee.json would win otherwise. */
function configure(memoryMb: number): Configuration {
  const config = new Configuration()
  config.set('storageClientOptions', { persistStorage: false })
  config.set('persistStorage', false)
  config.set('purgeOnStart', false)
  config.set('memoryMbytes', memoryMb)
  config.set('eventManager', new OwnMemory(config))
  return config
}

/**
 * Tells Crawlee once a second how much memory this process has. Its own way starts `ps` every second to find children
 * that an HTTP crawler doesn't have, and takes the process down where Debian's procps is missing.
 */
class OwnMemory extends EventManager {
  #timer: NodeJS.Timeout | undefined

  override async init(): Promise<void> {
    await super.init()
    clearInterval(this.#timer)
    this.#timer = setInterval(() => {
      const info = { createdAt: new Date(), memCurrentBytes: process.memoryUsage.rss(), isCpuOverloaded: false }
      this.emit('systemInfo' as EventType, info)
    }, 1_000)
  }

  override async close(): Promise<void> {
    clearInterval(this.#timer)
    await super.close()
  }
}

/** Crawlee's warnings and errors go to our log; what it says of its progress goes nowhere. */
function handOn(log: Log): CrawleeLog {
  class Handing extends Logger {
    override _log(level: LogLevel, message: string, data?: object, error?: unknown): void {
      const fields = { ...data, ...(error === undefined || error === null ? {} : { err: error }) }
      if (level <= LogLevel.ERROR) log.error(fields, `crawlee: ${message}`)
      else log.warn(fields, `crawlee: ${message}`)
    }
  }
  return new CrawleeLog({ level: LogLevel.WARNING, logger: new Handing({}) })
}

/** Ctrl-C is the app's: it drains the visits, where Crawlee's own handler would drop them. */
function leaveInterruptsAlone(): void {
  for (const listener of process.listeners('SIGINT')) {
    if (listener.name === 'sigintHandler') process.off('SIGINT', listener)
  }
}
