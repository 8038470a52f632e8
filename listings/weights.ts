import type { Offer } from '../model/kin.ts'
import { say } from '../model/sentences.ts'
import { numberWords } from '../model/words.ts'
import { likeness } from './likeness.ts'
import { isRound } from './offer.ts'

// What speaks for two offers being of the same data, and what against it; docs/listings.md has the table, and what it was
// measured on.

/** One thing that speaks for the same data (above 0) or against it. */
export interface Weight {
  points: number
  why: string
}

function common<T>(a: readonly T[], b: readonly T[]): T[] {
  const others = new Set(b)
  return a.filter((one) => others.has(one))
}

/** Two counts within a twentieth of each other are one claim. */
export const sameCount = (a: number, b: number): boolean => Math.abs(a - b) <= 0.05 * Math.max(a, b)

/** A sample of so many values would show some of another's, were the data the same. */
const tellingRows = 4

/** A key's fingerprint and an account's number are taken for personal data too, and stand in every ad of their owner. */
const ownValues = 3
/** By how many values two samples share: one or two may be those of a middleman. */
const byShared = [0, 1.5, 4, 6, 10]

function rows(a: Offer, b: Offer, isOnePerson: boolean): Weight[] {
  const equal = common(a.rows, b.rows).length
  const shared = isOnePerson ? Math.max(0, equal - ownValues) : equal
  if (shared > 0) {
    const points = byShared[Math.min(shared, byShared.length - 1)] ?? 0
    return [{ points, why: say(equal === 1 ? 'equalValue' : 'equalValues', numberWords(equal)) }]
  }
  const isOther = equal === 0 && Math.min(a.rows.length, b.rows.length) >= tellingRows
  return isOther ? [{ points: -1, why: say('otherSamples') }] : []
}

function files(a: Offer, b: Offer): Weight[] {
  return common(a.files, b.files).length === 0 ? [] : [{ points: 8, why: say('sameFile') }]
}

/** More victims than these are a collection: one of them in common says little. */
const fewVictims = 3
/** "RS Contoh" and "RS Contoh Sehat"; of shorter names many begin alike. */
const tellingName = 6
const beginAlike = (one: string, other: string): boolean =>
  Math.min(one.length, other.length) >= tellingName && (one.startsWith(other) || other.startsWith(one))

/** Whom the data was taken from: one name may stand among the victims here, and only be mentioned there. */
function victims(a: Offer, b: Offer): Weight[] {
  const isCollection = Math.max(a.victims.length, b.victims.length) > fewVictims
  if (common(a.victims, b.victims).length > 0) return [{ points: isCollection ? 1 : 2, why: say('sameVictim') }]
  if (common(a.victims, b.names).length > 0 || common(b.victims, a.names).length > 0)
    return [{ points: 1, why: say('victimInBoth') }]
  if (a.victims.length === 0 && b.victims.length === 0) return []
  const [ofA, ofB] = [a, b].map(({ victims, names }) => (victims.length > 0 ? victims : names))
  if (!ofA?.length || !ofB?.length) return []
  if (ofA.some((one) => ofB.some((other) => beginAlike(one, other)))) return [{ points: 1, why: say('likeVictims') }]
  return [{ points: -6, why: say('otherVictims') }]
}

const hasVictim = (a: Offer, b: Offer): boolean => victims(a, b).some(({ points }) => points > 0)

const digitsOf = (count: number): string => String(count).replace(/0+$/, '')

/** How many digits of two counts agree, where one is the other rounded or cut off: 2 of "91M" and 91,174,216; else 0. */
function agreeing(a: number, b: number): number {
  if (Math.abs(a - b) > 0.08 * Math.max(a, b)) return 0
  const [rough, exact] = digitsOf(a).length <= digitsOf(b).length ? [a, b] : [b, a]
  const unit = rough / Number(digitsOf(rough))
  const isSame = Math.floor(exact / unit) * unit === rough || Math.round(exact / unit) * unit === rough
  return isSame ? digitsOf(rough).length : 0
}

/** The more digits two counts share, the more it says: everybody has a million, nobody else 91,174,216. */
const byDigits = [0, 1.5, 2, 2.5, 3, 4]

function counts(a: Offer, b: Offer): Weight[] {
  const share = hasVictim(a, b) ? 0 : 0.5
  const [all, others] = [a, b].map(({ counts, mentioned }) => [...counts, ...mentioned])
  const exact = common(all ?? [], others ?? []).find((count) => !isRound(count))
  if (exact !== undefined) return [{ points: 4 - share, why: say('exactly', numberWords(exact)) }]
  const [first, other] = [a.counts[0], b.counts[0]]
  if (first === undefined || other === undefined) {
    const [said, silent] = first === undefined ? [other, a] : [first, b]
    const isNamed = said !== undefined && silent.mentioned.some((count) => agreeing(count, said) > 1)
    return isNamed ? [{ points: 1.5 - share, why: say('namedInBoth', numberWords(said)) }] : []
  }
  const digits = Math.min(agreeing(first, other), byDigits.length - 1)
  if (digits > 0) return [{ points: (byDigits[digits] ?? 0) - share, why: say('inBoth', numberWords(other)) }]
  if (sameCount(first, other)) return [{ points: 1 - share, why: say('about', numberWords(other)) }]
  // "15 of the 91 million": whoever offers a part says of what.
  const [less, more] = first < other ? [first, other] : [other, first]
  const [part, whole] = first < other ? [a, b] : [b, a]
  const isPart = part.mentioned.some((count) => agreeing(count, more) > 0)
  if (isPart || [...whole.mentioned, ...whole.counts].some((count) => count !== more && agreeing(count, less) > 0))
    return [{ points: 2 - share, why: say('part', numberWords(less), numberWords(more)) }]
  return [{ points: -2.5, why: say('otherCount') }]
}

