import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoredPost, StoredThread } from '../../app/demo/world/forum-state.ts'
import { visitAlone } from '../../app/turn.ts'
import { ThrottledError } from '../../model/errors.ts'
import type { Target } from '../../model/target.ts'
import type { Visit } from '../../store/visits.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { type LiveForum, startLiveForum } from './live-forum.ts'

// A year of a board in a few visits: posts appear, are edited, sold and taken away; the session ends, the theme changes,
// the board is down, asks us to slow down, and moves. Each event is seen, none twice, and a visit costs what it must.

let live: LiveForum
let house: TestHouse
let target: Target

beforeAll(async () => {
  live = await startLiveForum()
  const { user, password } = live.board.account
  house = await openTestHouse(
    `
targets:
  - id: market
    type: forum
    start: ["${live.url()}/index.php"]
    allowPrivate: true
    limits: { delay: 1ms }
    session: { login: { page: "${live.url()}/member.php?action=login", fields: { username: "\${USER}", password: "\${SECRET}" } } }
rules: [{ id: all, events: [opened, edited, repriced, sold, reopened, removed], channels: [out] }]
channels: [{ id: out, type: webhook, operator: true, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }]
`,
    { USER: user, SECRET: password },
  )
  const [only] = house.config.targets
  if (!only) throw new Error('no target')
  target = only
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await live.close()
})

const told: string[] = []
const signal = new AbortController().signal

interface Turn {
  asked: string[]
  visit: Visit | undefined
  error: Error | undefined
  /** What happened to listings that no earlier visit had seen. */
  events: string[]
}

/** One job's turn, and what came of it. */
async function turn(): Promise<Turn> {
  let visit: Visit | undefined
  let error: Error | undefined
  await visitAlone(
    house,
    target,
    { worker: 'one', lastAttempt: true, signal },
    { onVisit: (done) => (visit = done) },
  ).catch((failure: Error) => {
    error = failure
  })
  const rows = await house.database.query<{ id: string; kind: string }>(
    `select id, kind from pantau.listing_events order by seen_at, id`,
  )
  const news = rows.filter(({ id }) => !told.includes(id))
  told.push(...news.map(({ id }) => id))
  return { asked: live.asked(), visit, error, events: news.map(({ kind }) => kind) }
}

const boards = ['GET /index.php', 'GET /forumdisplay.php?fid=4', 'GET /forumdisplay.php?fid=8']
/** A visit on which nothing has happened: the index and the boards. */
const quiet = { error: undefined, events: [], asked: boards }
const nothing = { newPosts: 0, changedPosts: 0, alerts: 0, errors: [], error: null }

/** Lets time pass for a post that is read again on a schedule of its own. */
const later = ({ pid }: StoredPost) =>
  house.database.query(`update pantau.watches set due_at = now() where post_id = $1`, [`market/${pid}`])
const postsStored = async (): Promise<number> => (await house.database.query(`select 1 from pantau.posts`)).length
const notes = async (): Promise<string[]> =>
  (
    await house.database.query<{ subject: string }>(
      `select message->>'subject' as subject from pantau.alerts where rule_id = 'operator' order by created_at`,
    )
  ).map(({ subject }) => subject)

let offers = 0
/** Opens a thread with an offer of somebody else's data each time. */
function offer(): { thread: StoredThread; first: StoredPost } {
  offers += 1
  const tid = live.board.forum.addThread('databases', {
    by: 'pendatang',
    prefix: 'SELLING',
    title: `Klinik Contoh ${offers} patients`,
    text: `Selling the patient database of Klinik Contoh ${offers}, Indonesia. ${offers + 1},200,000 records: name, NIK, phone.\nPrice $700 in BTC. Telegram @pendatang_praktik`,
  })
  const thread = live.board.forum.threads.find((other) => other.tid === tid)
  const [first] = thread?.posts ?? []
  if (!thread || !first) throw new Error('the thread was not opened')
  return { thread, first }
}
const pageOf = ({ tid }: StoredThread): string => `GET /showthread.php?tid=${tid}`

test('the first visit signs in once, and reads every post', async () => {
  const { asked, visit, error } = await turn()
  expect(error).toBeUndefined()
  expect(asked.slice(0, 3)).toEqual(['GET /member.php?action=login', 'POST /member.php', 'GET /index.php'])
  expect(asked.filter((one) => one.startsWith('POST'))).toHaveLength(1)
  const { threads } = live.board.forum
  expect(visit).toMatchObject({
    error: null,
    errors: [],
    stopped: 'done',
    newPosts: threads.flatMap(({ posts }) => posts).length,
  })
})

test('a quiet board costs its index and its boards', async () => {
  const { visit, ...rest } = await turn()
  expect(rest).toEqual(quiet)
  expect(visit).toMatchObject(nothing)
})

