import { isDenied } from '../language/matching/language.ts'
import { because } from '../language/reason.ts'
import type { Field, Hit, Reader } from './field.ts'

/** "mm/yy", "ID / PH / MM": a month or a country beside a stroke. */
const isListed = (text: string, { start, end }: Hit): boolean =>
  end - start === 2 &&
  (/\/ ?$/.test(text.slice(Math.max(0, start - 2), start)) || /^ ?\//.test(text.slice(end, end + 2)))

/** "no MM except staff": what is refused but for one kind is accepted. */
const exception = /^ (?:except|other than|unless|selain|kecuali|кроме|salvo|exceto|menos|tru) /

/** "ga terima rekber", "не работаю через гаранта": a denial with its verb. */
const refusal =
  /(?<!\p{L})(?:ga|gak|nggak|ngga|kagak|tidak|tdk|tak|no|not|don'?t|never|не|nao|khong)(?: (?:terima|nerima|pakai|pake|accept|take|use|do|mau|layani|guna|acepto|aceito|trabajo|uso|работаю|принимаю|иду|qua|nhan|via|lewat|through|con|com|через|with)){1,2} $/u
/** "Escrow: boleh, asal bukan escrow abal2": what is accepted by a word of its own stays so. */
const accepted = /^ {0,12}[:=-]? ?(?:boleh|ok|oke|yes|да|si|sim|可|silakan|accepted|welcome)(?!\p{L})/u

const isRefused = (reader: Reader, { part, start, end }: Hit): boolean =>
  refusal.test(reader[part].slice(Math.max(0, start - 32), start)) ||
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
    const isAccepted = first !== undefined && accepted.test(reader[first.part].slice(first.end, first.end + 26))
    if (!first || (!isAccepted && said.some((hit) => isRefused(reader, hit)))) return undefined
    return { value: true, reasons: [because('escrow', 'true', 'accepts a middleman', first)] }
  },
}