function sizes(a: Offer, b: Offer): Weight[] {
  if (a.bytes === null || b.bytes === null || a.bytes !== b.bytes) return []
  return [{ points: byDigits[Math.min(digitsOf(a.bytes).length, 3)] ?? 0, why: say('sameSize') }]
}

/** Months since the year 0; of a year alone its first or its last. */
const monthOf = (date: string, end: 'first' | 'last'): number => {
  const [year = 0, month] = date.split('-').map(Number)
  return year * 12 + (month === undefined ? (end === 'first' ? 0 : 11) : month - 1)
}

/** Months that lie between what two dates can mean; 0 where they can mean one. */
const apart = (a: string, b: string): number =>
  Math.max(0, monthOf(a, 'first') - monthOf(b, 'last'), monthOf(b, 'first') - monthOf(a, 'last'))

/** Between a theft, its sale and its news lie some months: whoever dates the data may mean any of them. */
const sameTime = 3

function dates(a: Offer, b: Offer): Weight[] {
  const [earlier, later] = a.at <= b.at ? [a, b] : [b, a]
  const offered = monthOf(earlier.at.toISOString().slice(0, 7), 'last')
  if (later.dates.length > 0 && later.dates.every((date) => monthOf(date, 'first') > offered + 1))
    return [{ points: -3, why: say('younger') }]
  if (a.dates.length === 0 || b.dates.length === 0) return []
  const least = Math.min(...a.dates.flatMap((date) => b.dates.map((other) => apart(date, other))))
  if (least === 0) return [{ points: 1, why: say('sameDate') }]
  return least <= sameTime ? [] : [{ points: -3, why: say('otherDate') }]
}

function fields(a: Offer, b: Offer): Weight[] {
  const weights: Weight[] = []
  const columns = common(a.columns, b.columns).length
  if (columns >= 4 && columns >= 0.6 * Math.max(a.columns.length, b.columns.length))
    return [{ points: 2, why: say('equalColumns', String(columns)) }]
  // A gang's card says little of what it took, and a look-up of one person is no set of data.
  if (isAccess(a) !== isAccess(b)) weights.push({ points: -3, why: say('access') })
  if (a.intent === 'extortion' || b.intent === 'extortion') return weights
  const least = Math.min(a.dataClasses.length, b.dataClasses.length)
  if (least < 2) return weights
  const share = common(a.dataClasses, b.dataClasses).length / least
  if (share >= 0.6) weights.push({ points: 1, why: say('sameFields') })
  if (share <= 0.25) weights.push({ points: -2, why: say('otherFields') })
  return weights
}

const isAccess = ({ dataClasses }: Offer): boolean => dataClasses.includes('access')

/** Hawkers of pieces use each other's words: there they tell nothing. */
const isDataset = ({ victims, counts }: Offer): boolean => victims.length > 0 || counts.length > 0

function words(a: Offer, b: Offer): Weight[] {
  if (!isDataset(a) || !isDataset(b)) return []
  const share = likeness(a.sketch, b.sketch)
  if (share < 0.25) return []
  return [{ points: share >= 0.75 ? 3 : share >= 0.5 ? 2 : 1, why: say('alike', String(Math.round(share * 100))) }]
}

function places(a: Offer, b: Offer): Weight[] {
  if (a.countries.length === 0 || b.countries.length === 0) return []
  return common(a.countries, b.countries).length > 0 ? [] : [{ points: -4, why: say('otherCountries') }]
}

/** Handles of fewer letters are chosen by many. */
const tellingHandle = 5
const bare = (handle: string | null): string => (handle ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** What is known of who stands behind an offer: accounts that are taken for his, and those that an analyst told apart. */
export interface Persons {
  his: ReadonlySet<string>
  others: ReadonlySet<string>
}
export const unknown: Persons = { his: new Set(), others: new Set() }

/** Why two offers are one person's, where anything says so, and no analyst that they are not. */
export function person(a: Offer, b: Offer, { his, others }: Persons): string | null {
  const accounts = [a.accountId, b.accountId].filter((id) => id !== null)
  if (accounts.length === 2 && a.accountId === b.accountId) return say('sameAccount')
  if (accounts.some((id) => others.has(id))) return null
  if (accounts.length === 2 && accounts.every((id) => his.has(id))) return say('linkedAccount')
  const contact = a.contacts.find(({ type, value }) =>
    b.contacts.some((one) => one.type === type && one.value === value),
  )
  if (contact) return say('sameContact', contact.type)
  const handle = bare(a.handle)
  const other = bare(b.handle)
  const isAlike =
    Math.min(handle.length, other.length) >= tellingHandle && (handle.startsWith(other) || other.startsWith(handle))
  return isAlike ? say('likeHandle') : null
}

/** What speaks for the same data, and what against it. */
export function weigh(a: Offer, b: Offer, persons: Persons = unknown): Weight[] {
  const who = person(a, b, persons)
  return [
    ...rows(a, b, who !== null),
    ...files(a, b),
    ...victims(a, b),
    ...counts(a, b),
    ...sizes(a, b),
    ...dates(a, b),
    ...fields(a, b),
    ...words(a, b),
    ...places(a, b),
    ...(b.freshness === 'old' && common(a.victims, b.victims).length > 0 ? [{ points: 1, why: say('saidOld') }] : []),
    ...(who ? [{ points: 1, why: who }] : []),
  ]
}
