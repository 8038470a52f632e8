// What a second worker adds: one and two processes, on Redis and PostgreSQL, share 200 sites, each with 20 visits at once
// and one request to a site at a time. Once where the servers take 100 ms to answer (small pages: waiting is all that
// there is to share), and once where they answer at once with pages of 60 KB (the processor is the limit, and the
// servers, Redis and PostgreSQL want their part of it). Posts are read and stored. Rounds of one and of two take turns;
// medians. Ends with 1 below 1.9 and 1.2 times the rate of one.
// Usage: npm run bench:workers -- [--json] [--rounds=3] [--sites=200]
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { boardPath, postsPerThread } from './crawl/forum.mjs'
import { startServers } from './crawl/servers.mjs'

const options = process.argv.slice(2)
const asJson = options.includes('--json') || process.env.npm_config_json === 'true'
const numberOf = (name, usual) => Number(options.find((one) => one.startsWith(`--${name}=`))?.split('=')[1] ?? usual)
const rounds = numberOf('rounds', 3)
const sites = numberOf('sites', 200)
const say = (line) => asJson || process.stdout.write(`${line}\n`)
const child = (name, ...parameters) => fork(resolve(import.meta.dirname, `crawl/${name}.mjs`), parameters)
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]

const servers = await startServers()
if (servers.redisUrl === undefined) throw new Error('several workers need Redis and PostgreSQL: install both')

/** Starts so many workers over a queue and a database of their own. */
async function startTeam(count, at, boards) {
  const redisUrl = `${servers.redisUrl}/${at}`
  const databaseUrl = await servers.database()
  const workers = []
  for (let index = 0; index < count; index++) {
    const worker = child('worker', redisUrl, databaseUrl, await servers.folder(), JSON.stringify(boards))
    await once(worker, 'message') // one after the other: the first makes the tables
    workers.push(worker)
  }
  return { workers, rates: [] }
}

/** Has the sites visited once; threads a second, and how many visits each worker made. */
async function runRound({ workers }, boards, posts) {
  const startedAt = performance.now()
  const shares = workers.map(() => 0)
  let newPosts = 0
  await new Promise((done) => {
    workers.forEach((worker, index) => {
      worker.removeAllListeners('message')
      worker.on('message', (visit) => {
        shares[index]++
        newPosts += visit.newPosts
        if (shares.reduce((sum, share) => sum + share, 0) === boards.length) done()
      })
    })
    workers[0].send({ sites: boards })
  })
  if (newPosts !== posts) throw new Error(`${newPosts} posts were new, not ${posts}: something was lost or doubled`)
  return { ms: performance.now() - startedAt, shares }
}

/** One world: what its servers are like, and what two workers make of it beside one. */
async function compare(name, world, at) {
  const { threads, isSmall } = world
  const site = child('site', JSON.stringify(world))
  const [origin] = await once(site, 'message')
  const boards = Array.from({ length: rounds + 1 }, (_, round) =>
    Array.from({ length: sites }, (_, index) => `${origin}/r${round}s${index}${boardPath}`),
  )
  const posts = sites * threads * (isSmall ? 1 : postsPerThread)
  const teams = [await startTeam(1, at, boards.flat()), await startTeam(2, at + 1, boards.flat())]
  for (const [round, list] of boards.entries())
    for (const team of teams) {
      const { ms, shares } = await runRound(team, list, posts)
      const rate = (sites * threads * 1_000) / ms
      if (round > 0) team.rates.push(rate) // the first warms them up
      if (round > 0)
        say(`${name}: ${team.workers.length} worker(s), ${rate.toFixed(0)} threads/s, visits ${shares.join(' + ')}`)
    }
  for (const { workers } of teams) for (const worker of workers) worker.disconnect()
  site.disconnect()
  const [one, two] = teams.map(({ rates }) => median(rates))
  return Number((two / one).toFixed(2))
}

const result = {
  waiting: await compare('servers that take 100 ms', { delayMs: 100, threads: 5, isSmall: true }, 0),
  busy: await compare('pages of 60 KB at once', { threads: 5, isSmall: false }, 2),
}
await servers.stop()
if (asJson) process.stdout.write(`${JSON.stringify(result)}\n`)
else
  say(
    `two workers beside one: ${result.waiting} times the rate where servers take 100 ms (wanted 1.9),\n` +
      `${result.busy} times where the processor is the limit (1.2)`,
  )
process.exitCode = result.waiting >= 1.9 && result.busy >= 1.2 ? 0 : 1
