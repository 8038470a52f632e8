import { oneLine } from '../../model/plain.ts'
import { type Claim, Price } from '../../model/signal.ts'
import { bytesWords, numberWords, priceWords } from '../../model/words.ts'
import { fields } from '../../parsers/signals/index.ts'
import { type Piece, table } from './columns.ts'
import type { Explanation, ToldReason, ToldSignal } from './explanation.ts'
import { type Look, painter, plainly } from './hues.ts'
import type { Named, Silence, Spoken } from './silence.ts'

/** Field, value, why; the words, last, take the rest: what is written from right to left moves nothing behind it. */
const shares = [0.2, 0.28, 0.3]

const cell = (text: string, paint: Piece['paint'] = plainly): Piece => ({ text: oneLine(text), paint })
const quoted = (words: string): string => (words === '' ? '' : `"${oneLine(words).slice(0, 300)}"`)

/** A reason's rule, without the words that stand beside it in the table. */
const ruleOf = ({ why, words }: ToldReason): string =>
  words === '' ? why : why.replace(`: "${words}"`, '').replace(` "${words}"`, '').replace(`"${words}" `, '')

/** A reason's value as people write it: its price with its currency, its count with commas. */
function valueWordsOf({ field, value }: Pick<ToldReason, 'field' | 'value'>): string {
  if (field === 'records') return numberWords(Number(value))
  if (field === 'bytes') return bytesWords(Number(value))
  if (field === 'price') return claimWords(JSON.parse(value))
  return value === 'true' ? 'yes' : value
}

const claimWords = (value: Claim['value']): string => {
  const price = Price.safeParse(value)
  return price.success ? priceWords(price.data) : typeof value === 'number' ? numberWords(value) : String(value)
}

/** What is judged of the whole, apart from what is read. */
const judged = ['plausibility', 'severity', 'confidence', 'credibility'] as const
/** Whether a reason is for what was judged: its words are another field's. */
export const isJudged = ({ field }: Pick<ToldReason, 'field'>): boolean => judged.some((id) => id === field)

export const signalParts = (signal: ToldSignal, look: Look): string[][] => [
  fieldRows(signal, look),
  claimRows(signal, look),
  unsaid(signal, look),
  judgement(signal, look),
]

/** Value by value: its field, its rule and its words. */
export function fieldRows({ reasons }: ToldSignal, { colors, width }: Look): string[] {
  const paintOf = painter(colors)
  const order = [...fields.map(({ id }) => String(id)), ...reasons.map(({ field }) => field)]
  const ids = [...new Set(order)].filter((field) => !isJudged({ field }))
  const rows = ids.flatMap((id) => {
    let before: string | undefined
    return reasons
      .filter(({ field }) => field === id)
      .map((reason, at) => {
        const value = valueWordsOf(reason)
        const isNew = value !== before
        before = value
        const name = cell(at === 0 ? id : '', paintOf(id))
        return [
          name,
          cell(isNew ? value : '', colors.bold),
          cell(ruleOf(reason), colors.dim),
          cell(quoted(reason.words)),
        ]
      })
  })
  return table(rows, width, shares)
}

const standing: Readonly<Record<Claim['as'], string>> = {
  taken: 'taken',
  earlier: 'no longer so',
  other: 'a part, a tier or another lot',
}

/** What the post claims besides, and the fields did not take. */
function claimRows({ claims }: ToldSignal, { colors, width }: Look): string[] {
  const keyOf = ({ field, value }: Pick<Claim, 'field' | 'value'>): string => `${field} ${claimWords(value)}`
  const taken = new Set(claims.filter(({ as }) => as === 'taken').map(keyOf))
  // What is said twice is claimed once.
  const rest = claims.filter((claim) => !taken.has(keyOf(claim)))
  if (rest.length === 0) return []
  const paintOf = painter(colors)
  const rows = rest.map(({ field, value, as, words }) => [
    cell(field, paintOf(field)),
    cell(claimWords(value)),
    cell(standing[as], colors.dim),
    cell(quoted(words)),
  ])
  return [colors.bold('Claimed too, and not taken'), ...table(rows, width, shares)]
}

