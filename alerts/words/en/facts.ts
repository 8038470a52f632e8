import { credibilityWords, reliabilityWords } from '../../../model/admiralty.ts'
import { type DataClass, dataClassWords } from '../../../model/data-classes.ts'
import type { Verdict } from '../../../model/kin.ts'
import type { Plausibility, Reading, Signal } from '../../../model/signal.ts'
import { valueWords } from '../../../model/words.ts'
import { verdicts } from './offer.ts'
import { values } from './values.ts'

// What the facts of a message say. Strangers' words come in cleaned.

export const dataClass = (name: DataClass): string => dataClassWords(name)
export const statuses: Record<Signal['status'], string> = { open: 'open', sold: 'sold' }
export const reliability = reliabilityWords
export const credibility = credibilityWords

/** Above the words of a picture in an excerpt. */
export const picture = (n: string, percent: string): string => `[picture ${n}, read with ${percent}% confidence]`

/** Names of a listing's fields, as an event changes them and a post says them. */
export const fields: Record<Field, string> = {
  intent: 'intent',
  status: 'status',
  victims: 'victims',
  countries: 'countries',
  dataClasses: 'data classes',
  records: 'records',
  price: 'price',
  contacts: 'contacts',
  payment: 'payment',
  escrow: 'escrow',
  sample: 'sample',
  leakDate: 'date of the data',
  thread: 'thread',
  board: 'board',
}
type Field = keyof Reading | 'thread' | 'board'
export const isField = (name: string): name is Field => name in fields
export const changed = (field: string, before: string, after: string): string => `${field}: ${before} → ${after}`
/** A value of a field that has no words of its own; "none" for what is missing. */
export const value = valueWords

interface Account {
  handle: string | null
  site: string
  joined: string | null
  posts: string | null
  reputation: string | null
}
/** "Kotz on raid, joined 2019-03-02, 412 posts, reputation 33". */
export const seller = ({ handle, site, joined, posts, reputation }: Account): string =>
  handle === null
    ? `anonymous on ${site}`
    : [
        `${handle} on ${site}`,
        joined === null ? '' : `joined ${joined}`,
        posts === null ? '' : `${posts} ${posts === '1' ? 'post' : 'posts'}`,
        reputation === null ? '' : `reputation ${reputation}`,
      ]
        .filter(Boolean)
        .join(', ')

interface Past {
  offers: number
  /** There are more offers than were counted. */
  isMore: boolean
  accounts: number
  since: string
  sold: number
  recycled: number
  /** The last ones: title or victim, and day. */
  last: { what: string; day: string }[]
}
/** "14 other offers since 2019-03-02: 3 sold, 2 of data that was out before; last: …". */
export function past({ offers, isMore, accounts, since, sold, recycled, last }: Past): string {
  if (offers === 0) return 'no other offer is known'
  const told = [sold > 0 ? `${sold} sold` : '', recycled > 0 ? `${recycled} of data that was out before` : '']
  const counts = told.filter(Boolean).join(', ')
  return [
    `${isMore ? 'more than ' : ''}${offers} other offer${offers === 1 ? '' : 's'}`,
    accounts > 1 ? ` under ${accounts} accounts` : '',
    ` since ${since}`,
    counts === '' ? '' : `: ${counts}`,
    `; last: ${last.map(({ what, day }) => `“${what}” (${day})`).join(', ')}`,
  ].join('')
}

export const posted = (time: string): string => `${time} (the site's date)`
export const undated = (siteSays: string): string =>
  siteSays === '' ? 'the site gives no date' : `no date that can be true; the site says "${siteSays}"`

export const freshness: Record<NonNullable<Signal['freshness']>, string> = {
  fresh: 'said to be new, or never sold before',
  old: 'was out before, by its own words',
}
export const exclusive: string = 'said to be sold once, or to few'
export const terms = { sample: 'sample shown or offered', escrow: 'escrow accepted' }

/** Claims that the fields did not take. */
export const claims = {
  price: (price: string, isEarlier: boolean): string => `price ${isEarlier ? 'was' : 'is also'} ${price}`,
  leakDate: (date: string, isEarlier: boolean): string => `${isEarlier ? 'was' : 'is also'} dated ${date}`,
  records: (count: string, isEarlier: boolean): string => `${isEarlier ? 'said' : 'also says'} ${count} records`,
  more: (count: number): string => `and ${count} more`,
}

interface Kin {
  verdict: Exclude<Verdict, 'new'>
  /** The count that both claim. */
  claim: string | null
  title: string
  handle: string | null
  site: string
  day: string
  why: string
  later: number
}
/** 'recycled: same 91,174,216 claim as "Tokopedia | 91M users" by whysodank on raid, first seen 2020-05-02 (…); and 2 later'. */
export const seenBefore = ({ verdict, claim, title, handle, site, day, why, later }: Kin): string =>
  [
    `${verdicts[verdict]}: same ${claim === null ? 'data' : `${claim} claim`} as “${title}”`,
    `${handle === null ? '' : ` by ${handle}`} on ${site}, first seen ${day} (${why})`,
    later > 0 ? `; and ${later} later` : '',
  ].join('')
export const neverSeen: string = 'yes: nothing like it was seen before'

export const press = ({
  title,
  site,
  day,
  url,
  more,
}: Record<'title' | 'site' | 'day' | 'url', string> & { more: number }): string =>
  `“${title}” on ${site}, ${day}, ${url}${more > 0 ? `; and ${more} more` : ''}`

/** "48 of 50 NIKs well-formed, 31 regions". */
export const sample = ({ sentence }: Plausibility): string => sentence

/** "C3: source fairly reliable, offer possibly true: its sample or proof can be checked". */
export const admiralty = (code: string, source: string, offer: string): string =>
  `${code}: source ${source}, offer ${offer}`
export const severity = (figure: number): string => `${values.number(figure)} of 100`
export const confidence = (percent: number): string => `${percent}%`
