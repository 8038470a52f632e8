import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { visitAlone } from '../../app/turn.ts'
import { nextWithin } from '../../model/hours.ts'
import { Target } from '../../model/target.ts'
import { savePause } from '../../store/pauses.ts'
import { freshFolder } from '../services/embedded.ts'
import { pantau } from './cli.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { type PaintedSite, paintedSite } from './painted.ts'

// What an operator sees at a glance: every target, how it is, and when it is asked next.

let world: World
let site: PaintedSite
let house: TestHouse
beforeAll(async () => {
  world = await startWorld()
  site = await paintedSite(world.sites.forum.url)
  const more = 'allowPrivate: true, limits: { delay: 1ms }'
  house = await openTestHouse(`
targets:
  - { id: forum, type: forum, start: ["${site.url}/index.php"], every: 1h, ${more} }
  - { id: broken, type: forum, start: ["${site.url}/forumdisplay.php?fid=999"], every: 2h, ${more} }
  - { id: learnt, type: chat, start: ["${world.sites.telegram.start[0]}"], every: auto, ${more} }
  - { id: later, type: forum, start: ["${site.url}/later"], ${more} }
  - { id: a-target-with-a-name-that-is-longer-than-the-table, type: forum, start: ["${site.url}/off"], enabled: false }
channels:
  - { id: ops, type: webhook, operator: true, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
`)
  for (const id of ['forum', 'broken', 'learnt', 'forum']) await look(id)
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await site.close()
  await world.close()
})

async function look(id: string): Promise<void> {
  const target = house.config.targets.find((other) => other.id === id)
  if (!target) throw new Error('no target')
  const turn = { worker: 'test', lastAttempt: true, signal: new AbortController().signal }
  await visitAlone(house, target, turn, {}).catch(() => undefined)
}
const env = () => ({ PANTAU_DATA: house.data, PANTAU_CONFIG: join(house.data, 'pantau.yaml') })
const targets = (...args: string[]) => pantau(['targets', ...args], env()).ended

test('the table: one line a target within 100 columns, and what is wrong below it', async () => {
  const { stdout, stderr, code } = await targets()
  expect(stderr).toBe('')
  expect(code).toBe(0)
  const lines = stdout.split('\n')
  for (const line of lines.slice(0, 6)) expect(line.length).toBeLessThanOrEqual(100)
  const [head, forum, broken, learnt, later, off] = lines
  expect(head).toMatch(/^TARGET +STATE +LAST +PAGES +POSTS +NEW CHANGED AUTHOR +DATE ERRORS +NEXT$/)
  const { posts } = world.truth.sites.forum
  expect(forum).toMatch(
    new RegExp(`^forum +ok +\\w+ ago +\\d+ +${posts} +${posts} +0 +100% +100% +0 +in (1h|\\d\\dm)$`),
  )
  expect(broken).toMatch(/^broken +failing +\w+ ago +1 +0 +0 +0 +- +- +1 in (2h|1h)$/)
  expect(learnt).toMatch(/^learnt +ok .* in \d+\w+$/)
  expect(later).toMatch(/^later +never visited - +due$/)
  expect(off).toMatch(/^a-target-with-a-nam… disabled +- +-$/)
  expect(stdout).toMatch(/\nbroken: from the start: broken: http.*\n/)
})

test('as JSON: the same with every figure', async () => {
  const listed = JSON.parse((await targets('--json')).stdout)
  expect(listed.map(({ id, state }: { id: string; state: string }) => [id, state]).slice(0, 4)).toEqual([
    ['forum', 'ok'],
    ['broken', 'failing'],
    ['learnt', 'ok'],
    ['later', 'never visited'],
  ])
  expect(listed[0]).toMatchObject({ visits: 2, changedPosts: 0, withAuthor: 1, withDate: 1, engines: ['mybb'] })
  expect(Date.parse(listed[0].nextVisit) - Date.parse(listed[0].lastVisit)).toBe(3_600_000)
})

test('one target: its last visits, the newest first, with why one failed and where the page lies', async () => {
  const { stdout } = await targets('forum')
  expect(stdout).toMatch(/^forum\n {2}state +ok\n/)
  expect(stdout.match(/^\d{4}-\d\d-\d\d \d\d:\d\d .* mybb$/gm)).toHaveLength(2)
  const broken = (await targets('broken')).stdout
  expect(broken).toMatch(/\n {2}kept pages +\S+\/kept\/broken\/page-\S+\n/)
  expect(broken).toMatch(/\n {2}broken: http.*(gone|neither)/)
  const none = await targets('nobody')
  expect(none.code).toBe(1)
  expect(none.stderr).toMatch(/no target is called "nobody"; there is forum, broken, learnt, later/)
})

test('one that rests before a wall is paused, with why, and with its next visit when it is asked again', async () => {
  const wall = { targetId: 'forum', kind: 'blocked' as const, reason: 'it does not let us in' }
  await savePause(house.database, wall, { askedHow: null, probeInMs: 3_600_000 })
  const { stdout } = await targets()
  expect(stdout).toMatch(/\nforum +paused .* in (1h|59m)\n/)
  expect(stdout).toMatch(/\nforum: paused since .*: it does not let us in \(asked again .*\)\n/)
  expect((await pantau(['targets', 'resume', 'forum'], env()).ended).code).toBe(0)
  expect((await targets()).stdout).toMatch(/\nforum +ok /)
})

test('the kept page, with a warning that it is unmasked; for whoever has the keys', async () => {
  const { stdout, stderr, code } = await targets('page', 'broken')
  expect(code).toBe(0)
  expect(stdout).toContain('<html')
  expect(stderr).toMatch(/forumdisplay\.php\?fid=999, fetched .*\nIt is unmasked and may hold personal data/)
  const file = join(house.data, 'out.html')
  expect((await targets('page', 'broken', '-o', file)).stdout).toBe('')
  const other = JSON.stringify({ current: 'k1', keys: [{ id: 'k1', secret: 'ab'.repeat(32) }] })
  const strange = pantau(['targets', 'page', 'broken'], { ...env(), PANTAU_KEYS: other })
  expect((await strange.ended).stderr).toMatch(/cannot be opened with the key "k1"/)
  expect((await targets('page', 'forum')).stderr).toMatch(/no page of "forum" is kept in/)
})

test('where nothing is there yet, it says what to do', async () => {
  const { folder, remove } = await freshFolder()
  const config = join(folder, 'pantau.yaml')
  const env = { PANTAU_DATA: join(folder, 'nowhere'), PANTAU_CONFIG: config }
  await writeFile(config, 'targets: []\n')
  expect((await pantau(['targets'], env).ended).stdout).toMatch(/no targets in .* yet: `pantau targets try ADDRESS`/)
  await writeFile(config, 'targets: [{ id: one, type: forum, start: [https://forum.example/] }]\n')
  const { stdout, code } = await pantau(['targets'], env).ended
  expect(code).toBe(0)
  expect(stdout).toMatch(/\none +never visited - +due\n/)
  expect(stdout).toMatch(/nothing has been visited yet: start the service with `pantau up`/)
  await remove()
})

test('the next visit waits for the hours of its target', () => {
  const { hours } = Target.parse({
    id: 'a',
    type: 'forum',
    start: ['https://a.example/'],
    hours: '07:00-23:00 Asia/Jakarta',
  })
  const night = new Date('2026-11-22T17:30:20Z') // half past midnight in Jakarta
  expect(nextWithin(hours, night).toISOString()).toBe('2026-11-23T00:00:00.000Z')
  const day = new Date('2026-11-22T05:00:20Z')
  expect(nextWithin(hours, day)).toBe(day)
})
