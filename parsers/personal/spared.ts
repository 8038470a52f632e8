import { verhoeff } from './checks.ts'

/** What follows a figure that counts or measures: `279000000 records`, `5 juta`, `20 GB`. */
export const unit =
  'k|rb|ribu|jt|juta|mio|mil(?:ion|lion|iar)?|milyar|miliar|bn|billion|crore|lakh|records?|rec|rows?|lines?|baris|' +
  'entries|users?|accounts?|akun|people|persons?|orang|jiwa|warga|penduduk|pengguna|pelanggan|nasabah|customers?|' +
  'subscribers?|voters?|patients?|pasien|members?|citizens?|emails?|numbers|pcs|pieces|scans?|sets?|lembar|files?|registros|posts?|views|downloads|bytes?|[kmgt]i?b|' +
  'usd|us\\$|idr|rupiah|eur|btc|xmr|eth|usdt|ltc|thb|php|myr|inr|строк[аи]?|записей|条'

const currency = '(?:rp|idr|usd|us\\$|\\$|€|£|eur|rm|₹|inr|php|₱|thb|฿|vnd|₫|btc|usdt)'
/** 62 is Indonesia and 8 its mobile phones: no count of sixty-two billion. */
const notMobile = '(?!62[., ]?8\\d)'

/** Decimals, then the end of a figure: `1.000.000,50`, and neither `12.345.678-5` nor `123.456.789-09`. */
const afterFigure = "(?:(?!\\1)[.,]\\d{1,2})?(?!\\d)(?![.,'/]\\d)(?!-[a-zA-Z]\\b|-\\d(?!\\d{0,2}[.,]\\d{3}))"

/** A number that is nobody's: the words that say so, and how it is written. Tried where a run of digits begins. */
export interface Spared {
  id: string
  notation: RegExp
  /** Somebody's after all: a number that is well-formed as both is masked. */
  isPersonal?: (written: string) => boolean
}

const sticky = (source: string): RegExp => new RegExp(source, 'iy')

