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
