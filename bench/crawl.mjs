// How many forum pages a second are visited, beside others who read the same posts: pages of 60 KB with 20 posts from a
// server on loopback. Four contenders, each in a process of its own, take turns, so that whatever slows the machine
// slows them all; medians of the rounds. CPU milliseconds a page are those of the contender's process alone (not of
// Redis, PostgreSQL and the server), and steadier than pages a second; a peak of memory is the process's since its start.
// Ends with 1 where a visit is slower than 4 CheerioCrawlers or 0.7 bare loops, costs more than 1.35 times the loop's CPU
// time, or where reading and storing takes more than half of the loop's rate.
// Usage: npm run bench:crawl -- [--json] [--rounds=5] [--sites=30]
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { boardPath, postsPerThread, threadsPerSite } from './crawl/forum.mjs'
import { startServers } from './crawl/servers.mjs'

const options = process.argv.slice(2)
const asJson = options.includes('--json') || process.env.npm_config_json === 'true'
const numberOf = (name, usual) => Number(options.find((one) => one.startsWith(`--${name}=`))?.split('=')[1] ?? usual)
const rounds = numberOf('rounds', 5)
const sitesPerRound = numberOf('sites', 30)
const say = (line) => asJson || process.stdout.write(`${line}\n`)

const child = (name, ...parameters) => fork(resolve(import.meta.dirname, `crawl/${name}.mjs`), parameters)
const site = child('site')
const [origin] = await once(site, 'message')
const servers = await startServers()

/** The first round warms everybody up and is not counted. Every round's sites are new ones. */
const boards = Array.from({ length: rounds + 1 }, (_, round) =>
  Array.from({ length: sitesPerRound }, (_, index) => `${origin}/r${round}s${index}${boardPath}`),
)
const names = { visit: 'our visit', cheerio: 'CheerioCrawler', raw: 'bare undici loop', stored: 'read and stored' }
const contenders = []
const facts = {}
for (const [at, id] of Object.keys(names).entries()) {
  const redisUrl = servers.redisUrl ? `${servers.redisUrl}/${at}` : '' // a database of Redis for each
  const parameters = [redisUrl, servers.databaseUrl ?? '', await servers.folder(), JSON.stringify(boards.flat())]
  const contender = { id, process: child(id, ...parameters), rounds: [] }
  const [ready] = await once(contender.process, 'message')
  Object.assign(facts, ready.facts)
  contenders.push(contender)
}

const pages = sitesPerRound * threadsPerSite
say(
  `${rounds} rounds of ${pages} pages; queue on ${facts.queue}, store ${facts.store === 'embedded' ? 'embedded' : `in ${facts.store}`}; every page is kept as evidence`,
)
for (const [round, sites] of boards.entries()) {
  for (const contender of contenders) {
    contender.process.send({ sites })
    const [outcome] = await once(contender.process, 'message')
    if (outcome.pages !== pages || outcome.posts !== pages * postsPerThread)
      throw new Error(`${names[contender.id]} read ${outcome.posts} posts on ${outcome.pages} of ${pages} pages`)
    if (round > 0) contender.rounds.push(outcome)
  }
}
for (const contender of contenders) {
  contender.process.send({ isOver: true })
  await once(contender.process, 'exit')
}
site.disconnect()
await servers.stop()

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
const result = {}
say('                    pages/s   CPU ms a page   peak MB')
for (const { id, rounds: outcomes } of contenders) {
  const rate = median(outcomes.map(({ ms }) => (pages / ms) * 1_000))
  const cpu = median(outcomes.map(({ cpuMs }) => cpuMs / pages))
  const peak = outcomes.at(-1).peakMb
  result[id] = { rate, cpu }
  say(
    `${names[id].padEnd(18)}${rate.toFixed(0).padStart(9)}${cpu.toFixed(2).padStart(16)}${peak.toFixed(0).padStart(10)}`,
  )
}
/** Of each round, the two that stood beside each other: what slowed one slowed the other. */
const ratio = (id, other) => {
  const [ours, theirs] = [id, other].map((one) => contenders.find((contender) => contender.id === one).rounds)
  return median(ours.map(({ ms }, round) => theirs[round].ms / ms))
}
const rounded = (number) => Number(number.toFixed(2))
const ratios = {
  vsCheerioCrawler: rounded(ratio('visit', 'cheerio')),
  vsRaw: rounded(ratio('visit', 'raw')),
  storedVsRaw: rounded(ratio('stored', 'raw')),
}
const cpu = result.visit.cpu / result.raw.cpu
if (asJson) process.stdout.write(`${JSON.stringify(ratios)}\n`)
else
  say(
    `a visit is ${ratios.vsCheerioCrawler} times as fast as CheerioCrawler (wanted 4) and ${ratios.vsRaw} of the bare loop (0.7), at\n` +
      `${cpu.toFixed(2)} times its CPU time (1.35 at most); with reading and storing ${ratios.storedVsRaw} of the bare loop (0.5)`,
  )
const isGood = ratios.vsCheerioCrawler >= 4 && ratios.vsRaw >= 0.7 && cpu <= 1.35 && ratios.storedVsRaw >= 0.5
process.exitCode = isGood ? 0 : 1
