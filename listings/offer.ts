import type { Mentions, Offer } from '../model/kin.ts'
import type { Listing } from '../model/listing.ts'
import type { Post } from '../model/post.ts'
import type { Signal } from '../model/signal.ts'
import { writtenAddresses } from '../model/written-address.ts'
import { bandsOf, sketchOf } from './likeness.ts'

/** Legal forms and ends of addresses, which one names and another leaves out. */
const forms = /(?<![\p{L}\p{N}])(?:pt|tbk|persero|perum|cv|inc|ltd|llc|corp|co|gmbh|sdn bhd|the)(?![\p{L}\p{N}])/gu
const domain = /\.(?:(?:co|or|go|ac|sch|com|gov|org|net)\.[a-z]{2}|com|net|org|gov|io|info|biz|id|my|sg|au)$/u

/** A victim's name made comparable: "PT Tokopedia Tbk", "tokopedia.com" and "Tokopedia" are one. */
export const victimKey = (name: string): string => {
  const bare = name
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/^https?:\/\/(?:www\.)?|^www\./u, '')
    .replace(domain, '')
  const short = bare.replace(forms, '').replace(/[^\p{L}\p{N}]+/gu, '')
  return short || bare.replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Values that say who sells, and not whose data it is. */
const notOfPeople: ReadonlySet<string> = new Set(['wallets', 'api-keys'])

/** Where somebody is reached, and no file lies. */
const contactHosts =
  /^(?:www\.)?(?:t\.me|telegram\.me|wa\.me|discord\.gg|discord\.com|x\.com|twitter\.com|facebook\.com|instagram\.com)\//u

/** A post may be megabytes of rows: where its files lie, it says before. */
const readable = 200_000

/** Where an offer's files lie, in one notation; the site's own pages are left out, and addresses without a path. */
function filesOf(post: Post): string[] {
  const home = URL.canParse(post.url) ? new URL(post.url).host : ''
  const written = writtenAddresses(post.text.slice(0, readable)).map(({ address }) => address)
  const linked = post.links.map(({ url }) => url)
  const bare = [...linked, ...written].map((one) =>
    one
      .replace(/^[a-z]+:\/\/(?:www\.)?/iu, '')
      .replace(/[.,;:!/]+$/u, '')
      .slice(0, 300),
  )
  return [...new Set(bare)]
    .filter((one) => /^[^/]+\/.{4,}/u.test(one) && !contactHosts.test(one) && !one.startsWith(home || '/'))
    .slice(0, 20)
}

/** What is taken for a count though it is the year of the data. */
const isYear = (count: number): boolean => count >= 1_900 && count <= 2_100

const named = (names: readonly string[]): string[] => distinct(names.map(victimKey).filter(Boolean)).slice(0, 30)
const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** What of a listing, by the post that opened it, is compared with others. */
export function offerOf(listing: Listing, signal: Signal, post: Post, mentions: Mentions): Offer {
  const claimed = (field: 'records' | 'leakDate'): unknown[] =>
    signal.claims.filter((claim) => claim.field === field).map(({ value }) => value)
  const counts: number[] = [signal.records, ...claimed('records')].filter(
    (count): count is number => typeof count === 'number' && !isYear(count),
  )
  const dates: string[] = [signal.leakDate, ...claimed('leakDate')].filter(
    (date): date is string => typeof date === 'string',
  )
  return {
    accountId: listing.accountId,
    site: listing.site,
    handle: listing.handle,
    contacts: signal.contacts,
    at: listing.postedAt ?? listing.firstSeenAt,
    intent: signal.intent,
    victims: named(signal.victims),
    names: named(mentions.names),
    countries: signal.countries,
    dataClasses: signal.dataClasses,
    counts: distinct(counts).slice(0, 30),
    mentioned: mentions.counts.slice(0, 30),
    bytes: signal.bytes,
    dates: distinct(dates).slice(0, 10),
    columns: signal.columns.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')),
    rows: signal.personal.filter(({ kind }) => !notOfPeople.has(kind)).flatMap(({ hashes }) => hashes),
    files: filesOf(post),
    freshness: signal.freshness,
    byPiece: signal.price !== null && signal.price.per !== 'dataset',
    sketch: sketchOf([post.title, post.text, ...post.images.map(({ text = '' }) => text)].join('\n'))?.slice() ?? null,
  }
}

/** Counts that differ by a twentieth fall into one step or its neighbour. */
const stepOf = (count: number): number => Math.round(Math.log(count) / Math.log(1.1))

/** The smallest hashes: two samples that share rows share these, in whatever order they stand. */
const rowsKept = 20

/** By what an offer is found. A count is known with its victim, or without one with its country. */
function keysWith(offer: Offer, steps: (count: number) => number[]): string[] {
  const { victims, countries, counts, columns, rows, files, sketch } = offer
  const named = victims.slice(0, 8)
  const whose = [...named.map((victim) => `v ${victim}`), ...countries.slice(0, 3).map((country) => `c ${country}`)]
  return distinct([
    ...named.map((victim) => `v ${victim}`),
    ...whose.flatMap((who) => counts.slice(0, 4).flatMap((count) => steps(count).map((step) => `${who} ${step}`))),
    ...counts.filter((count) => !isRound(count)).map((count) => `n ${count}`),
    ...(columns.length >= 4 ? [`t ${columns.slice().sort().join(' ')}`] : []),
    ...[...rows]
      .sort()
      .slice(0, rowsKept)
      .map((hash) => `r ${hash}`),
    ...files.map((file) => `f ${file}`),
    ...(sketch ? bandsOf(sketch).map((band) => `b ${band}`) : []),
  ])
}

/** Whether a count is a figure of speech: "91 million" is, 91,174,216 is a fingerprint. */
export const isRound = (count: number): boolean => String(count).replace(/0+$/, '').length < 5

/** Under these an offer is written down. */
export const keysOf = (offer: Offer): string[] => keysWith(offer, (count) => [stepOf(count)])

/** The step of a count and those beside it. */
export const stepsAround = (count: number): number[] => [stepOf(count) - 1, stepOf(count), stepOf(count) + 1]

/** Under these its like are looked for. */
export const keysToAsk = (offer: Offer): string[] => keysWith(offer, stepsAround)
