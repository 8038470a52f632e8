import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { keptPages, openKept } from '../../app/health/kept.ts'
import { visitAlone } from '../../app/turn.ts'
import type { Message } from '../../model/alert.ts'
import { openTroubles } from '../../store/troubles.ts'
import type { Visit } from '../../store/visits.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { type PaintedSite, paintedSite } from './painted.ts'

// A forum that is read for a while, and then changes: the operator hears of it within one visit, once, with the page.

let world: World
let site: PaintedSite
let house: TestHouse
beforeEach(async () => {
  world = await startWorld()
  site = await paintedSite(world.sites.forum.url)
  house = await openTestHouse(`
targets:
  - { id: forum, type: forum, start: ["${site.url}/index.php"], allowPrivate: true, limits: { delay: 1ms } }
channels:
  - { id: ops, type: webhook, operator: true, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
`)
})
afterEach(async () => {
  await house.close()
  await house.remove()
  await site.close()
  await world.close()
})

/** One visit, written down. */
async function look(): Promise<Visit> {
  const [target] = house.config.targets
  if (!target) throw new Error('no target')
  const visits: Visit[] = []
  const turn = { worker: 'test', lastAttempt: true, signal: new AbortController().signal }
  await visitAlone(house, target, turn, { onVisit: (visit) => visits.push(visit) }).catch(() => undefined)
  const [visit] = visits
  if (!visit) throw new Error('no visit was written down')
  return visit
}

/** What the operator has been told so far, in order. */
async function told(): Promise<Message[]> {
  const rows = await house.database.query<{ message: Message }>(
    `select message from pantau.alerts where rule_id = 'operator' order by created_at`,
  )
  return rows.map(({ message }) => message)
}
const subjects = async (): Promise<string[]> => (await told()).map(({ subject }) => subject)
const fact = (message: Message | undefined, label: string): string =>
  message?.facts.find((other) => other.label === label)?.value ?? ''

/** A reply in each of so many threads, so that they are read again. */
function repliesIn(threads: number, text: string): void {
  for (const { tid } of world.forum.threads.slice(0, threads)) world.forum.addReply(tid, { by: 'pengamat', text })
}

const author = '<strong><span class="largetext"><a [^>]*>[^<]*</a></span></strong>'
const withoutAuthors = (html: string): string => html.replace(new RegExp(author, 'g'), '')

test('a quiet site that stays as it is gives no notes', async () => {
  await look()
  for (let visits = 0; visits < 4; visits++) await look()
  repliesIn(1, 'still here?')
  await look()
  expect(await told()).toEqual([])
})

test('authors that are no longer found: told within one visit, once, with figures and the page; and when they are back', async () => {
  const first = await look()
  expect(first.withAuthor).toBe(first.posts)
  site.paint((html, path) => (path.startsWith('/showthread') ? withoutAuthors(html) : html))
  repliesIn(4, 'is this still for sale?')
  const broken = await look()
  expect(broken.error).toBeNull()
  expect(broken.posts).toBeGreaterThan(3)
  expect(broken.withAuthor).toBe(0)

  const [note, ...others] = await told()
  expect(others).toEqual([])
  expect(note?.subject).toBe('forum is read without authors')
  expect(fact(note, 'Changed')).toBe(`author in 0% of ${broken.posts} posts, before in 100% of ${first.posts} posts`)
  expect(note?.reasons.join(' ')).toContain('pantau targets page forum')

  const [kept] = await keptPages(house.data, 'forum')
  expect(fact(note, 'Kept page')).toContain(kept?.file ?? 'no file')
  const page = await openKept(kept?.file ?? '', house.line.keys)
  expect(page.url).toContain('/showthread.php')
  expect(page.body).toContain('is this still for sale?')
  expect(page.body).not.toMatch(author)

  repliesIn(4, 'anybody?')
  await look()
  await look()
  expect(await subjects()).toEqual(['forum is read without authors'])

  site.paint((html) => html)
  repliesIn(4, 'hello?')
  await look()
  await look()
  expect(await subjects()).toEqual(['forum is read without authors', 'forum can be read again'])
  expect(await openTroubles(house.database)).toEqual([])
})

test('one post without an author is no drop', async () => {
  await look()
  site.paint((html, path) => (path.startsWith('/showthread') ? html.replace(new RegExp(author), '') : html))
  repliesIn(1, 'who am I?')
  await look()
  expect(await told()).toEqual([])
})

test('boards that list nothing any more, though they have links enough: no quiet day', async () => {
  for (let visits = 0; visits < 4; visits++) await look()
  site.paint((html, path) =>
    path.startsWith('/forumdisplay') ? html.replace(/<tr class="inline_row">[\s\S]*?<\/tr>/g, '') : html,
  )
  const barren = await look()
  expect(barren).toMatchObject({ error: null, posts: 0, listed: 0 })
  const [note] = await told()
  expect(note?.subject).toBe('forum gives hardly a post or thread any more')
  expect(fact(note, 'Changed')).toMatch(
    /^\d pages gave neither posts nor threads; each of the last \d visits gave some$/,
  )
  site.paint((html) => html)
  await look()
  expect(await subjects()).toEqual([note?.subject, 'forum can be read again'])
})

test('another engine reads it: told once, and from then on the usual one', async () => {
  await look()
  site.paint((html) =>
    html
      .replace(/mybb/gi, 'theme')
      .replaceAll('showthread.php', 'viewtopic.php')
      .replaceAll('forumdisplay.php', 'viewforum.php'),
  )
  const before = await look()
  repliesIn(3, 'anew')
  await look()
  await look()
  const changed = (await told()).filter(({ subject }) => subject.includes('is read by another engine'))
  expect(Object.keys(before.engines)).not.toContain('mybb')
  expect(changed).toHaveLength(1)
  expect(fact(changed[0], 'Changed')).toContain('before mybb did')
  expect(fact(changed[0], 'Kept page')).toMatch(/\/kept\/forum\/page-\d+T\d+Z on /)
})

test('a soft 404 on the start page is told with the page, which is kept encrypted; and that it is over', async () => {
  await look()
  site.paint(
    () => '<html><title>Gone</title><body><h1>404 Not Found</h1><p>Call 081200000001, secret words</p></body></html>',
  )
  const failed = await look()
  expect(failed.error).toMatch(/forum: .*\/index\.php/)
  await look()
  const [note, ...others] = await told()
  expect(others).toEqual([])
  expect(note?.subject).toBe('forum can no longer be read')

  const folder = join(house.data, 'kept', 'forum')
  const names = await readdir(folder)
  expect(names).toHaveLength(1)
  const file = join(folder, names[0] ?? '')
  expect((await stat(file)).mode & 0o077).toBe(0)
  expect(await readFile(file, 'latin1')).not.toContain('secret words')
  expect((await openKept(file, house.line.keys)).body).toContain('secret words')

  site.paint((html) => html)
  await look()
  await look()
  expect(await subjects()).toEqual(['forum can no longer be read', 'forum can be read again'])
  site.paint(() => ({ status: 503, body: 'down' }))
  await look()
  expect(await subjects()).toEqual([
    'forum can no longer be read',
    'forum can be read again',
    'forum can no longer be read',
  ])
})
