// What the store answers when it has grown: medians, 95th percentiles and plans at a million signals of 50,000 sellers, in
// a PostgreSQL of its own. Ends with 1 where a median misses its bound or a plan reads a big table whole.
// Usage: npm run bench:store -- [--signals=N] [--sellers=N] [--rounds=N] [--database=postgres://…] [--json], or: node
// bench/store.mjs … [folder of the build]. A database that is named is filled where it is empty, and kept: filling takes
// most of the time.
import { availableParallelism, loadavg } from 'node:os'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import '../test/services/typescript.mjs'
import { cpuMs } from './store/cpu.mjs'
import { fillStore, listingsOf } from './store/fill.mjs'
import { fillKin } from './store/kin.mjs'
import { readPlans, watched } from './store/plans.mjs'
import { drawOffers, questionsOf } from './store/questions.mjs'
import { timeReplays } from './store/replay.mjs'

const { startPostgres } = await import('../test/services/postgres.ts')

const options = process.argv.slice(2)
const given = (name) => options.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3)
const option = (name, otherwise) => Number(given(name) ?? otherwise)
const sizes = { signals: option('signals', 1_000_000), sellers: option('sellers', 50_000), victims: 5_000 }
const rounds = option('rounds', 100)
const asJson = options.includes('--json')
const folder = options.find((one) => !one.startsWith('--'))
const dist = folder ? resolve(folder) : resolve(import.meta.dirname, '../dist')
const load = (path) => import(pathToFileURL(resolve(dist, path)).href)
const say = (text) => void (asJson || process.stdout.write(`${text}\n`))

/** The tests' PostgreSQL has little memory; these are what an operator of such a store would set, and less than that. */
const settings = { max_wal_size: '8GB', maintenance_work_mem: '256MB', work_mem: '16MB', random_page_cost: '1.1' }

const address = given('database')
const server = address ? { url: address, stop: async () => undefined } : await startPostgres({ own: true })
if ('missing' in server) {
  process.stderr.write(`bench:store needs a PostgreSQL of its own: ${server.missing}\n`)
  process.exit(1)
}
let failed = false
try {
  const { openServer } = await load('store/server.js')
  const { migrate } = await load('store/migrate.js')
  const database = await openServer(server.url, { connections: 1 }) // one backend, whose processor time is counted
  for (const [name, value] of Object.entries(settings)) await database.query(`alter system set ${name} = '${value}'`)
  await database.query('select pg_reload_conf()')
  await migrate(database)
  const [known] = await database.query(`select to_regnamespace('bench') is not null as "isFilled"`)
  if (!known.isFilled) await fillStore(database, sizes, say)
  const [kin] = await database.query('select exists (select 1 from pantau.offers) as "isThere"')
  if (!kin.isThere) await fillKin(database, load, listingsOf(sizes), say)
  failed = await report(database)
  await database.close()
} finally {
  await server.stop()
}
process.exitCode = failed ? 1 : 0

async function report(database) {
  const tables = await database.query(`
    select relname as name, reltuples::bigint as rows, pg_size_pretty(pg_total_relation_size(oid)) as size from pg_class
    where relnamespace = 'pantau'::regnamespace and relkind = 'r' and reltuples > 0 order by reltuples desc`)
  say(`\n${tables.map(({ name, rows, size }) => `${name} ${rows.toLocaleString('en')} (${size})`).join(', ')}\n`)
  const load1 = loadavg()[0] ?? 0
  say(`${availableParallelism()} cores, load ${load1.toFixed(1)}; each asked ${rounds} times\n`)
  const offers = await drawOffers(database, load, sizes, rounds)
  const answers = []
  for (const question of await questionsOf(load)) {
    const answer = await time(database, question, offers)
    answers.push(answer)
    say(line(answer))
  }
  const replays = await timeReplays(database, load)
  for (const { name, events, seconds, cpu } of replays)
    say(`  ${name}: ${events.toLocaleString('en')} events in ${seconds.toFixed(0)} s, ${cpu.toFixed(0)} s of CPU here`)
  if (asJson) process.stdout.write(`${JSON.stringify({ sizes, rounds, load: load1, tables, answers, replays })}\n`)
  return answers.some(({ missed }) => missed)
}

/** Asked once to warm up, then once about each offer; the plans are those of the last. */
async function time(database, { name, bound, ask }, offers) {
  await ask(database, offers[0])
  const [times, counts] = [[], []]
  const cpuBefore = await cpuMs(database)
  for (const offer of offers) {
    const before = performance.now()
    counts.push(await ask(database, offer))
    times.push(performance.now() - before)
  }
  const cpu = ((await cpuMs(database)) - cpuBefore) / offers.length
  const whole = new Set()
  const indexes = new Set()
  for (const offer of [offers[0], offers.at(-1)]) {
    const { sql, statements } = watched(database)
    await ask(sql, offer)
    const plans = await readPlans(database, statements)
    for (const table of plans.whole) whole.add(table)
    for (const index of plans.indexes) indexes.add(index)
  }
  const [median, p95] = [quantile(times, 0.5), quantile(times, 0.95)]
  const missed = whole.size > 0 || (bound !== undefined && median > bound)
  return {
    name,
    bound,
    median,
    p95,
    cpu,
    found: quantile(counts, 0.5),
    whole: [...whole],
    indexes: [...indexes],
    missed,
  }
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}

function line({ name, bound, median, p95, cpu, found, whole, indexes, missed }) {
  const wanted = bound === undefined ? '' : `, wanted ${bound}`
  const how = whole.length > 0 ? `READS WHOLE: ${whole.join(', ')}` : indexes.join(', ')
  return `${missed ? '✗' : ' '} ${name.padEnd(34)} ${median.toFixed(1).padStart(7)} ms, p95 ${p95.toFixed(1).padStart(7)}, CPU ${cpu.toFixed(1).padStart(6)}${wanted}; ${found} found\n      ${how}`
}
