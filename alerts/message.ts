import type { Fact, Message } from '../model/alert.ts'
import { dataClassWords } from '../model/data-classes.ts'
import type { Listing } from '../model/listing.ts'
import { cut, defang, plainText } from '../model/plain.ts'
import type { Account } from '../model/seller.ts'
import type { Intent } from '../model/signal.ts'
import { changeWords, countryWords, numberWords, priceWords, timeWords } from '../model/words.ts'
import type { Happening } from './happening.ts'
import { line } from './harmless.ts'
import type { Hit } from './match.ts'

const listed = (values: string[], most: number): string =>
  values.length > most ? `${values.slice(0, most).join(', ')} and ${values.length - most} more` : values.join(', ')

/**
 * The finished message about a listing event, the same for all channels: plain text, links defanged, one line a fact.
 *
 * Facts stand in this order, and only where there is something to say: Victim, What, Records, Price, Title, Seller,
 * Posted (the site's own date), Seen, Opened (for a later event), Change, Status, Countries, Data from, Terms,
 * Contacts, Payment, Where (target and Admiralty source reliability), Severity, Confidence, Page SHA-256 (the
 * evidence). The excerpt is the first 500 characters of the masked text.
 */
export function composeListing(happening: Happening, hit: Hit, now: Date): Message {
  const { event, listing, post } = happening
  return {
    subject: subjectOf(happening),
    kind: 'listing',
    event: event.kind,
    tlp: hit.rule.tlp,
    severity: listing.severity,
    confidence: listing.confidence,
    facts: factsOf(happening),
    excerpt: excerptOf(post.text),
    reasons: [`rule ${hit.rule.id}`, ...hit.reasons.map((reason) => line(reason, 500))],
    source: line(post.url, 2_000),
    evidence: event.pageSha256,
    createdAt: now.toISOString(),
  }
}

/** What an operator is told of Pantau itself: a target that broke, a disk that is full. */
export interface OperatorNote {
  /** One line: what is wrong, with what. */
  subject: string
  facts: Fact[]
  /** Why this note, and what to do. */
  reasons: string[]
  /** 0 to 100; 50 where it is not given. */
  severity?: number
}

/** The finished message to the operators. Facts and reasons may carry words of strangers: they are cleaned here. */
export const composeOperator = ({ subject, facts, reasons, severity = 50 }: OperatorNote, now: Date): Message => ({
  subject: line(subject, 200),
  kind: 'operator',
  event: null,
  tlp: 'AMBER',
  severity,
  confidence: 1,
  facts: facts.map(({ label, value }) => ({ label: line(label, 60), value: line(value, 1_000) })),
  excerpt: '',
  reasons: reasons.map((reason) => line(reason, 1_000)),
  source: '',
  evidence: '',
  createdAt: now.toISOString(),
})

const offers: Record<Intent, string> = {
  sale: 'for sale',
  giveaway: 'given away',
  wanted: 'wanted',
  extortion: 'held to ransom',
  dump: 'dumped',
}

/** What the event made of the offer, as the subject says it. */
function verbOf({ event, listing }: Happening): string {
  const offer = offers[listing.intent]
  switch (event.kind) {
    case 'opened':
      return offer
    case 'edited':
      return `${offer}, offer edited`
    case 'repriced':
      return `${offer}, repriced`
    case 'bumped':
      return `still ${offer}`
    case 'sold':
      return listing.intent === 'sale' ? 'sold' : `${offer}, now closed`
    case 'reopened':
      return `${offer} again`
    case 'removed':
      return `${offer}, offer removed`
    case 'seen-elsewhere':
      return `${offer}, seen elsewhere`
  }
}

/**
 * "BPJS Kesehatan: 279,000,000 records for sale by Kotz (0.15 BTC)". Without a victim the countries stand first,
 * without a count the data classes; a repriced offer shows both prices.
 */
