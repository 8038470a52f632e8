import fc from 'fast-check'
import { as, digits, two, whole, written } from './personal-notations.ts'

// Invented ids with their check digits computed here by other means than the reader's, and secrets in their makers' forms.

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const base64 = `${capitals}${capitals.toLowerCase()}0123456789`
const text = (alphabet: string, length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length })
/** The first check digit, of those that may be, with which the rule holds. */
const completed = (body: string, checks: string, holds: (id: string) => boolean): string =>
  body + ([...checks].find((check) => holds(body + check)) ?? '')

const sum = (id: string, weight: (place: number) => number): number =>
  [...id].reduce((total, digit, place) => total + Number(digit) * weight(place), 0)

/** Verhoeff's check as Wikipedia tells it: by the tables' rules, and not by the tables. */
const verhoeff = (id: string): boolean => {
  const times = (a: number, b: number): number =>
    a < 5 ? (b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5) : b < 5 ? ((a - b + 5) % 5) + 5 : (a - b + 5) % 5
  const permute = (digit: number): number => [1, 5, 7, 6, 2, 8, 3, 0, 9, 4][digit] ?? 0
  return (
    [...id].reverse().reduce((check, sign, place) => {
      let digit = Number(sign)
      for (let turn = 0; turn < place % 8; turn++) digit = permute(digit)
      return times(check, digit)
    }, 0) === 0
  )
}

