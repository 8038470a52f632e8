// The service as it runs: jobs from the queue, a lease on the site, and the whole line: every post read, masked, hashed
// and stored, listings followed, the visit written down. On Redis and PostgreSQL, or embedded.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadConfig } from '../../dist/app/config-file.js'
import { readEnvironment } from '../../dist/app/environment.js'
import { openHouse } from '../../dist/app/house.js'
import { createLog } from '../../dist/app/log.js'
import { serve } from '../../dist/app/service.js'
import { atOnce, contend, nameOf, settings } from './contender.mjs'

const [redisUrl, databaseUrl, folder, sites] = process.argv.slice(2)
const file = join(folder, 'bench.json')
const targets = JSON.parse(sites).map((start) => ({ id: nameOf(start), start: [start], ...settings }))
await writeFile(file, JSON.stringify({ targets, work: { visits: atOnce, freeSpace: '10MB' } })) // YAML takes JSON
const servers = { redisUrl: redisUrl || undefined, databaseUrl: databaseUrl || undefined }
const house = await openHouse(
  await loadConfig(file, () => undefined, folder),
  { ...readEnvironment(), keys: undefined, ...servers },
  createLog('warn'),
)

let round
await serve(
  house,
  'bench',
  { schedule: false },
  {
    onVisit({ newPosts, error, errors }) {
      if (error !== null || errors.length > 0)
        process.stderr.write(`a visit failed: ${error} ${JSON.stringify(errors)}\n`)
      round.posts += newPosts
      if (--round.left === 0) round.done()
    },
  },
)

contend({
  facts: { store: house.database.kind === 'server' ? 'PostgreSQL' : 'embedded' },
  async read(boards) {
    const over = new Promise((done) => {
      round = { posts: 0, left: boards.length, done }
    })
    await Promise.all(boards.map((start) => house.queues.add('crawl', { targetId: nameOf(start) })))
    await over
    return { pages: round.posts / 20, posts: round.posts }
  },
  close: () => house.close(),
})
