import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../model/clock.ts'
import { boards, type Forum } from './forum-state.ts'
import { boardName, frame, pagination } from './mybb-frame.ts'
import { boardHtml, indexHtml, messageHtml, profileHtml, threadsOf } from './mybb-pages.ts'
import { threadHtml } from './mybb-thread.ts'
import { type Answer, escapeHtml, html } from './serve.ts'

const threadsPerPage = 10
const postsPerPage = 10

interface Shown {
  template: string
  title: string
  trail: { name: string; href?: string }[]
  content: string
}

/** The forum as MyBB 1.8 serves it to a guest: no ETag, no Last-Modified, new cookies with every answer. */
export const serveForum =
  (forum: Forum, clock: Clock = () => new Date()) =>
  (base: string) =>
  (url: URL): Answer => {
    const now = clock()
    const shown = (pages[url.pathname] ?? nothing)({ forum, base, now, query: url.searchParams })
    return {
      type: html,
      body: frame({ ...shown, base, now }),
      headers: {
        'cache-control': 'no-cache, private',
        'set-cookie': [
          `mybb[lastvisit]=${Math.floor(now.getTime() / 1000)}; path=/`,
          `sid=${randomBytes(16).toString('hex')}; path=/; HttpOnly`,
        ],
      },
    }
  }

interface Wanted {
  forum: Forum
  base: string
  now: Date
  query: URLSearchParams
}

const pages: Record<string, (wanted: Wanted) => Shown> = {
  '/': (wanted) => index(wanted),
  '/index.php': (wanted) => index(wanted),
  '/forumdisplay.php': board,
  '/showthread.php': thread,
  '/member.php': profile,
}

const message = (words: string): Shown => ({
  template: 'error',
  title: boardName,
  trail: [{ name: boardName }, { name: boardName }],
  content: messageHtml(words),
})
const nothing = (): Shown => message('The page you requested does not exist.')

const index = ({ forum, base, now }: Wanted): Shown => ({
  template: 'index',
  title: boardName,
  trail: [{ name: boardName }],
  content: indexHtml(forum, base, now),
})

/** The items of the page that was asked for; a page behind the last is the first, as in MyBB. */
function pageOf<T>(
  items: readonly T[],
  size: number,
  asked: string | null,
): { items: T[]; page: number; pages: number } {
  const count = Math.max(1, Math.ceil(items.length / size))
  const number = Number(asked ?? '1')
  const page = Number.isInteger(number) && number >= 1 && number <= count ? number : 1
  return { items: items.slice((page - 1) * size, page * size), page, pages: count }
}

function board({ forum, base, now, query }: Wanted): Shown {
  const fid = Number(query.get('fid'))
  const found = boards.find((other) => other.fid === fid)
  // A category's page shows its boards, which is what the index does.
  if (!found && boards.some((other) => other.fid === fid + 1)) return index({ forum, base, now, query })
  if (!found) return message('The forum you specified is invalid.')
  const { items, page, pages: count } = pageOf(threadsOf(forum, fid), threadsPerPage, query.get('page'))
  const numbers = pagination(`forumdisplay.php?fid=${fid}`, page, count)
  return {
    template: 'forumdisplay',
    title: `${boardName} - ${found.name} `,
    trail: [
      { name: boardName },
      { name: found.category, href: `forumdisplay.php?fid=${fid - 1}` },
      { name: found.name },
    ],
    content: boardHtml(forum, fid, items, numbers, base, now),
  }
}

function thread({ forum, base, now, query }: Wanted): Shown {
  const tid = Number(query.get('tid'))
  const found = forum.threads.find((other) => other.tid === tid)
  if (!found) return message('The specified thread does not exist.')
  const pid = Number(query.get('pid') ?? Number.NaN)
  const place = found.posts.findIndex((post) => post.pid === pid)
  const asked = place < 0 ? query.get('page') : String(Math.floor(place / postsPerPage) + 1)
  const { items, page, pages: count } = pageOf(found.posts, postsPerPage, asked)
  const home = boards.find(({ fid }) => fid === found.fid)
  const numbers = pagination(`showthread.php?tid=${tid}`, page, count)
  return {
    template: 'showthread',
    title: escapeHtml(found.title),
    trail: [
      { name: boardName },
      { name: home?.name ?? '', href: `forumdisplay.php?fid=${found.fid}` },
      { name: found.title },
    ],
    content: `<div class="float_left">\n${numbers}\n</div>\n${threadHtml(forum, found, items, (page - 1) * postsPerPage + 1, base, now)}\n<div class="float_left">\n${numbers}\n</div>`,
  }
}

function profile({ forum, base, now, query }: Wanted): Shown {
  const member = forum.members[Number(query.get('uid')) - 1]
  if (query.get('action') !== 'profile' || !member)
    return message('The member you specified is either invalid or doesn&#039;t exist.')
  return {
    template: 'member_profile',
    title: `${boardName} - Profile of ${escapeHtml(member.name)}`,
    trail: [{ name: boardName }, { name: `Profile of ${member.name}` }],
    content: profileHtml(forum, member, base, now),
  }
}