test('an offer appears, is repriced without a word, and is marked as sold in its title', async () => {
  const { thread, first } = offer()
  const opened = await turn()
  expect(opened.events).toEqual(['opened'])
  expect(opened.visit).toMatchObject({ newPosts: 1, alerts: 1 })
  // The seller's profile is new too.
  expect(opened.asked.filter((one) => !boards.includes(one) && !one.includes('page=2'))).toEqual([
    pageOf(thread),
    expect.stringMatching(/^GET \/member\.php\?action=profile&uid=\d+$/),
  ])

  live.board.forum.editPost(first.pid, first.text.replace('$700', '$450'))
  await later(first)
  const repriced = await turn()
  expect(repriced.events).toEqual(['repriced'])
  expect(repriced.visit).toMatchObject({ newPosts: 0, changedPosts: 1, alerts: 1 })

  live.board.forum.renameThread(thread.tid, `[SOLD] ${thread.title}`)
  expect((await turn()).events).toEqual(['sold'])
  expect(await turn()).toMatchObject(quiet)
})

test('a reply costs the pages that it moved', async () => {
  const { thread } = offer()
  expect((await turn()).events).toEqual(['opened'])
  live.board.forum.addReply(thread.tid, { by: 'pengamat', text: 'is this still there?' })
  const { asked, events, visit } = await turn()
  expect(events).toEqual([])
  expect(visit).toMatchObject({ newPosts: 1, signals: 0, alerts: 0 })
  expect(asked.filter((one) => one.startsWith('GET /showthread'))).toEqual([pageOf(thread)])
})

test('a thread that is deleted is looked for again before it is taken for gone', async () => {
  const { thread, first } = offer()
  expect((await turn()).events).toEqual(['opened'])
  live.board.forum.removeThread(thread.tid)
  await later(first)
  const [missed, gone] = [await turn(), await turn()]
  expect(missed).toMatchObject({ events: [], error: undefined })
  expect(gone.events).toEqual(['removed'])
  for (const { asked } of [missed, gone]) expect(asked.filter((one) => one === pageOf(thread))).toHaveLength(1)
  expect(await turn()).toMatchObject({ events: [] })
})

test('a session that ends costs one login, and nothing is missed', async () => {
  live.board.expireAfter = 1
  offer()
  const { asked, events, visit } = await turn()
  live.board.expireAfter = -1
  expect(events).toEqual(['opened'])
  expect(visit).toMatchObject({ error: null, errors: [], newPosts: 1 })
  expect(asked.filter((one) => one === 'POST /member.php')).toHaveLength(1)
  expect(await turn()).toMatchObject(quiet)
})

test('another theme makes nothing new, and what is new is read in it', async () => {
  live.mood.theme = 'renamed'
  const stored = await postsStored()
  const changed = await turn()
  expect(changed.events).toEqual([])
  expect(changed.visit).toMatchObject({ newPosts: 0, alerts: 0, error: null })
  expect(await postsStored()).toBe(stored)
  offer()
  const { events, visit } = await turn()
  expect(events).toEqual(['opened'])
  expect(visit).toMatchObject({ newPosts: 1 })
  live.mood.theme = 'default'
  expect((await turn()).events).toEqual([])
  expect(await postsStored()).toBe(stored + 1)
})

test('a board that is down is told once; what it brought meanwhile is read when it is back', async () => {
  const before = await notes()
  await live.goDown()
  for (let visits = 0; visits < 3; visits++) expect((await turn()).error?.message).toMatch(/nothing listens there/)
  expect((await notes()).slice(before.length)).toEqual([expect.stringMatching(/^market can no longer be read/)])
  const { thread } = offer()
  await live.comeBack()
  const back = await turn()
  expect(back).toMatchObject({ error: undefined, events: ['opened'] })
  expect(back.asked).toContain(pageOf(thread))
  expect(await turn()).toMatchObject(quiet)
})

test('a board that asks for a pause gets it, and loses nothing by it', async () => {
  const { thread } = offer()
  live.mood.patience = 2
  const refused = await turn()
  expect(refused.error).toBeInstanceOf(ThrottledError)
  expect((refused.error as ThrottledError).retryAfterMs).toBe(120_000)
  expect(refused.asked).toHaveLength(3)
  live.mood.patience = Number.POSITIVE_INFINITY
  const after = await turn()
  expect(after.events).toEqual(['opened'])
  expect(after.asked).toContain(pageOf(thread))
  expect(await turn()).toMatchObject(quiet)
})

test.each(['redirects', 'is gone'] as const)(
  'it moves, and its old address %s: nothing is new, and nothing missed',
  async (old) => {
    const stored = await postsStored()
    await live.move(old)
    // Where the old address leads on, the operator need not even know.
    if (old === 'is gone') target = { ...target, start: [`${live.url()}/index.php`] }
    const moved = await turn()
    expect(moved).toMatchObject({ error: undefined, events: [] })
    expect(moved.asked.filter((one) => one.startsWith('GET /showthread'))).toEqual([])
    expect(await postsStored()).toBe(stored)
    offer()
    expect((await turn()).events).toEqual(['opened'])
    expect(await postsStored()).toBe(stored + 1)
  },
)

test('in the end every event stands in the store once', async () => {
  const rows = await house.database.query<{ kind: string; count: number }>(
    `select kind, count(*)::int as count from pantau.listing_events event join pantau.listings listing on listing.id = event.listing_id
     where listing.title like '%Klinik Contoh%' group by kind order by kind`,
  )
  expect(Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))).toEqual({
    opened: offers,
    removed: 1,
    repriced: 1,
    sold: 1,
  })
})
