/** A member of a forum. */
export interface Member {
  name: string
  uid: number
  joined: Date
  /** Stands below each of his posts. */
  signature: string
}

export interface Post {
  pid: number
  by: string
  at: Date
  text: string
  /** What it repeats of another post. */
  quote: { by: string; pid: number; text: string } | null
  /** When the site says that it was edited; not at all, where it does not say. */
  editedAt: Date | null
}

export interface Thread {
  tid: number
  board: number
  title: string
  formerTitles: string[]
  prefix: string
  posts: Post[]
}

export const boards = [
  { fid: 4, name: 'Databases' },
  { fid: 6, name: 'Lounge' },
  { fid: 9, name: 'Archive' },
] as const

/** A forum as it stands, and what people do in it. What it looks like, an engine's file says. */
export interface Forum {
  name: string
  threads: Thread[]
  members: Map<string, Member>
  memberCalled(name: string): Member
  join(name: string, joined: Date, signature?: string): void
  open(thread: { by: string; at: Date; title: string; prefix?: string; text: string; board?: number }): Thread
  reply(thread: Thread, post: { by: string; at: Date; text: string; quoted?: Post | undefined }): Post
}

export const threadsPerPage = 15
export const postsPerPage = 8

export function createForum(name: string): Forum {
  const threads: Thread[] = []
  const members = new Map<string, Member>()
  let lastPid = 100
  let lastTid = 20
  const join: Forum['join'] = (called, joined, signature = '') =>
    void members.set(called, { name: called, uid: members.size + 2, joined, signature })
  const write = ({ by, at, text, quoted }: Parameters<Forum['reply']>[1]): Post => {
    if (!members.has(by)) join(by, new Date(at.getTime() - 40 * 86_400_000))
    lastPid += 1
    const quote = quoted ? { by: quoted.by, pid: quoted.pid, text: quoted.text } : null
    return { pid: lastPid, by, at, text, quote, editedAt: null }
  }
  return {
    ...{ name, threads, members, join },
    memberCalled: (called) => {
      const member = members.get(called)
      if (!member) throw new RangeError(`${name} has no member ${called}`)
      return member
    },
    open: ({ title, prefix = '', board = boards[0].fid, ...post }) => {
      lastTid += 1
      const thread = { tid: lastTid, board, title, formerTitles: [], prefix, posts: [write(post)] }
      threads.push(thread)
      return thread
    },
    reply: (thread, post) => {
      const written = write(post)
      thread.posts.push(written)
      return written
    },
  }
}

/** Threads of a board, the one that was answered last first. */
export const threadsOf = ({ threads }: Forum, fid: number): Thread[] =>
  threads
    .filter(({ board }) => board === fid)
    .sort((one, other) => (other.posts.at(-1)?.pid ?? 0) - (one.posts.at(-1)?.pid ?? 0))

/** Items in pages, of which there is at least one. */
export function inPages<T>(items: readonly T[], size: number): T[][] {
  const pages = Array.from({ length: Math.ceil(items.length / size) }, (_, page) =>
    items.slice(page * size, (page + 1) * size),
  )
  return pages.length === 0 ? [[]] : pages
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark] ?? mark)

export const withBreaks = (text: string): string => escapeHtml(text).replaceAll('\n', '<br />\n')
