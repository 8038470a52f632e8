import type { ServerResponse } from 'node:http'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { visit } from '../../app/pipeline.ts'
import type { Picture } from '../../model/post.ts'
import type { Signal } from '../../model/signal.ts'
import { adWords, picture, png } from '../pictures/pictures.ts'
import { type Desk, startDesk } from './desk.ts'
import { openTestHouse, roundOfVisits, type TestHouse } from './house.ts'
import { type PictureForum, sends, startPictureForum } from './picture-forum.ts'

// A post that says nothing, with a picture that says everything, through the whole line.

let forum: PictureForum
let desk: Desk
let house: TestHouse | undefined
let logged = ''
beforeEach(async () => {
  forum = await startPictureForum()
  desk = await startDesk()
  logged = ''
})
afterEach(async () => {
  await house?.close()
  await house?.remove()
  house = undefined
  await forum.close()
  await desk.close()
})

const open = async (more = '', limits = ''): Promise<TestHouse> => {
  const logs = new Writable({
    write: (chunk, _encoding, done) => {
      logged += chunk
      done()
    },
  })
  house = await openTestHouse(
    `
targets:
  - { id: forum, type: forum, start: ["${forum.start}"], every: 1h, ocr: true, allowPrivate: true${more}, limits: { delay: 1ms${limits} } }
rules:
  - { id: all, tlp: AMBER, channels: [hook] }
channels:
  - { id: hook, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }
`,
    {},
    { logs, level: 'debug' },
  )
  return house
}
const image = (url: string): string => `<img src="${url}" alt="[Image: x]" class="mycode_img" />`
const look = async (of: TestHouse) => {
  const [target] = of.config.targets
  if (!target) throw new Error('no target')
  return visit(target, of.line)
}
const stored = (of: TestHouse) =>
  of.database.query<{ text: string; images: Picture[]; signal: Signal | null }>(
    `select post.text, post.images, signal.signal from pantau.posts post
     left join pantau.signals signal on signal.post_id = post.id order by post.id`,
  )
