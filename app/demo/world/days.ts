import type { ListingEventKind } from '../../../model/listing.ts'
import type { CaseId, Paste } from './content.ts'
import type { Forum, StoredThread } from './forum-state.ts'

// What happens in the practice world from one visit to the next, and what an analyst is to hear of it.

/** What can be changed in it. */
interface Changing {
  forum: Forum
  /** The newest first. */
  pastes: Paste[]
  /** Its first address answers nobody until the next day; the mirror does. */
  forumIsDown(): void
  now: Date
}

export interface Day {
  /** Hours since the first visit. */
  hours: number
  /** In words, for whoever looks on. */
  what: string
  happens?(world: Changing): void
  /** The alerts that are right after this day's visits, one each. */
  tells: readonly TrueAlert[]
}

export interface TrueAlert {
  case: CaseId
  event: ListingEventKind
}

function threadOf(forum: Forum, id: CaseId): StoredThread {
  const thread = forum.threads.find((other) => other.case === id)
  if (!thread) throw new RangeError(`no thread of the practice forum is about ${id}`)
  return thread
}

/** The author of an ad writes it anew; the forum says that it was edited. */
function edit({ forum, now }: Changing, id: CaseId, change: (text: string) => string): void {
  const [post] = threadOf(forum, id).posts
  if (post) forum.editPost(post.pid, change(post.text), now)
}

const reply = ({ forum, now }: Changing, id: CaseId, by: string, text: string): void =>
  void forum.addReply(threadOf(forum, id).tid, { by, text, at: now })

/** Taken away by the staff, until it is put back. */
const removed = new WeakMap<Forum, StoredThread>()

export const days: readonly [Day, Day, ...Day[]] = [
  {
    hours: 0,
    what: 'Everything is read for the first time.',
    tells: [
      { case: 'bpjs', event: 'opened' },
      { case: 'tokopedia', event: 'opened' },
      { case: 'kemenkes', event: 'opened' },
      { case: 'ktp-selfies', event: 'opened' },
      { case: 'ktp-selfies', event: 'seen-elsewhere' },
    ],
  },
  { hours: 24, what: 'Nothing has changed.', tells: [] },
  {
    hours: 48,
    what: 'Others ask, praise, quote the whole ad; one of them says SOLD.',
    happens: (world) => {
      const [ad] = threadOf(world.forum, 'bpjs').posts
      reply(world, 'bpjs', 'l33tbuyer', `[quote=Kotz]${ad?.text}[/quote]\nstill available? can you do 0.05 BTC?`)
      reply(world, 'bpjs', 'old_modem', 'SOLD to me last week, great seller, vouch')
      reply(world, 'tokopedia', 'nonaKopi', 'Jangan dibeli gan, data lama.')
    },
    tells: [],
  },
  {
    hours: 72,
    what: 'Kotz asks for less: he edits his ad.',
    happens: (world) => edit(world, 'bpjs', (text) => text.replace('0.15 BTC', '0.10 BTC')),
    tells: [{ case: 'bpjs', event: 'repriced' }],
  },
  {
    hours: 96,
    what: 'The forum’s first address is down; its mirror shows all of it.',
    happens: ({ forumIsDown }) => forumIsDown(),
    tells: [],
  },
  {
    hours: 126,
    what: 'It is back. A seller bumps his thread, another puts a misprint right.',
    happens: (world) => {
      reply(world, 'tokopedia', 'warungbytes', 'bump, still available')
      edit(world, 'bpjs', (text) => text.replace('the dead are still in it', 'the deceased are still in it'))
    },
    tells: [],
  },
  {
    hours: 150,
    what: 'The seller of Tokopedia shows a sample.',
    happens: (world) => edit(world, 'tokopedia', (text) => `${text}\nSample: https://unggah.test/f/tokped-sample.csv`),
    tells: [{ case: 'tokopedia', event: 'sample-added' }],
  },
  {
    hours: 174,
    what: 'Kotz posts his ad once more, and under another name as a paste; the staff takes a thread away.',
    happens: ({ forum, pastes, now }) => {
      const { title, posts } = threadOf(forum, 'bpjs')
      const text = posts[0]?.text ?? ''
      forum.addThread('databases', { title, prefix: 'SELLING', by: 'Kotz', text, at: now })
      pastes.unshift({
        ...{ id: 'c6127509', title: 'BPJS Kesehatan 279M', by: 'kotz_paste', language: 'Plain Text' },
        at: now.toISOString().slice(0, 16),
        text: 'Selling BPJS Kesehatan, Indonesia, 279.000.000 rows: NIK, name, phone, email, address, date of birth.\n0.10 BTC, escrow is fine. telegram @kotz_praktik',
      })
      removed.set(forum, forum.removeThread(threadOf(forum, 'kemenkes').tid))
    },
    tells: [{ case: 'bpjs', event: 'seen-elsewhere' }],
  },
  {
    hours: 198,
    what: 'Tokopedia is sold, says its title. The thread that is gone is missed a second time.',
    happens: ({ forum }) => {
      const { tid, title } = threadOf(forum, 'tokopedia')
      forum.renameThread(tid, `[SOLD] ${title}`)
    },
    tells: [
      { case: 'tokopedia', event: 'sold' },
      { case: 'kemenkes', event: 'removed' },
    ],
  },
  {
    hours: 222,
    what: 'The staff puts the thread back.',
    happens: ({ forum }) => {
      const thread = removed.get(forum)
      if (thread) forum.restoreThread(thread)
    },
    tells: [{ case: 'kemenkes', event: 'reopened' }],
  },
]
