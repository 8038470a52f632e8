import { isSoldWhole } from '../language/evidence/sold.ts'
import { because } from '../language/reason.ts'
import type { Field } from './field.ts'

/** Whether the offer still stands, as the post itself says. */
export const status: Field<'status'> = {
  id: 'status',
  reads: 'open or sold',
  read(reader) {
    const hit = reader.of('status').find((word) => isSoldWhole(reader[word.part], word, word.part === 'title'))
    return hit && { value: 'sold', reasons: [because('status', 'sold', 'says that it is gone', hit)] }
  },
}
