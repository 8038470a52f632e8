import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveForum } from '../../app/demo/world/forum.ts'
import type { StoredThread } from '../../app/demo/world/forum-state.ts'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { type Site, serve } from '../../app/demo/world/serve.ts'
import { visit } from '../../app/pipeline.ts'
import type { Contact } from '../../model/profile.ts'
import type { Price } from '../../model/signal.ts'
import type { Target } from '../../model/target.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// What becomes of an offer on a real board, page by page through the line: what its author does with it, what others say
// below it, and what the site does with its thread.

let world: World
let house: TestHouse
let target: Target
let home: Site

beforeAll(async () => {
  world = await startWorld()
  home = await serve(serveForum(world.forum))
  house = await openTestHouse(`
targets:
  - { id: forum, type: forum, start: ["${home.url}/index.php"], allowPrivate: true, robots: ignore, limits: { delay: 1ms } }
rules:
  - { id: ends, events: [sold, reopened, moved, contact-changed, sample-added], channels: [out] }
channels:
  - { id: out, type: webhook, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
`)
  const [only] = house.config.targets
  if (!only) throw new Error('no target')
  target = only
  await visit(target, house.line)
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await home.close()
  await world.close()
})

let offers = 0
/** Opens a thread with an offer in it; its title and words can be changed while it stands. */
async function offer(words = 'Price $5k in BTC. Telegram @pendatang_praktik'): Promise<StoredThread> {
  offers += 1
  const tid = world.forum.addThread('databases', {
    by: 'pendatang',
    prefix: 'SELLING',
    title: `Yayasan Praktik ${offers} members database`,
    text: `Selling the member database of Yayasan Praktik ${offers}, Indonesia. ${offers + 1},300,000 records: name, NIK, phone.\n${words}`,
  })
  const thread = world.forum.threads.find((thread) => thread.tid === tid)
  if (!thread) throw new Error('no thread')
  await look(thread)
  return thread
}

/** Lets time pass until the thread is read again, and visits. */
async function look(thread: StoredThread, at: Target = target): Promise<number> {
  await house.database.query(
    `update pantau.watches set due_at = case when post_id = $1 then now() - interval '1 s' end`,
    [`forum/${firstOf(thread).pid}`],
  )
  return (await visit(at, house.line)).alerts
}

function firstOf({ posts: [first] }: StoredThread) {
  if (!first) throw new Error('no post')
  return first
}
const edit = (thread: StoredThread, change: (text: string) => string): void =>
  world.forum.editPost(firstOf(thread).pid, change(firstOf(thread).text))
const reply = (thread: StoredThread, by: string, text: string): number => world.forum.addReply(thread.tid, { by, text })

interface Told {
  kind: string
  fields: string[]
  postedAt: Date | null
}
async function storyOf(thread: StoredThread): Promise<Told[]> {
  return house.database.query<Told>(
    `select event.kind, event.posted_at as "postedAt",
       array(select jsonb_array_elements(event.changes) ->> 'field') as fields
     from pantau.listing_events event join pantau.listings listing on listing.id = event.listing_id
     where listing.post_id = $1 order by event.seen_at`,
    [`forum/${firstOf(thread).pid}`],
  )
}
const kinds = async (thread: StoredThread): Promise<string[]> => (await storyOf(thread)).map(({ kind }) => kind)
async function listingOf(thread: StoredThread) {
  const [listing] = await house.database.query<{
    status: string
    price: Price
    contacts: Contact[]
    board: { name: string }
    sample: boolean
  }>(`select status, price, contacts, board, sample from pantau.listings where post_id = $1`, [
    `forum/${firstOf(thread).pid}`,
  ])
  return listing
}

test('an author’s words below his offer change it, each in its way', async () => {
  const thread = await offer()
  reply(thread, 'pendatang', 'Price dropped to $4000, still available.')
  await look(thread)
  reply(thread, 'pendatang', 'Sample: https://files.example/rows.txt')
  await look(thread)
  reply(thread, 'pendatang', 'New telegram: @pendatang_baru, the old one was banned')
  await look(thread)
  reply(thread, 'pendatang', 'bump')
  await look(thread)
  reply(thread, 'pendatang', 'Sold, thanks to the buyer.')
  expect(await look(thread)).toBe(1)
  expect(await storyOf(thread)).toMatchObject([
    { kind: 'opened', fields: [] },
    { kind: 'repriced', fields: ['price'] },
    { kind: 'sample-added', fields: ['sample'] },
    { kind: 'contact-changed', fields: ['contacts'] },
    { kind: 'bumped', fields: [] },
    { kind: 'sold', fields: ['status'] },
  ])
  expect(await listingOf(thread)).toMatchObject({
    status: 'sold',
    price: { amount: 4000, currency: 'USD' },
    contacts: [
      { type: 'telegram', value: 'pendatang_praktik' },
      { type: 'telegram', value: 'pendatang_baru' },
    ],
    sample: true,
  })
  // A slip of the pen is mended: the post says $5k and "open" as it always did, and takes nothing back by that.
  edit(thread, (text) => text.replace('Selling the member', 'Selling  member'))
  await look(thread)
  expect((await storyOf(thread)).at(-1)).toMatchObject({ kind: 'edited', fields: [] })
  expect(await listingOf(thread)).toMatchObject({ status: 'sold', price: { amount: 4000 } })
  reply(thread, 'pendatang', 'Available again, the buyer did not pay.')
  expect(await look(thread)).toBe(1)
  expect((await kinds(thread)).at(-1)).toBe('reopened')
  expect(await listingOf(thread)).toMatchObject({ status: 'open' })
})

