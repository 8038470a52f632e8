// How long it takes from a post that offers something on a site under watch to the alert in the receiver, split into
// waiting for the visit and everything after it: the polite pause before the thread is asked for, reading, storing, the
// queue, the delivery. `pantau up` watches in a process of its own; the sites and a receiver of webhooks are real servers on
// loopback, in this process, whose one clock notes it all. Ends with 1 where an alert is missing, and where everything after
// the visit takes more than 2 s at the 95th percentile.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startServers } from './crawl/servers.mjs'
import { figuresOf, inWords } from './latency/figures.mjs'
import { startService } from './latency/service.mjs'
import { offerIn, startSites } from './latency/sites.mjs'

const usage = `npm run bench:latency -- [options]     from a post on a site under watch to the alert in the receiver

  --targets 500         sites under watch, half of them forums, half channels
  --every 30            seconds from one visit to a site to the next
  --minutes 10          for so long people post, after every site was visited once
  --offers 60           offers a minute over all sites; for each of them two other posts are written
  --visits 50           visits at once (work.visits)
  --backend embedded    or servers: PostgreSQL and Redis, started for the bench
  --profile FOLDER      writes a CPU profile of Pantau there
  --json                one line of JSON

Examples:
  npm run bench:latency
  npm run bench:latency -- --targets 50 --minutes 2
  npm run bench:latency -- --backend servers --json`

const { values } = parseArgs({
  options: {
    targets: { type: 'string', default: '500' },
    every: { type: 'string', default: '30' },
    minutes: { type: 'string', default: '10' },
    offers: { type: 'string', default: '60' },
    visits: { type: 'string', default: '50' },
    backend: { type: 'string', default: 'embedded' },
    profile: { type: 'string' },
    json: { type: 'boolean', default: process.env.npm_config_json === 'true' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  process.stdout.write(`${usage}\n`)
  process.exit(0)
}
const [targets, every, minutes, rate, visits] = ['targets', 'every', 'minutes', 'offers', 'visits'].map((name) => {
  const number = Number(values[name])
  if (!(number > 0)) throw new Error(`--${name} ${values[name]}: must be a number above 0`)
  return number
})
if (!['embedded', 'servers'].includes(values.backend))
  throw new Error(`--backend ${values.backend}: must be embedded or servers`)
const wantedMs = 2_000

const note = (line) => process.stderr.write(`${line}\n`)
const exponential = (mean) => -mean * Math.log(1 - Math.random())
const anyOf = (list) => list[Math.floor(Math.random() * list.length)]

const folder = await mkdtemp(join(tmpdir(), 'pantau-bench-'))
const world = await startSites(targets)
const arrivals = new Map()
let unknown = 0
const receiver = createServer(async (request, response) => {
  const said = await text(request)
  const number = offerIn(said)
  if (number === undefined) unknown++
  else arrivals.set(number, [...(arrivals.get(number) ?? []), performance.now()])
  response.end('taken')
})
await new Promise((listening) => receiver.listen(0, '127.0.0.1', listening))
const servers = values.backend === 'servers' ? await startServers() : undefined
if (servers && servers.redisUrl === undefined) throw new Error('no PostgreSQL or no Redis here: install both')
const service = await startService({
  ...{ sites: world.sites, every: `${every}s`, visits, folder, profile: values.profile },
  receiver: `http://127.0.0.1:${receiver.address().port}/hook`,
  servers: servers && { redisUrl: servers.redisUrl, databaseUrl: await servers.database() },
})

const requests = () => world.sites.reduce((sum, site) => sum + site.visits, 0)
try {
  note(`${targets} sites, every ${every} s, ${values.backend}: visited for the first time …`)
  while (world.sites.some((site) => site.visits < 2)) {
    await sleep(500)
    if (service.log.ended !== undefined) throw new Error(`pantau up has ended: ${service.log.failures.at(-1)}`)
  }
  const began = { at: performance.now(), cpu: await service.cpuMs(), requests: requests() }
  const end = began.at + minutes * 60_000
  let nextOffer = began.at
  let nextTalk = began.at
  let nextNote = began.at
  note(`people post for ${minutes} minutes …`)
  while (performance.now() < end) {
    const now = performance.now()
    for (; nextOffer <= now; nextOffer += exponential(60_000 / rate)) world.offer(anyOf(world.sites))
    for (; nextTalk <= now; nextTalk += exponential(30_000 / rate))
      anyOf(world.sites).say(Math.floor(Math.random() * 1e6))
    for (; nextNote <= now; nextNote += 30_000)
      note(
        `  ${Math.round((now - began.at) / 1_000)} s: ${world.offers.length} offers, ${arrivals.size} alerts arrived`,
      )
    await sleep(20)
  }
  const spent = {
    ms: performance.now() - began.at,
    cpu: (await service.cpuMs()) - began.cpu,
    visits: requests() - began.requests,
  }
  for (let waited = 0; arrivals.size < world.offers.length && waited < every * 3 + 20; waited++) await sleep(1_000)
  const { failures } = service.log
  const result = figuresOf({
    targets,
    every,
    visits,
    backend: values.backend,
    offers: world.offers,
    arrivals,
    unknown,
    failures,
    spent,
  })
  const { after } = result.milliseconds.all
  process.exitCode = result.arrived === result.offers && after.p95 <= wantedMs ? 0 : 1
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : inWords(result, wantedMs))
  for (const line of failures.slice(0, 5)) note(line)
} finally {
  await service.stop()
  await servers?.stop()
  world.close()
  receiver.close()
  receiver.closeAllConnections()
  await rm(folder, { recursive: true, force: true })
}
