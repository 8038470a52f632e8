import type { Fact, Message } from '../../model/alert.ts'
import type { Language } from '../../model/language.ts'
import { allWords } from '../../model/picture-words.ts'
import { cut, defang, plainText } from '../../model/plain.ts'
import type { Happening, Story } from '../happening.ts'
import type { Hit } from '../rules/match.ts'
import { type Words, wordsOf } from '../words/words.ts'
import { valueWords } from './changes.ts'
import { factsOf } from './facts.ts'
import { line } from './harmless.ts'
import { nextSteps } from './next.ts'

/**
 * The finished message about a listing event, the same for all channels: plain text, links defanged, one line a fact.
 *
 * Facts stand in this order, and only where there is something to say: Victim, What, Records, Price, Title, Seller,
 * Posted (the site's own date), Seen, Opened (for a later event), Change, Status, Countries, Data from, Freshness,
 * Seen before (the first listing with the same data), In the press, Exclusive, Sample (how its ids look), Format and size, Columns (the first ten), Other claims (counts, prices and dates
 * that the fields did not take), Terms, Contacts, Payment, Where (the target), Admiralty (both halves of its code),
 * Severity and Confidence (each with what weighs most in it), Page SHA-256 (the evidence). The excerpt is the first 500
 * characters of the masked text, and below it of what its pictures say.
 */
export function composeListing(story: Story, hit: Hit, now: Date, language: Language = 'en'): Message {
  const { event, listing, post } = story
  const words = wordsOf(language)
  return {
    language,
    subject: subjectOf(story, words),
    kind: 'listing',
    event: event.kind,
    tlp: hit.rule.tlp,
    severity: listing.severity,
    confidence: listing.confidence,
    facts: factsOf(story, words),
    excerpt: excerptOf(allWords(post).text, words),
    reasons: [words.rules.name(hit.rule.id), ...hit.reasons.map((why) => line(words.rules.why(why), 500))],
    next: nextSteps(story, hit, words).map((step) => line(step, 300)),
    source: line(post.url, 2_000),
    evidence: event.pageSha256,
    link: null,
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

/** The same in the words of whoever reads it. */
export type OperatorNews = (words: Words) => OperatorNote

/** The finished message to the operators. Facts and reasons may carry words of strangers: they are cleaned here. */
export const composeOperator = (
  { subject, facts, reasons, severity = 50 }: OperatorNote,
  now: Date,
  language: Language = 'en',
): Message => ({
  language,
  subject: line(subject, 200),
  kind: 'operator',
  event: null,
  tlp: 'AMBER',
  severity,
  confidence: 1,
  facts: facts.map(({ label, value }) => ({ label: line(label, 60), value: line(value, 1_000) })),
  excerpt: '',
  reasons: reasons.map((reason) => line(reason, 1_000)),
  next: [],
  source: '',
  evidence: '',
  link: null,
  createdAt: now.toISOString(),
})

/**
 * "BPJS Kesehatan: 279,000,000 records for sale by Kotz (0.15 BTC)". Without a victim the countries stand first,
 * without a count the data classes; a repriced offer shows both prices.
 */
function subjectOf({ event, listing }: Happening, words: Words): string {
  const { values, facts, offer } = words
  const victims = listing.victims.map((victim) => line(victim, 60))
  const repriced = event.kind === 'repriced' ? event.changes.find(({ field }) => field === 'price') : undefined
  const price = (value: unknown): string => line(valueWords('price', value, words), 50)
  const subject = offer.subject({
    ...{ intent: listing.intent, event: event.kind, verdict: listing.verdict },
    whose: victims.length > 0 ? values.listed(victims, 2) : values.listed(listing.countries.map(values.country), 3),
    what:
      listing.records === null
        ? values.listed(listing.dataClasses.slice().sort(byTelling).map(facts.dataClass), 2)
        : offer.counted(values.number(listing.records)),
    by: listing.handle === null ? null : line(listing.handle, 40),
    asked: repriced
      ? `${price(repriced.before)} → ${price(repriced.after)}`
      : listing.price && values.price(listing.price),
  })
  return cut(subject, 200)
}

const telling = new Set(['id-selfies', 'id-documents', 'health-records', 'national-ids', 'biometrics', 'payment-cards'])
/** Puts the classes that say most about the harm in front. */
const byTelling = (a: string, b: string): number => Number(telling.has(b)) - Number(telling.has(a))

/** The first words of a masked text, blank lines taken out. A post may be megabytes long: only its start is looked at. */
const excerptOf = (text: string, { facts }: Words): string => {
  const start = text.slice(0, 4_000).replace(pictureLabel, (_label, n: string, sure: string) => facts.picture(n, sure))
  return cut(defang(plainText(start).trim().replace(/\n\s+/g, '\n')), 500)
}

/** What stands above the words of a picture: model/picture-words.ts. */
const pictureLabel = /\[picture (\d+), read with (\d+)% confidence\]/g