const dump = async ({ database }: TestHouse): Promise<string> => {
  const tables = await database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('pantau', 'bullmq')`,
  )
  const rows = await Promise.all(tables.map(({ name }) => database.query(`select t::text from ${name} t`)))
  return JSON.stringify(rows)
}
const asked = (): string[] => forum.asked.map(({ what }) => what).filter((what) => /\.(jpg|png|webp|gif)$/.test(what))

test('an ad that is a picture raises the alert, and its reasons point into the picture', async () => {
  forum.pictures.set('other /ad.jpg', sends(await picture('ad.jpg')))
  forum.posts.push({ by: 'lapak_uji', body: image(forum.other('/ad.jpg')) }, { by: 'tamu', body: 'masih ada gan?' })
  const house = await open()
  const [written] = await roundOfVisits(house)
  expect(written).toMatchObject({ error: null, newPosts: 2, signals: 1, alerts: 1 })

  const [first, second] = await stored(house)
  expect(first?.text).toBe('')
  expect(first?.images).toMatchObject([{ url: forum.other('/ad.jpg'), text: adWords }])
  const [{ confidence = 0 } = {}] = first?.images ?? []
  expect(confidence).toBeGreaterThan(0.85)
  expect(second).toMatchObject({ images: [], signal: null })

  const signal = first?.signal
  expect(signal).toMatchObject({ intent: 'sale', dataClasses: ['id-selfies'], freshness: 'fresh' })
  const shown = `\n\n[picture 1, read with ${Math.round(confidence * 100)}% confidence]\n${adWords}`
  const words = (signal?.reasons ?? []).flatMap(({ field, span }) =>
    span ? [[field, shown.slice(span.start, span.end)]] : [],
  )
  expect(words).toContainEqual(['dataClasses', 'KTP selfie'])
  expect(words).toContainEqual(['intent', 'Ready'])
  expect(signal?.reasons.map(({ why }) => why)).toContain(
    `its words stand in picture 1, read with ${Math.round(confidence * 100)}% confidence`,
  )
  const [payload = ''] = desk.payloads
  expect(payload).toContain('Ready KTP selfie HD')
  expect(payload).toContain('[picture 1, read with')
})

test('of a small copy the file that it links to is read, or the copy where that is a page', async () => {
  const page = (_: unknown, response: ServerResponse): void =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>ad.jpg, seen 3 times</h1>')
  forum.pictures.set('forum /small.png', sends(png(100, 60), 'image/png'))
  forum.pictures.set('forum /attachment.php?aid=7', sends(await picture('ad.jpg')))
  forum.pictures.set('other /shown.jpg', page)
  forum.pictures.set('forum /copy.jpg', sends(await picture('ad.jpg')))
  const linked = (to: string, shown: string): string => `<a href="${to}">${image(forum.own(shown))}</a>`
  forum.posts.push({ by: 'lapak_uji', body: linked(forum.own('/attachment.php?aid=7'), '/small.png') })
  forum.posts.push({ by: 'lapak_dua', body: linked(forum.other('/shown.jpg'), '/copy.jpg') })
  forum.posts.push({ by: 'tamu', body: linked(forum.own('/member.php?action=logout'), '/small.png') })
  const house = await open()
  expect(await look(house)).toMatchObject({ newPosts: 3, signals: 2 })
  const read = (await stored(house)).map(({ images }) => images.map(({ url, text = '' }) => [url, text]))
  expect(read).toEqual([
    [[forum.own('/small.png'), adWords]],
    [[forum.own('/copy.jpg'), adWords]],
    [[forum.own('/small.png'), '']],
  ])
  expect(forum.asked.map(({ what }) => what)).not.toContain('forum /member.php?action=logout')
})

test('a target without ocr asks for no picture', async () => {
  forum.pictures.set('forum /ad.jpg', sends(await picture('ad.jpg')))
  forum.posts.push({ by: 'lapak_uji', body: image(forum.own('/ad.jpg')) })
  const house = await open(', robots: ignore')
  const [target] = house.config.targets
  if (!target) throw new Error('no target')
  expect(await visit({ ...target, ocr: false }, house.line)).toMatchObject({ newPosts: 1, signals: 0 })
  expect(asked()).toEqual([])
})

test('a picture is fetched once, without cookies, and a known post costs none', async () => {
  forum.pictures.set('other /ad.jpg', sends(await picture('ad.jpg')))
  for (const by of ['satu', 'dua', 'tiga']) forum.posts.push({ by, body: image(forum.other('/ad.jpg')) })
  const house = await open()
  expect(await look(house)).toMatchObject({ newPosts: 3, signals: 3 })
  expect(asked()).toEqual(['other /ad.jpg'])
  const [request] = forum.asked.filter(({ what }) => what === 'other /ad.jpg')
  expect(request?.headers).not.toHaveProperty('cookie')
  expect(request?.headers).not.toHaveProperty('referer')
  expect(request?.headers.accept).toMatch(/^image\//)
  expect(forum.asked.map(({ what }) => what)).toContain('other /robots.txt')
  expect(await look(house)).toMatchObject({ newPosts: 0, changedPosts: 0 })
  expect(asked()).toEqual(['other /ad.jpg'])
})

test('an ad whose picture is away when its post is edited is not withdrawn', async () => {
  const ad = sends(await picture('ad.jpg'))
  forum.pictures.set('other /ad.jpg', ad)
  const post = { by: 'lapak_uji', body: image(forum.other('/ad.jpg')) }
  forum.posts.push(post)
  const house = await open()
  await look(house)
  forum.pictures.set('other /ad.jpg', (_request, response) => void response.writeHead(503).end())
  post.body += ' up'
  expect(await look(house)).toMatchObject({ changedPosts: 1, signals: 1 })
  const [edited] = await stored(house)
  expect(edited).toMatchObject({ text: 'up', images: [{ text: adWords }] })
  // Asked for, and once more.
  expect(asked()).toEqual(['other /ad.jpg', 'other /ad.jpg', 'other /ad.jpg'])
  const kinds = async (): Promise<string[]> =>
    (await house.database.query<{ kind: string }>(`select kind from pantau.listing_events`)).map(({ kind }) => kind)
  expect(await kinds()).not.toContain('removed')
  // When the picture itself says something else, so does the post.
  forum.pictures.set('other /ad.jpg', sends(png(300, 200), 'image/png'))
  post.body += ' dong'
  expect(await look(house)).toMatchObject({ changedPosts: 1, signals: 0 })
  expect(await kinds()).toContain('removed')
})

test('an id on a photographed card is masked wherever it goes', async () => {
  forum.pictures.set('forum /card.jpg', sends(await picture('card.jpg')))
  forum.posts.push({ by: 'lapak_uji', body: `contoh:<br>${image(forum.own('/card.jpg'))}` })
  const house = await open()
  const [written] = await roundOfVisits(house)
  expect(written).toMatchObject({ signals: 1, alerts: 1 })
  const [post] = await stored(house)
  expect(post?.images[0]?.text).toMatch(/NIK : 9901•{12}\nNama : •+\nAlamat : •+\nReady KTP selfie/)
  expect(post?.signal?.personal).toMatchObject([{ kind: 'national-ids', count: 1, shapes: { nik: 1 } }])
  // The number that the seller is reached at is his own, and the trail.
  expect(post?.signal?.contacts).toEqual([{ type: 'whatsapp', value: '+6281200000001' }])
  const everywhere = [await dump(house), logged, ...desk.payloads].join('\n')
  expect(everywhere).toContain('KTP selfie')
  for (const hidden of ['9901014107900001', '4107900001', 'SITI CONTOH', 'JL CONTOH'])
    expect(everywhere).not.toContain(hidden)
})

test('what robots.txt, the guard and the limits leave out is left out, and the post is read', async () => {
  const ad = sends(await picture('ad.jpg'))
  for (const name of ['a', 'b', 'c', 'd', 'e']) forum.pictures.set(`forum /${name}.jpg`, ad)
  forum.pictures.set('other /ad.jpg', ad)
  forum.pictures.set('other /robots.txt', (_request, response) => void response.end('User-agent: *\nDisallow: /'))
  const five = ['a', 'b', 'c', 'd', 'e'].map((name) => image(forum.own(`/${name}.jpg`))).join(' ')
  forum.posts.push(
    { by: 'satu', body: image(forum.other('/ad.jpg')) },
    { by: 'dua', body: image(forum.own('/uploads/avatars/a.jpg')) + image(forum.own('/images/smilies/wink.png')) },
    { by: 'tiga', body: five },
    { by: 'empat', body: image(forum.own('/e.jpg')) },
  )
  const house = await open('', ', pictures: { perPost: 2, perPage: 3 }')
  expect(await look(house)).toMatchObject({ newPosts: 4, signals: 1 })
  // The one that robots.txt forbids was tried for; of five two are looked at; the page's budget is spent then.
  expect(asked()).toEqual(['forum /a.jpg', 'forum /b.jpg'])
  expect(logged).toContain('"left":4')
  expect(logged).toContain('"failed":1')
})

test('hostile pictures fail alone, within their bounds', async () => {
  const before = process.memoryUsage().rss
  const endless: NodeJS.Timeout[] = []
  forum.pictures.set('forum /bomb.png', sends(png(20_000, 20_000, { rows: 20 }), 'image/png'))
  forum.pictures.set('forum /page.png', sends(Buffer.from('<html>log in to see attachments</html>'), 'image/png'))
  forum.pictures.set('forum /html.png', sends(Buffer.from('<html>no</html>'), 'text/html'))
  forum.pictures.set('forum /cut.png', sends((await picture('small.png')).subarray(0, 900), 'image/png'))
  forum.pictures.set('forum /endless.jpg', (_request, response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg' })
    endless.push(setInterval(() => response.write(Buffer.alloc(50_000, 0xff)), 1))
  })
  forum.pictures.set(
    'forum /wait.jpg',
    (_request, response) => void response.writeHead(429, { 'retry-after': '0' }).end(),
  )
  const names = ['bomb.png', 'page.png', 'html.png', 'cut.png', 'endless.jpg', 'gone.png']
  for (const [n, name] of names.entries())
    forum.posts.push({ by: `a${n}`, body: `no ${n} ${image(forum.own(`/${name}`))}` })
  // On a picture host's word the visit does not stop; on the site's own it would.
  forum.pictures.set(
    'other /wait.jpg',
    (_request, response) => void response.writeHead(429, { 'retry-after': '60' }).end(),
  )
  forum.pictures.set('forum /ad.jpg', sends(await picture('ad.jpg'), 'application/octet-stream'))
  forum.posts.push(
    { by: 'lain', body: image(forum.other('/wait.jpg')) },
    { by: 'akhir', body: image(forum.own('/ad.jpg')) },
  )
  try {
    const house = await open('', ', pictures: { bytes: 300000 }')
    const brought = await look(house)
    expect(brought).toMatchObject({ newPosts: 8, signals: 1 })
    expect(brought.report).toMatchObject({ stopped: 'done', errors: [] })
    expect(logged).toContain('"failed":7')
    for (const why of [
      '20000 by 20000 pixels',
      'no picture that can be read',
      'is text/html',
      'is broken',
      '300000 bytes',
    ])
      expect(logged).toContain(why)
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(300)
  } finally {
    for (const timer of endless) clearInterval(timer)
  }
})

test('a visit that is ended takes its picture with it, and the next one reads the page again', async () => {
  let isAway = true
  const ad = sends(await picture('ad.jpg'))
  forum.pictures.set('forum /ad.jpg', (request, response) => {
    if (!isAway) ad(request, response)
  })
  forum.posts.push({ by: 'lapak_uji', body: image(forum.own('/ad.jpg')) })
  const house = await open('', ', visit: 400ms')
  const [target] = house.config.targets
  if (!target) throw new Error('no target')
  const { report } = await visit(target, house.line)
  expect(report.stopped).toBe('time-limit')
  expect(await stored(house)).toEqual([])
  isAway = false
  const patient = { ...target, limits: { ...target.limits, visit: 60_000 } }
  expect(await visit(patient, house.line)).toMatchObject({ newPosts: 1, signals: 1, alerts: 1 })
})
