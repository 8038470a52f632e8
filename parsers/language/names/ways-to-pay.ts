import type { Reader } from '../../signals/field.ts'
import { over, type Place } from './found-names.ts'

/** Words of paying, as they are folded, in the languages of the reader. */
const paying =
  /(?<!\p{L})(?:bayar|pembayaran|bayaran|byr|payments?|pay(?:ing|s|able)?|accept(?:ed|s)?|transfer\p{L}*|tf|trf|settlement|thanh toan|chuyen khoan|ck|stk|nhan bank|оплат\p{L}*|перевод\p{L}*|принима\p{L}{1,3}|реквизит\p{L}*|pago|pagos|pagar|pagamentos?|aceit[oa]\p{L}*|acept[oa]\p{L}*|deposito|الدفع|دفع|تحويل|حوالة|odeme|havale)(?!\p{L})|支付|付款|收款|转账|轉帳|结算/u

/** Of what a seller takes, the words that also name data: "tf ke rek BCA". */
const accounts: ReadonlySet<string> = new Set(['bank-accounts', 'payment-histories', 'payment-cards', 'none'])
/** Words for what is offered, or for offering it. */
const offering: ReadonlySet<string> = new Set(['goods', 'sells', 'gives', 'seeks', 'needs', 'has', 'swaps', 'lookups'])

/** Characters on each side of a name within which its sentence ends, or says too much to be of paying alone. */
const longest = 120
const sentenceEnd = /\n|[.!?;](?= |$)/
const lineEnd = /\n/

/** The sentence or the line that a place stands in. */
const around = (text: string, { start, end }: Place, mark: RegExp): { start: number; end: number } => ({
  start:
    start -
    (text
      .slice(Math.max(0, start - longest), start)
      .split(mark)
      .at(-1)?.length ?? 0),
  end: end + (text.slice(end, end + longest).split(mark, 1)[0]?.length ?? 0),
})

/** Whether all that a passage says besides a name is how one pays. */
const isOfPaying = (reader: Reader, name: Place, { start, end }: { start: number; end: number }): boolean => {
  const passage = { part: name.part, start, end }
  const words = reader.text.slice(start, end)
  const others = (lexicon: string) =>
    over(reader, lexicon, passage).filter((hit) => hit.end <= name.start || hit.start >= name.end)
  const isPaid = paying.test(words) || (!/\d/.test(words) && others('payment').length > 0)
  return (
    isPaid &&
    !others('intents').some(({ value }) => offering.has(value)) &&
    !others('data-classes').some(({ value }) => !accounts.has(value))
  )
}

/** Whether the sentence or the line around a name tells how one pays, and no more: "Thanh toán MB Bank hoặc USDT", "paypal no. btc yes". */
export const isWayToPay = (reader: Reader, name: Place): boolean =>
  name.part === 'text' &&
  [sentenceEnd, lineEnd].some((mark) => isOfPaying(reader, name, around(reader.text, name, mark)))
