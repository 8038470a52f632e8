// How long a post waits until it is discovered, with the same number of requests spent in four ways: at fixed intervals;
// as `every: auto` learns to (queue/rhythm.ts, queue/budget.ts, from its first visit on); and as one would who knows the
// boards' rates: their means, and their rates at every moment, bursts included: the yardstick, which nobody can
// reach. Simulated: four weeks of fifty boards whose rates are heavy-tailed, in three time zones with days and
// nights, with bursts; two of them change places halfway. Seeded, so that every run prints the same. Ends with 1 where
// auto waits for more than 1.25 of the yardstick or 0.7 of the fixed intervals.
// Usage: npm run bench:schedule -- [--json] [--seed=N], or: node bench/schedule.mjs [--json] [folder of the build]
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const options = process.argv.slice(2)
const asJson = options.includes('--json')
const seed = Number(options.find((option) => option.startsWith('--seed='))?.slice(7) ?? 1)
const folder = options.find((option) => !option.startsWith('--'))
const dist = folder ? resolve(folder) : resolve(import.meta.dirname, '../dist')
const load = (path) => import(pathToFileURL(resolve(dist, path)).href)
const { planVisit, priceOf } = await load('queue/budget.js')
const { learn } = await load('queue/rhythm.js')

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const minutes = (28 * day) / minute
const end = minutes * minute
const bounds = { floor: 2 * minute, ceiling: 6 * hour }
const boards = 50
const usualEvery = 15 * minute

