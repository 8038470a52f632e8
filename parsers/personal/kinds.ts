import {
  digitsOf,
  grouping,
  groupsOf,
  isBook,
  isCard,
  isCccd,
  isChinese,
  isCounting,
  isCpf,
  isMyKad,
  isNik,
  isRoundList,
  isSpanish,
  isThai,
  verhoeff,
} from './checks.ts'
import { digits, end, fold, foldedDigits, gap, noUnit, sticky } from './notation.ts'

/** One way in which one kind of number is written. */
export interface Kind {
  /** What it is: `nik`, `card`, `ssn`; several notations may have one shape. */
  shape: string
  /** A data class of model/signal.ts; `id-numbers` where nothing says whose number it is. */
  id: string
  /** Tried where a run of digits begins, in an unfolded text. Every quantifier is bounded: cost does not grow. */
  notation: RegExp
  /**
   * Decides where the notation alone says too little. Where a check digit fails, a later and wider kind takes the number:
   * a mistyped id is somebody's too.
   */
  check?: (written: string) => boolean
  /** Leading digits that a mask leaves: a region, a carrier; not enough to find anybody. */
  shown: number
  /** Also inside an address of the web, where long numbers are ids of posts and pages more often than of people. */
  inUrl: boolean
}

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
  return (
    length >= 13 &&
    length <= 20 &&
    small <= 2 &&
    groups.some((group) => group.length > 3) &&
    !isRoundList(written) &&
    !isBook(digitsOf(written))
  )
}

const kind = (
  shape: string,
  id: string,
  source: string,
  more: Partial<Pick<Kind, 'check' | 'shown' | 'inUrl'>> = {},
): Kind => ({ shape, id, notation: sticky(source), shown: 0, inUrl: false, ...more })

const phone = (source: string, more: Partial<Pick<Kind, 'check' | 'shown' | 'inUrl'>> = {}): Kind =>
  kind('phone', 'phone-numbers', source, { shown: 4, inUrl: true, ...more })
const card = (source: string, more: Partial<Pick<Kind, 'check' | 'inUrl'>> = {}): Kind =>
  kind('card', 'payment-cards', source, { shown: 4, inUrl: true, ...more })
const national = (shape: string, source: string, check?: (written: string) => boolean, inUrl = true): Kind =>
  kind(shape, 'national-ids', source, { inUrl, ...(check && { check }) })
const number = (source: string, check?: (written: string) => boolean): Kind =>
  kind('number', 'id-numbers', source, check && { check })

/** One number in ten has the check digit of a card; one that is a NIK is that first. */
const isCardAlone = (written: string): boolean => isCard(digitsOf(written)) && !isNik(digitsOf(written))
const isNikOrCard = (written: string): boolean => isNik(digitsOf(written)) || isCard(digitsOf(written))
const isAadhaar = (written: string): boolean => verhoeff(digitsOf(written))

