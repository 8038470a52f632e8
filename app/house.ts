import { relative, resolve } from 'node:path'
import type { OpenChannel } from '../alerts/channel.ts'
import type { OperatorNews } from '../alerts/message/compose.ts'
import { createCrawler } from '../crawlers/crawler.ts'
import { type Clock, realTime } from '../model/clock.ts'
import { PantauError } from '../model/errors.ts'
import { createMasker } from '../parsers/mask.ts'
import { createPictureReader } from '../pictures/reader.ts'
import { openQueues, type Queues } from '../queue/queues.ts'
import type { LocalDatabase } from '../store/database.ts'
import { releaseClaims } from '../store/deliveries.ts'
import type { FloorOptions, Pressure } from '../store/embedded-floor.ts'
import type { Config } from './config.ts'
import type { LoadedConfig } from './config-file.ts'
import { openDatabase } from './database.ts'
import type { Dispatch, Mailroom } from './deliver.ts'
import type { Environment } from './environment.ts'
import { openVaultOf } from './evidence/open.ts'
import { type Furniture, furnish } from './furnish.ts'
import { checkKeys, loadKeys, noteKeys } from './keys.ts'
import type { Line } from './line.ts'
import type { Logger } from './log.ts'
import { tellOperatorNow } from './operator.ts'
import { keepSessions } from './sessions.ts'
import { linksOf } from './triage/links.ts'

/** Every room with its lights on. */
export interface House {
  config: LoadedConfig['config']
  /** The data folder, absolute. */
  data: string
  database: LocalDatabase
  queues: Queues
  line: Line
  mailroom: Mailroom
  openedAt: Date
  /**
   * The same rooms under another configuration. Whoever has the old house goes on with it to the end of what he is at.
   * Throws a ConfigError, with nothing changed, where the configuration cannot be put together.
   */
  refurnish(config: Config): House
  /** Has something done when the house closes, before its rooms do. */
  onClose(work: () => Promise<void>): void
  close(options?: { graceMs?: number }): Promise<void>
}

/** What the operator hears when the disk fills up, and when there is space again. */
const diskNews =
  (pressure: Pressure | undefined): OperatorNews =>
  ({ operator }) =>
    pressure === undefined
      ? operator.diskAgain()
      : operator.diskFull({
          folder: pressure.folder,
          freeMb: Math.floor(pressure.freeBytes / 1e6),
          floorMb: Math.floor(pressure.floorBytes / 1e6),
        })

/** How free space is asked for, where that is not the file system's to say; and what time it is, where that is not now. */
export interface HouseOptions extends Pick<FloorOptions, 'freeBytes' | 'everyMs'> {
  now?: Clock
}

/**
 * Opens everything that `up`, `worker` and the demo run on; closes again what was opened if a later part fails.
 */
export async function openHouse(
  loaded: LoadedConfig,
  environment: Environment,
  log: Logger,
  { now = realTime, ...disk }: HouseOptions = {},
): Promise<House> {
  const { config } = loaded
  const closers: (() => Promise<void>)[] = []
  const departures: (() => Promise<void>)[] = []
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    let furniture = furnish(config)
    /** Channels that were replaced: a delivery may be under way on one, and idle they cost nothing. */
    const replaced = new Set<OpenChannel>()
    closers.push(async () => {
      for (const channel of [...replaced, ...furniture.channels.values()]) await channel.close()
    })
    const keys = await loadKeys(loaded.data, environment.keys)
    const onPressure = (pressure: Pressure | undefined): void =>
      void tellOperatorNow({ ...furniture, log }, `disk ${new Date().toISOString()}`, diskNews(pressure))
    const database = await openDatabase(loaded, environment, { ...disk, onPressure })
    closers.push(() => database.close())
    if (database.kind === 'embedded') await releaseClaims(database)
    const fresh = await checkKeys(database, keys, environment.keys === undefined ? loaded.data : 'PANTAU_KEYS')
    await noteKeys(database, fresh, environment.worker)
    const embedded = database.kind === 'embedded'
    const traced = environment.traces !== null
    const queues = await openQueues(
      environment.redisUrl ? { redisUrl: environment.redisUrl } : { pool: database.pool, embedded },
      // Embedded, the queue frees by itself what a killed process left running.
      embedded ? { log, traced } : { log, traced, lockMs: config.work.patience, stalledMs: config.work.patience / 2 },
    )
    closers.push(() => queues.close({ graceMs: 0 }))
    const dispatch = dispatcher(queues, log)
    const crawler = await createCrawler({
      log,
      concurrency: config.work.visits,
      tor: config.tor,
      browser: config.browser,
      now,
      sessions: keepSessions(database, keys, log),
    })
    closers.push(() => crawler.close())
    const pictures = createPictureReader()
    closers.push(() => pictures.close())
    const mask = createMasker(keys)
    const vault = openVaultOf(loaded, keys, {
      ...disk,
      // The embedded database watches its own disk, and tells; where that is the vault's too, once is enough.
      ...(embedded && isWithin(loaded.data, config.evidence.folder) ? {} : { onPressure }),
    })
    const underWay = new Set<string>()
    const openedAt = new Date()
    const houseWith = ({ config, channels, languages, operator, line }: Furniture): House => ({
      config,
      ...{ data: loaded.data, openedAt, database, queues },
      line: {
        ...{ database, crawler, pictures, keys, mask, dispatch, now, log },
        ...line,
        evidence: { vault, policy: config.evidence.keep, worker: environment.worker },
      },
      mailroom: {
        database,
        channels,
        languages,
        links: linksOf(config.listen, keys),
        operator,
        patienceMs: config.work.patience,
        underWay,
        dispatch,
        log,
      },
      refurnish: (config) => {
        const before = furniture
        furniture = furnish(config, before)
        const kept = new Set(furniture.channels.values())
        for (const channel of before.channels.values()) if (!kept.has(channel)) replaced.add(channel)
        crawler.setConcurrency(config.work.visits)
        return houseWith(furniture)
      },
      onClose: (work) => void departures.push(work),
      close: async ({ graceMs } = {}) => {
        for (const work of departures.splice(0)) await work()
        await queues.close(graceMs === undefined ? {} : { graceMs })
        await closeAll()
      },
    })
    return houseWith(furniture)
  } catch (error) {
    await closeAll()
    throw error
  }
}

const isWithin = (folder: string, inside: string): boolean =>
  !relative(folder, resolve(folder, inside)).startsWith('..')

/** Puts deliveries into the queue. A queue that is away loses nothing: the sweep finds what is due. */
const dispatcher =
  (queues: Queues, log: Logger): Dispatch =>
  async (ids, { delayMs = 0, name } = {}) => {
    try {
      for (const id of ids) {
        const dedupe = name ?? (delayMs > 0 ? undefined : id)
        await queues.add('alert', { deliveryId: id }, { delayMs, ...(dedupe ? { dedupe } : {}) })
      }
    } catch (error) {
      if (!(error instanceof PantauError)) throw error
      log.warn({ error: error.message, deliveries: ids.length }, 'deliveries wait for the sweep')
    }
  }
