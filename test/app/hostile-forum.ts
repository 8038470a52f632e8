import { createForum } from '../../app/demo/world/forum-state.ts'
import { frame, pagination } from '../../app/demo/world/mybb-frame.ts'
import { boardHtml, indexHtml } from '../../app/demo/world/mybb-pages.ts'
import { threadHtml } from '../../app/demo/world/mybb-thread.ts'

// Pages of a forum that a reader knows, with no end to them, or in any charset.

const members = [{ name: 'ani', title: 'Member', joined: '2024-02-01', reputation: 1 }]
const start = new Date('2026-11-01T00:00:00Z')

/** A page of a thread whose post says `text`; `page` of `pages`. */
export function threadPage(text: string, page = 1, pages = 1): string {
  const forum = createForum(
    [{ board: 'databases', title: 'A thread', posts: [{ by: 'ani', at: '2026-10-01T10:00', text }] }],
    members,
    start,
  )
  const [thread] = forum.threads
  if (thread === undefined) throw new Error('no thread')
  for (const post of thread.posts) post.pid = page
  const numbers = pages === 1 ? '' : pagination('showthread.php?tid=1', page, Math.min(pages, page + 3))
  return framed('showthread', `${numbers}${threadHtml(forum, thread, thread.posts, page, '', start)}`)
}

/** A page of a board with so many threads; `more` are addresses that it links to as further boards. */
export function boardPage(threads: number, first = 1): string {
  const titles = Array.from({ length: threads }, (_, at) => `Thread ${first + at}`)
  const posts = [{ by: 'ani', at: '2026-10-01T10:00' as const, text: 'x' }]
  const forum = createForum(
    titles.map((title) => ({ board: 'databases' as const, title, posts })),
    members,
    start,
  )
  const shown = forum.threads.map((thread) => ({ ...thread, tid: thread.tid + first - 1 }))
  return framed('forumdisplay', boardHtml(forum, 4, shown, '', '', start))
}

/** An index whose boards are numbered from `fid`: a calendar that goes on for ever. */
export function indexPage(fid: number): string {
  const html = indexHtml(createForum([], members, start), '', start)
  return framed(
    'index',
    html.replaceAll(/fid=(\d+)/g, (_, number) => `fid=${fid + Number(number)}`),
  )
}

const framed = (template: string, content: string): string =>
  frame({ template, base: '', title: 'A page', trail: [{ name: 'Forum' }, { name: 'Page' }], content, now: start })
