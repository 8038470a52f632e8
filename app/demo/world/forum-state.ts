import { type BoardId, type ForumPost, instantOf, type Member, type Offer, type Thread } from './content.ts'

/** A post as it stands in the forum. */
export interface StoredPost {
  pid: number
  by: string
  at: Date
  text: string
  editedAt: Date | null
  /** What the world's author knows that it offers; a post that a test adds says nothing. */
  offer: Offer | null
}

/** A thread as it stands in the forum; its posts in their order. */
export interface StoredThread extends Omit<Thread, 'posts'> {
  tid: number
  fid: number
  posts: StoredPost[]
}

/** The boards by the number that MyBB gives them. */
export const boards: readonly { fid: number; id: BoardId; name: string; about: string; category: string }[] = [
  { fid: 4, id: 'databases', name: 'Databases', about: 'Databases, sales &amp; requests', category: 'Marketplace' },
  { fid: 8, id: 'lounge', name: 'The Lounge', about: 'Talk about anything', category: 'General' },
]

type NewPost = Pick<ForumPost, 'by' | 'text'> & { at?: Date }

/** The forum's content, which tests may change while it is served. */
export interface Forum {
  readonly threads: readonly StoredThread[]
  readonly members: readonly Member[]
  /** Adds a post to a thread and gives its pid. */
  addReply(tid: number, post: NewPost): number
  /** Changes a post and notes, as MyBB does, that it was edited. */
  editPost(pid: number, text: string, at?: Date): void
  /** Opens a thread with its first post and gives its tid. */
  addThread(board: BoardId, thread: NewPost & Pick<Thread, 'title' | 'prefix'>): number
  /** Gives a thread another title, as its author does who writes [SOLD] before it. Nobody replies by it. */
  renameThread(tid: number, title: string): void
  /** Takes a post away; what stands behind it moves up. */
  removePost(pid: number): void
  /** Takes a thread away: its page says that it does not exist. */
  removeThread(tid: number): StoredThread
  /** Puts back a thread that was taken away, as moderators do. */
  restoreThread(thread: StoredThread): void
}

/** Numbers threads and posts by their dates, as a forum that grew would have. */
export function createForum(content: readonly Thread[], members: readonly Member[], start: Date): Forum {
  const first = ({ posts }: Thread): number => instantOf(posts[0]?.at ?? '-0m', start).getTime()
  const fidOf = (board: BoardId): number => boards.find(({ id }) => id === board)?.fid ?? 0
  const threads: StoredThread[] = [...content]
    .sort((one, other) => first(one) - first(other))
    .map((thread, index) => ({
      ...thread,
      tid: index + 1,
      fid: fidOf(thread.board),
      posts: thread.posts.map(({ by, at, text, editedAt, offer }) => ({
        ...{ pid: 0, by, at: instantOf(at, start), text },
        editedAt: editedAt === undefined ? null : instantOf(editedAt, start),
        offer: offer ?? null,
      })),
    }))
  const posts = threads.flatMap((thread) => thread.posts).sort((one, other) => one.at.getTime() - other.at.getTime())
  posts.forEach((post, index) => {
    post.pid = index + 1
  })

  let lastPid = posts.length
  let lastTid = threads.length
  const threadOf = (tid: number): StoredThread =>
    found(
      threads.find((thread) => thread.tid === tid),
      `thread ${tid}`,
    )
  const newPost = ({ by, text, at = new Date() }: NewPost): StoredPost => ({
    pid: ++lastPid,
    by,
    at,
    text,
    editedAt: null,
    offer: null,
  })
  return {
    threads,
    members,
    addReply(tid, post) {
      threadOf(tid).posts.push(newPost(post))
      return lastPid
    },
    editPost(pid, text, at = new Date()) {
      const post = found(
        threads.flatMap((thread) => thread.posts).find((other) => other.pid === pid),
        `post ${pid}`,
      )
      post.text = text
      post.editedAt = at
    },
    addThread(board, { title, prefix, ...post }) {
      threads.push({
        board,
        title,
        ...(prefix && { prefix }),
        tid: ++lastTid,
        fid: fidOf(board),
        posts: [newPost(post)],
      })
      return lastTid
    },
    renameThread(tid, title) {
      threadOf(tid).title = title
    },
    removePost(pid) {
      const thread = found(
        threads.find(({ posts }) => posts.some((post) => post.pid === pid)),
        `post ${pid}`,
      )
      thread.posts = thread.posts.filter((post) => post.pid !== pid)
    },
    removeThread(tid) {
      const thread = threadOf(tid)
      threads.splice(threads.indexOf(thread), 1)
      return thread
    },
    restoreThread(thread) {
      threads.push(thread)
    },
  }
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`the practice forum has no ${what}`)
  return value
}
