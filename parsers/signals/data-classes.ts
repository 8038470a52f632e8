import type { DataClass, Reason } from '../../model/signal.ts'
import { isDenied } from '../language/language.ts'
import { picturesIn } from '../language/pictures.ts'
import { because } from '../language/reason.ts'
import { rowsIn } from '../language/rows.ts'
import type { Field, Hit, Reader } from './field.ts'

/** A way to be reached ("email: a@b", "wa 0812…", "tele @x") is no class of the data. */
const isContact = (text: string, end: number): boolean =>
  /^[^\n]{0,3}[:：=]?[^\n\p{L}]{0,4}(?:[\w.+-]{1,40}@|@\w|\+?\d[\d -]{6}|https?:)/u.test(text.slice(end, end + 60))

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
    const { selfie, document } = picturesIn(reader[part])
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
    for (const hit of reader.hits) {
      if (hit.lexicon !== 'data-classes' || reasons.has(hit.value as DataClass)) continue
      const text = reader[hit.part]
      if (isDenied(text, hit.start, reader.indonesian) || isContact(text, hit.end)) continue
      add(reasons, hit.value as DataClass, `names "${reader.post[hit.part].slice(hit.start, hit.end)}"`, hit)
    }
    fromPictures(reader, reasons)
    const rows = reader.soFar.intent === 'dump' ? rowsIn(reader.post.text) : undefined
    if (rows && rows.kind !== 'table') {
      reasons.clear()
      add(reasons, 'credentials', 'rows of logins and passwords', { part: 'text', start: rows.start, end: rows.end })
    }
    if (reasons.size === 0) return undefined
    return { value: [...reasons.keys()].sort(), reasons: [...reasons.values()] }
  },
}
