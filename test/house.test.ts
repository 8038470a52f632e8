import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

// The rules of the house (docs/architecture.md), read off the imports.

const root = resolve(import.meta.dirname, '..')
const rooms = [
  'app',
  'alerts',
  'console',
  'crawlers',
  'evidence',
  'exports',
  'listings',
  'model',
  'parsers',
  'pictures',
  'queue',
  'store',
]

interface Import {
  file: string
  room: string
  /** A path inside the house, or the name of a package. */
  from: string
}

const sources = rooms.flatMap((room) => {
  try {
    return readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(room, name))
  } catch {
    return [] // a room that is not built yet
  }
})

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

const imports: Import[] = sources.flatMap((file) =>
  [
    ...read(file).matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s+'([^']+)'|import\(\s*'([^']+)'|\nimport\s+'([^']+)'/g,
    ),
  ].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? ''
    const inside = specifier.startsWith('.')
    return {
      file,
      room: file.split('/')[0] ?? '',
      from: inside ? relative(root, resolve(root, dirname(file), specifier)) : specifier,
    }
  }),
)

const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
const isInside = (from: string): boolean => rooms.includes(from.split('/')[0] ?? '') && from.endsWith('.ts')

test('there is a house to read', () => {
  expect(sources.length).toBeGreaterThan(20)
  expect(imports.length).toBeGreaterThan(50)
})

test('model imports nothing of ours; a room imports model and itself; only app crosses', () => {
  const crossings = imports.filter(({ room, from }) => {
    if (!isInside(from) || room === 'app') return false
    const to = from.split('/')[0]
    return to !== room && to !== 'model'
  })
  expect(crossings).toEqual([])
})

test('a library lives in one room', () => {
  const homes: Record<string, string> = {
    bullmq: 'queue',
    ioredis: 'queue',
    '@crawlee/core': 'crawlers',
    '@crawlee/http': 'crawlers',
    'playwright-core': 'crawlers',
    'tough-cookie': 'crawlers',
    cheerio: 'parsers',
    chardet: 'model',
    nodemailer: 'alerts',
    'tesseract.js': 'pictures',
    '@tesseract.js-data/eng': 'pictures',
    '@tesseract.js-data/ind': 'pictures',
    pg: 'store',
    '@electric-sql/pglite': 'store',
    warcio: 'evidence',
    commander: 'app',
    yaml: 'app',
    'prom-client': 'app',
    'bullmq-otel': 'queue',
    '@opentelemetry/api': 'app',
    '@opentelemetry/sdk-trace': 'app',
    '@opentelemetry/exporter-trace-otlp-http': 'app',
  }
  const strays = imports.filter(({ room, from }) => (homes[packageOf(from)] ?? room) !== room)
  expect(strays).toEqual([])
})

/** A shelf: its folder, its contract, and the adapters that its register names. */
const shelves = [
  { folder: 'parsers/engines', contract: 'parsers/engines/engine.ts' },
  { folder: 'parsers/signals', contract: 'parsers/signals/field.ts' },
  { folder: 'alerts/channels', contract: 'alerts/channel.ts' },
  { folder: 'exports', contract: 'exports/format.ts' },
]

test.each(shelves)('$folder: an adapter imports the contract and model, never a sibling', ({ folder, contract }) => {
  const register = join(folder, 'index.ts')
  const adapters = new Set(
    imports
      .filter(({ file, from }) => file === register && isInside(from) && from !== contract && dirname(from) === folder)
      .map(({ from }) => from),
  )
  expect(adapters.size).toBeGreaterThan(0)
  const siblings = imports.filter(({ file, from }) => adapters.has(file) && (adapters.has(from) || from === register))
  expect(siblings).toEqual([])
  const beside = sources.filter(
    (file) => dirname(file) === folder && file !== register && file !== contract && !adapters.has(file),
  )
  expect(beside, 'every file of a shelf is in its register').toEqual([])
})

test('the environment is read in one place', () => {
  const readers = sources.filter((file) => /process\.env\b/.test(read(file)))
  expect(readers).toEqual(['app/environment.ts'])
})

test('lists travel to PostgreSQL as its own arrays, whose members its planner counts', () => {
  const asJson = /jsonb_array_elements_text\(\s*\$/
  expect(sources.filter((file) => asJson.test(read(file)))).toEqual([])
})

test('no room for leftovers, no default exports', () => {
  expect(sources.filter((file) => /(^|\/)(utils|lib|services|types|helpers|common)(\/|\.ts$)/.test(file))).toEqual([])
  expect(sources.filter((file) => /^export default /m.test(read(file)))).toEqual([])
})

test('the lock names the packages of every platform', () => {
  // npm leaves out what its registry does not hand out, and then refuses the lock that it wrote.
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>
  }
  const missing = Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${at}/node_modules/${name}`],
    ),
  )
  expect(missing).toEqual([])
})

test('a file is one screen or two', () => {
  const long = sources
    .map((file) => ({ file, lines: read(file).split('\n').length }))
    .filter(({ lines }) => lines > 300)
  expect(long).toEqual([])
})
