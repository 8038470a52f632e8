import type { Payment, Reason } from '../../model/signal.ts'
import { isDenied } from '../language/language.ts'
import { because } from '../language/reason.ts'
import type { Field, Hit, Reader } from './field.ts'

const coins = new Set(['BTC', 'XMR', 'ETH', 'USDT', 'LTC'])

/** Names that mean something else too (an Indonesian fund, a victim): they count beside words of payment only. */
const pays =
  /(?:bayar|byr|payment|pembayaran|pay|bayaran|transfer|tf|via|terima|accept|оплата|перевод|pago|pix|支付|收|thanh toan|thanh toán|cair|only|aja|dana ?\/|gopay|ovo|qris|shopeepay|dompet|rek)/
const other =
  /(?:verif|up|buat|butuh|akun|untuk|saldo|valid|acc|tembus|daftar|aktivasi|cari|sumber|limit|data) (?:[a-z]+ ?\/ ?)?$/

const isMeant = (reader: Reader, { value, part, start, end }: Hit): boolean => {
  const text = reader[part]
  if (isDenied(text, start, false)) return false
  if (coins.has(value)) return true
  const ahead = text.slice(Math.max(0, start - 40), start)
  if (other.test(ahead)) return false
  const line = `${ahead.split('\n').at(-1)}${text.slice(end, end + 30).split('\n', 1)[0]}`
  return (
    pays.test(line.replace(text.slice(start, end), ' ')) || /[/,|] ?$/.test(ahead.slice(-3)) || line.trim().length <= 24
  )
}

/** A coin written onto its number, "2000usdt", where no word's edge parts them. */
const priced = /\d(btc|xmr|eth|usdt|ltc)(?![a-z])/g

/** What the seller takes: what he names, and the coin of his price. */
export const payment: Field<'payment'> = {
  id: 'payment',
  reads: 'coins, banks and wallets that the seller takes',
  read(reader) {
    // Rows name the banks of other people.
    if (reader.soFar.intent === 'dump') return undefined
    const reasons = new Map<Payment, Reason>()
    for (const hit of reader.hits) {
      const value = hit.value as Payment
      if (hit.lexicon !== 'payment' || reasons.has(value) || !isMeant(reader, hit)) continue
      reasons.set(value, because('payment', value, `takes ${value}`, hit))
    }
    for (const part of ['title', 'text'] as const)
      for (const match of reader[part].matchAll(priced)) {
        const value = (match[1] ?? '').toUpperCase() as Payment
        const span = { part, start: match.index, end: match.index + match[0].length }
        if (!reasons.has(value)) reasons.set(value, because('payment', value, 'asks a price in it', span))
      }
    if (reasons.size === 0) return undefined
    return { value: [...reasons.keys()].sort(), reasons: [...reasons.values()] }
  },
}
