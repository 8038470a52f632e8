import { amountOf, numeral, scale } from './numbers.ts'

/** An amount of money as written, with what it buys where the words right after it say so. */
export interface Money {
  amount: number
  currency: string
  per: 'dataset' | 'item' | '1000'
  start: number
  end: number
  /** No currency stood there; Indonesian sellers leave the rupiah out ("500rb", "3jt"). */
  bare: boolean
}

const currencies: Readonly<Record<string, string>> = {
  IDR: 'rp\\.?|idr|rupiah',
  BRL: 'r\\$|brl|reais|conto',
  MYR: 'rm|myr|ringgit',
  AUD: 'a\\$|aud|au\\$',
  SGD: 's\\$|sgd',
  USDT: 'usdt|tether',
  USD: 'us ?\\$|\\$ ?us|usd|\\$ usd|\\$|dollars?|dolar(?: as)?|dolares|доллар(?:ов|а)?|бакс(?:ов|а)?|美元|美金|دولار',
  EUR: 'eur|euros?|€|евро|欧元',
  GBP: 'gbp|£|pounds?',
  RUB: 'rub|руб(?:лей|ля|\\.)?|р|₽',
  UAH: 'uah|грн|₴',
  CNY: 'cny|rmb|¥|￥|元|块|人民币',
  INR: 'inr|₹|rupees?',
  PHP: '₱|pesos filipinos',
  THB: 'thb|฿|baht',
  VND: 'vnd|₫|đ',
  TRY: '₺|tl',
  BTC: 'btc|bitcoins?|₿|比特币|بيتكوين',
  XMR: 'xmr|monero',
  ETH: 'eth|ethereum',
  LTC: 'ltc|litecoin',
}
const coins = new Set(['BTC', 'XMR', 'ETH', 'LTC', 'USDT'])
const words = Object.values(currencies).join('|')
const exact = Object.entries(currencies).map(([code, list]) => [code, new RegExp(`^(?:${list})$`)] as const)
const codes = new Map<string, string>()
const codeOf = (word: string): string => {
  const known = codes.get(word)
  if (known) return known
  const code = exact.find(([, pattern]) => pattern.test(word))?.[0] ?? 'USD'
  codes.set(word, code)
  return code
}

const edge = '(?![a-z\\u0430-\\u044f])'
const before = '(?<![a-z\\u0370-\\u04ff\\d@#*])(?<!\\d[.,:/-])'
/** "$6k", "Rp 1,5jt", "USD 50.000" */
const prefixed = new RegExp(`${before}(${words}) ?(${numeral})(?: ?(${scale}))?`, 'gu')
/** "10.000 USD", "2500$", "3к$", "5 руб" */
const suffixed = new RegExp(`${before}(${numeral})(?: ?(${scale}))? ?(${words})${edge}`, 'gu')
/** "500rb", "1,5jt", "35k/akun", "9tr" */
const bare = new RegExp(`${before}(${numeral}) ?(rb|ribu|rebu|k|jt|juta|jeti|tr|trieu)${edge}`, 'gu')
/** "harga 1.250.000", "price 400": a number that is called the price. */
const called = new RegExp(
  `(?<![a-z])(?:harga|hrg|price|asking|budget|mahar) ?[:=]? ?(?:is |cuma |@)?(${numeral})(?: ?(${scale}))?(?![\\p{L}\\d%])`,
  'gu',
)
/** "1000/pcs", "35000 per akun": rupiah without a word for it. */
const pieces = new RegExp(`${before}(${numeral}) ?(?:/|per) ?(?:pcs|pc|akun|set|baris|data|orang|nomor)${edge}`, 'gu')
/** "3毛一条": tenths of a yuan. */
const mao = /(?<!\d)(\d{1,3})毛/g

const perThousand =
  /^[^\n]{0,14}?(?:\/|per |utk |za |за |por |для )?[ ]?(?:1000|1\.000|1,000|1k|тыщ[ау]|тысячу)(?![\d.,])(?! ?(?:usd|\$))|^ ?(?:per|\/|за) ?(?:k|1k|1к|к)(?![a-z])/
const item =
  /^[^\n]{0,6}?(?:\/ ?(?:pcs|pc|piece|akun|acc|account|set|baris|row|line|record|shell|data|item|nomor|orang|foto|lembar|unit|шт|строк[ау]|ea|each|1(?![\d])|条|套|lead|nik|ktp|cpf|head|person|biji|log|card)|a piece|apiece|each|ea\b|per (?:pcs|pc|piece|set|row|record|line|cpf|akun|account|log|card|item|baris|shell|lead|person|unit|nomor|orang|lookup|ssn|fullz|data|selfie|foto)|per-?(?:baris|orang)|cada|por (?:cpf|consulta|registro|dni|pieza|kit)|за (?:строку|штуку|шт|номер|лист|запрос|комплект)|一条|一套|一个|每条|个|a lead|sebiji|satuan|a record|a line|a set|apiece)/
const pieceBefore =
  /(?:per (?:nomor|pcs|baris|orang|data|item)(?: (?:saya |ane )?(?:bayar|cuma))?|each|satuan|@)[ :=]{1,3}$/

