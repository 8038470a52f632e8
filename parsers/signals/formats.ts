import type { Reason } from '../../model/signal.ts'
import { isDenied } from '../language/matching/language.ts'
import { because } from '../language/reason.ts'
import type { Field, Hit, Reader } from './field.ts'

/** Whether a word is the ending of an address's path: it tells what lies elsewhere, as a picture beside the offer. */
const isElsewhere = (reader: Reader, { part, start }: Hit): boolean => {
  const text = reader[part]
  if (text[start - 1] !== '.' && text[start] !== '.') return false
  const before = text.slice(Math.max(0, start - 200), start)
  return before.slice(before.search(/\S*$/)).includes('/')
}

/** Kinds of file that the data is in. An archive is none: what is in it counts. */
export const formats: Field<'formats'> = {
  id: 'formats',
  reads: 'sql, csv, json, xlsx, txt, pdf, images and other kinds of file',
  read(reader) {
    const reasons = new Map<string, Reason>()
    for (const hit of reader.of('formats')) {
      const { value, part, start, end } = hit
      if (value === 'none' || reasons.has(value) || isElsewhere(reader, hit)) continue
      if (isDenied(reader[part], start, reader.indonesian)) continue
      reasons.set(value, because('formats', value, `names "${reader.post[part].slice(start, end)}"`, hit))
    }
    if (reasons.size === 0) return undefined
    return { value: [...reasons.keys()].sort(), reasons: [...reasons.values()] }
  },
}
