import { because } from '../language/reason.ts'
import type { Field } from './field.ts'

const over =
  '(?:sold(?: out)?|gone|closed|laku|terjual|habis|ditutup|tutup|close|продано|закрыт[оа]?|ушло|已出|已售|售罄|vendido|vendida|cerrado|fechado|đã bán|تم البيع)'
/** What stands first in a line or a title, marks and "update:" aside: only there is the word about this offer itself. */
const pattern = new RegExp(
  `(?:^|\\n)[^\\p{L}\\n]{0,12}(?:(?:edit|update|upd|status|апд|обновлено)[^\\p{L}\\n]{0,8}(?:[^\\p{L}\\n]{0,4}(?:sudah|udah|this is|all|now|уже|ya) )?)?[^\\p{L}\\n]{0,6}(?:sudah |udah |all )?(${over})(?![\\p{L}])(?! (?:separately|twice|yet|last|only once|to me|thread|before))`,
  'u',
)

/** Whether the offer still stands, as the post itself says. */
export const status: Field<'status'> = {
  id: 'status',
  reads: 'open or sold',
  read(reader) {
    for (const part of ['title', 'text'] as const) {
      const match = pattern.exec(reader[part])
      const word = match?.[1]
      if (!match || !word) continue
      const end = match.index + match[0].length
      const span = { part, start: end - word.length, end }
      return { value: 'sold', reasons: [because('status', 'sold', 'says that it is gone', span)] }
    }
    return undefined
  },
}
