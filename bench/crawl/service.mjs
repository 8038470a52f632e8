// The service as `pantau worker` runs it, over the targets that a bench names.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadConfig } from '../../dist/app/config-file.js'
import { readEnvironment } from '../../dist/app/environment.js'
import { openHouse } from '../../dist/app/house.js'
import { createLog } from '../../dist/app/log.js'
import { serve } from '../../dist/app/service.js'
import { atOnce, nameOf, settings } from './contender.mjs'

/** All workers of a bench hash under one key. */
const keys = JSON.stringify({ current: 'bench', keys: [{ id: 'bench', secret: 'ab'.repeat(32) }] })

/** Opens a house on these servers (empty strings: embedded) and works; each visit is told to `onVisit`. */
export async function openService([redisUrl, databaseUrl, folder, sites], onVisit) {
  const file = join(folder, 'bench.json')
  const targets = JSON.parse(sites).map((start) => ({ id: nameOf(start), start: [start], ...settings }))
  await writeFile(file, JSON.stringify({ targets, work: { visits: atOnce, freeSpace: '10MB' } })) // YAML takes JSON
  const environment = readEnvironment()
  const servers = { redisUrl: redisUrl || undefined, databaseUrl: databaseUrl || undefined }
  const loaded = await loadConfig(file, () => undefined, folder)
  const house = await openHouse(loaded, { ...environment, keys, ...servers }, createLog('warn'))
  const hear = (visit) => {
    const { targetId, error, errors } = visit
    if (error !== null || errors.length > 0)
      process.stderr.write(`${targetId}: a visit failed: ${error} ${JSON.stringify(errors)}\n`)
    onVisit(visit)
  }
  await serve(house, environment.worker, { schedule: false }, { onVisit: hear })
  return {
    kind: house.database.kind,
    visit: (boards) => Promise.all(boards.map((start) => house.queues.add('crawl', { targetId: nameOf(start) }))),
    close: () => house.close(),
  }
}