/** Mulberry32: a generator of 32 bits that anybody can write down. */
function generator(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
const random = generator(seed)
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
const exponential = (mean) => -mean * Math.log(1 - random())

/** A board: its rate in posts a minute, minute by minute; its posts, in milliseconds; the requests of a look at it. */
function makeBoard(mean) {
  const peak = [4, 12, 20][Math.floor(random() * 3)] // UTC hour of its busiest time
  const rates = new Float64Array(minutes)
  for (let at = 0; at < minutes; at++) {
    const hourOfDay = (at / 60) % 24
    rates[at] = mean(at) * (1 + 0.85 * Math.cos(((hourOfDay - peak) / 12) * Math.PI))
  }
  // A burst every five days: eight times its rate for some hours.
  for (let at = exponential(5 * 1_440); at < minutes; at += exponential(5 * 1_440)) {
    const last = Math.min(at + 60 + random() * 240, minutes)
    for (let within = Math.floor(at); within < last; within++) rates[within] *= 8
  }
  const posts = []
  for (let at = 0; at < minutes; at++) {
    for (let gap = exponential(1 / rates[at]); gap < 1; gap += exponential(1 / rates[at]))
      posts.push((at + gap) * minute)
  }
  return { rates, posts, cost: 1 + Math.floor(random() * 3) }
}

/** Posts a minute: log-normal with a median of six posts a day. The busiest tenth writes two thirds of all. */
const means = Array.from({ length: boards }, () => Math.min((6 / 1_440) * Math.exp(1.7 * normal()), 1))
/** Two boards change places halfway: one wakes up, one dies down. */
const [quiet, busy] = [0.5 / 1_440, 100 / 1_440]
const world = means.map((mean, index) => {
  if (index === 0) return makeBoard((at) => (at < minutes / 2 ? quiet : busy))
  if (index === 1) return makeBoard((at) => (at < minutes / 2 ? busy : quiet))
  return makeBoard(() => mean)
})
const posts = world.reduce((sum, board) => sum + board.posts.length, 0)
/** Requests a millisecond: what looking at all boards every quarter of an hour costs, and a request to read each post. */
const budget = world.reduce((sum, { cost }) => sum + cost, 0) / usualEvery + posts / end

/** Visits at the times given, from the first millisecond on: how long every post had to wait. */
function waitsOf(visits) {
  const waits = []
  let requests = posts // reading costs the same, however they were found
  world.forEach((board, index) => {
    const times = visits[index]
    requests += times.length * board.cost
    let next = 0
    for (const post of board.posts) {
      while (next < times.length && times[next] < post) next++
      waits.push((next < times.length ? times[next] : end) - post)
    }
  })
  const sorted = Float64Array.from(waits).sort()
  const mean = sorted.reduce((sum, wait) => sum + wait, 0) / sorted.length
  return { requests, mean, p95: sorted[Math.floor(sorted.length * 0.95)] }
}

/** Visits whose density is 1 / interval(board, minute), the intervals between the bounds. */
const visitsBy = (interval) =>
  world.map((board, index) => {
    const times = []
    let due = 1
    for (let at = 0; at < minutes; at++) {
      const share = minute / Math.min(Math.max(interval(board, at, index), bounds.floor), bounds.ceiling)
      if (due >= 1) {
        times.push((at + (due - 1) / share) * minute)
        due -= 1
      }
      due += share
    }
    return times
  })

/** The plan of a family, growing sparser with its number, that spends as many requests as were given. */
function spend(requests, family) {
  let [low, high] = [1, 1e14]
  for (let step = 0; step < 34; step++) {
    const middle = Math.sqrt(low * high)
    if (waitsOf(visitsBy(family(middle))).requests > requests) low = middle
    else high = middle
  }
  return waitsOf(visitsBy(family(high)))
}

/** `every: auto`, asked what is due every half minute, as the service's sweep asks. */
function adaptive() {
  const sweep = minute / 2
  const visits = world.map(() => [])
  const found = world.map(() => 0)
  const targets = world.map((_, index) => ({ id: `board-${index}`, every: bounds, rhythm: undefined }))
  let price = 0
  for (let now = 0; now < end; now += sweep) {
    if (now % (15 * minute) === 0) price = priceOf(targets, budget, now)
    targets.forEach((target, index) => {
      const { dueAt } = planVisit(target, price, now)
      if (dueAt >= now + sweep) return
      const at = Math.max(dueAt, now)
      const { posts, cost } = world[index]
      const before = found[index]
      while (found[index] < posts.length && posts[found[index]] <= at) found[index]++
      const newPosts = found[index] - before
      visits[index].push(at)
      target.rhythm = learn(target.rhythm, { at, requests: cost + newPosts, newPosts, came: 'to an end' }, random())
    })
  }
  return waitsOf(visits)
}
const learnt = adaptive()
const meanRates = world.map(({ rates }) => rates.reduce((sum, rate) => sum + rate, 0) / minutes)
const fixed = spend(learnt.requests, (every) => () => every)
/** The square-root rule, with the rates that `rateOf` knows. */
const bySquareRoot = (rateOf) => (price) => (board, at, index) =>
  Math.sqrt((price * board.cost) / rateOf(board, at, index))
const knownMeans = spend(
  learnt.requests,
  bySquareRoot((_board, _at, index) => meanRates[index]),
)
const optimum = spend(
  learnt.requests,
  bySquareRoot(({ rates }, at) => rates[at]),
)

const plans = { fixed, auto: learnt, knownMeans, optimum }
const rounded = (number) => Number(number.toFixed(3))
const minutesOf = ({ mean, p95 }) => ({ mean: rounded(mean / minute), p95: rounded(p95 / minute) })
const result = {
  seed,
  posts,
  requests: learnt.requests,
  /** Requests of auto by those that its budget allowed. */
  ofBudget: rounded(learnt.requests / (budget * end)),
  /** Minutes from post to discovery. */
  ...Object.fromEntries(Object.entries(plans).map(([name, waits]) => [name, minutesOf(waits)])),
  /** Mean waiting of auto by that of the others. */
  vsFixed: rounded(learnt.mean / fixed.mean),
  vsKnownMeans: rounded(learnt.mean / knownMeans.mean),
  vsOptimum: rounded(learnt.mean / optimum.mean),
}
const line = (name, { mean, p95 }, note) =>
  `  ${name.padEnd(34)} ${mean.toFixed(2).padStart(6)} ${p95.toFixed(2).padStart(7)}   ${note}\n`
if (asJson) process.stdout.write(`${JSON.stringify(result)}\n`)
else
  process.stdout.write(
    `${boards} boards, 28 days, ${posts} posts, ${result.requests} requests each (seed ${seed})\n` +
      `  minutes from post to discovery       mean     95%\n` +
      line('fixed intervals', result.fixed, '') +
      line(
        'every: auto',
        result.auto,
        `${result.vsFixed} of fixed, ${(result.ofBudget * 100).toFixed(1)}% of its budget`,
      ) +
      line('optimum, mean rates known', result.knownMeans, `auto is ${result.vsKnownMeans} of it`) +
      line('optimum, rates known at any moment', result.optimum, `auto is ${result.vsOptimum} of it`),
  )
process.exitCode = result.vsOptimum <= 1.25 && result.vsFixed <= 0.7 ? 0 : 1