const askable = ['victims', 'countries', 'dataClasses', 'records', 'price', 'contacts', 'payment', 'leakDate'] as const

function unsaid(signal: ToldSignal, { colors }: Look): string[] {
  const missing = askable.filter((field) => signal[field] === null || [signal[field]].flat().length === 0)
  return missing.length === 0 ? [] : [colors.dim(`not said: ${missing.join(', ')}`)]
}

/** What is thought of the whole; under a sum, its parts. */
function judgement(signal: ToldSignal, { colors, width }: Look): string[] {
  const { severity, confidence, reasons } = signal
  const totals: Readonly<Record<string, number>> = { severity, confidence: Math.round(confidence * 100) }
  const rows = judged.flatMap((id) => {
    const parts = reasons.filter(({ field }) => field === id)
    const ruling = parts.find(({ value }) => !isSummand(value))
    const total = totals[id]
    const value = total === undefined ? ruling?.value : `${total} of 100`
    if (value === undefined) return []
    const sum = total === undefined ? [] : summands(total, parts)
    return [
      [cell(id, colors.bold), cell(value, colors.bold), cell(ruling?.why ?? '', colors.dim)],
      ...sum.map(([points, why]) => [cell(''), cell(points), cell(why, colors.dim)]),
    ]
  })
  return [colors.bold('Judged'), ...table(rows, width, shares.slice(0, 2))]
}

/** "+35", "-8". */
const isSummand = (value: string): boolean => /^[+-]\d+$/.test(value)

/** What a sum is made of, each with its points; what no reason is given for is its base, or beyond its bounds. */
function summands(total: number, parts: readonly ToldReason[]): [points: string, why: string][] {
  const given = parts.filter(({ value }) => isSummand(value))
  const rest = given.reduce((left, { value }) => left - Number(value), total)
  const told = given.map(({ value, why }): [string, string] => [value, why])
  if (rest === 0 || given.length === 0) return told
  return [...told, rest > 0 ? [`+${rest}`, 'as every such post has'] : [String(rest), 'as there is no more than that']]
}

/** Cues with their weights, for and against; and what is named. */
export function silenceParts({ for: spoken, against, named }: Silence, look: Look): string[][] {
  const { colors } = look
  return [
    cueRows('For an offer', 'intent', spoken, look),
    cueRows('Against it', 'against', against, look),
    named.length === 0 ? [] : [colors.bold('Named'), ...table(named.map(namedRow(look)), look.width, shares)],
  ]
}

function cueRows(title: string, label: string, spoken: readonly Spoken[], { colors, width }: Look): string[] {
  if (spoken.length === 0) return []
  const paint = painter(colors)(label)
  const rows = spoken.map(({ id, for: intent, weight, why, words, times, counted }) => [
    cell(id, paint),
    cell(`${weight}${label === 'against' ? '' : ` for ${intent}`}${counted ? '' : ', not heard'}`),
    cell(why, colors.dim),
    cell(`${quoted(words)}${times > 1 ? ` and ${numberWords(times - 1)} more` : ''}`),
  ])
  return [colors.bold(title), ...table(rows, width, shares)]
}

const namedRow =
  ({ colors }: Look) =>
  ({ field, value, words }: Named): Piece[] => [
    cell(field, painter(colors)(field)),
    cell(value),
    cell(''),
    cell(quoted(words)),
  ]

/** "48 national-ids (nik 48), 2 phone-numbers". */
export const maskedWords = ({ personal }: Pick<Explanation, 'personal'>): string =>
  personal
    .map(({ kind, count, shapes }) => {
      const of = Object.entries(shapes).map(([shape, times]) => `${shape} ${times}`)
      return `${count} ${kind}${of.length > 0 ? ` (${of.join(', ')})` : ''}`
    })
    .join(', ')
