import type { Intent, Reason } from '../model/signal.ts'
import type { PostReader, SignalReading } from './read.ts'
import type { Readable } from './signals/field.ts'

// What an author says below his own offer is short and names nothing: "price now 400", "SOLD", "new telegram: @…". By
// itself it offers nothing; in its thread it changes what stands above.

/** Longer ones are no passing word. */
const longest = 2_000
const longestBump = 120

/** In these many characters before an amount stands what makes it the price of the offer. */
const nearby = 48
const asksPrice =
  /pric|harga|now|drop|lower|reduc|cut|discount|asking|sell|turun|jadi|diskon|obral|цен|скидк|снижа|продаю|价|降|preco|preço|precio|rebaj|desconto|baj/i
const saysNow = /^.{0,4}(?:now|sekarang|aja|saja|сейчас|теперь)/iu
/** And what makes a handle a contact: others in the forum are called by their handles too. */
const namesService =
  /telegram|\btele?\b|\btg\b|\bwa\b|whats ?app|session|\btox\b|xmpp|jabber|discord|signal|wickr|mail|matrix|threema|simplex|\bicq\b|\bqq\b|contact|kontak|hubungi|контакт|телеграм|тг|\bтг\b|联系|电报|contacto|contato|new (?:nick|handle|account)/i

const again =
  /\b(?:available|for sale|on sale|open) again|\bback (?:in stock|on sale|for sale|up for sale|on the market)|\bre-?open(?:ed|ing)?\b|\bre-?list(?:ed|ing)\b|\b(?:buyer|deal|sale) (?:backed out|fell through|was cancell?ed|cancell?ed|didn.?t pay|did not pay|never paid)|\bnot sold\b|\b(?:tersedia|ready|dijual|dibuka|buka|ada) lagi\b|снова (?:в продаже|доступ|продаю)|опять в продаже|重新(?:出售|上架)|再次出售|(?:disponible|a la venta) (?:de nuevo|otra vez)|(?:disponível|à venda) novamente/iu
const bump =
  /^[^\p{L}\p{N}]*(?:bump(?:ed|ing)?|up+|sundul|still (?:available|selling|for sale|up|here|have)|masih (?:ada|tersedia|ready|dijual)|ready|available|aktif|актуально|апну?|顶|还在|sigue disponible|ainda disponível)(?![\p{L}\p{N}])/iu

/** Whether the words say that what was sold or gone is to be had again. */
export const saysAgain = (text: string): boolean => again.test(text.slice(0, longest))

/**
 * Reads a post as a word of its author on the offer that he has made in the same thread: that it is sold, or to be had
 * again, what it costs now, whom to write to, where a sample is, or only "bump". `null` where it says nothing of these.
 */
export function readFurther(read: PostReader, post: Readable, intent: Intent): SignalReading | null {
  const { text } = post
  if (text.length > longest) return null
  const reading = read(post, intent)
  if (!reading) return null
  const before = ({ span }: Reason): string =>
    span ? text.slice(Math.max(0, span.start - nearby), span.part === 'text' ? span.end : 0) : ''
  const behind = ({ span }: Reason): string => (span?.part === 'text' ? text.slice(span.end, span.end + nearby) : '')
  const isTold = (reason: Reason): boolean => {
    if (reason.field === 'price') return asksPrice.test(before(reason)) || saysNow.test(behind(reason))
    if (reason.field === 'contacts')
      return namesService.test(before(reason)) || /[:/]|@.+\./.test(spanned(reason, text))
    return reason.field === 'status' || reason.field === 'sample'
  }
  const reasons = reading.reasons.filter(isTold)
  const tells = (field: string): boolean => reasons.some((reason) => reason.field === field)
  if (reasons.length === 0 && !saysAgain(text) && !(text.length <= longestBump && bump.test(text))) return null
  const contacts = reading.contacts.filter(({ type, value }) =>
    reasons.some((reason) => reason.field === 'contacts' && reason.value === `${type}:${value}`),
  )
  return {
    ...reading,
    price: tells('price') ? reading.price : null,
    claims: reading.claims.filter(({ field }) => tells(field)),
    contacts,
    status: tells('status') ? reading.status : 'open',
    sample: tells('sample'),
    reasons,
  }
}

const spanned = ({ span }: Reason, text: string): string => (span ? text.slice(span.start, span.end) : '')
