import type { Contact } from '../../model/profile.ts'
import type { Reason } from '../../model/signal.ts'
import { because } from '../language/reason.ts'
import { isInRow } from '../language/rows.ts'
import type { Field, Reader } from './field.ts'

type Kind = Contact['type']

interface Rule {
  type: Kind
  /** Global and sticky on nothing; the first group is the handle. Every repetition is bounded. */
  pattern: RegExp
  value?: (found: string, reader: Reader) => string | undefined
}

/** What stands between the name of a service and the handle: at least a space, a colon or the handle's @. */
const gap = '(?:[ \\t]{0,2}[:：=|][ \\t]{0,2}@?|[ \\t]{1,2}@?|@)'
const handle = '([a-z][\\w.]{2,63})'
const named = (words: string, value: string): RegExp => new RegExp(`(?<![\\w@/.])(?:${words})${gap}${value}`, 'giu')

/** A number as E.164; an Indonesian one may begin with 0, others need their country code. */
const e164 = (digits: string, reader: Reader): string | undefined => {
  const plain = digits.replace(/[^\d+]/g, '')
  if (/^\+\d{8,15}$/.test(plain)) return plain
  if (/^62\d{8,13}$/.test(plain)) return `+${plain}`
  if (/^08\d{8,12}$/.test(plain)) return `+62${plain.slice(1)}`
  if (/^0\d{8,11}$/.test(plain) && /(?<![a-z])zalo(?![a-z])/.test(reader.text)) return `+84${plain.slice(1)}`
  return undefined
}
const number = '(\\+?\\d[\\d -]{7,18}\\d)'
const plainHandle = (found: string): string | undefined => {
  const value = found.toLowerCase().replace(/[.,_]+$/, (tail) => tail.replace(/[.,]/g, ''))
  return /^(?:me|only|saja|aja|here|and|or|atau|dan|id|on|in|the|yang|admin|channel|group|grup|bot|user|username|contact|name|pm|via|di|ke)$/.test(
    value,
  )
    ? undefined
    : value
}

const telegram = 'telegram|telegrm|tele|tlgrm|tg|тг|телега|телеграм\\p{L}{0,2}|飞机|电报|تليجرام'