/** The first that fits stands. To add a kind: one line here, one planted example in the test. */
export const kinds: readonly Kind[] = [
  // A NIK whose line broke late: without its own line it would pass for another number.
  kind('nik', 'national-ids', `\\d{9,15}${fold}\\d{1,7}${end}${noUnit}`, {
    check: (written) => isNik(digitsOf(written)),
    shown: 4,
  }),

  // Whole runs first: a row of a table ends where its digits end.
  phone(`(?:\\+|\\(\\+)\\d{8,15}${end}`),
  kind('nik', 'national-ids', `\\d{16}${end}`, { check: isNik, shown: 4, inUrl: true }),
  national('chinese', `\\d{17}[\\dXx](?![\\dA-Za-z])`, isChinese),
  national('thai', `\\d{13}${end}`, isThai),
  card(`\\d{13,16}${end}`, { check: isCard }),
  card(`\\d{17,19}${end}`, { check: isCard, inUrl: false }),
  kind('nik', 'national-ids', `\\d{16}${end}`, { shown: 4 }),
  kind('bpjs', 'health-insurance', `000\\d{10}${end}`, { inUrl: true }),
  national('cccd', `\\d{12}${end}`, isCccd, false),
  phone(`(?:00[1-9]\\d{7,13}|0[1-9]\\d{7,12}|62 ?0?8\\d{7,11})${end}`),
  national('cpf', `\\d{11}${end}`, isCpf, false),
  national('mykad', `\\d{12}${end}`, isMyKad, false),
  national('aadhaar', `[2-9]\\d{11}${end}`, isAadhaar, false),
  number(`\\d{9,}${end}`, (written) => !isBook(written)),

  // Written in groups, on one line.
  national('chinese', `\\d{6}[ \\-]\\d{8}[ \\-]\\d{3}[\\dXx](?![\\dA-Za-z])`, undefined, false),
  card(`[3-6]\\d{3}(?:[ .\\-]\\d{4}){3}${end}`, { check: isCardAlone }),
  kind('nik', 'national-ids', `[1-9]${digits('15')}${end}`, { check: isNumberOf16, shown: 4, inUrl: true }),
  card(`[3-6]\\d{3}[ .\\-]\\d{6}[ .\\-]\\d{4,5}${end}`),
  card(`[3-6]\\d{3}(?:[ .\\-]\\d{4}){2,3}[ .\\-]\\d{1,4}${end}`, { check: (written) => isCard(digitsOf(written)) }),
  // In fours as in a row of a table, or one below the other: only what is well-formed.
  kind('nik', 'national-ids', `[1-9]\\d{3}([,:;+|'’])\\d{4}\\1\\d{4}\\1\\d{4}${end}`, { check: isNikOrCard, shown: 4 }),
  phone(`08\\d\\d([,:;+|'’\\n])\\d{3,4}\\1\\d{3,5}${end}`, { inUrl: false }),
  kind('npwp', 'tax-ids', `\\d{2}[ .\\-]\\d{3}[ .\\-]\\d{3}[ .\\-]\\d[ .\\-]\\d{3}[ .\\-]\\d{3}${end}`, {
    shown: 2,
    inUrl: true,
  }),
  phone(`\\+\\(?\\d${digits('7,14')}${end}${noUnit}`),
  phone(`\\(?0[1-9]${digits('7,12')}${end}${noUnit}`),
  phone(`62(?:${gap})?8${digits('7,11')}${end}${noUnit}`),
  phone(`\\(\\d{3}\\)[ .\\-]{0,2}\\d{3}[ .\\-]\\d{4}${end}`, { shown: 3, inUrl: false }), // North America
  national('ssn', `\\d{3}[ .\\-]\\d{2}[ .\\-]\\d{4}${end}`),
  national('snils', `\\d{3}-\\d{3}-\\d{3}[ \\-]\\d{2}${end}`),
  national('cpf', `\\d{3}[ .]\\d{3}[ .]\\d{3}[ .\\-/]\\d{2}${end}`),
  national('mykad', `\\d{6}[ \\-]\\d{2}[ \\-]\\d{4}${end}`),
  national('aadhaar', `[2-9]\\d{3}([ .\\-])\\d{4}\\1\\d{4}${end}${noUnit}`, isAadhaar, false),
  national('rrn', `\\d{6}-\\d{7}${end}`, undefined, false), // South Korea
  national('thai', `\\d([ \\-])\\d{4}\\1\\d{5}\\1\\d{2}\\1\\d${end}`, undefined, false),
  national('cnic', `\\d{5}-\\d{7}-\\d${end}`, undefined, false), // Pakistan
  national('sss', `\\d{2}-\\d{7}-\\d${end}`, undefined, false), // the Philippines
  national('umid', `\\d{4}-\\d{7}-\\d${end}`, undefined, false),
  kind('philhealth', 'health-insurance', `\\d{2}-\\d{9}-\\d${end}`),
  national('rut', `\\d{1,2}\\.\\d{3}\\.\\d{3}-[\\dkK](?![\\da-zA-Z.,•\ue000])`, undefined, false), // Chile
  national('dni', `\\d{2}\\.?\\d{3}\\.?\\d{3}[ \\-]?[A-Za-z](?![\\dA-Za-z•\ue000])`, isSpanish, false),
  national('dni', `\\d{8}-?[A-HJ-NP-TV-Z](?![\\dA-Za-z•\ue000])`, undefined, false), // Spain
  number(`\\d(?:${gap}\\d(?!\\d)){9,19}${end}`, (written) => !isCounting(written)),
  number(`\\d{1,8}([ .\\-/_])\\d{1,8}(?:\\1\\d{1,8}){1,8}${end}`, isLongId),
  number(`\\d{2,8}(?:[ \\-]\\d{2,8}){1,3}${end}${noUnit}`, isUsualShort),

  // Broken over lines.
  phone(`(?:\\+|00(?=[1-9])|0(?=[1-9]))\\d{1,12}${fold}\\d{1,12}${end}`, { check: hasPhoneLength, inUrl: false }),
  kind('nik', 'national-ids', `[1-9]${foldedDigits('15')}${end}`, { check: isNumberOf16, shown: 4 }),
  number(`\\d{4,12}${fold}\\d{4,12}${end}(?!${fold}\\d)`, isLongId),
]

function hasPhoneLength(written: string): boolean {
  const [one = '', other = ''] = groupsOf(written)
  return one.length + other.length >= 9 && one.length + other.length <= 15 && other.length > 2
}