const aadhaar = digits(11, '2345789').map((body) => completed(body, '0123456789', verhoeff))
const cpf = digits(9, '123456789').map((body) => {
  const check = (id: string): string => String(((sum(id, (place) => id.length + 1 - place) * 10) % 11) % 10)
  const one = body + check(body)
  return one + check(one)
})
const thai = digits(12, '12345678').map((body) => body + ((11 - (sum(body, (place) => 13 - place) % 11)) % 10))
const date = fc.tuple(two(50, 99), two(1, 12), two(1, 28)).map((parts) => parts.join(''))
const chinese = fc.tuple(digits(5), date, digits(3)).map(([region, born, serial]) => {
  const body = `1${region}19${born}${serial}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return body + ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][sum(body, (place) => weights[place] ?? 0) % 11]
})
const spanishLetter = (number: string): string => 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(number) % 23] ?? ''
const dni = digits(8, '1234567').map((number) => number + spanishLetter(number))
const nie = fc
  .tuple(fc.constantFrom(0, 1, 2), digits(7))
  .map(([first, rest]) => 'XYZ'[first] + rest + spanishLetter(first + rest))
const iban = fc
  .oneof(
    digits(18).map((rest) => ['DE', rest]),
    digits(24).map((rest) => ['PL', rest]),
    fc.tuple(text(capitals, 4), digits(14)).map(([bank, rest]) => ['GB', bank + rest]),
    fc.tuple(text(capitals, 4), digits(10)).map(([bank, rest]) => ['NL', bank + rest]),
  )
  .map(([country = '', rest = '']) => {
    const number = [...`${rest}${country}00`].map((sign) => String(Number.parseInt(sign, 36))).join('')
    return country + String(98n - (BigInt(number) % 97n)).padStart(2, '0') + rest
  })
const fours = (mark: string) => (id: string) => id.replace(/(.{4})(?=.)/g, `$1${mark}`)
const mykad = fc.tuple(date, two(1, 16), digits(4)).map((parts) => parts.join(''))
const curp = fc
  .tuple(text(capitals, 1), text('AEIOUX', 1), text(capitals, 2), date, text('HM', 1), text(capitals, 5), two(0, 99))
  .map((parts) => parts.join(''))

/** Told by shape and check digit, whatever stands before them. */
export const checked: Record<string, fc.Arbitrary<string>> = {
  aadhaar: written(aadhaar, [whole, as([4, 4, 4], ' '), as([4, 4, 4], '-'), as([4, 4, 4], '.')]),
  cpf: written(cpf, [whole, as([3, 3, 3, 2], '.', '.', '-'), as([3, 3, 3, 2], '.', '.', '/')]),
  thai: written(thai, [whole, as([1, 4, 5, 2, 1], '-'), as([1, 4, 5, 2, 1], ' ')]),
  chinese: written(chinese, [whole, as([6, 8, 4], ' '), as([6, 8, 4], '-')]),
  dni: written(dni, [whole, as([8, 1], '-'), as([2, 3, 3, 1], '.', '.', '-')]),
  nie: written(nie, [whole, as([1, 7, 1], '-'), (id) => id.toLowerCase()]),
  iban: written(iban, [whole, fours(' '), fours('-'), fours('.'), (id) => id.toLowerCase()]),
  mykad: written(mykad, [whole, as([6, 2, 4], '-'), as([6, 2, 4], ' ')]),
  cccd: written(
    fc.tuple(fc.constantFrom('001', '031', '048', '092'), text('0123', 1), digits(8)).map((p) => p.join('')),
    [whole],
  ),
  curp: written(curp, [whole, (id) => id.toLowerCase()]),
}

/** Told by the word before them. */
export const named: Record<string, fc.Arbitrary<[before: string, id: string]>> = Object.fromEntries(
  (
    [
      [
        'nik',
        ['nik: ', 'n.i.k : ', 'NO KTP ', '"nik":"', 'nik='],
        digits(16, '123456789'),
        [whole, as([4, 4, 4, 4], ' ')],
      ],
      ['kk', ['No. KK: ', 'no_kk=', 'kartu keluarga '], digits(16, '123456789'), [whole, as([6, 6, 4], ' ')]],
      ['npwp', ['NPWP ', 'npwp:'], digits(16, '0'), [whole, as([4, 4, 4, 4], ' '), as([8, 8], '\n')]],
      ['bpjs', ['BPJS ', 'no bpjs: '], digits(13, '0'), [whole, as([4, 4, 5], ' ')]],
      ['nip', ['NIP. ', 'nip: '], digits(18, '1'), [whole, as([8, 6, 1, 3], ' ')]],
      ['cmnd', ['CMND: ', 'cmnd '], digits(9, '123'), [whole, as([3, 3, 3], ' ')]],
      ['dni', ['DNI ', 'dni: '], digits(8, '1234'), [whole, as([2, 3, 3], '.')]],
      ['ssn', ['SSN: ', 'ssn '], digits(9, '12345678'), [whole, as([3, 2, 4], '-'), as([3, 2, 4], ' ')]],
      ['philsys', ['PhilSys ', 'PSN: '], digits(16, '123456789'), [as([4, 4, 4, 4], '-'), whole]],
      ['account', ['rek: ', 'No. Rekening ', 'norek '], digits(10, '123456789'), [whole, as([3, 3, 4], ' ')]],
      ['phone', ['HP: ', 'wa ', 'Zalo: ', 'тел. '], digits(10, '789'), [whole, as([3, 3, 4], ' '), as([3, 3, 4], '-')]],
      ['passport', ['passport: ', 'Paspor no. '], digits(7).map((rest) => `x${rest}`), [whole]],
      ['passport', ['паспорт '], digits(10, '4'), [as([2, 2, 6], ' '), as([4, 6], ' ')]],
    ] as const
  ).map(([name, before, ids, forms], index) => [
    `${name} ${index}`,
    fc.tuple(
      fc.constantFrom(...before),
      written(
        ids.filter((id) => !/0000$/.test(id)),
        forms,
      ),
    ),
  ]),
)

const crypt = `./${base64}`
const made = (prefix: string, alphabet: string, length: number): fc.Arbitrary<string> =>
  text(alphabet, length).map((rest) => prefix + rest)
const hex = '0123456789abcdef'

/** Keys, tokens and hashes, as their makers form them; at most the first seven units are no secret. */
export const secrets: Record<string, fc.Arbitrary<string>> = {
  aws: made('AKIA', `${capitals}234567`, 16),
  github: made('ghp_', base64, 36),
  gitlab: made('glpat-', base64, 20),
  slack: fc.tuple(digits(11, '1'), digits(11, '1'), text(base64, 24)).map((parts) => `xoxb-${parts.join('-')}`),
  google: made('AIza', `${base64}-_`, 35),
  stripe: made(['sk', 'live', ''].join('_'), base64, 24),
  jwt: fc
    .tuple(text(base64, 20), text(base64, 40), text(base64, 43))
    .map(([head, body, sign]) => `eyJ${head}.eyJ${body}.${sign}`),
  'telegram bot': fc.tuple(digits(9, '123456789'), text(`${base64}_-`, 33)).map(([id, rest]) => `${id}:AA${rest}`),
  'private key': text(base64, 200).map(
    (body) => `-----BEGIN RSA PRIVATE KEY-----\n${body.replace(/.{64}/g, '$&\n')}\n-----END RSA PRIVATE KEY-----`,
  ),
  bcrypt: made('$2y$10$', crypt, 53),
  phpass: made('$P$B', crypt, 30),
  md5crypt: made('$1$saltsalt$', crypt, 22),
  sha512crypt: made('$6$saltsalt$', crypt, 86),
  argon2: fc.tuple(text(base64, 22), text(base64, 43)).map((p) => `$argon2id$v=19$m=65536,t=3,p=4$${p.join('$')}`),
  mysql5: made('*', '0123456789ABCDEF', 40),
}

/** Hashes that have no form of their own. */
export const digests: fc.Arbitrary<string> = fc
  .constantFrom(32, 40, 64, 128)
  .chain((length) => text(hex, length))
  .filter((word) => /\d/.test(word) && /[a-f]/.test(word))
