import { isDenied } from '../language/matching/language.ts'
import { endOf, isSaid } from '../language/numbers/beside.ts'
import { beside, measures, says } from '../language/numbers/number-words.ts'
import { aheadOf, behindOf, nounsOf, type Quantity } from '../language/numbers/quantity.ts'
import { because } from '../language/reason.ts'
import { matchesIn } from '../matches.ts'
import type { Field, Hit, Reader } from './field.ts'

type Place = Pick<Hit, 'part' | 'start' | 'end'>

/** More of them are no sample but goods. */
const most = 1_000
/** Who gets something for being early: "first 5 buyers". */
const takers: ReadonlySet<string> = new Set(
  'buyer buyers pembeli comprador compradores покупатель покупателю покупателям покупателей'.split(' '),
)
/** "header + 50 rows: https://…" */
const linked = /^[^\n\d]{2,24}[ :(]https?:/
/** How a thief tells what he has published already: "the first 3 GB", "10%". */
const published = /^ ?(?:gb|mb|гб|мб|%|percent)/
const isTrial = (word: string): boolean => ((beside.get(word) ?? 0) & says.tried) !== 0

/** The words right behind a sample that deny it: "sample: none", "sampel ga ada". */
const denial = /^ ?(?:[:=] ?no(?:ne|pe)?(?![a-z])|(?:ga|gak|tidak) ada|нет|没有|nao tem)/

/** "PT Maju Sentosa Contoh", "poltek negeri contoh": a word of examples in an invented name, not at the head of a clause. */
const isName = (text: string, { start, end }: Hit): boolean =>
  /[\p{L}\d][ -]$/u.test(text.slice(Math.max(0, start - 2), start)) && !/^ ?\d/.test(text.slice(end, end + 2))

/** "will not send lists or samples": a denial that stands words before what it denies. */
const unsent = /(?<![a-z])(?:not|won'?t|don'?t|cannot|never) (?:[a-z]{1,8} ){1,4}$/

/** "I do not give samples to new accounts" is an exception. */
const isUnsent = (text: string, { start, end }: Hit): boolean =>
  unsent.test(text.slice(Math.max(0, start - 40), start)) &&
  !/^ to (?!protect|avoid|prevent)/.test(text.slice(end, end + 12))

/** What is released first of all that was taken, and that it is out: "PART 1 (18 GB) is published". */
const firstPart =
  /(?<!\p{L})(?:(?:part|bagian|parte|часть|batch|phan|bolum) ?(?:1|one|i|satu|uno|um)(?![\p{L}\d])|(?:first|primer\p{L}?|primeir\p{L}|перв\p{L}{2}|ilk) (?:\d{1,3} ?%|part|batch|folder|archive|package|pack|paquete|lote|parte|entrega|carpeta|pasta|pacote|пап\p{L}{2}|част\p{L}|архив|пакет|parti)|(?:bagian|batch|folder|paket) pertama)|第一(?:部分|批)/gu
const released =
  /(?:published|available|released|uploaded|online|live|download|publicad|disponi|subid|liberad|no ar|доступ|выложен|опубликован|dirilis|diunggah|didownload|di ?download|diunduh|bisa di|sudah di|yayin|da dang|已公)|公开|下载|发布/u

/** The first part of the loot that a gang has laid out already. */
const releasedIn = (reader: Reader): Place | undefined => {
  if (reader.soFar.intent !== 'extortion') return undefined
  for (const part of ['title', 'text'] as const)
    for (const { 0: found, index } of matchesIn(reader[part], firstPart)) {
      const end = index + found.length
      if (released.test(reader[part].slice(end, end + 40).split(/\n|[.;](?= )/, 1)[0] ?? ''))
        return { part, start: index, end }
    }
  return undefined
}

/** The first word that says that a proof is shown or offered. */
const saidIn = (reader: Reader): Place | undefined =>
  reader
    .of('sample')
    .find(
      (hit) =>
        hit.value !== 'none' &&
        !isDenied(reader[hit.part], hit.start, false) &&
        !isUnsent(reader[hit.part], hit) &&
        !denial.test(reader[hit.part].slice(hit.end, hit.end + 12)) &&
        !(hit.value === 'example' && isName(reader[hit.part], hit)),
    )

/** "6 первых и 4 последних", "first 6 and last 4": digits of a card. */
const ofCard = /^ ?(?:первых|последних|digits|цифр)(?= ?(?:[,)/\n]|и ))/u

/** Whether so few of the goods are to be seen before anybody pays: "tes 3 nopol dulu", "3 free searches", "first 40 files". */
const isTried = (reader: Reader, text: string, quantity: Quantity): boolean => {
  const { value, scale, digits, grouped, start, upTo } = quantity
  const isFew = value >= 1 && value <= most && (digits === '' || scale === '') && !grouped && !upTo
  if (!isFew || (value >= 1_900 && value <= 2_100)) return false
  const end = endOf(text, quantity.end)
  if (ofCard.test(text.slice(end, end + 14))) return false
  // "3 free searches", but not "ambil 10 gratis 1".
  const noun = nounsOf(text, quantity).find((word) => !isTrial(word))
  if (linked.test(text.slice(end, end + 40))) return noun !== undefined && !measures.has(noun)
  const ahead = aheadOf(text, quantity)
  if (reader.soFar.intent === 'extortion' && value < 100 && published.test(text.slice(end, end + 8)))
    return isSaid(ahead, quantity, 2, says.tried)
  if (noun === undefined || measures.has(noun) || takers.has(noun) || isSaid(ahead, quantity, 3, says.least))
    return false
  return isSaid(ahead, quantity, 8, says.tried) || isSaid(behindOf(text, quantity), { start, end }, 24, says.tried)
}

/** The first number of pieces that are there to be tried. */
const triedIn = (reader: Reader): Place | undefined => {
  for (const part of ['title', 'text'] as const) {
    const money = new Set(reader.money(part).map(({ of }) => of))
    const found = reader.quantities(part).find((one) => isTried(reader, reader[part], one) && !money.has(one))
    if (found) return { part, start: found.start, end: found.end }
  }
  return undefined
}

/** Whether a proof is shown or offered. Who seeks data asks for samples and shows none; a dump's rows are no sample. */
export const sample: Field<'sample'> = {
  id: 'sample',
  reads: 'that a sample, proof or preview is shown, linked or offered',
  read(reader) {
    const { intent } = reader.soFar
    if (intent === 'wanted' || intent === 'dump') return undefined
    const said = saidIn(reader) ?? releasedIn(reader)
    if (said) return { value: true, reasons: [because('sample', 'true', 'shows or offers a sample', said)] }
    const rows = reader.rows()
    if (rows?.kind === 'table') {
      const span = { part: 'text' as const, start: rows.start, end: rows.end }
      return { value: true, reasons: [because('sample', 'true', `shows ${rows.count} rows`, span)] }
    }
    // What is given away is free as a whole.
    const tried = intent === 'giveaway' ? undefined : triedIn(reader)
    return tried && { value: true, reasons: [because('sample', 'true', 'shows some of them first', tried)] }
  },
}
