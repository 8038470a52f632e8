// How many posts a second one core reads: posts of 1 KB, offers and honest ones, with 100 and with 10,000 watch terms
// loaded, beside a plain scan of the same text by the automaton alone. The sides take turns in one process; CPU time,
// medians. Ends with 1 below 4,000 posts a second, or where 10,000 terms cost a fifth more than 100 do.
// Usage: npm run bench:read -- [--json], or: node bench/read.mjs [--json] [folder of the build]
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import AhoCorasick from 'modern-ahocorasick'

const [folder] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const asJson = process.argv.includes('--json')
const dist = folder ? resolve(folder) : resolve(import.meta.dirname, '../dist')
const load = (path) => import(pathToFileURL(resolve(dist, path)).href)
const { createPostReader } = await load('parsers/read.js')
const { lexicons } = await load('parsers/language/matching/lexicons.js')

const size = 1_000
const warmUp = 3
const rounds = 15

const corpus = ['dev', 'quiet'].flatMap((name) =>
  readFileSync(resolve(import.meta.dirname, `../test/corpus/${name}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line)),
)

/** The post with its words said again and again, to 1 KB of UTF-8: an ad stays an ad. A longer one is cut. */
function sized({ title, text, author, source }) {
  const times = Math.ceil(size / (Buffer.byteLength(text) + 1))
  const bytes = Buffer.from(Array(times).fill(text).join('\n')).subarray(0, size)
  return { title, text: new TextDecoder('utf-8').decode(bytes).replace(/\ufffd$/, ''), author, type: source.type }
}
const posts = corpus.map(sized)

/** Names as organisations have them, none of them a word; spread so that they share beginnings as real ones do. */
const syllables = 'ba ci du ka la ma ni pa ra sa ti wi yo ze nus gra har jay kar mit'.split(' ')
const word = (number) => [1, 20, 400].map((place) => syllables[Math.floor(number / place) % 20]).join('')
const watched = (count) =>
  Array.from({ length: count }, (_, at) => ({
    name: `${word(at * 37)} ${word(at * 11 + 5)} ${at % 7 ? 'Tbk' : 'Group'}`,
    aliases: [],
  }))

/** CPU milliseconds of one pass over all posts. */
function cost(read) {
  const before = process.cpuUsage()
  for (const post of posts) read(post)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]

/** All terms of the reader with the watched ones, and the text, both in ASCII: the library's fast way. */
function plainScan(victims) {
  const ascii = (text) => text.toLowerCase().replace(/[^\n -~]/g, '?')
  const terms = lexicons({ victims }).flatMap(({ entries }) =>
    entries.flatMap((entry) => entry.terms.map((term) => ascii(term.replace(/^=|\*$/g, '')))),
  )
  const automaton = new AhoCorasick([...new Set(terms)].filter((term) => /[^?]/.test(term)))
  const texts = new Map(posts.map((post) => [post, ascii(`${post.title}\n${post.text}`)]))
  let found = 0
  return (post) => {
    for (const _ of automaton.iterate(texts.get(post))) found += 1
    return found
  }
}

const sides = [
  createPostReader({ victims: watched(100) }),
  createPostReader({ victims: watched(10_000) }),
  plainScan(watched(10_000)),
]
const signals = posts.filter((post) => sides[1](post) !== null).length
if (signals < posts.length / 4)
  throw new Error(`only ${signals} of ${posts.length} posts are read as offers: the bench reads nothing`)
for (const side of sides) for (let round = 0; round < warmUp; round++) cost(side)
const costs = sides.map(() => [])
for (let round = 0; round < rounds; round++) for (const [at, side] of sides.entries()) costs[at].push(cost(side))
const [few, many, scan] = costs.map(median)

const result = {
  postsPerSecond: Math.round((posts.length / many) * 1_000),
  /** The share of its speed that the reader loses from 100 terms to 10,000. */
  termsPenalty: Number((1 - few / many).toFixed(3)),
  /** How many times the automaton's own scan a reading costs. */
  vsAutomaton: Number((many / scan).toFixed(1)),
}
if (asJson) process.stdout.write(`${JSON.stringify(result)}\n`)
else
  process.stdout.write(
    `${posts.length} posts of ${size} bytes, ${signals} of them read as offers; CPU time of one core, medians of ${rounds} rounds\n` +
      `  100 watch terms     ${Math.round((posts.length / few) * 1_000)} posts/s\n` +
      `  10,000 watch terms  ${result.postsPerSecond} posts/s, ${(result.termsPenalty * 100).toFixed(1)}% fewer\n` +
      `  automaton alone     ${Math.round((posts.length / scan) * 1_000)} posts/s; a reading costs ${result.vsAutomaton} scans\n`,
  )
process.exitCode = result.postsPerSecond >= 4_000 && result.termsPenalty < 0.2 ? 0 : 1