test('what others say below an offer, or repeat of it, changes nothing', async () => {
  const thread = await offer()
  reply(thread, 'rajin', 'SOLD')
  reply(thread, 'rajin', 'price now $10? telegram: @rajin_praktik')
  reply(thread, 'pengamat', `[quote="pendatang"]${firstOf(thread).text}[/quote]\nvouch, deal done`)
  reply(thread, 'pendatang', '@pengamat thanks, check your messages. The last buyer was happy.')
  await look(thread)
  expect(await kinds(thread)).toEqual(['opened'])
  expect(await listingOf(thread)).toMatchObject({ status: 'open', price: { amount: 5000 } })
})

test('a price that is written otherwise is no other price, and each change back and forth is an event', async () => {
  const thread = await offer()
  edit(thread, (text) => text.replace('$5k', '5,000 USD'))
  await look(thread)
  expect((await storyOf(thread)).at(-1)).toMatchObject({ kind: 'edited', fields: [] })
  for (const price of ['$3k', '$5k', '$3k', '$5k']) {
    edit(thread, (text) => text.replace(/(?:\$[35]k|5,000 USD)/, price))
    await look(thread)
  }
  expect(await kinds(thread)).toEqual(['opened', 'edited', 'repriced', 'repriced', 'repriced', 'repriced'])
})

test('a thread that is moved to another board is an event; a mirror, a session and a renamed board are none', async () => {
  const thread = await offer()
  const mirror = await serve(serveForum(world.forum))
  try {
    await look(thread, { ...target, start: [`${mirror.url}/index.php`] })
    expect(await kinds(thread)).toEqual(['opened'])
  } finally {
    await mirror.close()
  }
  thread.fid = 8
  expect(await look(thread)).toBe(1)
  expect(await storyOf(thread)).toMatchObject([
    { kind: 'opened' },
    { kind: 'moved', fields: ['board'], postedAt: null },
  ])
  expect(await listingOf(thread)).toMatchObject({ status: 'open', board: { name: 'The Lounge' } })
  await look(thread)
  expect(await kinds(thread)).toHaveLength(2)
  thread.fid = 4
  await look(thread)
  expect(await kinds(thread)).toEqual(['opened', 'moved', 'moved'])
  // Renamed and moved at once is one event, of what matters more.
  thread.fid = 8
  world.forum.renameThread(thread.tid, `[SOLD] ${thread.title}`)
  await look(thread)
  expect((await storyOf(thread)).at(-1)).toMatchObject({ kind: 'sold', fields: ['status', 'board'] })
})

test('the same offer in a new thread is a bump of it, and after it was sold it is open again', async () => {
  const thread = await offer()
  const again = (): Promise<unknown> => {
    const {
      title,
      posts: [first],
    } = thread
    const tid = world.forum.addThread('databases', {
      by: 'pendatang',
      prefix: 'SELLING',
      title,
      text: (first?.text ?? '').replace('SOLD\n', ''),
    })
    const other = world.forum.threads.find((thread) => thread.tid === tid)
    if (!other) throw new Error('no thread')
    return look(other)
  }
  await again()
  expect(await kinds(thread)).toEqual(['opened', 'bumped'])
  edit(thread, (text) => `SOLD\n${text}`)
  await look(thread)
  await again()
  expect(await kinds(thread)).toEqual(['opened', 'bumped', 'sold', 'reopened'])
})

test('an offer whose words give way to “sold” is sold, and one that gives way to nothing is gone', async () => {
  const [sold, gone] = [await offer(), await offer()]
  for (const [thread, text] of [
    [sold, 'SOLD'],
    [gone, 'edit: please delete this'],
  ] as const) {
    world.forum.renameThread(thread.tid, 'x')
    delete thread.prefix
    edit(thread, () => text)
    await look(thread)
  }
  expect(await kinds(sold)).toEqual(['opened', 'sold'])
  expect(await kinds(gone)).toEqual(['opened', 'removed'])
})
