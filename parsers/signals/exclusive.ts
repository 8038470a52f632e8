import { isDenied } from '../language/matching/language.ts'
import { because } from '../language/reason.ts'
import type { Field } from './field.ts'

/** Whether the seller says that he sells to one buyer only, or to few. */
export const exclusive: Field<'exclusive'> = {
  id: 'exclusive',
  reads: 'that it is sold once, or to few',
  read(reader) {
    const hit = reader
      .of('details')
      .find(({ value, part, start }) => value === 'exclusive' && !isDenied(reader[part], start, reader.indonesian))
    return hit && { value: true, reasons: [because('exclusive', 'true', 'says that few will get it', hit)] }
  },
}
