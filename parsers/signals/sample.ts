import { isDenied } from '../language/language.ts'
import { because } from '../language/reason.ts'
import type { Field } from './field.ts'

/** Whether a proof is shown or offered. Who seeks data asks for samples and shows none; a dump's rows are no sample. */
export const sample: Field<'sample'> = {
  id: 'sample',
  reads: 'that a sample, proof or preview is shown, linked or offered',
  read(reader) {
    if (reader.soFar.intent === 'wanted' || reader.soFar.intent === 'dump') return undefined
    const hit = reader.hits.find(
      ({ lexicon, part, start }) => lexicon === 'sample' && !isDenied(reader[part], start, false),
    )
    if (hit) return { value: true, reasons: [because('sample', 'true', 'shows or offers a sample', hit)] }
    const rows = reader.rows()
    if (rows?.kind !== 'table') return undefined
    const span = { part: 'text' as const, start: rows.start, end: rows.end }
    return { value: true, reasons: [because('sample', 'true', `shows ${rows.count} rows`, span)] }
  },
}