function subjectOf(happening: Happening): string {
  const { event, listing } = happening
  const victims = listing.victims.map((victim) => line(victim, 60))
  const whose = victims.length > 0 ? listed(victims, 2) : listed(listing.countries.map(countryWords), 3)
  const what =
    listing.records === null
      ? listed(listing.dataClasses.slice().sort(byTelling).map(dataClassWords), 2) || 'data'
      : `${numberWords(listing.records)} records`
  const by = listing.handle === null ? '' : ` by ${line(listing.handle, 40)}`
  const repriced = event.kind === 'repriced' ? event.changes.find(({ field }) => field === 'price') : undefined
  const price =
    repriced === undefined
      ? listing.price && priceWords(listing.price)
      : line(changeWords(repriced).replace(/^price: /, ''), 100)
  const asked = price === null ? '' : ` (${price})`
  return cut(`${whose || 'Unnamed victim'}: ${what} ${verbOf(happening)}${by}${asked}`, 200)
}

const telling = new Set(['id-selfies', 'id-documents', 'health-records', 'national-ids', 'biometrics', 'payment-cards'])
/** Puts the classes that say most about the harm in front. */
const byTelling = (a: string, b: string): number => Number(telling.has(b)) - Number(telling.has(a))

const reliabilities = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'cannot be judged',
} as const

function factsOf(happening: Happening): Fact[] {
  const { event, listing, post, account, reliability, targetId } = happening
  const posted = event.postedAt ?? (post.postedAt === null ? null : new Date(post.postedAt))
  const opened = event.kind === 'opened' ? null : (listing.postedAt ?? listing.firstSeenAt)
  const facts: [label: string, value: string | null | undefined][] = [
    [
      'Victim',
      listed(
        listing.victims.map((victim) => line(victim, 100)),
        10,
      ),
    ],
    ['What', listed(listing.dataClasses.map(dataClassWords), 20)],
    ['Records', listing.records === null ? null : numberWords(listing.records)],
    ['Price', listing.price && priceWords(listing.price)],
    ['Title', line(post.title || listing.title, 200)],
    ['Seller', sellerOf(listing, account)],
    ['Posted', posted === null ? undatedWords(post.dateText) : `${timeWords(posted)} (the site's date)`],
    ['Seen', timeWords(event.seenAt)],
    ['Opened', opened && timeWords(opened)],
    [
      'Change',
      listed(
        event.changes.map((change) => line(changeWords(change), 300)),
        5,
      ),
    ],
    ['Status', listing.status],
    [
      'Countries',
      listed(
        listing.countries.map((code) => `${countryWords(code)} (${code})`),
        10,
      ),
    ],
    ['Data from', listing.leakDate],
    ['Terms', termsOf(listing)],
    [
      'Contacts',
      listed(
        listing.contacts.map(({ type, value }) => `${type} ${line(value, 150)}`),
        8,
      ),
    ],
    ['Payment', listing.payment.join(', ')],
    ['Where', `${targetId}, source reliability ${reliability} (${reliabilities[reliability]})`],
    ['Severity', `${listing.severity} of 100`],
    ['Confidence', `${Math.round(listing.confidence * 100)}%`],
    ['Page SHA-256', event.pageSha256],
  ]
  return facts.flatMap(([label, value]) => (value ? [{ label, value: cut(value, 1_000) }] : []))
}

/** "Kotz on raid, joined 2019-03-02, 412 posts, reputation 33". */
function sellerOf(listing: Listing, account: Account | null): string {
  const handle = account?.handle ?? listing.handle
  if (handle === null) return `anonymous on ${listing.site}`
  return [
    `${line(handle, 60)} on ${listing.site}`,
    account?.joinedAt ? `joined ${account.joinedAt.slice(0, 10)}` : '',
    typeof account?.posts === 'number' ? `${numberWords(account.posts)} posts` : '',
    typeof account?.reputation === 'number' ? `reputation ${numberWords(account.reputation)}` : '',
  ]
    .filter(Boolean)
    .join(', ')
}

const undatedWords = (dateText: string): string =>
  dateText === '' ? 'the site gives no date' : `no date that can be true; the site says "${line(dateText, 80)}"`

const termsOf = ({ sample, escrow }: Listing): string =>
  [sample ? 'sample shown or offered' : '', escrow ? 'escrow accepted' : ''].filter(Boolean).join(', ')

/** The first words of a masked text, blank lines taken out. A post may be megabytes long: only its start is looked at. */
const excerptOf = (text: string): string =>
  cut(defang(plainText(text.slice(0, 4_000)).trim().replace(/\n\s+/g, '\n')), 500)
