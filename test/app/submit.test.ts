import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { visit } from '../../app/pipeline.ts'
import { serveCommands } from '../../app/remote-commands.ts'
import { type Receipt, submit } from '../../app/tips/submit.ts'
import { Tip } from '../../model/tip.ts'
import { countNouns } from '../../store/visits.ts'
import { adWords, picture } from '../pictures/pictures.ts'
import { freshFolder } from '../services/embedded.ts'
import { pantau } from './cli.ts'
import { type Desk, startDesk } from './desk.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { sends, startPictureForum } from './picture-forum.ts'

// What an analyst or a citizen reports goes the way of everything else: read, tracked, told once, and nothing of it kept in clear.

let world: World
let house: TestHouse
let desk: Desk
let folder: string

beforeAll(async () => {
  world = await startWorld()
  desk = await startDesk()
  folder = await mkdtemp(join(tmpdir(), 'pantau-tips-'))
  house = await openTestHouse(`
targets:
  - { id: forum, type: forum, site: market, reliability: C, start: ["${world.sites.forum.start[0]}"], mirrors: ["${mirror()}"], allowPrivate: true, limits: { delay: 1ms } }
rules:
  - { id: all, channels: [out] }
channels:
  - { id: out, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }
`)
  serveCommands(() => house, 'test')
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await desk.close()
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

/** The same forum under another name. */
const mirror = (): string => world.sites.forum.url.replace('127.0.0.1', 'localhost')

const address = (url: string, more: object = {}) =>
  submit(house, Tip.parse({ what: { kind: 'address', url, allowPrivate: true }, by: 'duty', ...more }), 'test')
const words = (text: string | Buffer, more: object = {}, tip: object = {}) =>
  submit(
    house,
    Tip.parse({ what: { kind: 'content', name: 'post.txt', bytes: Buffer.from(text), ...more }, by: 'duty', ...tip }),
    'test',
  )
const reports = () =>
  house.database.query<{ by: string; note: string; site: string; reliability: string; posts: string[] }>(
    `select reported_by as by, note, site, reliability, posts from pantau.tips order by id`,
  )
const kotz = () => {
  const thread = world.forum.threads.find(({ title }) => title.includes('BPJS'))
  if (!thread) throw new Error('the world lacks its first case')
  return `${world.sites.forum.url}/showthread.php?tid=${thread.tid}`
}

const offer = `SELLING database of Koperasi Rekaan Sejahtera, Indonesia, 3,100,000 records: name, NIK, phone.
NIK 9903014501900001, 9903021202880002. Price $400, BTC only. Telegram @rekaan_seller`

test('a text becomes a post, a signal, a listing and an alert, masked, with who reported it and why', async () => {
  const receipt = await words(offer, { author: 'lapak' }, { by: 'hotline 77', note: 'caller 081200000001 saw it' })
  expect(receipt).toMatchObject({ site: 'tips', posts: 1, newPosts: 1, signals: 1, reportedBefore: [] })
  expect(receipt.alerts).toMatchObject([{ rules: ['all'], deliveries: [expect.any(String)] }])
  expect(receipt.told[0]).toMatchObject({ knownSince: null, listing: { status: 'open' }, alertedBefore: [] })
  expect(receipt.told[0]?.explanation.signal).toMatchObject({ intent: 'sale', records: 3_100_000 })
  const rows = JSON.stringify([
    receipt,
    await reports(),
    await house.database.query(`select * from pantau.posts`),
    await house.database.query(`select * from pantau.alerts`),
  ])
  expect(rows).not.toContain('9903014501900001')
  expect(rows).not.toContain('081200000001')
  expect(rows).toContain('@rekaan_seller')
  const [report] = await reports()
  expect(report).toMatchObject({ by: 'hotline 77', site: 'tips', reliability: 'F' })
  expect(report?.posts).toHaveLength(1)
})

test('the same again is known: by whom, since when, and nobody is alerted twice', async () => {
  const before = await countNouns(house.database)
  const receipt = await words(offer, { author: 'lapak' }, { by: 'somebody else' })
  expect(receipt).toMatchObject({ newPosts: 0, changedPosts: 0, alerts: [], reportedBefore: [{ by: 'hotline 77' }] })
  expect(receipt.told[0]?.knownSince).toBeInstanceOf(Date)
  expect(receipt.told[0]?.alertedBefore).toHaveLength(1)
  expect(await countNouns(house.database)).toEqual(before)
  expect((await reports()).map(({ by }) => by)).toEqual(['hotline 77', 'somebody else'])
})

test('a page of a target is read as that target: its visits find nothing new there, and alert nobody again', async () => {
  const receipt = await address(kotz())
  expect(receipt).toMatchObject({ target: 'forum', site: 'market', engine: 'mybb', signals: 1 })
  expect(receipt.posts).toBeGreaterThan(1)
  expect(receipt.alerts).toHaveLength(1)
  const [target] = house.config.targets
  if (!target) throw new Error('no target')
  const { newPosts } = await visit(target, house.line)
  expect(newPosts).toBe(world.truth.sites.forum.posts - receipt.newPosts)
  const listing = receipt.told[0]?.listing?.id
  const told = await house.database.query(`select 1 from pantau.alerts where listing_id = $1`, [listing])
  expect(told).toHaveLength(1)
})

test('a mirror’s page is the target’s', async () => {
  const receipt = await address(kotz().replace(world.sites.forum.url, mirror()))
  expect(receipt).toMatchObject({ target: 'forum', site: 'market', newPosts: 0, changedPosts: 0, alerts: [] })
})

test('a page of no target is read under a key of its host, with the type of its software', async () => {
  const { host } = new URL(world.sites.telegram.url)
  const receipt = await address(world.sites.telegram.start[0] ?? '', { reliability: 'D' })
  expect(receipt).toMatchObject({ target: null, site: `tips.${host.replace(':', '-')}`, engine: 'telegram' })
  const [post] = await house.database.query(`select platform from pantau.posts where site = $1`, [receipt.site])
  expect(post).toEqual({ platform: 'chat' })
  expect((await reports()).at(-1)).toMatchObject({ reliability: 'D' })
})

test('a saved page is read by its engine, and never passes for what we saw on a target', async () => {
  const before = await house.database.query(`select count(*) as posts from pantau.posts where site = 'market'`)
  const body = await (await fetch(kotz())).text()
  const receipt = await words(body.replaceAll('279', '999'), { name: 'saved.html', url: kotz() })
  expect(receipt.engine).toBe('mybb')
  expect(receipt.site).toMatch(/^tips\.127\.0\.0\.1-\d+$/)
  expect(await house.database.query(`select count(*) as posts from pantau.posts where site = 'market'`)).toEqual(before)
})

test('a page that no engine knows is read as one post, by its words', async () => {
  const page = `<!doctype html><html><head><title>Forwarded</title></head><body><div><p>${offer.replace('Koperasi', 'Asuransi')}</p></div></body></html>`
  const receipt = await words(page, { name: 'mail.html' })
  expect(receipt).toMatchObject({ engine: 'text', posts: 1, signals: 1 })
})

test('a screenshot is read by the words in it, and so are the pictures on a page', async () => {
  const shot = await picture('ad.jpg')
  const receipt = await words(shot, { name: 'shot.jpg' }, { type: 'social' })
  expect(receipt).toMatchObject({
    posts: 1,
    signals: 1,
    why: expect.stringMatching(/^it is a picture, read with \d+%/),
  })
  expect(receipt.alerts).toHaveLength(1)
  expect(receipt.told[0]?.explanation.post.text).toContain(adWords)

  const forum = await startPictureForum()
  try {
    forum.pictures.set('forum /ad.jpg', sends(shot))
    forum.posts.push({ by: 'lapak_uji', body: `<img src="${forum.own('/ad.jpg')}" alt="x" class="mycode_img" />` })
    expect(await address(forum.start)).toMatchObject({ engine: 'mybb', posts: 1, signals: 1 })
  } finally {
    await forum.close()
  }
})

test.each([
  ['nothing', '', /post\.txt is empty/],
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]), /neither text nor a page nor a picture/],
  [
    'a broken picture',
    Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x02', 'latin1'),
    /post\.txt|picture/,
  ],
])('%s is refused by name', async (_name, bytes, error) => {
  await expect(words(bytes)).rejects.toThrow(error)
})