/** Dates, figures with thousands separators, prices, counts, addresses and versions. Every notation is bounded. */
export const spared: readonly Spared[] = [
  {
    id: 'date, year first',
    notation: sticky(
      '(?<!\\d[-./])(?:19|20)\\d\\d([-./])(?:0?[1-9]|1[0-2])\\1(?:0?[1-9]|[12]\\d|3[01])' +
        '(?:[-_ tT]{1,2}\\d\\d[-.:]\\d\\d(?:[-.:]\\d\\d)?)?(?!\\d)(?![-./]\\d)',
    ),
  },
  {
    id: 'date, year last',
    notation: sticky(
      '(?<!\\d[-./])(?:(?:0?[1-9]|[12]\\d|3[01])([-./])(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])([-./])(?:[12]\\d|3[01]))' +
        '(?:\\1|\\2)(?:(?:19|20)\\d\\d|\\d\\d)(?!\\d)(?![-./]\\d)',
    ),
  },
  { id: 'years', notation: sticky('(?:19|20)\\d\\d(?: ?[-/,.& ] ?(?:19|20)\\d\\d){1,9}(?!\\d)(?![-. ]\\d{4}(?!\\d))') },
  {
    id: 'timestamp',
    notation: sticky(
      '(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?:[01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d)?(?!\\d)',
    ),
    isPersonal: (written) => written.length === 12 && verhoeff(written), // one Aadhaar number in thousands is a moment too
  },
  {
    id: 'IP address',
    notation: sticky(
      '(?<!\\d\\.)(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}(?!\\d)(?![.\\-]\\d)',
    ),
  },
  {
    id: 'number of a post',
    notation: sticky(
      `(?<=(?:(?<![a-z])(?:post|thread|topic|tid|pid|fid|msg|message|status|tweet|comment|reply|ticket|tiket|issue|build|images?|photos?)` +
        `(?:[ _]?(?:id|no|number))?["']?[ :=/]{1,3}#?|(?<!\\w)#))${notMobile}[1-9]\\d{8,19}(?<!\\D\\d{16})(?!\\d)`,
    ),
  },
  { id: 'channel of Telegram', notation: sticky('(?<=(?<![\\d.])-)100\\d{10}(?!\\d)') },
  {
    id: 'moment, as seconds or less',
    notation: sticky(
      `(?<=(?:time|stamp|ts|epoch|unix|_at|_on|date|waktu|created|updated|modified|expires?|exp|iat)["']?[ ]?[:=][ ]?)1\\d{9}(?:\\d{3}){0,2}(?!\\d)`,
    ),
  },
  { id: 'vulnerability', notation: sticky('(?<=CVE-)\\d{4}-\\d{4,7}(?!\\d)') },
  {
    id: 'article of trade or company, by its name',
    notation: sticky(
      '(?<=(?<![a-z])(?:isbn(?:-1[03])?|issn|ean|upc|gtin|barcode|cnpj)[ :=]{1,3})\\d[\\d -]{6,16}[\\dx](?!\\d)',
    ),
  },
  { id: 'version', notation: sticky('(?<=[a-z]/|\\bv|version )\\d{1,4}(?:\\.\\d{1,6}){1,4}(?!\\d)(?![-.]\\d)') },
  {
    id: 'price with its currency before it',
    notation: sticky(
      `(?<=(?<![a-z])${currency}[. ]{0,2})(?:${notMobile}[1-9]\\d{0,14}(?!\\d|[.,]\\d)|[1-9]\\d{0,2}(?:([.,])\\d{3}(?:\\1\\d{3}){0,4}` +
        '(?:[.,]\\d{1,2})?|(?: \\d{3}){0,3} 000))(?!\\d)(?![-.,]\\d{1,2}(?!\\d|[.,]\\d))',
    ),
  },
  {
    id: 'thousands, millions and more',
    notation: sticky(
      `(?<!\\d[-.,/+]|\\+)(?:${notMobile}|(?=62[.,]8\\d\\d?(?:[.,]\\d{3})*[.,]000(?!\\d)))[1-9]\\d{0,2}([.,'])\\d{3}` +
        `(?:\\1\\d{3}){1,4}${afterFigure}`,
    ),
  },
  {
    // In a row of a table `1,000 00 0000` is a number and an id.
    id: 'thousands',
    notation: sticky(
      `(?<!\\d[-.,/+]|\\+)[1-9]\\d{0,2}([.,'])\\d{3}${afterFigure}(?![ -]{1,3}\\d{2,5}[ -]{1,3}\\d{2,5}(?![.,]?\\d))`,
    ),
  },
  {
    id: 'thousands by spaces, round or counting something',
    notation: sticky(
      `(?<!\\d |\\+)${notMobile}[1-9]\\d{0,2}(?:(?: \\d{3}){1,3} 000(?!\\d)(?! ?\\d)|(?: \\d{3}){2,4}(?= ?(?:${unit})(?![a-z])))`,
    ),
  },
  {
    id: 'count after its name',
    notation: sticky(
      `(?<=(?<![a-z])(?:total|jumlah|sebanyak|count|rows|records|lines|baris|size)(?: of)? ?[:=]? ?)${notMobile}[1-9]\\d{0,12}(?!\\d)(?![-. ]\\d)`,
    ),
  },
  { id: 'count', notation: sticky(`${notMobile}(?!\\d{6,13}k(?![a-z]))[1-9]\\d{0,12}(?= ?(?:${unit})(?![a-z]))`) },
  {
    id: 'round figure',
    notation: sticky(`(?<!\\d[-. ]|\\+)${notMobile}[1-9]\\d{0,3}0{6,8}(?!\\d)(?![-. ]\\d|-?[a-z](?![a-z]))`),
  },
  {
    id: 'decimal fraction',
    notation: sticky('(?<!\\d[.,-])(?:0|[1-9]\\d{0,2})\\.\\d{4,12}(?!\\d)(?![.\\-/]\\d)'),
  },
]

/** Tokens of letters and digits that stay whole: hashes, addresses of coins, onion names, UUIDs. */
export const sparedTokens: readonly RegExp[] = [
  /(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])/gi,
  /(?<![0-9a-z])(?:0x)?(?=\d{0,70}[a-f])[0-9a-f]{24,128}(?![0-9a-z])/gi,
  /(?<![0-9a-z])(?:bc1|ltc1|tb1)[02-9ac-hj-np-z]{20,90}(?![0-9a-z])/gi,
  /(?<![0-9A-Za-z])[13LMT](?=\d{0,20}[A-Za-z]\d{0,20}[A-Za-z]\d{0,20}[A-Za-z])[1-9A-HJ-NP-Za-km-z]{25,34}(?![0-9A-Za-z])/g,
  /(?<![0-9A-Za-z])[48](?=\d{0,40}[A-Za-z]\d{0,40}[A-Za-z])[1-9A-HJ-NP-Za-km-z]{94,105}(?![0-9A-Za-z])/g,
  /(?<![0-9a-z])[2-7a-z]{56}\.onion/gi,
]
