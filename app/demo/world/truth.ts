import { articles } from './articles.ts'
import { channel, messages } from './channel.ts'
import type { CaseId, Offer } from './content.ts'
import type { Forum } from './forum-state.ts'
import { pastes } from './pastes.ts'

/** The sites of the world. */
export type SiteName = 'forum' | 'paste' | 'telegram' | 'news'

/** A post as a reader should find it. */
export interface TruePost {
  site: SiteName
  /** The site's own id of it. */
  postId: string
  /** `null` for a paste by nobody. */
  author: string | null
  offer: Offer | null
  case: CaseId | null
}

/** One of the cases that the world was made for: what the alert about it should say. */
export interface TrueCase {
  id: CaseId
  name: string
  seller: string
  /** Where it stands first. */
  url: string
  offer: Offer
  /** How many posts make this offer. */
  posts: number
  /** Whether an alert's subject speaks of it. */
  recognise(subject: string): boolean
}

/** What is true of the world at its start. */
export interface Truth {
  cases: readonly TrueCase[]
  posts: readonly TruePost[]
  /** Posts by site, offers among them, and pages that a visit from the start addresses can reach. */
  sites: Record<SiteName, { posts: number; offers: number; pages: number }>
}

const names: Record<CaseId, { name: string; seller: string; subject: RegExp }> = {
  bpjs: { name: 'BPJS Kesehatan, 279 million', seller: 'Kotz', subject: /BPJS/i },
  tokopedia: { name: 'Tokopedia, 91 million', seller: 'warungbytes', subject: /Tokopedia/i },
  kemenkes: {
    name: 'Kemenkes, 6 million patients',
    seller: 'medvault',
    subject: /Kemenkes|Kementerian Kesehatan|Ministry of Health/i,
  },
  'ktp-selfies': { name: 'Ready KTP selfie HD', seller: channel.handle, subject: /selfie/i },
}

/** Derives the truth from the content itself. */
export function truthOf(forum: Forum, urls: Record<SiteName, string>): Truth {
  const posts: TruePost[] = [
    ...forum.threads.flatMap((thread) =>
      thread.posts.map(({ pid, by, offer }) => ({
        ...{ site: 'forum' as const, postId: String(pid), author: by },
        offer,
        case: offer ? (thread.case ?? null) : null,
      })),
    ),
    ...pastes.map(({ id, by, offer, case: of }) => ({
      ...{ site: 'paste' as const, postId: id, author: by === 'Anonymous' ? null : by },
      ...{ offer: offer ?? null, case: of ?? null },
    })),
    ...messages.map(({ offer, case: of }, index) => ({
      ...{ site: 'telegram' as const, postId: `${channel.handle}/${index + 1}`, author: channel.handle },
      ...{ offer: offer ?? null, case: of ?? null },
    })),
    ...articles.map(({ by }, index) => ({
      ...{
        site: 'news' as const,
        postId: `kabar-praktik-${articles.length - index}`,
        author: by,
        offer: null,
        case: null,
      },
    })),
  ]
  const count = (site: SiteName, pages: number): Truth['sites'][SiteName] => {
    const own = posts.filter((post) => post.site === site)
    return { posts: own.length, offers: own.filter(({ offer }) => offer).length, pages }
  }
  return {
    posts,
    cases: (Object.keys(names) as CaseId[]).map((id) => caseOf(id, posts, forum, urls)),
    sites: {
      forum: count('forum', forumPages(forum)),
      paste: count('paste', pagesFor(pastes.length, 15) + pastes.length),
      telegram: count('telegram', pagesFor(messages.length, 10)),
      news: count('news', 1),
    },
  }
}

const pagesFor = (items: number, size: number): number => Math.max(1, Math.ceil(items / size))

/** The index, every page of every board and thread, and the profiles of all who wrote. */
function forumPages({ threads }: Forum): number {
  const fids = [...new Set(threads.map(({ fid }) => fid))]
  const boardPages = fids.map((fid) => pagesFor(threads.filter((thread) => thread.fid === fid).length, 10))
  const authors = new Set(threads.flatMap(({ posts }) => posts.map(({ by }) => by)))
  return [1, authors.size, ...boardPages, ...threads.map(({ posts }) => pagesFor(posts.length, 10))].reduce(
    (a, b) => a + b,
  )
}

function caseOf(id: CaseId, posts: readonly TruePost[], forum: Forum, urls: Record<SiteName, string>): TrueCase {
  const own = posts.filter((post) => post.case === id)
  const offer = own[0]?.offer
  if (!offer) throw new RangeError(`the practice world lacks the case ${id}`)
  const thread = forum.threads.find((other) => other.case === id)
  const { name, seller, subject } = names[id]
  return {
    ...{ id, name, seller, offer, posts: own.length },
    url: thread ? `${urls.forum}/showthread.php?tid=${thread.tid}` : `${urls.telegram}/s/${channel.handle}`,
    recognise: (text) => subject.test(text),
  }
}
