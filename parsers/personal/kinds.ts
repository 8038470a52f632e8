import { digitsOf, grouping, groupsOf, isCard, isCounting, isNik, isRoundList } from './checks.ts'
import { unit } from './spared.ts'

/** One way in which one kind of number is written. */
export interface Kind {
  /** A data class of model/signal.ts; `id-numbers` where nothing says whose number it is. */
  id: string
  /** Tried where a run of digits begins, in an unfolded text. Every quantifier is bounded: cost does not grow. */
  notation: RegExp
  /** Decides where the notation alone says too little. Never a condition that a mistyped id would fail. */
  check?: (written: string) => boolean
  /** Leading digits that a mask leaves: a region, a carrier; not enough to find anybody. */
  shown: number
  /** Also inside an address of the web, where long numbers are ids of posts and pages more often than of people. */
  inUrl: boolean
}

const sticky = (source: string): RegExp => new RegExp(source, 'y')
/** Between two digits: up to three marks on one line, */
const gap = '[ .\\-/()_*~[\\]]{1,3}'
/** or the end of a line, with or without a hyphen. */
const fold = '(?: ?-?\\n ?)'
const end = '(?!\\d)'
/** The last group is not a figure of its own: `0812 0000 0001 5 juta`. */
const noUnit = `(?! ?(?:${unit}|${unit.toUpperCase()})(?![a-z]))`

const isNumberOf16 = (written: string): boolean => {
  const digits = digitsOf(written)
  return isNik(digits) || isCard(digits) || usual16.has(grouping(written)) || isLetterSpaced(written)
}
const usual16 = new Set([
  ...['16', '4-4-4-4', '6-6-4', '2-2-2-6-4', '6-2-2-2-4', '2-2-2-2-2-2-4', '2-4-6-4', '6-10', '12-4', '4-12', '8-8'],
  ...[
    '10-6',
    '2-2-2-2-2-2-2-2',
    '4-2-2-2-2-4',
    '6-6-2-2',
    '4-8-4',
    '1-15',
    '5-11',
    '3-3-3-3-4',
    '4-6-6',
    '2-14',
    '6-4-6',
  ],
])
const isLetterSpaced = (written: string): boolean => groupsOf(written).every((group) => group.length === 1)

/** Groupings that short ids and phone numbers have, and lists of figures seldom. */
const usualShort = new Set([
  ...['3-3-3', '3-3-4', '3-4-4', '4-3-3', '4-3-4', '4-4-3', '4-4-4', '4-5', '5-4', '5-5', '5-6', '6-5', '6-6', '3-4-3'],
  ...['4-4-1', '3-6', '3-7', '3-8', '4-6', '4-7', '4-8', '2-3-3-3', '3-3-3-3', '3-3-3-1', '3-3-3-2', '2-4-4', '3-3-5'],
])
/** `40123-40125` and `12345-6789` are post codes. */
const isUsualShort = (written: string): boolean =>
  usualShort.has(grouping(written)) && !isRoundList(written) && !/^\d{4,5}-\d{4,5}$/.test(written)

const isLongId = (written: string): boolean => {
  const length = digitsOf(written).length
  const groups = groupsOf(written)
  const least = written.includes(' ') ? 2 : 1
  const small = groups.filter((group) => group.length < least).length
  return length >= 13 && length <= 20 && small <= 2 && groups.some((group) => group.length > 3) && !isRoundList(written)
}

const kind = (id: string, source: string, more: Partial<Omit<Kind, 'id' | 'notation'>> = {}): Kind => ({
  id,
  notation: sticky(source),
  shown: 0,
  inUrl: false,
  ...more,
})

