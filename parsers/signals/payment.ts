import type { Payment, Reason } from '../../model/signal.ts'
import { isDenied } from '../language/matching/language.ts'
import { because } from '../language/reason.ts'
import { matchesIn } from '../matches.ts'
import type { Field, Hit, Reader } from './field.ts'

const coins = new Set(['BTC', 'XMR', 'ETH', 'USDT', 'LTC'])

/** Names that mean something else too (an Indonesian fund, a victim): they count beside words of payment only. */
const pays =
  /(?:bayar|byr|payment|pembayaran|pay|bayaran|transfer|tf|via|terima|nhan|accept|оплат|перевод|плачу|платим|расчет|выплат|pago|aceit|acepto|pix|支付|收|thanh toan|thanh toán|ck|cair|only|aja|dana ?\/|gopay|ovo|qris|shopeepay|dompet|rek|f&f|mahar|harga|quy|حوال|تحويل)/
const other =
  /(?:verif|up|buat|butuh|akun|untuk|saldo|valid|acc|tembus|daftar|aktivasi|cari|sumber|limit|norek|no rek|rekening|data|nasabah|db|database|logs?|logins?|accounts?) (?:[a-z]+ ?\/ ?)?$/
const refused = /(?:ga|gak|tidak|tdk|nggak|not|don't|nao|no) (?:terima|accept|aceito|acepto)\p{L}{0,3} $/u
/** What follows a name that is sold ("gcash + maya logs", "Maybank 1.8M") or refused ("paypal no"). */
const otherBehind =
  /^(?: ?[+/&,] ?[a-z]{2,12}){0,3} (?:logs?|accounts?|accs?|akun|full|users|customers|database|db|no(?:pe)?|not accepted|tidak|\d[\d.,]{0,8} ?(?:m|k|jt|rb|mil)?(?: [-/]|$|\n))(?![a-z])/
/** "R$ 3.500 no pix": a Portuguese "no" denies nothing. */
const portuguese = /^pix/

/** Characters between two means of payment that stand in one list: "BCA atau OVO", "ltc or paypal". */
const beside = 10

const isMeant = (reader: Reader, hits: readonly Hit[], at: number): boolean => {
  const hit = hits[at]
  if (!hit) return false
  const { value, part, start, end } = hit
  const text = reader[part]
  const word = text.slice(start, end)
  if (!portuguese.test(word) && isDenied(text, start, false)) return false
  if (coins.has(value)) return true
  const ahead = text.slice(Math.max(0, start - 40), start)
  if (other.test(ahead) || refused.test(ahead) || otherBehind.test(text.slice(end, end + 40))) return false
  const [before, after] = [hits[at - 1], hits[at + 1]]
  if (before?.part === part && start - before.end < beside && !text.slice(before.end, start).includes('\n')) return true
  if (after?.part === part && after.start - end < beside && !text.slice(end, after.start).includes('\n')) return true
  const line = `${ahead.slice(ahead.lastIndexOf('\n') + 1)} ${text.slice(end, end + 30).split('\n', 1)[0]}`
  return pays.test(line) || pays.test(word) || /[/,|(] ?$/.test(ahead.slice(-3)) || line.trim().length <= 20
}

/** A coin written onto its number, "2000usdt", where no word's edge parts them; in Chinese posts "800U" is USDT. */
const priced = /\d(btc|xmr|eth|usdt|ltc|u)(?![a-z0-9])/g
const isHan = /\p{Script=Han}/u

const fromPrices = (reader: Reader, reasons: Map<Payment, Reason>): void => {
  for (const part of ['title', 'text'] as const)
    for (const { 0: found, 1: coin = '', index } of matchesIn(reader[part], priced)) {
      const span = { part, start: index, end: index + found.length }
      if (coin === 'u' && !isHan.test(reader[part].slice(Math.max(0, index - 12), span.end + 6))) continue
      const value = (coin === 'u' ? 'USDT' : coin.toUpperCase()) as Payment
      if (!reasons.has(value)) reasons.set(value, because('payment', value, 'asks a price in it', span))
    }
}

/** What the seller takes: what he names, and the coin of his price. */
export const payment: Field<'payment'> = {
  id: 'payment',
  reads: 'coins, banks and wallets that the seller takes',
  read(reader) {
    const { intent } = reader.soFar
    // Rows name the banks of other people, and who gives takes nothing.
    if (intent === 'dump' || intent === 'giveaway') return undefined
    const reasons = new Map<Payment, Reason>()
    const hits = reader.of('payment')
    for (const [at, hit] of hits.entries()) {
      const value = hit.value as Payment
      // Who extorts is paid in coins.
      if (intent === 'extortion' && !coins.has(value)) continue
      if (!reasons.has(value) && isMeant(reader, hits, at))
        reasons.set(value, because('payment', value, `takes ${value}`, hit))
    }
    fromPrices(reader, reasons)
    if (reasons.size === 0) return undefined
    return { value: [...reasons.keys()].sort(), reasons: [...reasons.values()] }
  },
}