test('a board, a page that is gone, and an address inside are refused with what to do', async () => {
  await expect(address(`${world.sites.forum.url}/forumdisplay.php?fid=${world.forum.threads[0]?.fid}`)).rejects.toThrow(
    /lists \d+ threads.*submit one of them/,
  )
  await expect(address(`${world.sites.forum.url}/showthread.php?tid=99999`)).rejects.toThrow(/is gone/)
  await expect(
    address(`${world.sites.news.url}/feed.xml`, { what: { kind: 'address', url: world.sites.news.url } }),
  ).rejects.toThrow(/private network/)
})

test('the command hands it to the service that runs, and shows what came of it', async () => {
  const file = join(folder, 'tip.txt')
  await writeFile(file, offer.replace('Koperasi Rekaan', 'Bank Rekaan'))
  const env = { PANTAU_DATA: house.data, HOOK_SECRET: 'sixteen-characters-and-more' }
  const config = ['-c', join(house.data, 'pantau.yaml')]
  const first = await pantau(['submit', file, '--as', 'duty', ...config], env).ended
  expect(first.stderr).toBe('')
  expect(first.code).toBe(0)
  expect(first.stdout).toContain('tip.txt: paste read by text')
  expect(first.stdout).toMatch(/^alert .*Bank Rekaan/m)
  expect(first.stdout).not.toContain('9903014501900001')
  const again = await pantau(['submit', file, '--json', ...config], env).ended
  expect(JSON.parse(again.stdout) as Receipt).toMatchObject({
    newPosts: 0,
    alerts: [],
    reportedBefore: [{ by: 'duty' }],
  })
  const wrong = await pantau(['submit', join(folder, 'none.txt'), ...config], env).ended
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no such file') })
  const inside = await pantau(['submit', 'http://127.0.0.1:9/', ...config], env).ended
  expect(inside).toMatchObject({ code: 1, stderr: expect.stringMatching(/private network.*--allow-private/) })
})

test('without a service the command does the work, and delivers', async () => {
  const { folder: data, remove } = await freshFolder()
  const file = join(data, 'pantau.yaml')
  await writeFile(
    file,
    `
rules: [{ id: all, channels: [out] }]
channels: [{ id: out, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }]
`,
  )
  const before = desk.payloads.length
  const env = { PANTAU_DATA: data, HOOK_SECRET: 'sixteen-characters-and-more' }
  const ended = await pantau(['submit', '-', '-c', file], env, undefined, offer.replace('3,100,000', '8,200,000')).ended
  expect(ended).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('1 post, 1 new; 1 offer') })
  expect(desk.payloads.length).toBe(before + 1)
  await remove()
})
