import { createHash } from 'node:crypto'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { loadConfig } from '../../app/config-file.ts'
import { type Environment, readEnvironment } from '../../app/environment.ts'
import { type House, type HouseOptions, openHouse } from '../../app/house.ts'
import { createLog } from '../../app/log.ts'
import { serve } from '../../app/service.ts'
import { countDeliveries } from '../../store/deliveries.ts'
import type { Visit } from '../../store/visits.ts'
import { copyOf, type Fresh, freshFolder } from '../services/embedded.ts'

/** A whole house on an embedded database of its own. */
export interface TestHouse extends House {
  remove(): Promise<void>
}

export interface TestHouseOptions extends HouseOptions {
  logs?: Writable
  level?: string
  traces?: Environment['traces']
  /** The data folder of a house that was closed, to open it again. */
  folder?: string | undefined
}

const environment = { ...readEnvironment(), databaseUrl: undefined, redisUrl: undefined, keys: undefined }

/** The data folder of a house that was opened once: its tables are there, which takes another second and a half each time. */
async function freshHouseFolder(): Promise<Fresh> {
  const migrations = join(import.meta.dirname, '../../store/migrations')
  const hash = createHash('sha256').update(await readFile(join(import.meta.dirname, '../../package-lock.json')))
  for (const file of (await readdir(migrations)).sort()) hash.update(await readFile(join(migrations, file)))
  return copyOf(`house-${hash.digest('hex').slice(0, 16)}`, async (draft) => {
    const { folder, remove } = await freshFolder()
    const file = join(folder, 'pantau.yaml')
    await writeFile(file, 'targets: []\n')
    const house = await openHouse(await loadConfig(file, () => undefined, folder), environment, createLog('silent'))
    await house.close()
    await cp(folder, draft, { recursive: true })
    await remove()
  })
}

/** Opens a house with this configuration, and these variables beside HOOK_SECRET. */
export async function openTestHouse(
  yaml: string,
  variables: Record<string, string> = {},
  { logs, level = 'silent', traces = null, folder: former, ...options }: TestHouseOptions = {},
): Promise<TestHouse> {
  const { folder, remove } = former ? { folder: former, remove: async () => {} } : await freshHouseFolder()
  const file = join(folder, 'pantau.yaml')
  await writeFile(file, yaml)
  const known: Record<string, string> = { HOOK_SECRET: 'sixteen-characters-and-more', ...variables }
  const loaded = await loadConfig(file, (name) => known[name], folder)
  const house = await openHouse(loaded, { ...environment, traces }, createLog(level, logs), options)
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
