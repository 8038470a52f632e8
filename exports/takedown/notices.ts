import type { OfferLinkState } from '../../model/offer-link.ts'
import { defang } from '../../model/plain.ts'
import type { Timeline, TimelineEntry } from '../../model/timeline.ts'
import { hosterOf } from '../trail/hosters.ts'
import { type LinkKind, linksOf } from '../trail/links.ts'
import { rowOf } from '../trail/row.ts'

/** One address that a listing gives, or stands at, and what whoever blocks or removes it has to know. */
export interface Notice {
  /** As it is: what has to be blocked is exactly this. */
  url: string
  url_defanged: string
  kind: LinkKind
  host: string
  /** Empty where the host is no service that is known by name; the host's operator is then found by its registration. */
  hoster: string
  /** Empty where it is not surely known. */
  abuse_contact: string
  /** When the post that gives it, as it reads now, was seen first and last; ISO 8601 in UTC. */
  first_seen_at: string
  last_seen_at: string
  /** When the site says that it was posted, the earliest. */
  first_posted_at: string
  /** When the address itself was found to answer, first and last: a post's when it was read; empty where nobody asked. */
  first_up_at: string
  last_up_at: string
  victims: string[]
  listing_id: string
  listing_title: string
  listing_status: string
  site: string
  account: string
  /** The post that gives it, defanged. */
  post_url: string
  post_id: string
  /** SHA-256 of the page with that post, as it was seen last. */
  page_sha256: string
  /** The pages' hashes before, oldest first. */
  earlier_sha256: string[]
}

/** Every address of a timeline's listings, each once a listing, in the order in which they were seen. */
export function noticesOf({ entries, goods }: Timeline): Notice[] {
  const states = new Map(goods.map((state) => [state.url, state]))
  const notices = new Map<string, Notice>()
  for (const entry of entries)
    for (const { kind, url } of linksOf(entry.post)) {
      const key = JSON.stringify([entry.listing.id, url.href])
      const known = notices.get(key)
      notices.set(key, known ? seenAgain(known, entry) : noticeOf(entry, kind, url))
    }
  return [...notices.values()].map((notice) => ({ ...notice, ...upTimes(notice, states.get(notice.url)) }))
}

function upTimes(notice: Notice, state: OfferLinkState | undefined): Pick<Notice, 'first_up_at' | 'last_up_at'> {
  if (notice.kind === 'post') return { first_up_at: notice.first_seen_at, last_up_at: notice.last_seen_at }
  return { first_up_at: state?.firstUpAt?.toISOString() ?? '', last_up_at: state?.lastUpAt?.toISOString() ?? '' }
}

function noticeOf(entry: TimelineEntry, kind: LinkKind, url: URL): Notice {
  const row = rowOf(entry)
  const hoster = hosterOf(url.hostname)
  return {
    url: url.href,
    url_defanged: defang(url.href),
    kind,
    host: url.hostname,
    hoster: hoster?.name ?? '',
    abuse_contact: hoster?.abuse ?? '',
    first_seen_at: row.seen_at,
    last_seen_at: row.seen_at,
    first_posted_at: row.posted_at ?? '',
    first_up_at: '',
    last_up_at: '',
    victims: row.victims,
    listing_id: row.listing_id,
    listing_title: row.title,
    listing_status: row.status,
    site: row.site,
    account: row.account,
    post_url: row.url,
    post_id: row.post_id,
    page_sha256: row.page_sha256,
    earlier_sha256: [],
  }
}

/** A notice with what a later entry adds. Instants in ISO 8601 and UTC are in order as text. */
function seenAgain(known: Notice, entry: TimelineEntry): Notice {
  const { seen_at, posted_at, victims, page_sha256 } = rowOf(entry)
  const isLater = seen_at >= known.last_seen_at
  const [last, other] = isLater ? [page_sha256, known.page_sha256] : [known.page_sha256, page_sha256]
  const earliest = (instants: readonly string[]): string => instants.filter(Boolean).sort()[0] ?? ''
  return {
    ...known,
    first_seen_at: earliest([known.first_seen_at, seen_at]),
    last_seen_at: isLater ? seen_at : known.last_seen_at,
    first_posted_at: earliest([known.first_posted_at, posted_at ?? '']),
    victims: [...new Set([...known.victims, ...victims])],
    page_sha256: last,
    earlier_sha256: [...new Set([...known.earlier_sha256, other])].filter((hash) => hash !== last),
  }
}