const rules: readonly Rule[] = [
  { type: 'tox', pattern: /(?<![0-9a-f])([0-9a-f]{76})(?![0-9a-f])/gi, value: (found) => found.toUpperCase() },
  { type: 'session', pattern: /(?<![0-9a-f])(05[0-9a-f]{64})(?![0-9a-f])/gi, value: (found) => found.toUpperCase() },
  {
    type: 'matrix',
    pattern: /(?<![\w@])@([\w.-]{2,64}:[\w-]{1,60}(?:\.[\w-]{1,30}){1,3})/g,
    value: (found) => found.toLowerCase(),
  },
  {
    type: 'xmpp',
    pattern:
      /(?<![\w])(?:xmpp|jabber|jid|жаб\p{L}{1,3}|джаббер)[ \t]{0,2}[:：=]?[ \t]{0,2}([\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4})/giu,
    value: (found) => found.toLowerCase(),
  },
  {
    type: 'telegram',
    pattern: /(?<![\w.])(?:https?:\/\/)?(?:t|telegram)\.me\/(?:s\/)?([a-z]\w{3,63})/gi,
    value: plainHandle,
  },
  {
    type: 'discord',
    pattern: named('discord|dc|disc', '([\\w.]{2,32}#\\d{4})'),
    value: (found) => found.toLowerCase(),
  },
  {
    type: 'discord',
    pattern: /(?<![\w@])discord[ \t]{0,2}[:：=]?[ \t]{1,2}@?([a-z][\w.]{2,31})(?![\w#])/gi,
    value: (found) => (/\d|[_.]/.test(found) ? plainHandle(found) : undefined),
  },
  { type: 'wickr', pattern: named('wickr(?: me)?', handle), value: plainHandle },
  {
    type: 'threema',
    pattern: named('threema(?: id)?', '([a-z0-9*]{8})(?![\\w])'),
    value: (found) => found.toLowerCase(),
  },
  { type: 'signal', pattern: named('signal', '([a-z]\\w{2,31}\\.\\d{2,3})'), value: (found) => found.toLowerCase() },
  { type: 'icq', pattern: named('icq|аська', '([\\d-]{5,12})'), value: (found) => found.replace(/-/g, '') },
  { type: 'qq', pattern: named('qq号?|扣扣', '(\\d{5,12})') },
  { type: 'wechat', pattern: named('wechat|weixin|微信号?|vx|wx', '([a-z][\\w-]{4,30})'), value: plainHandle },
  {
    type: 'line',
    pattern: named('line id|id line|line', '@?([a-z][\\w.]{3,30})'),
    value: (found) => (/\d|_/.test(found) ? plainHandle(found) : undefined),
  },
  {
    type: 'instagram',
    pattern: named('instagram|insta|ig', handle),
    value: (found) => (/[\d_.]/.test(found) ? plainHandle(found) : undefined),
  },
  { type: 'facebook', pattern: /(?<![\w])(?:facebook|fb)\.com\/([\w.]{4,60})/gi, value: plainHandle },
  { type: 'x', pattern: /(?<![\w.])(?:twitter|x)\.com\/(\w{3,20})/gi, value: plainHandle },
  { type: 'simplex', pattern: /(simplex:\/[^\s]{10,300}|https:\/\/simplex\.chat\/[^\s]{10,300})/gi },
  { type: 'whatsapp', pattern: /wa\.me\/\+?(\d{8,15})/gi, value: (found) => `+${found}` },
  {
    type: 'whatsapp',
    pattern: new RegExp(
      `(?<![\\w])(?:wa|whatsapp|whats app|wasap|zap|w\\.a|watsap|вотсап|ватсап)[ \\t]{0,2}(?:aja|only|admin|number|no)?${gap}${number}`,
      'giu',
    ),
    value: e164,
  },
  {
    type: 'phone',
    pattern: new RegExp(
      `(?<![\\w])(?:chat|zalo|call|telp|hubungi|hp|phone|тел|sms|telepon|phone number)[ \\t]{0,2}${gap}${number}`,
      'giu',
    ),
    value: e164,
  },
  {
    type: 'email',
    pattern: /(?<![\w@./:*])([\w.+-]{2,64}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4})/g,
    value: (found) => found.toLowerCase().replace(/[.-]+$/, ''),
  },
  {
    type: 'telegram',
    pattern: named(`(?:${telegram})(?=[ \\t]{0,2}[:：=|@]|[ \\t]{1,2}@)`, '([a-z]\\w{3,63})'),
    value: plainHandle,
  },
  {
    type: 'telegram',
    pattern: named(`(?:${telegram})`, '([a-z]\\w{3,63})(?![\\w.@])'),
    // A word after "telegram" is a handle only if it looks like none of the language's words.
    value: (found) => (/[\d_]/.test(found) ? plainHandle(found) : undefined),
  },
  { type: 'telegram', pattern: /(?<![\w@./:*])@([a-z]\w{3,31})(?![\w@])(?!\.[a-z])/gi, value: plainHandle },
]

/** Words before a handle that is not the seller's: the middleman's, a fake, a source. */
const notHis =
  /(?:rekber(?: resmi)?(?: cuma)?|middleman|escrow|fake|palsu|by|from|credit to|scammer|hati2|hati-hati|garant|гарант|admin grup|instagram|ig|twitter)[ :]{0,2}$/i

/** An address in a row of records is another's, unless the words before it offer it. */
const isOthers = (reader: Reader, part: 'title' | 'text', start: number): boolean =>
  !/(?:mail|imel|contact|contacto|contato|kontak|hubungi|почта|correo)[ :=]{1,3}$/i.test(
    reader.post[part].slice(Math.max(0, start - 16), start),
  ) && isInRow(reader.post[part], start)

interface Found extends Contact {
  reason: Reason
}

const read = (reader: Reader, part: 'title' | 'text', taken: [number, number][]): Found[] =>
  rules.flatMap(({ type, pattern, value }) =>
    [...reader.post[part].matchAll(pattern)].slice(0, 50).flatMap((match): Found[] => {
      const raw = match[1] ?? ''
      const start = match.index + match[0].lastIndexOf(raw)
      const end = start + raw.length
      if (taken.some(([from, to]) => start < to && from < end)) return []
      if (type === 'email' && isOthers(reader, part, start)) return []
      if (type === 'telegram' && notHis.test(reader.post[part].slice(Math.max(0, match.index - 24), match.index)))
        return []
      const found = value ? value(raw, reader) : raw
      if (!found) return []
      taken.push([start, end])
      const span = { part, start, end: start + (type === 'email' || type === 'telegram' ? found.length : raw.length) }
      return [{ type, value: found, reason: because('contacts', `${type}:${found}`, `a ${type} contact`, span) }]
    }),
  )

/** Handles outside the site under which the author offers to be reached. Rows of a dump hold other people's. */
export const contacts: Field<'contacts'> = {
  id: 'contacts',
  reads: 'handles, numbers and addresses outside the site, twenty kinds',
  read(reader) {
    if (reader.soFar.intent === 'dump') return undefined
    const found = [...read(reader, 'title', []), ...read(reader, 'text', [])]
    const unique = [...new Map(found.map((one) => [`${one.type}:${one.value}`, one])).values()].slice(0, 40)
    if (unique.length === 0) return undefined
    return { value: unique.map(({ type, value }) => ({ type, value })), reasons: unique.map(({ reason }) => reason) }
  },
}
