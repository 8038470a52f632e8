import type { Contact } from '../../model/profile.ts'
import type { Reason } from '../../model/signal.ts'
import { isInRow } from '../language/evidence/rows.ts'
import {
  type Handle,
  handleAfter,
  handleBefore,
  handlesAtSigns,
  handlesInLinks,
  hexIds,
  invitations,
} from '../language/names/handles.ts'
import { because } from '../language/reason.ts'
import type { Field, Hit, Reader } from './field.ts'

interface Found extends Contact {
  reason: Reason
}

/** Handles of one part of a post that are looked at: rows of a sample may hold thousands. */
const mostLookedAt = 100

/** Names of services, in the order of the text, each with the handle that follows it, or else stands before it. */
const named = (text: string, names: readonly Hit[], countries: readonly string[]): Handle[] =>
  names.flatMap(
    ({ value, start, end }) =>
      handleAfter(value, text, end, countries) ?? handleBefore(value, text, start, countries) ?? [],
  )

/** What may stand between "rekber" and the middleman's handle. */
const link =
  /^(?![.!?] )[^\p{L}\n]{0,4}(?:(?:cuma|resmi|via|by|is|hanya|lewat|only|with|только|official)[^\p{L}\n]{1,3})?$/u

/** Whether the word right before a handle says that it is not the author's: a middleman's, a fake, a source. */
const isAnothers = (text: string, start: number, names: readonly Hit[]): boolean =>
  names.some(
    ({ value, end }) => value === 'others' && end <= start && start - end < 16 && link.test(text.slice(end, start)),
  )

const offered = /(?:mail|imel|contact|contacto|contato|kontak|hubungi|почта|correo|邮箱|联系)[ :=：]{1,3}$/i

const isOffered = (text: string, start: number): boolean => offered.test(text.slice(Math.max(0, start - 16), start))

/** An address in a row of records is another's, unless the words before it offer it. */
const isOfRow = (text: string, start: number): boolean => !isOffered(text, start) && isInRow(text, start)

/** "Dear @VelaTravel", and a post that begins with a handle and speaks to it: whom the author addresses. */
const greeting =
  /(?<!\p{L})(?:dear|hey|hi|hello|hola|ola|halo|hai|hallo|kepada|kpd|yth\.?|attention|attn:?|уважаем\p{L}{2}|estimad\p{L}{1,2}|prezad\p{L}{1,2}|caro|kinh gui|to|cc|привет|sayin|untuk admin|buat admin|عزيزي|إلى)[ ,]{1,2}@?$/iu
const isAddressed = ({ post, soFar }: Reader, text: string, { type, start }: Handle): boolean =>
  type === 'telegram' &&
  text[start - 1] === '@' &&
  (greeting.test(text.slice(Math.max(0, start - 16), start)) ||
    (start === 1 && (post.type === 'social' || soFar.intent === 'extortion')))

/** "Mesmo nick no Telegram", "Telegram: same as here". */
const sameNick =
  /(?<!\p{L})(?:same (?:nick|name|username|handle|user|id|as here|as my)|mesmo (?:nick|usuario|nome|user)|mism[oa] (?:nick|usuario|nombre|user)|(?:nick|nama|username|usn|user) (?:yang |yg )?sama|sama (?:kaya|kayak|seperti|dgn|dengan) (?:di ?sini|nick|username)|(?:тот же|такой же) ник|ник (?:тот же|такой же|тут)|cung (?:ten|nick)|ayni (?:nick|isim|kullanici))|同名|同号|ID相同/iu
const ofNicks: ReadonlySet<string> = new Set(['telegram', 'discord', 'wickr', 'icq', 'instagram', 'x'])

/** The author's own name, where he says that a service knows him by it. */
const sameNicks = (reader: Reader, part: 'title' | 'text'): Handle[] =>
  reader.post.author === null
    ? []
    : reader.of('services').flatMap(({ part: of, value, start, end }) => {
        if (of !== part || !ofNicks.has(value)) return []
        if (!sameNick.test(reader[part].slice(Math.max(0, start - 36), end + 36))) return []
        return [{ type: value as Contact['type'], value: (reader.post.author ?? '').toLowerCase(), start, end }]
      })

const fromRecords: readonly Contact['type'][] = ['email', 'phone']

/** More addresses of one kind than these are a sample, whatever its rows look like: beside no word, and beside one that offers. */
const most = { bare: 2, offered: 5 }

/** The handles that an author may have of himself. */
function withoutSamples(handles: readonly Handle[], text: string): readonly Handle[] {
  if (handles.length <= most.bare) return handles
  const different = (some: readonly Handle[]): number => new Set(some.map(({ value }) => value)).size
  const samples = fromRecords.flatMap((type) => {
    const all = handles.filter((one) => one.type === type)
    const offered = all.filter(({ start }) => isOffered(text, start))
    if (different(offered) > most.offered) return all
    return different(all) - different(offered) > most.bare ? all.filter((one) => !offered.includes(one)) : []
  })
  return handles.filter((one) => !samples.includes(one))
}

/** Arabic and Persian digits as Western ones, of the same length. */
const western = (text: string): string =>
  arabicDigit.test(text)
    ? text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16))
    : text
const arabicDigit = /[\u0660-\u0669\u06f0-\u06f9]/

const read = (reader: Reader, part: 'title' | 'text'): Found[] => {
  const text = western(reader.post[part])
  const names = reader.of('services').filter((hit) => hit.part === part)
  const countries = reader.soFar.countries ?? []
  const handles = [
    ...hexIds(text),
    ...invitations(text),
    ...handlesInLinks(text, countries),
    ...named(text, names, countries),
    ...sameNicks(reader, part),
    ...handlesAtSigns(text),
  ]
  const taken: Handle[] = []
  for (const handle of handles.slice(0, mostLookedAt)) {
    const { type, start, end } = handle
    if (taken.some((other) => start < other.end && other.start < end)) continue
    if (isAddressed(reader, text, handle)) continue
    if (fromRecords.includes(type) ? isOfRow(text, start) : isAnothers(text, start, names)) continue
    taken.push(handle)
  }
  return withoutSamples(taken, text).map(({ type, value, start, end }) => ({
    type,
    value,
    reason: because('contacts', `${type}:${value}`, `a ${type} contact`, { part, start, end }),
  }))
}

/** Handles outside the site under which the author offers to be reached. Rows of a dump hold other people's. */
export const contacts: Field<'contacts'> = {
  id: 'contacts',
  reads: 'handles, numbers and addresses outside the site, twenty kinds',
  read(reader) {
    if (reader.soFar.intent === 'dump') return undefined
    const found = [...read(reader, 'title'), ...read(reader, 'text')]
    const unique = [...new Map(found.map((one) => [`${one.type}:${one.value}`, one])).values()].slice(0, 40)
    if (unique.length === 0) return undefined
    return { value: unique.map(({ type, value }) => ({ type, value })), reasons: unique.map(({ reason }) => reason) }
  },
}
