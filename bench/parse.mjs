// What reading a page costs beside building its DOM: threads of 60 KB with 20 posts, by their engine and under `auto`,
// and a board for information. Both sides take turns in one process; CPU time, medians. Ends with 1 where a thread costs
// more than 1.4 times its DOM. Usage: npm run bench:parse, or: node bench/parse.mjs [folder of the build]
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseDocument } from 'htmlparser2'
import { mybbBoard, mybbThread } from './pages/mybb.mjs'
import { phpbbThread } from './pages/phpbb.mjs'
import { xenforoThread } from './pages/xenforo.mjs'

const dist = process.argv[2] ? resolve(process.argv[2]) : resolve(import.meta.dirname, '../dist')
const load = (path) => import(pathToFileURL(resolve(dist, path)).href)
const { parsePage } = await load('parsers/parse.js')
const { engines } = await load('parsers/engines/index.js')

const limit = 1.4
const size = 60_000
const warmUp = 150
const rounds = 60
const pagesPerRound = 8

const say = (line) => process.stdout.write(`${line}\n`)

function pageOf(url, body) {
  const headers = { 'content-type': 'text/html; charset=utf-8', date: 'Fri, 29 May 2026 17:49:00 GMT' }
  const fetchedAt = new Date('2026-05-29T17:49:00Z')
  return { url, finalUrl: url, status: 200, headers, body, fetchedAt, sha256: '0'.repeat(64), via: 'direct' }
}

/** The thread with its posts so long that the page has the size of the measure; XenForo's template alone fills it. */
function sized(thread) {
  let length = 200
  while (thread(length).length < size) length += 10
  return thread(length)
}

const cases = [
  ['mybb', 'thread', pageOf('http://forum.example/showthread.php?tid=71', sized(mybbThread))],
  ['phpbb', 'thread', pageOf('http://forum.example/viewtopic.php?t=71', sized(phpbbThread))],
  ['xenforo', 'thread', pageOf('http://forum.example/threads/contoh.71/', sized(xenforoThread))],
  ['mybb', 'board', pageOf('http://forum.example/forumdisplay.php?fid=4', mybbBoard())],
]

/** CPU milliseconds of one call, over a few. */
function cost(call) {
  const before = process.cpuUsage()
  for (let page = 0; page < pagesPerRound; page++) call()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / pagesPerRound
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]

/** Medians of the sides' costs; they take turns, so that whatever slows the machine slows them all. */
function measure(sides) {
  for (const side of sides) for (let page = 0; page < warmUp; page++) side()
  const costs = sides.map(() => [])
  for (let round = 0; round < rounds; round++) for (const [at, side] of sides.entries()) costs[at].push(cost(side))
  return costs.map(median)
}

function expectPosts(engine, kind, page) {
  for (const name of [engine, 'auto']) {
    const parsed = parsePage(page, name)
    const count = kind === 'thread' ? parsed.posts.length : parsed.links.filter((link) => link.kind === 'thread').length
    if (parsed.engine !== engine || count !== 20)
      throw new Error(`${engine} ${kind} as ${name}: ${parsed.engine} reads ${count} of 20`)
  }
}

say('page             KB    DOM ms    named ms  ratio     auto ms  ratio')
let worst = 0
for (const [engine, kind, page] of cases) {
  if (!engines.some(({ id }) => id === engine)) {
    say(`${engine} is not on the shelf`)
    continue
  }
  expectPosts(engine, kind, page)
  const [dom, named, auto] = measure([
    () => parseDocument(page.body, { decodeEntities: true }),
    () => parsePage(page, engine),
    () => parsePage(page, 'auto'),
  ])
  if (kind === 'thread') worst = Math.max(worst, named / dom, auto / dom)
  const numbers = [named, auto].map((ms) => `${ms.toFixed(2).padStart(9)}${(ms / dom).toFixed(2).padStart(7)}`)
  const label = `${engine} ${kind}`.padEnd(15)
  say(
    `${label}${Math.round(page.body.length / 1_000)
      .toString()
      .padStart(4)}${dom.toFixed(2).padStart(10)}   ${numbers.join('   ')}`,
  )
}
say(`worst thread ${worst.toFixed(2)}, may be ${limit}`)
if (worst > limit) process.exitCode = 1