/** What follows "500rb" or "3jt" where it is an amount of money and no count. */
const rupiahAfter =
  /^(?:\/| ?(?:-?an(?![a-z])|aja|saja|nego|net|nett|all in|semua|angkut|lah|doang|sekali|sebulan|bulan|per |utk|sj|fix|pas(?![a-z])|borong|flat|dapet|gan|bang|cash|dp|ke wallet|ga bisa kurang|1 kali|harga|murah|rekber|tf|transfer|bayar|ke \d|\/)|, ?(?:langsung|serius|nego|bayar|sekali|ga bisa|cair|harga|rekber|tf|pake|minat|byr|murah)|, yg |[.,] ?(?:pm|dm|japri|minat|wa|tele)(?![a-z])| (?:satuan|sepaket|seset|sebiji|se-?orang)| \()/
const rupiahBefore =
  /(?:komplit|lengkap|borongan|nego|buka|turun dari|murah aja|aja|cukup|harga|hrg|cuma|cukup|seharga|jual|@|=|→|->|bayar|budget|pasang|mahar|jadi|ke|rp|tebusan|langganan|\.{3,}|[:—–]) ?$/

/** Whether an amount without a currency is rupiah: sellers leave it out, and write counts the same way. */
const isRupiah = (text: string, start: number, end: number): boolean => {
  const after = text.slice(end, end + 24)
  if (/^ ?(?:=|->|→)/.test(after)) return false
  const startsLine = /(?:^|\n)[^\p{L}\d\n]{0,6}$/u.test(text.slice(Math.max(0, start - 12), start))
  return (
    rupiahAfter.test(after) ||
    (startsLine && /^[ .)!]{0,3}(?:$|\n|,)/.test(after)) ||
    (rupiahBefore.test(text.slice(Math.max(0, start - 16), start)) &&
      !/^\+? ?(?:[a-z]+ )?(?:baris|data|orang|user|nasabah|pelanggan|row|line|akun|nomor)/.test(after))
  )
}

/** What an amount buys, by the words beside it. */
const perOf = (text: string, start: number, end: number): Money['per'] => {
  const after = text.slice(end, end + 26)
  const ahead = text.slice(Math.max(0, start - 24), start)
  if (perThousand.test(after) || /(?:1000|1k|тыщ[ау]) ?(?:строк|строки|шт|rows|lines|baris)? ?[=:—-] ?$/.test(ahead))
    return '1000'
  return item.test(after) || pieceBefore.test(ahead) ? 'item' : 'dataset'
}

const read = (digits: string, scaleWord: string, currency: string, indonesian: boolean): number =>
  amountOf(digits, scaleWord, indonesian && currency === 'IDR', coins.has(currency))

const bareRank = 5

/** Of overlapping readings the lowest rank stands; one sweep, however many there are. */
const withoutOverlaps = (found: (Money & { rank: number })[]): Money[] => {
  const kept: (Money & { rank: number })[] = []
  for (const one of found.sort((a, b) => a.start - b.start || a.rank - b.rank)) {
    const last = kept.at(-1)
    if (!last || one.start >= last.end) kept.push(one)
    else if (one.rank < last.rank) kept[kept.length - 1] = one
  }
  return kept.map(({ rank: _, ...money }) => money)
}

/** All amounts of money in a folded text, in its order; of overlapping readings the one with a currency stands. */
export const moneyIn = (text: string, indonesian: boolean): Money[] => {
  const found: (Money & { rank: number })[] = []
  const add = (match: RegExpExecArray, amount: number, currency: string, rank: number): void => {
    const [start, end] = [match.index, match.index + match[0].length]
    if (!Number.isFinite(amount) || amount <= 0) return
    found.push({
      amount,
      currency,
      per: rank === 4 && /(?:\/|per) ?[a-z]+$/.test(match[0]) ? 'item' : perOf(text, start, end),
      start,
      end,
      bare: rank === bareRank,
      rank,
    })
  }
  for (const match of text.matchAll(prefixed)) {
    const [, word = '', digits = '', scaleWord = ''] = match
    const currency = codeOf(word)
    // "btc 20$" is in dollars, "$7.000 BTC" too: what stands before the number stands, unless it is a coin.
    add(match, read(digits, scaleWord, currency, indonesian), currency, coins.has(currency) ? 3 : 1)
  }
  for (const match of text.matchAll(suffixed)) {
    const [, digits = '', scaleWord = '', word = ''] = match
    add(match, read(digits, scaleWord, codeOf(word), indonesian), codeOf(word), 2)
  }
  for (const match of text.matchAll(mao)) add(match, Number(match[1]) / 10, 'CNY', 1)
  for (const match of text.matchAll(called))
    add(match, amountOf(match[1] ?? '', match[2] ?? '', indonesian), indonesian ? 'IDR' : 'USD', 4)
  if (indonesian) for (const match of text.matchAll(pieces)) add(match, amountOf(match[1] ?? '', '', true), 'IDR', 4)
  for (const match of text.matchAll(bare)) {
    const [whole, digits = '', scaleWord = ''] = match
    const isVietnamese = scaleWord === 'tr' || scaleWord === 'trieu'
    if (!isVietnamese && !(indonesian && isRupiah(text, match.index, match.index + whole.length))) continue
    add(match, amountOf(digits, scaleWord, true), isVietnamese ? 'VND' : 'IDR', bareRank)
  }
  return withoutOverlaps(found)
}
