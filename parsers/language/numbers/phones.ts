/** A number as it is dialled at home: the country's calling code, and the shape that a local number has. */
type Dialling = readonly [code: string, local: RegExp]

/** After the ITU's list of country codes and the national numbering plans: mobile numbers, and Brazil's with its area code. */
const dialling: Readonly<Record<string, Dialling>> = {
  ID: ['62', /^0?8\d{8,11}$/],
  MY: ['60', /^01\d{8,9}$/],
  PH: ['63', /^09\d{9}$/],
  TH: ['66', /^0[689]\d{8}$/],
  VN: ['84', /^0\d{9}$/],
  CN: ['86', /^1[3-9]\d{9}$/],
  IN: ['91', /^0?[6-9]\d{9}$/],
  PK: ['92', /^03\d{9}$/],
  BD: ['880', /^01\d{9}$/],
  RU: ['7', /^[78]9\d{9}$/],
  UA: ['380', /^0\d{9}$/],
  TR: ['90', /^05\d{9}$/],
  BR: ['55', /^0?[1-9]\d9?\d{8}$/],
  MX: ['52', /^\d{10}$/],
  NG: ['234', /^0[789]\d{9}$/],
  EG: ['20', /^01\d{9}$/],
  GB: ['44', /^07\d{9}$/],
  SA: ['966', /^05\d{8}$/],
  AE: ['971', /^05\d{8}$/],
  IQ: ['964', /^07\d{9}$/],
  JO: ['962', /^07\d{8}$/],
  KW: ['965', /^[569]\d{7}$/],
  MA: ['212', /^0[67]\d{8}$/],
  DZ: ['213', /^0[567]\d{8}$/],
  SG: ['65', /^[89]\d{7}$/],
  HK: ['852', /^[4-9]\d{7}$/],
  TW: ['886', /^09\d{8}$/],
  JP: ['81', /^0[789]0\d{8}$/],
  KR: ['82', /^010\d{8}$/],
  KH: ['855', /^0\d{8,9}$/],
  AU: ['61', /^04\d{8}$/],
  AR: ['54', /^0?11\d{8}$/],
  CL: ['56', /^9\d{8}$/],
  CO: ['57', /^3\d{9}$/],
  PE: ['51', /^9\d{8}$/],
  EC: ['593', /^09\d{8}$/],
  ES: ['34', /^[67]\d{8}$/],
  FR: ['33', /^0[67]\d{8}$/],
  DE: ['49', /^01[567]\d{8,9}$/],
  IT: ['39', /^3\d{9}$/],
  PT: ['351', /^9\d{8}$/],
  PL: ['48', /^[4-8]\d{8}$/],
  NL: ['31', /^06\d{8}$/],
  KE: ['254', /^0[17]\d{8}$/],
  ZA: ['27', /^0[678]\d{8}$/],
  GH: ['233', /^0[25]\d{8}$/],
  UZ: ['998', /^9\d{8}$/],
}

const called = Object.entries(dialling).map(
  ([country, [code]]) => [country, new RegExp(`\\+${code}(?=[ ()-]{0,2}\\d)`)] as const,
)
/** "0812…": Indonesia's as they are dialled at home; what other countries write so, others do too. */
const indonesian = /(?<!\d)08\d{2}-?\d{4}-?\d{3,5}(?!\d)/

/** The countries whose numbers stand in a text, by a plus sign and the calling code, as ISO 3166-1 alpha-2. */
export const countriesCalled = (text: string): string[] => {
  const found = text.includes('+') ? called.flatMap(([country, number]) => (number.test(text) ? [country] : [])) : []
  return indonesian.test(text) && !found.includes('ID') ? [...found, 'ID'] : found
}

const atHome = (digits: string, country: string): string | undefined => {
  const [code, local] = dialling[country] ?? []
  if (code === undefined || !local?.test(digits)) return undefined
  return `+${code}${country === 'RU' ? digits.slice(1) : digits.replace(/^0/, '')}`
}

/**
 * A telephone number as E.164, `undefined` for what is none. One without its country's code is read as one of `countries`
 * (ISO 3166-1 alpha-2), the first that it has the shape of; then as an Indonesian one; then by the code that it begins with.
 */
export const e164 = (written: string, countries: readonly string[]): string | undefined => {
  const digits = written.replace(/\D/g, '').replace(/^00(?=[1-9])/, '+')
  if (/^\s*\+/.test(written) || digits.startsWith('+')) {
    const plain = digits.replace('+', '')
    return /^\d{8,15}$/.test(plain) ? `+${plain}` : undefined
  }
  for (const country of [...countries, 'ID']) {
    const number = atHome(digits, country)
    if (number) return number
  }
  return /^(?:62\d{8,13}|[1-9]\d{10,13})$/.test(digits) ? `+${digits}` : undefined
}
