import { admiraltyCode } from '../../model/admiralty.ts'
import { allWords } from '../../model/picture-words.ts'
import { cut, defang, oneLine, plainText } from '../../model/plain.ts'
import type { Contact } from '../../model/profile.ts'
import type { Price } from '../../model/signal.ts'
import type { TimelineEntry } from '../../model/timeline.ts'

/** One entry of a timeline under the names that every flat format uses, in their order. Cleaned, links defanged. */
export interface Row {
  /** ISO 8601 in UTC; `null` where the site does not say. */
  posted_at: string | null
  seen_at: string
  site: string
  account: string
  event: string
  intent: string
  status: string
  victims: string[]
  countries: string[]
  data_classes: string[]
  records: number | null
  price_amount: number | null
  price_currency: Price['currency'] | null
  price_per: Price['per'] | null
  contacts: Contact[]
  payment: string[]
  title: string
  /** The first 500 characters of the masked text, and of what its pictures say. */
  excerpt: string
  url: string
  listing_id: string
  post_id: string
  changes: TimelineEntry['event']['changes']
  /** SHA-256 of the page it was read from. */
  page_sha256: string
  /** 0 to 100; `null` for a report. */
  severity: number | null
  /** 0 to 1; `null` for a report. */
  confidence: number | null
  /** The Admiralty code: the source's reliability as it is configured now, and what the post lets one believe. */
  admiralty: string
  /** Whether the data was offered before: new, same, cross-posted, recycled. */
  verdict: string
}

const excerptLength = 500

/** The row of an entry. What the site wrote stays word for word, but for what would act on the program that opens it. */
export function rowOf({ postedAt, seenAt, account, reliability, event, listing, signal, post }: TimelineEntry): Row {
  return {
    posted_at: postedAt?.toISOString() ?? null,
    seen_at: seenAt.toISOString(),
    site: account.site,
    account: oneLine(account.handle ?? ''),
    event: event.kind,
    intent: signal.intent,
    status: listing.status,
    victims: signal.victims.map(oneLine),
    countries: signal.countries,
    data_classes: signal.dataClasses,
    records: signal.records,
    price_amount: signal.price?.amount ?? null,
    price_currency: signal.price?.currency ?? null,
    price_per: signal.price?.per ?? null,
    contacts: signal.contacts.map(({ type, value }) => ({ type, value: oneLine(value) })),
    payment: signal.payment,
    title: defang(oneLine(post.title || listing.title)),
    excerpt: defang(cut(plainText(allWords(post).text).trim(), excerptLength)),
    url: defang(oneLine(post.url)),
    listing_id: oneLine(listing.id),
    post_id: oneLine(post.id),
    changes: event.changes.map(({ field, before, after }) => ({
      field: oneLine(field),
      before: plainValue(before),
      after: plainValue(after),
    })),
    page_sha256: event.pageSha256,
    severity: signal.severity,
    confidence: signal.confidence,
    admiralty: admiraltyCode(reliability, signal.credibility),
    verdict: listing.verdict,
  }
}

/** Any JSON value with every text in it cleaned. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value)
  if (Array.isArray(value)) return value.map(plainValue)
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [oneLine(key), plainValue(item)]))
}
