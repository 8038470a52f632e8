// What watchlists cost: CPU time to judge a listing event whose post has 1 KB of words, and to count what is one's own in a
// sample of 40 rows, by how many terms are watched; and to make a list ready. The sides take turns in one process; medians.
// Ends with 1 where judging by 10,000 terms of a kind costs more than a millisecond, or where nothing to count costs anything.
// Usage: npm run bench:match -- [--json], or: node bench/match.mjs [--json] [folder of the build]
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [folder] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const asJson = process.argv.includes('--json')
const dist = folder ? resolve(folder) : resolve(import.meta.dirname, '../dist')
const load = (path) => import(pathToFileURL(resolve(dist, path)).href)
const { compileRules } = await load('alerts/rules/match.js')
const { compileOwn } = await load('alerts/rules/own.js')
const { Rule } = await load('model/rule.js')
const { Watchlist } = await load('model/watchlist.js')

const counts = [100, 1_000, 10_000, 100_000]
const rounds = 9
const wanted = { microseconds: 1_000, terms: 10_000 }

const posts = readFileSync(resolve(import.meta.dirname, '../test/corpus/dev.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
  .slice(0, 400)

/** The post's words said again and again, to 1 KB. */
const happenings = posts.map(({ title, text }) => {
  const words = Array(Math.ceil(1_000 / (text.length + 1)))
    .fill(text)
    .join('\n')
    .slice(0, 1_000)
  return {
    event: { kind: 'opened', changes: [], accountId: null },
    listing: {
      ...{
        title,
        accountId: null,
        intent: 'sale',
        victims: [],
        countries: ['ID'],
        dataClasses: [],
        records: 1,
        price: null,
      },
      ...{ verdict: 'new', severity: 50, confidence: 1 },
    },
    signal: { own: [] },
    post: { platform: 'forum', title, text: words, links: [], images: [] },
    ...{ reliability: 'F', targetId: 'bench', seller: null },
  }
})
const rows = Array.from(
  { length: 40 },
  (_, n) => `${n},orang${n}@mail${n % 9}.example.com,PLG-${10_000_000 + n},Jakarta`,
)
const sample = { addresses: rows.map((row) => row.split(',')[1]), text: rows.join('\n') }

/** Names as organisations have them, none of them a word; spread so that they share beginnings as real ones do. */
const syllables = 'ba ci du ka la ma ni pa ra sa ti wi yo ze nus gra har jay kar mit'.split(' ')
const word = (number) => [1, 20, 400, 8_000].map((place) => syllables[Math.floor(number / place) % 20]).join('')
const many = (count, make) => Array.from({ length: count }, (_, at) => make(at))

const kinds = {
  names: (count) => ({ names: many(count, (at) => `${word(at * 37)} ${at % 7 ? 'Tbk' : 'Group'}`) }),
  // The first ones stand in every other post: what is near has to be looked at.
  'keywords in company': (count) => ({
    keywords: many(count, (at) => ({
      word: ['data', 'database', 'price', 'jual'][at] ?? word(at * 37),
      near: ['nowhere', word(at)],
    })),
  }),
  domains: (count) => ({ domains: many(count, (at) => `${word(at * 37)}.co.id`) }),
}
const counted = {
  'domains and mails': (count) => ({
    domains: many(count / 2, (at) => `${word(at * 37)}.co.id`),
    mails: many(count / 2, (at) => `${word(at)}.*@${word(at * 11)}.example.com`),
  }),
  ids: (count) => ({ ids: many(count, (at) => `${word(at * 37)}-########`) }),
}

const cpu = (work) => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]

const side = (kind, count, list, make) => {
  const watchlist = Watchlist.parse({ id: 'mine', ...list(count) })
  const started = performance.now()
  const { work, per } = make(watchlist)
  return { kind, count, readyMs: performance.now() - started, work, per, costs: [] }
}
const judging = (watchlist) => {
  const judge = compileRules([Rule.parse({ id: 'all', watchlists: ['mine'], channels: ['out'] })], [watchlist])
  return { per: happenings.length, work: () => happenings.forEach((happening) => void judge(happening)) }
}
const counting = (watchlist) => {
  const count = compileOwn([watchlist])
  return { per: 100, work: () => Array.from({ length: 100 }, () => count(sample.addresses, [sample.text])) }
}
const sides = [
  ...Object.entries(kinds).flatMap(([kind, list]) => counts.map((count) => side(kind, count, list, judging))),
  ...Object.entries(counted).flatMap(([kind, list]) =>
    counts.map((count) => side(`count ${kind}`, count, list, counting)),
  ),
]
for (let round = 0; round <= rounds; round++)
  for (const one of sides) {
    const cost = cpu(one.work) / one.per
    if (round > 0) one.costs.push(cost)
  }

const nothing = compileOwn([Watchlist.parse({ id: 'mine', names: ['Bank Contoh'] })]) === null
const results = sides.map(({ kind, count, readyMs, costs }) => ({ kind, count, readyMs, microseconds: median(costs) }))
const missed = results.filter(({ count, microseconds }) => count === wanted.terms && microseconds > wanted.microseconds)
if (asJson) process.stdout.write(`${JSON.stringify({ results, nothing })}\n`)
else {
  process.stdout.write(
    `${'microseconds of CPU each'.padEnd(28)}${counts.map((count) => `${count} terms`.padStart(15)).join('')}\n`,
  )
  for (const kind of new Set(results.map((one) => one.kind))) {
    const row = results.filter((one) => one.kind === kind)
    const base = row[0].microseconds
    const cells = row.map(({ microseconds }) =>
      `${microseconds.toFixed(0)} (${(microseconds / base).toFixed(1)}×)`.padStart(15),
    )
    process.stdout.write(`${kind.padEnd(28)}${cells.join('')}\n`)
    process.stdout.write(
      `${'  ready after, ms'.padEnd(28)}${row.map(({ readyMs }) => readyMs.toFixed(0).padStart(15)).join('')}\n`,
    )
  }
  process.stdout.write(`nothing to count: ${nothing ? 'nothing is done' : 'SOMETHING IS DONE'}\n`)
  for (const { kind, microseconds } of missed)
    process.stdout.write(
      `✗ ${kind}: ${microseconds.toFixed(0)} µs with ${wanted.terms} terms, ${wanted.microseconds} wanted\n`,
    )
}
process.exitCode = missed.length > 0 || !nothing ? 1 : 0
