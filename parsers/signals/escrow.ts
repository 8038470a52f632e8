import { isDenied } from '../language/matching/language.ts'
import { because } from '../language/reason.ts'
import type { Field, Hit, Reader } from './field.ts'

/** "mm/yy", "ID / PH / MM": a month or a country beside a stroke. */
const isListed = (text: string, { start, end }: Hit): boolean =>
  end - start === 2 &&
  (/\/ ?$/.test(text.slice(Math.max(0, start - 2), start)) || /^ ?\//.test(text.slice(end, end + 2)))

/** "no MM except staff": what is refused but for one kind is accepted. */
const exception = /^ (?:except|other than|unless|selain|kecuali|кроме|salvo|exceto|menos|tru) /

const isRefused = (reader: Reader, { part, start, end }: Hit): boolean =>
  reader[part].charAt(start - 1) === '不' ||
  /^ ?(?:no|ga|gak|tidak|tdk)(?= ?(?:$|[,.\n]))/.test(reader[part].slice(end, end + 8)) ||
  (isDenied(reader[part], start, false) && !exception.test(reader[part].slice(end, end + 12)))

/** Whether the seller lets a middleman hold the money. Who refuses one may speak of him again, and says why. */
export const escrow: Field<'escrow'> = {
  id: 'escrow',
  reads: 'that a middleman, escrow or rekber is accepted',
  read(reader) {
    const said = reader.of('escrow').filter((hit) => !isListed(reader[hit.part], hit))
    const [first] = said
    if (!first || said.some((hit) => isRefused(reader, hit))) return undefined
    return { value: true, reasons: [because('escrow', 'true', 'accepts a middleman', first)] }
  },
}
