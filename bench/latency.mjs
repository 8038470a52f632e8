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
import { startService } from './latency/service.mjs'
import { offerIn, startSites } from './latency/sites.mjs'

const usage = `npm run bench:latency -- [options]     from a post on a site under watch to the alert in the receiver

  --targets 500         sites under watch, half of them forums, half channels
  --every 30            seconds from one visit to a site to the next
  --minutes 10          for so long people post, after every site was visited once
  --offers 60           offers a minute over all sites; for each of them two other posts are written
  --visits 50           visits at once (work.visits)
  --backend embedded    or servers: PostgreSQL and Redis, started for the bench
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
  ...{ sites: world.sites, every: `${every}s`, visits, folder },
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
    for (; nextTalk <= now; nextTalk += exponential(30_000 / rate)) anyOf(world.sites).say(Math.floor(Math.random() * 1e6))
    for (; nextNote <= now; nextNote += 30_000)
      note(`  ${Math.round((now - began.at) / 1_000)} s: ${world.offers.length} offers, ${arrivals.size} alerts arrived`)
    await sleep(20)
  }
  const spent = { ms: performance.now() - began.at, cpu: (await service.cpuMs()) - began.cpu, visits: requests() - began.requests }
  for (let waited = 0; arrivals.size < world.offers.length && waited < every * 3 + 20; waited++) await sleep(1_000)
  report(spent)
} finally {
  await service.stop()
  await servers?.stop()
  world.close()
  receiver.close()
  receiver.closeAllConnections()
  await rm(folder, { recursive: true, force: true })
}

function report(spent) {
  const told = world.offers.flatMap((offer) => {
    const [arrivedAt] = arrivals.get(offer.number) ?? []
    return arrivedAt === undefined ? [] : [{ ...offer, arrivedAt }]
  })
  const at = (numbers, share) => Math.round(numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? 0)
  const both = (numbers) => ({ median: at(numbers, 0.5), p95: at(numbers, 0.95), longest: at(numbers, 0.99999) })
  const spans = {
    waiting: ({ postedAt, listedAt }) => listedAt - postedAt,
    after: ({ listedAt, arrivedAt }) => arrivedAt - listedAt,
    untilAsked: ({ listedAt, askedAt }) => askedAt - listedAt,
    untilArrived: ({ askedAt, arrivedAt }) => arrivedAt - askedAt,
    whole: ({ postedAt, arrivedAt }) => arrivedAt - postedAt,
  }
  const figuresOf = (offers) =>
    Object.fromEntries(Object.entries(spans).map(([name, span]) => [name, both(offers.map(span))]))
  const kinds = { all: told, forums: told.filter(({ type }) => type === 'forum'), channels: told.filter(({ type }) => type === 'chat') }
  const result = {
    ...{ targets, everySeconds: every, backend: values.backend, offers: world.offers.length, arrived: told.length },
    twice: [...arrivals.values()].filter((times) => times.length > 1).length,
    unknown,
    visitsPerSecond: Number((spent.visits / (spent.ms / 1_000)).toFixed(2)),
    /** Of one core. */
    cpuShare: Number((spent.cpu / spent.ms).toFixed(2)),
    failures: service.log.failures.length,
    milliseconds: Object.fromEntries(Object.entries(kinds).map(([name, offers]) => [name, figuresOf(offers)])),
  }
  const { after } = result.milliseconds.all
  const isMet = told.length === world.offers.length && after.p95 <= wantedMs
  process.exitCode = isMet ? 0 : 1
  if (values.json) return void process.stdout.write(`${JSON.stringify(result)}\n`)
  const wanted = (targets / every).toFixed(1)
  const row = (name, of) => {
    const cells = Object.keys(kinds).map((kind) => {
      const { median, p95, longest } = result.milliseconds[kind][of]
      return `${(median / 1_000).toFixed(2).padStart(7)} ${(p95 / 1_000).toFixed(2).padStart(6)} ${(longest / 1_000).toFixed(2).padStart(6)}`
    })
    return `  ${name.padEnd(34)}${cells.join('  ')}\n`
  }
  process.stdout.write(
    `${targets} targets, every ${every} s, ${values.backend === 'servers' ? 'PostgreSQL and Redis' : 'embedded'}; ${told.length} of ${world.offers.length} alerts arrived, ${result.twice} twice; ${service.log.failures.length} warnings
${result.visitsPerSecond} visits/s (${wanted} wanted); Pantau took ${Math.round(result.cpuShare * 100)}% of a core

  seconds: median, 95%, longest       ${Object.entries(kinds).map(([name, of]) => `${name} (${of.length})`.padEnd(22)).join(' ')}
${row('waiting for the visit', 'waiting')}${row('everything after', 'after')}${row('  until the post’s page is asked for', 'untilAsked')}${row('  from there to the receiver', 'untilArrived')}${row('in all', 'whole')}
everything after takes ${(after.p95 / 1_000).toFixed(2)} s at the 95th percentile (wanted: ${wantedMs / 1_000} s at most)\n`,
  )
  for (const line of service.log.failures.slice(0, 5)) note(line)
}
