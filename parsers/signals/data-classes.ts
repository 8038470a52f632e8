import type { DataClass } from '../../model/data-classes.ts'
import type { Reason } from '../../model/signal.ts'
import { isDenied } from '../language/language.ts'
import { weakWords } from '../language/lexicons.ts'
import { picturesIn } from '../language/pictures.ts'
import { because } from '../language/reason.ts'
import type { Field, Hit, Reader } from './field.ts'

/** A way to be reached ("email: a@b", "wa 0812…", "tele @x") is no class of the data. */
const isContact = (text: string, end: number): boolean =>
  /^[^\n]{0,3}[:：=]?[^\n\p{L}]{0,4}(?:[\w.+-]{1,40}@|@\w|\+?\d[\d -]{6}|https?:)/u.test(text.slice(end, end + 60))

/** What a list of logins consists of: said beside "combo" or "logs" it is no class of its own. */
const loginParts: readonly DataClass[] = ['passwords', 'email-addresses', 'usernames']

/** Whether a hit speaks of the data: an ordinary word does beside another class' word, a contact's name never does. */
const isMeant = (reader: Reader, hits: readonly Hit[], at: number): boolean => {
  const hit = hits[at]
  if (!hit) return false
  const text = reader[hit.part]
  const isReach = hit.value === 'email-addresses' || hit.value === 'phone-numbers'
  if (isReach && reader.soFar.intent !== 'dump' && isContact(text, hit.end)) return false
  if (!weakWords.has(text.slice(hit.start, hit.end))) return true
  return [hits[at - 1], hits[at + 1]].some(
    (near) =>
      near?.part === hit.part &&
      near.value !== hit.value &&
      near.value !== 'none' &&
      near.start - hit.end < 40 &&
      hit.start - near.end < 40,
  )
}

/** What a gang calls by one word are the papers and mailboxes of a company, not columns of a table. */
const onLeakSites: Readonly<Record<string, DataClass>> = {
  mail: 'private-messages',
  mails: 'private-messages',
  emails: 'private-messages',
  passports: 'id-documents',
}

const add = (
  reasons: Map<DataClass, Reason>,
  value: DataClass,
  why: string,
  hit: Pick<Hit, 'part' | 'start' | 'end'>,
): void => {
  if (!reasons.has(value)) reasons.set(value, because('dataClasses', value, why, hit))
}

/** Pictures of papers and of people who hold them are told by words beside each other. */
const fromPictures = (reader: Reader, reasons: Map<DataClass, Reason>): void => {
  for (const part of ['title', 'text'] as const) {
    const { selfie, document } = picturesIn(reader, part)
    if (selfie) add(reasons, 'id-selfies', 'a selfie with a document', { part, ...selfie })
    if (document) add(reasons, 'id-documents', 'pictures of documents', { part, ...document })
  }
}

/** The classes that the post says are in the data. */
export const dataClasses: Field<'dataClasses'> = {
  id: 'dataClasses',
  reads: 'what kinds of data the offer holds, by columns and words in seven languages',
  read(reader) {
    const reasons = new Map<DataClass, Reason>()
    const hits = reader.hits.filter(({ lexicon }) => lexicon === 'data-classes')
    for (const [at, hit] of hits.entries()) {
      if (hit.value === 'none' || reasons.has(hit.value as DataClass)) continue
      const text = reader[hit.part]
      if (isDenied(text, hit.start, reader.indonesian) || !isMeant(reader, hits, at)) continue
      const value = onLeakSites[reader.soFar.intent === 'extortion' ? text.slice(hit.start, hit.end) : ''] ?? hit.value
      add(reasons, value as DataClass, `names "${reader.post[hit.part].slice(hit.start, hit.end)}"`, hit)
    }
    fromPictures(reader, reasons)
    if (reasons.has('credentials') && reasons.size <= 4) for (const name of loginParts) reasons.delete(name)
    const rows = reader.soFar.intent === 'dump' ? reader.rows() : undefined
    if (rows?.kind === 'pairs' || rows?.kind === 'logins') {
      reasons.clear()
      add(reasons, 'credentials', 'rows of logins and passwords', { part: 'text', start: rows.start, end: rows.end })
    }
    if (reasons.size === 0) return undefined
    return { value: [...reasons.keys()].sort(), reasons: [...reasons.values()] }
  },
}
