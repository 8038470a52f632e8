// Our whole visit over HTTP: a job for every site through the queue, and what the crawler fetches, parsed. Nothing is
// read for its meaning and nothing stored. The queue is on Redis, or embedded where there is none.
import { setImmediate } from 'node:timers/promises'
import { createCrawler } from '../../dist/crawlers/crawler.js'
import { Target } from '../../dist/model/target.js'
import { parsePage } from '../../dist/parsers/parse.js'
import { openQueues } from '../../dist/queue/queues.js'
import { openEmbedded } from '../../dist/store/embedded.js'
import { atOnce, contend, nameOf, settings } from './contender.mjs'

const [redisUrl, , folder] = process.argv.slice(2)
const complain = (fields, message) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`)
const log = { debug() {}, info() {}, warn: complain, error: complain }
const database = redisUrl ? undefined : await openEmbedded({ folder })
const queues = await openQueues(redisUrl ? { redisUrl } : { pool: database.pool, embedded: true }, { log })
const crawler = await createCrawler({ log })

const targets = new Map()
let round

await queues.work(
  'crawl',
  async ({ targetId }) => {
    const target = targets.get(targetId)
    await crawler.visit(target, async (page) => {
      const { posts, links } = parsePage(page, target.engine)
      if (posts.length > 0) round.pages++
      round.posts += posts.length
      return links.filter(({ kind }) => kind === 'thread').map((link) => ({ link }))
    })
    if (--round.left === 0) round.done()
  },
  { concurrency: atOnce, onFailed: complain },
)

contend({
  facts: { queue: queues.kind === 'redis' ? 'Redis' : 'embedded' },
  async read(sites) {
    const over = new Promise((done) => {
      round = { pages: 0, posts: 0, left: sites.length, done }
    })
    for (const start of sites) {
      const id = nameOf(start)
      targets.set(id, Target.parse({ id, start: [start], ...settings }))
    }
    await Promise.all(sites.map((start) => queues.add('crawl', { targetId: nameOf(start) })))
    await over
    targets.clear()
    await setImmediate()
    return round
  },
  async close() {
    await queues.close()
    await crawler.close()
    await database?.close()
  },
})
