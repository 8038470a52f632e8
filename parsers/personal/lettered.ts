import { ibanIn, isSpanish } from './checks.ts'
import { after, before } from './notation.ts'
import { unit } from './spared.ts'

/** An id that carries letters. */
export interface Lettered {
  shape: string
  /** A data class of model/signal.ts. */
  id: string
  /** Looked for anywhere. A group named `id` is the id where the match is more; it ends the match, or looks ahead. */
  notation: RegExp
  check?: (written: string) => boolean
  /** The part of a match that is the id, '' for none. */
  cut?: (written: string) => string
  /** Leading letters and digits that a mask leaves. */
  shown: number
}

const lettered = (
  shape: string,
  id: string,
  source: string,
  { flags = '', ...more }: { shown?: number; check?: (written: string) => boolean; flags?: string } = {},
): Lettered => ({ shape, id, notation: new RegExp(before + source + after, `g${flags}`), shown: 0, ...more })

const passportWords =
  'passport|paspor|pasaporte|passaporte|passeport|reisepass|hộ chiếu|หนังสือเดินทาง|загранпаспорт|护照(?:号码?)?|جواز السفر'
const isNotRound = (written: string): boolean => !/0000$/.test(written)
/** Fewer digits are words in capitals: `XX12 DATA BANK KOTA`. */
const hasTenDigits = (written: string): boolean => written.replace(/\D/g, '').length >= 10

/** In capitals as documents print them, unless a check digit or a word before says what it is. */
export const letteredKinds: readonly Lettered[] = [
  // The machine-readable lines of passports and identity cards (ICAO 9303): name, birth, number.
  lettered(
    'mrz',
    'passports',
    '(?=[A-Z0-9<\\n ]{5,60}<<)[PVIAC][A-Z<][A-Z]{3}[A-Z0-9<]{25,39}(?: {0,2}\\n {0,2}[A-Z0-9<]{28,44}){0,2}',
  ),
  lettered(
    'passport',
    'passports',
    `(?:${passportWords})(?: ?(?:no|nr|num|number|nomor|n°|№|id))?[^\\p{L}\\p{N}\\n•\ue000]{1,4}(?<id>[A-Z]{0,3}[ -]?\\d{6,9}[A-Z]?)(?! ?(?:${unit})(?![a-z]))`,
    { shown: 1, flags: 'iu', check: isNotRound },
  ),
  {
    ...{ shape: 'iban', id: 'bank-accounts', shown: 4, cut: ibanIn },
    notation: new RegExp(`${before}(?=(?<id>[A-Z]{2}[ .-]?\\d{2}(?:[ .-]?[A-Z0-9]){11,29}))`, 'gi'),
  },
  // One that is mistyped, or of a country without IBANs that made one up.
  lettered('iban', 'bank-accounts', '[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?', {
    shown: 4,
    check: hasTenDigits,
  }),
  lettered('curp', 'national-ids', '[A-Z][AEIOUX][A-Z]{2}\\d{6}[HMX][A-Z]{5}[A-Z0-9]\\d', { shown: 2, flags: 'i' }), // Mexico
  lettered('rfc', 'tax-ids', '[A-Z&]{4}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])[A-Z0-9]{3}', { shown: 2 }),
  lettered('codice-fiscale', 'tax-ids', '[A-Z]{6}\\d{2}[A-EHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]', { shown: 2, flags: 'i' }),
  lettered('nie', 'national-ids', '[XYZ][ -]?\\d{7}[ -]?[A-Z]', { shown: 1, flags: 'i', check: isSpanish }), // Spain
  lettered('nric', 'national-ids', '[STFGM]\\d{7}[A-Z]', { shown: 1 }), // Singapore
  lettered('hkid', 'national-ids', '[A-Z]{1,2}\\d{6} ?\\([0-9A]\\)', { shown: 1 }), // Hong Kong
  lettered('passport', 'passports', '(?!KB\\d|HP|RP)[A-Z]{1,2} ?\\d{7,8}[A-Z]?', { shown: 1 }),
  lettered('nino', 'national-ids', '[A-Z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]', { shown: 2 }), // United Kingdom
  lettered('pan', 'tax-ids', '[A-Z]{5}\\d{4}[A-Z]', { shown: 2 }), // India
  lettered('pan', 'tax-ids', 'pan(?: ?(?:no|number|card))?[^\\p{L}\\p{N}\\n]{1,4}(?<id>[a-z]{5}\\d{4}[a-z])', {
    shown: 2,
    flags: 'i',
  }),
]