/** The first that fits stands. To add a kind: one line here, one planted example in the test. */
export const kinds: readonly Kind[] = [
  // A NIK whose line broke late: without its own line it would pass for another number.
  kind('national-ids', `\\d{9,15}${fold}\\d{1,7}${end}${noUnit}`, {
    check: (written) => isNik(digitsOf(written)),
    shown: 4,
  }),

  // Whole runs first: a row of a table ends where its digits end.
  kind('phone-numbers', `(?:\\+|\\(\\+)\\d{8,15}${end}`, { shown: 4, inUrl: true }),
  kind('national-ids', `\\d{16}${end}`, { check: isNik, shown: 4, inUrl: true }),
  kind('payment-cards', `\\d{13,16}${end}`, { check: isCard, shown: 4, inUrl: true }),
  kind('payment-cards', `\\d{17,19}${end}`, { check: isCard, shown: 4 }),
  kind('national-ids', `\\d{16}${end}`, { shown: 4 }),
  kind('health-insurance', `000\\d{10}${end}`, { shown: 0, inUrl: true }),
  kind('phone-numbers', `(?:00[1-9]\\d{7,13}|0[1-9]\\d{7,12}|62 ?8\\d{7,11})${end}`, { shown: 4, inUrl: true }),
  kind('id-numbers', `\\d{9,}${end}`),

  // Written in groups, on one line.
  kind('national-ids', `[1-9](?:(?:${gap})?\\d){15}${end}`, { check: isNumberOf16, shown: 4, inUrl: true }),
  kind('payment-cards', `[3-6]\\d{3}[ .\\-]\\d{6}[ .\\-]\\d{4,5}${end}`, { shown: 4, inUrl: true }),
  kind('payment-cards', `[3-6]\\d{3}(?:[ .\\-]\\d{4}){2,3}[ .\\-]\\d{1,4}${end}`, {
    check: (written) => isCard(digitsOf(written)),
    shown: 4,
    inUrl: true,
  }),
  kind('tax-ids', `\\d{2}[ .\\-]\\d{3}[ .\\-]\\d{3}[ .\\-]\\d[ .\\-]\\d{3}[ .\\-]\\d{3}${end}`, {
    shown: 2,
    inUrl: true,
  }), // NPWP
  kind('phone-numbers', `\\+\\(?\\d(?:(?:${gap})?\\d){7,14}${end}${noUnit}`, { shown: 4, inUrl: true }),
  kind('phone-numbers', `\\(?0[1-9](?:(?:${gap})?\\d){7,12}${end}${noUnit}`, { shown: 4, inUrl: true }),
  kind('phone-numbers', `62(?:${gap})?8(?:(?:${gap})?\\d){7,11}${end}${noUnit}`, { shown: 4, inUrl: true }),
  kind('phone-numbers', `\\(\\d{3}\\)[ .\\-]{0,2}\\d{3}[ .\\-]\\d{4}${end}`, { shown: 3 }), // North America
  kind('national-ids', `\\d{3}[ .\\-]\\d{2}[ .\\-]\\d{4}${end}`, { inUrl: true }), // SSN
  kind('national-ids', `\\d{3}[ .]\\d{3}[ .]\\d{3}[ .\\-/]\\d{2}${end}`, { inUrl: true }), // CPF
  kind('national-ids', `\\d{6}-\\d{2}-\\d{4}${end}`, { inUrl: true }), // MyKad
  kind('national-ids', `\\d{6}-\\d{7}${end}`), // South Korea
  kind('national-ids', `\\d-\\d{4}-\\d{5}-\\d{2}-\\d${end}`), // Thailand
  kind('national-ids', `(?:\\d{5}-\\d{7}-\\d|\\d{2}-\\d{7}-\\d)${end}`), // CNIC of Pakistan, SSS of the Philippines
  kind('national-ids', `\\d{1,2}\\.\\d{3}\\.\\d{3}-[\\dkK](?![\\da-zA-Z.,•\ue000])`), // RUT
  kind('national-ids', `\\d{8}-?[A-HJ-NP-TV-Z](?![\\dA-Za-z•\ue000])`), // DNI of Spain
  kind('id-numbers', `\\d(?:${gap}\\d(?!\\d)){9,19}${end}`, { check: (written) => !isCounting(written) }),
  kind('id-numbers', `\\d{1,8}([ .\\-/_])\\d{1,8}(?:\\1\\d{1,8}){1,8}${end}`, { check: isLongId }),
  kind('id-numbers', `\\d{2,8}(?:[ \\-]\\d{2,8}){1,3}${end}${noUnit}`, { check: isUsualShort }),

  // Broken over lines.
  kind('phone-numbers', `(?:\\+|00(?=[1-9])|0(?=[1-9]))\\d{1,12}${fold}\\d{1,12}${end}`, {
    check: hasPhoneLength,
    shown: 4,
  }),
  kind('national-ids', `[1-9](?:(?:${fold}|${gap})?\\d){15}${end}`, { check: isNumberOf16, shown: 4 }),
  kind('id-numbers', `\\d{4,12}${fold}\\d{4,12}${end}(?!${fold}\\d)`, { check: isLongId }),
]

function hasPhoneLength(written: string): boolean {
  const [one = '', other = ''] = groupsOf(written)
  return one.length + other.length >= 9 && one.length + other.length <= 15 && other.length > 2
}

/** Ids that carry letters: looked for anywhere, in capitals as documents print them. */
export const lettered: readonly { id: string; notation: RegExp; shown: number }[] = [
  // Two letters of the country, check digits, up to thirty more (ISO 13616).
  {
    id: 'bank-accounts',
    notation: /(?<![A-Za-z0-9•\ue000])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9•\ue000])/g,
    shown: 4,
  },
  { id: 'national-ids', notation: /(?<![A-Za-z0-9•\ue000])[STFGM]\d{7}[A-Z](?![A-Za-z0-9•\ue000])/g, shown: 1 }, // NRIC
  {
    id: 'passports',
    notation: /(?<![A-Za-z0-9•\ue000])(?!KB\d)[A-Z]{1,2} ?\d{7,8}[A-Z]?(?![A-Za-z0-9•\ue000])/g,
    shown: 1,
  },
  {
    id: 'national-ids',
    notation: /(?<![A-Za-z0-9•\ue000])[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9•\ue000])/g,
    shown: 2,
  }, // NINO
  { id: 'tax-ids', notation: /(?<![A-Za-z0-9•\ue000])[A-Z]{5}\d{4}[A-Z](?![A-Za-z0-9•\ue000])/g, shown: 2 }, // PAN of India
]
