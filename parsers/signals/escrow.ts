import { isDenied } from '../language/language.ts'
import { because } from '../language/reason.ts'
import type { Field } from './field.ts'

/** Whether the seller lets a middleman hold the money. */
export const escrow: Field<'escrow'> = {
  id: 'escrow',
  reads: 'that a middleman, escrow or rekber is accepted',
  read(reader) {
    const hit = reader.hits.find(
      ({ lexicon, part, start }) => lexicon === 'escrow' && !isDenied(reader[part], start, false),
    )
    return hit && { value: true, reasons: [because('escrow', 'true', 'accepts a middleman', hit)] }
  },
}
