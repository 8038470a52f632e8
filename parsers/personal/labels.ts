import { digitsOf } from './checks.ts'
import { foldedDigits, noUnit, sticky } from './notation.ts'

/** A kind of number that the word before it gives away: how such a number is written, and no other. */
export interface Labelled {
  shape: string
  /** A data class of model/signal.ts. */
  id: string
  /** The names, in lower case; in the text the letters of one may stand apart (`n.i.k`, `no_kk`). */
  words: readonly string[]
  notation: RegExp
  check: (written: string) => boolean
  shown: number
}

/** So many digits in one run or in groups, on one line. */
const of = (least: number, most = least): string => `\\d(?:[ .\\-/_]?\\d){${least - 1},${most - 1}}`
/** The number goes on no further: else it is longer than its name allows. */
const whole = '(?![ .\\-/_]?\\d)'
const isNotRound = (written: string): boolean => !/0000$/.test(digitsOf(written))
/** `Phone: 105.003.428` tells how many. */
const isNoFigure = (written: string): boolean => isNotRound(written) && !/^\d{1,3}(?:\.\d{3})+$/.test(written)

const label = (
  shape: string,
  id: string,
  words: string,
  source: string,
  more: { shown?: number; check?: (written: string) => boolean } = {},
): Labelled => ({
  ...{ shape, id, words: words.split('|'), notation: sticky(`(?:${source})${whole}${noUnit}`) },
  ...{ check: isNoFigure, shown: 0, ...more },
})

/** To add a kind: one line here, one planted example in the test. The first whose word and notation fit stands. */
export const labelled: readonly Labelled[] = [
  label('nik', 'national-ids', 'nik|ktp|nomor induk kependudukan', `\\d${foldedDigits('15')}`, { shown: 4 }),
  label('kk', 'family-records', 'kk|kartu keluarga', `\\d${foldedDigits('15')}`, { shown: 4 }),
  label('npwp', 'tax-ids', 'npwp', `\\d${foldedDigits('14,15')}`, { shown: 2 }),
  label('bpjs', 'health-insurance', 'bpjs|bpjs kesehatan|jkn|kis|noka', `\\d${foldedDigits('12')}`),
  label('kpj', 'employment', 'bpjs|kpj|bpjs tk|bpjs ketenagakerjaan', of(11)),
  label('nip', 'employment', 'nip', of(18)),
  label('nisn', 'education', 'nisn', of(10)),
  label('sim', 'drivers-licenses', 'sim|sim a|sim c|driver license|driving license', of(12, 14)),
  label('cpf', 'national-ids', 'cpf', of(11)),
  label('ssn', 'national-ids', 'ssn|social|social security', '\\d{3}[ -]?\\d{2}[ -]?\\d{4}'),
  label('aadhaar', 'national-ids', 'aadhaar|aadhar|adhar|uid', of(12)),
  label('dni', 'national-ids', 'dni|documento|cedula|cédula|ci', '\\d{1,2}\\.?\\d{3}\\.?\\d{3}', { check: isNotRound }),
  label('cedula', 'national-ids', 'cc|cedula|cédula|ci|nin|bvn', '\\d{9,11}'),
  label('cccd', 'national-ids', 'cccd|cmnd|cmt|căn cước|căn cước công dân|chứng minh nhân dân', of(12)),
  label('cmnd', 'national-ids', 'cmnd|cmt|cccd|chứng minh nhân dân', of(9)),
  label('mykad', 'national-ids', 'mykad|ic|nric|kad pengenalan', of(12)),
  label('thai', 'national-ids', 'thai id|citizen id|บัตรประชาชน|เลขบัตรประชาชน', of(13)),
  label('philsys', 'national-ids', 'philsys|psn|pcn|national id|philid', `${of(16)}|${of(12)}`),
  label('sss', 'national-ids', 'sss|umid|crn|gsis|pag-ibig', of(10, 12)),
  label('philhealth', 'health-insurance', 'philhealth', of(12)),
  label('tin', 'tax-ids', 'tin|inn|инн|cuit|cuil', of(9, 14)),
  label('chinese', 'national-ids', '身份证|身份证号|身份证号码', '\\d{17}[\\dXx]|\\d{6} ?\\d{8} ?\\d{3}[\\dXx]'),
  label('snils', 'national-ids', 'snils|снилс', of(11)),
  label('passport', 'passports', 'паспорт|паспорта|серия', '\\d{2} ?\\d{2}[ №]{0,3}\\d{6}'),
  label('imei', 'ip-addresses', 'imei', of(15)),
  label('card', 'payment-cards', 'card|cc|kartu|kartu kredit|visa|mastercard|tarjeta|cartao|cartão|карта', of(13, 19), {
    shown: 4,
  }),
  label('cvv', 'payment-cards', 'cvv|cvc|cvv2|cvc2', '\\d{3,4}', { check: () => true }),
  label('account', 'bank-accounts', 'rek|rekening|norek|account|acct|cuenta|conta|stk|tài khoản|счет', of(8, 18)),
  label(
    'phone',
    'phone-numbers',
    'hp|phone|telp|telepon|tel|tlp|wa|whatsapp|mobile|msisdn|handphone|ponsel|zalo|sdt|sđt|тел|телефон|电话|手机|手机号|' +
      'telefono|teléfono|telefone|celular',
    of(8, 15),
    { shown: 4 },
  ),
]

const squeezed = (word: string): string => word.toLowerCase().replace(/[ ._*-]/g, '')
const kindsOf = new Map<string, Labelled[]>()
for (const kind of labelled)
  for (const word of kind.words) kindsOf.set(squeezed(word), [...(kindsOf.get(squeezed(word)) ?? []), kind])

const names = [...kindsOf.keys()]
  .sort((one, other) => other.length - one.length)
  .map((name) => [...name].join('[ ._*-]?'))
  .join('|')
/** The name, `no` or `number` or their like, and marks: all that stands between a name and its number. */
const labelBefore = new RegExp(
  `(?<![a-z])(?:no|nomor|num)?[ ._-]?(${names})(?:[ ._-]{0,2}(?:no|nomor|nomer|number|num|nr|nya|saya|adalah|is)){0,2}` +
    '(?:[^\\p{L}\\p{N}\\n•\ue000]{0,6}|[^\\p{L}\\p{N}\\n•\ue000]{0,3}[:=]\\s{0,3})$',
  'iu',
)
const farthest = 48
const marks = 9
const isLetter = /\p{L}/u
/** What a name and the words behind it are made of. */
const ofNames = /[\p{L}\p{M} ._*-]/u

/** The kinds that the word before a number calls it; none where a number or nothing stands before. */
export function labelsBefore(text: string, start: number): readonly Labelled[] {
  for (let at = start - 1; at >= 0 && at >= start - marks; at--) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x30 && unit <= 0x39) return []
    if (!isLetter.test(text[at] ?? '')) continue
    let from = at
    while (from > 0 && from > start - farthest && ofNames.test(text[from - 1] ?? '')) from--
    const name = labelBefore.exec(text.slice(from, start))?.[1]
    return name === undefined ? [] : (kindsOf.get(squeezed(name)) ?? [])
  }
  return []
}
