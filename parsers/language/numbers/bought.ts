import { isLetterAt } from '../spelling/words.ts'
import { isHan } from './currency.ts'
import { countedNouns, measures, pieces } from './number-words.ts'

/** What ties a price to what it buys: "/", "per", "за", "satu" …, with a word between as in "gocap aja bos per nomor". */
const link =
  /(?:[+ ]{0,2}-?an(?![a-z]))?(?:(?: (?:aja|saja|doang|bos|gan|kak|net|nett|only|just|fix|flat)){1,3}(?= (?:per|\/)))?[+ ]{0,2}(\/|@|per[ -]?|за |по |с |por |cada |utk |untuk |buat |for |a |an |one |sekali |satu |mot |uma |um |una |un |la |el |o |x |每|moi |لكل |لل)? ?/y
const thousand = /(?:1000|1\.000|1,000|1 000|1k|1к|1rb|seribu|thousand)(?!\d|[.,]\d|\p{L})/uy
const noun = /c\/u|\p{L}{1,16}/uy

const at = (pattern: RegExp, text: string, place: number): RegExpExecArray | null => {
  pattern.lastIndex = place
  return pattern.exec(text)
}

/** Whether a noun names a piece of the goods: "akun", "шт". */
export const isPiece = (word: string): boolean => {
  const buys = pieces.get(word)
  return buys === 'item' || buys === 'unit' || buys === 'each'
}

/** What an amount buys, by the words right behind it: "/pcs", "per 1000", "each", "sebulan". */
export const boughtWith = (text: string, end: number): 'item' | '1000' | 'period' | undefined => {
  const [tie = '', linked] = at(link, text, end) ?? []
  const place = end + tie.length
  if (linked && at(thousand, text, place)) return '1000'
  if (linked === '/' && text[place] === '1' && !/[\d.,]/.test(text[place + 1] ?? '')) return 'item'
  const piece = isHan(text.charCodeAt(place))
    ? (pieces.get(text.slice(place, place + 2)) ?? pieces.get(text.slice(place, place + 1)))
    : pieces.get(at(noun, text, place)?.[0] ?? '')
  if (piece === 'each') return 'item'
  if (piece === 'unit') return linked ? 'item' : undefined
  return linked || piece === 'period' ? piece : undefined
}

const longestTerm = 12
const isBetween = (mark: string | undefined): boolean =>
  mark === ' ' || mark === ':' || mark === '=' || mark === '-' || mark === '–' || mark === '—'
/** What the word right before a place says of the amount that stands there. */
const termBefore = (text: string, start: number): string | undefined => {
  let end = start
  while (start - end < 4 && isBetween(text[end - 1])) end -= 1
  let begin = end
  while (end - begin < longestTerm && isLetterAt(text, begin - 1)) begin -= 1
  return begin < end ? pieces.get(text.slice(begin, end)) : undefined
}
/** Whether a word right before a place names a time: "7 dias R$ 25", "lifetime: 3jt". */
export const isPeriodAhead = (text: string, start: number): boolean => termBefore(text, start) === 'period'
/** Whether it names a time or says that a piece costs so much: "satuan 8rb". */
export const isTermAhead = (text: string, start: number): boolean => {
  const term = termBefore(text, start)
  return term === 'period' || term === 'each'
}

const wordBehind = (text: string, end: number): string => at(noun, text, text[end] === ' ' ? end + 1 : end)?.[0] ?? ''

/** The word right behind an amount that says that it buys one piece: "150 cada", or ''. */
export const eachBehind = (text: string, end: number): string => {
  const word = wordBehind(text, end)
  return pieces.get(word) === 'each' ? word : ''
}

/** "1000 строк = 120$", "1k rows - 50$" */
const thousandAhead =
  /(?:per (?:1000|1\.000|1k)(?: \p{L}{2,12}){1,4}|(?:1000|1\.000|1k|1к|тыщ[ау]|тысяч[ау])(?: \p{L}{1,12})? ?[=:—–-]|(?:1000|1\.000|seribu) (?:baris|data|rows|lines|строк)) ?$/u
/** "1000 pasang 65rb", "千条80U": so many of what is counted, with what they cost right behind. */
const thousandOf =
  /(?:(?:^|[^\p{L}\d.,] ?)(?:1000|1\.000|1,000|1 000|1k|1к|seribu) (\p{L}{2,12})[ :]{1,4}|(?:^|[^\d\p{L}]|一)千[条條个個份套张張组組]?)$/u
/** "1 look = 3 usdt": one of whatever no time or size is told by. */
const oneAhead = /(?:^|[^\d.,:/])1 (\p{L}{2,12}) ?= ?$/u
/** "per nomor saya bayar 100rb", "@5rb", "satuan: 10k" */
const pieceAhead =
  /(?:(?:per|за|por|cada) ?(\p{L}{1,12})(?: \p{L}{1,6}){0,2}|each|satuan|[每一][条个套份张人组次]|单价|@)[ :=]{0,3}$/u

/** What the amount from `start` to `end` buys: an item, a thousand of them, or the whole dataset. */
export const perOf = (text: string, start: number, end: number): 'dataset' | 'item' | '1000' => {
  const behind = boughtWith(text, end)
  if (behind === 'item' || behind === '1000') return behind
  if (pieces.get(wordBehind(text, end)) === 'unit') return 'item'
  const ahead = text.slice(Math.max(0, start - 28), start)
  if (thousandAhead.test(ahead)) return '1000'
  const ofThousand = thousandOf.exec(ahead)
  if (ofThousand && (ofThousand[1] === undefined || countedNouns.has(ofThousand[1]))) return '1000'
  const one = ahead.includes('=') ? oneAhead.exec(ahead) : null
  if (one) return measures.has(one[1] ?? '') ? 'dataset' : 'item'
  const before = pieceAhead.exec(ahead)
  return before && (before[1] === undefined || isPiece(before[1])) ? 'item' : 'dataset'
}
