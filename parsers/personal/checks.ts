/** The digit groups of a number as it was written: `12.345.678` is `['12', '345', '678']`. */
export const groupsOf = (written: string): string[] => written.match(/\d+/g) ?? []

export const digitsOf = (written: string): string => written.replace(/\D+/g, '')

/** Lengths of the groups, for comparison: `4-4-4-4`. */
export const grouping = (written: string): string =>
  groupsOf(written)
    .map((group) => group.length)
    .join('-')

const digitAt = (digits: string, place: number): number => digits.charCodeAt(place) - 0x30

/** The sum of the digits, each times its weight; a digit without a weight counts nothing. */
const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, place) => sum + weight * digitAt(digits, place), 0)

/** The check digit of payment cards and IMEIs (ISO/IEC 7812-1). */
export function luhn(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 0x30
    const doubled = place % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Begins like a card of Visa, Mastercard, Amex, Diners, JCB, Discover, UnionPay or Maestro, and Luhn holds. */
export const isCard = (digits: string): boolean =>
  digits.length >= 13 && digits.length <= 19 && /^(?:[3-6]|2[2-7])/.test(digits) && luhn(digits)

/**
 * An Indonesian NIK: province (2), regency and district (4), day of birth (women: plus 40), month, year, serial (4), by
 * Regulation 25/2011 of the home ministry. Provinces are those of its codes, and 99, which none has; districts are not
 * looked up, for new ones come every year.
 */
export const isNik = (digits: string): boolean =>
  /^(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-79])\d{4}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}$/.test(
    digits,
  )

const dihedral = ['0123456789', '1234067895', '2340178956', '3401289567', '4012395678']
  .concat(['5987604321', '6598710432', '7659821043', '8765932104', '9876543210'])
  .map((row) => [...row].map(Number))
const permutations = ['0123456789', '1576283094', '5803796142', '8916043527']
  .concat(['9453126870', '4286573901', '2793806415', '7046913258'])
  .map((row) => [...row].map(Number))

/** The check digit of Aadhaar numbers (J. Verhoeff, Error Detecting Decimal Codes, 1969). */
export function verhoeff(digits: string): boolean {
  let check = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = digitAt(digits, digits.length - 1 - place)
    check = dihedral[check]?.[permutations[place % 8]?.[digit] ?? 0] ?? 0
  }
  return check === 0
}

/** Lengths of a bank account's number by country (SWIFT's IBAN registry, release 98). */
const ibanLengths = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 ' +
    'FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 ' +
    'LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SD18 ' +
    'SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** An IBAN (ISO 13616): as long as its country's are, and with the first four at the end and letters as numbers, 1 modulo 97. */
export function isIban(written: string): boolean {
  const plain = written.replace(/[^A-Za-z0-9]/g, '').toUpperCase()
  if (plain.length !== ibanLengths.get(plain.slice(0, 2))) return false
  let rest = 0
  for (const unit of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(unit, 36)
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97
  }
  return rest === 1
}

/** The IBAN that a passage begins with, whatever follows it; '' where there is none. */
export function ibanIn(passage: string): string {
  const length = ibanLengths.get(passage.slice(0, 2).toUpperCase()) ?? 0
  let seen = 0
  for (let at = 0; at < passage.length && length > 0; at++) {
    if (!/[A-Za-z0-9]/.test(passage[at] ?? '') || ++seen < length) continue
    const iban = passage.slice(0, at + 1)
    return !/[A-Za-z0-9]/.test(passage[at + 1] ?? '') && isIban(iban) ? iban : ''
  }
  return ''
}

/** A Brazilian CPF: the last two of eleven digits check the others, each by a sum modulo 11 (Receita Federal). */
export function isCpf(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false
  const check = (weights: readonly number[]): number => ((weighted(digits, weights) * 10) % 11) % 10
  return (
    check([10, 9, 8, 7, 6, 5, 4, 3, 2]) === digitAt(digits, 9) &&
    check([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) === digitAt(digits, 10)
  )
}

/** A Thai citizen's number: thirteen digits, the last one checks the others modulo 11. */
export const isThai = (digits: string): boolean =>
  /^[1-8]\d{12}$/.test(digits) &&
  (11 - (weighted(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === digitAt(digits, 12)

/** A Chinese resident's number (GB 11643): region, date of birth, serial, and a check digit that may be X. */
export function isChinese(written: string): boolean {
  if (!/^[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(written)) return false
  const rest = weighted(written, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11
  return '10X98765432'[rest] === written.at(-1)?.toUpperCase()
}

/** The letter of a Spanish DNI, or of a NIE whose X, Y or Z stands for 0, 1 or 2. */
export function isSpanish(written: string): boolean {
  const plain = written.replace(/[^A-Za-z0-9]/g, '').toUpperCase()
  const digits = plain.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)))
  return /^\d{8}$/.test(digits) && 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] === plain.at(-1)
}

/** A Malaysian MyKad: a birth date and a place of birth that is in use (01 to 59, or abroad), and a serial. */
export const isMyKad = (digits: string): boolean =>
  /^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|[1-5]\d|[67]1|7[245-9]|8[2-9]|9[0-389])\d{4}$/.test(digits)

/** A Vietnamese CCCD: province (001 to 096), century and sex, year of birth, serial. Those of Indonesia's phones are not. */
export const isCccd = (digits: string): boolean => /^0(?:0[1-8]|[1-7]\d|9[1-6])[0-3]\d{8}$/.test(digits)

/** A book's number (ISBN-13) or a magazine's (ISSN as EAN): nobody's. */
export function isBook(digits: string): boolean {
  if (!/^97[789]\d{10}$/.test(digits)) return false
  return weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0
}

/** A list of round figures (`1000 2000 5000`), as prices and sizes are and parts of an id are not. */
export const isRoundList = (written: string): boolean => groupsOf(written).every((group) => /^[1-9]\d*00$/.test(group))

/** `1 2 3 4 …`: the page numbers of a board. */
export const isCounting = (written: string): boolean =>
  groupsOf(written).every((group, place, all) => place === 0 || Number(group) === Number(all[place - 1]) + 1)
