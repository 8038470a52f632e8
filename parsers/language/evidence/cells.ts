import type { DataClass } from '../../../model/data-classes.ts'

/** What a cell of a row is known by: the sign of a street, a bank's name before a number, a plate, an amount of money. */
const shapes: readonly (readonly [DataClass, RegExp])[] = [
  ['email-addresses', /[\w*.+-]@[\w*-]{1,60}\.[a-z]/i],
  ['phone-numbers', /(?<![\d+])(?:\+\d[\d ()-]{8,16}|0[89]\d{8,11}|0[89]\d{2}-\d{3,4}-\d{3,5})(?!\d)/],
  ['national-ids', /(?<!\d)\d{16}(?!\d)/],
  [
    'physical-addresses',
    /(?<!\p{L})(?:(?:Jl|Jln|Jalan|Gg|Gang|Perum|Komplek|Rua|Av|Calle|Str|ул|пер|пр)[. ]|(?:RT|RW)[ .]?\d|(?:Ds|Dsn|Desa|Kp|Kampung|Lorong) \p{L})/iu,
  ],
  [
    'names',
    /(?:^|[,;|\t]|^\d{1,3}[.)]) ?["']?(?:\p{Lu}[\p{L}.]{1,20} \p{Lu}[\p{L}*.]{0,20}|(?:Bu|Pak|Sdri?\.|Ibu|Bpk\.?) \p{Lu})/u,
  ],
  ['bank-accounts', /(?<!\p{L})(?:BCA|BRI|BNI|BSI|Mandiri|CIMB|Maybank|Danamon|Sberbank|Itau|Nubank) ?[:-]? ?\d{6,}/iu],
  ['vehicle-records', /(?:^|[,;|\t]) ?[A-Z]{1,2} \d{3,4} [A-Z]{1,3} ?(?:$|[,;|\t])/],
  ['payment-histories', /\d ?(?:jt|juta|rb|ribu)(?!\p{L})|(?:Rp|R\$|S\/|₽|€|\$) ?\d/u],
]

/** The classes of the cells of a row. */
export const cellsIn = (row: string): DataClass[] => shapes.flatMap(([name, shape]) => (shape.test(row) ? [name] : []))
