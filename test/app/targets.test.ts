import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { pantau } from './cli.ts'

// What an operator sees of a site before it is watched.

let world: World
let folder: string
beforeAll(async () => {
  world = await startWorld()
  folder = await mkdtemp(join(tmpdir(), 'pantau-try-'))
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

const attempt = (...args: string[]) => pantau(['targets', 'try', ...args], {}, folder).ended

test('a forum: its engine, its posts, its signals, and YAML that checks as it stands', async () => {
  const [start = ''] = world.sites.forum.start
  const { code, stdout } = await attempt(start, '--allow-private')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^index, read by mybb \(.*\): 2 board/)
  expect(stdout).toMatch(/\n\d+ posts read, 100% with author, 100% with date\n/)
  expect(stdout).toMatch(/\n +sale: Kemenkes, 6,000,000 records, 2,000 USD, severity \d+, confidence \d+%\n/)
  const yaml = stdout.slice(stdout.indexOf('  - id:')).replace('127.0.0.1', 'forum.example')
  expect(yaml).toContain('    type: forum\n    start:\n')
  await writeFile(
    join(folder, 'tried.yaml'),
    `targets:\n${yaml}rules: [{ id: all, channels: [out] }]\nchannels: [{ id: out, type: console }]\n`,
  )
  expect((await pantau(['check', '--config', 'tried.yaml'], {}, folder).ended).stdout).toMatch(/is right: 1 target/)
  expect(await readdir(folder)).toEqual(['tried.yaml'])
})

test('a channel is given the type of its engine; all of it as JSON', async () => {
  const { stdout } = await attempt(world.sites.telegram.start[0] ?? '', '--allow-private', '--json')
  const trial = JSON.parse(stdout)
  expect(trial.pages[0]).toMatchObject({ engine: 'telegram', kind: 'channel', error: null })
  expect(trial.posts).toHaveLength(10)
  expect(trial.posts[0].signal).toMatchObject({ intent: 'sale' })
  expect(trial.yaml).toContain('type: chat')
})

test.each([
  ['http://127.0.0.1:9/', ['--allow-private'], /^failed {2}.*nothing listens there/],
  ['http://127.0.0.1:9/', [], /^failed {2}.*--allow-private/],
  ['http://x.onion/', [], /^failed {2}.*via: tor/],
])('%s %j fails, and says why', async (address, options, expected) => {
  const { code, stdout } = await attempt(address, ...options)
  expect(code).toBe(1)
  expect(stdout).toMatch(expected)
  expect(stdout).not.toContain('- id:')
})

test.each([
  [['ftp://a.example/'], /an http:\/\/ or https:\/\/ address, or the id of a target/],
  [['https://a.example/', '--via', 'carrier pigeon'], /"direct", "tor", or a proxy/],
  [['https://a.example/', '--engine', 'vbuletin'], /no engine is called "vbuletin"/],
])('%j is refused', async (args, expected) => {
  const { code, stderr } = await attempt(...args)
  expect(code).toBe(1)
  expect(stderr).toMatch(expected)
})
