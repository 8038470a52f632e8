import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { loadConfig } from '../../app/config-file.ts'
import { readEnvironment } from '../../app/environment.ts'
import { type House, openHouse } from '../../app/house.ts'
import { createLog } from '../../app/log.ts'
import { serve } from '../../app/service.ts'
import { countDeliveries } from '../../store/alerts.ts'
import type { FloorOptions } from '../../store/embedded-floor.ts'
import type { Visit } from '../../store/visits.ts'
import { freshFolder } from '../services/embedded.ts'

/** A whole house on an embedded database of its own. */
export interface TestHouse extends House {
  remove(): Promise<void>
}

export interface TestHouseOptions extends Pick<FloorOptions, 'freeBytes' | 'everyMs'> {
  logs?: Writable
  level?: string
  /** The data folder of a house that was closed, to open it again. */
  folder?: string | undefined
}

/** Opens a house with this configuration, and these variables beside HOOK_SECRET. */
export async function openTestHouse(
  yaml: string,
  variables: Record<string, string> = {},
  { logs, level = 'silent', folder: former, ...disk }: TestHouseOptions = {},
): Promise<TestHouse> {
  const { folder, remove } = former ? { folder: former, remove: async () => {} } : await freshFolder()
  const file = join(folder, 'pantau.yaml')
  await writeFile(file, yaml)
  const known: Record<string, string> = { HOOK_SECRET: 'sixteen-characters-and-more', ...variables }
  const loaded = await loadConfig(file, (name) => known[name], folder)
  const environment = { ...readEnvironment(), databaseUrl: undefined, redisUrl: undefined, keys: undefined }
  const house = await openHouse(loaded, environment, createLog(level, logs), disk)
  let closed: Promise<void> | undefined
  return {
    ...house,
    remove,
    close: () => {
      closed ??= house.close({ graceMs: 2_000 })
      return closed
    },
  }
}

/** Starts the service on a house: every target is visited once, and every alert delivered. */
export async function roundOfVisits(house: House): Promise<Visit[]> {
  const visits: Visit[] = []
  await serve(house, 'test', { schedule: true }, { onVisit: (visit) => visits.push(visit) })
  await until(async () => visits.length >= house.config.targets.length && (await isQuiet(house)))
  return visits
}

const isQuiet = async (house: House): Promise<boolean> =>
  (await countDeliveries(house.database)).every(({ state }) => state === 'sent' || state === 'dead')

/** Waits for something that has no event to wait for; the test's own time limit ends it. */
export async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await done())) await sleep(20)
}
