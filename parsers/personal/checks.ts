/** The digit groups of a number as it was written: `12.345.678` is `['12', '345', '678']`. */
export const groupsOf = (written: string): string[] => written.match(/\d+/g) ?? []

export const digitsOf = (written: string): string => written.replace(/\D+/g, '')

/** Lengths of the groups, for comparison: `4-4-4-4`. */
export const grouping = (written: string): string =>
  groupsOf(written)
    .map((group) => group.length)
    .join('-')

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
 * An Indonesian NIK: region (6), day of birth (women: plus 40), month, year, serial (4). The region is not looked up:
 * Regulation 25/2011 of the home ministry gives the shape, and new districts come every year.
 */
export const isNik = (digits: string): boolean =>
  /^[1-9]\d{5}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}$/.test(digits)

/** A list of round figures (`1000 2000 5000`), as prices and sizes are and parts of an id are not. */
export const isRoundList = (written: string): boolean => groupsOf(written).every((group) => /^[1-9]\d*00$/.test(group))

/** `1 2 3 4 …`: the page numbers of a board. */
export const isCounting = (written: string): boolean =>
  groupsOf(written).every((group, place, all) => place === 0 || Number(group) === Number(all[place - 1]) + 1)
