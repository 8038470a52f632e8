import { readDateText } from '../dates/text.ts'
import type { CardLine } from './lines.ts'
import { countdownOf, isOut, isStatus, type Label, labelled, labelOf } from './words.ts'

/** What stands on a card in so many words, each value as it is written; '' where it is not there. */
export interface Facts {
  victim: string
  website: string
  country: string
  size: string
  price: string
  status: string
  /** A date, what a script counts from, or a countdown as it is shown. */
  deadline: string
  posted: string
  updated: string
  /** The same moment as `posted`, written for machines; '' where the markup does not. */
  exact: string
  /** The card's words without what changes at every visit: countdowns and counts of views. */
  lines: string[]
  /** Kinds of facts that were found: what shows that this is a victim's card. */
  kinds: Set<Label | 'timer'>
}

const amountOfData =
  /^\s*[~≈<>+]?\s*\d[\d\s.,]*\+?\s*(?:[KMGTP]i?B|[кмгт]б|gigabytes?|terabytes?|гигабайт\S*|терабайт\S*)\b/iu
const dataAlone = new RegExp(`${amountOfData.source}(?:\\s+(?:of )?(?:data|files|данных|data))?\\s*$`, 'iu')
const amountInProse = /(?<![\d.,])\d{1,6}(?:[.,]\d{1,3})?\s?(?:GB|TB|ГБ|ТБ)(?![\p{L}\d])/iu

/** Whether a line is an amount of data and nothing else: "120 GB", "~1.2TB of data". */
export const isDataSize = (line: string): boolean => line.length <= 80 && dataAlone.test(line)

const money =
  /^\s*(?:(?:[$€£¥₽]|US\$|USD|EUR|BTC|XMR)\s*\d[\d\s.,]*\s*(?:[kKmMbB]\b|million|thousand|mln|млн|тыс|juta|ribu)?|\d[\d\s.,]*\s*(?:[$€£¥₽]|USD|EUR|BTC|XMR|USDT)(?:\s*(?:million|mln|млн))?)\s*$/u
const host = /^(?:https?:\/\/)?(?:www\.)?(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.)+\p{L}{2,24}\/?$/iu

/** Values that a template leaves where it knows nothing. */
const unknown = /^(?:n\/?a|none|null|undefined|unknown|-+|–|—|\?+|tba|tbd|нет данных|неизвестно)$/i

export const isUnknown = (value: string): boolean => unknown.test(value.trim())

/** Reads a card's lines: labels with their values, and what needs no label: a status, a countdown, an amount of data. */
export function factsOf(lines: readonly CardLine[]): Facts {
  const facts: Facts = { ...nothing, lines: [], kinds: new Set() }
  const guesses: Guesses = new Map()
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (line === undefined) break
    if (line.counts !== '') {
      set(facts, 'deadline', line.counts)
      facts.kinds.add('timer')
      continue
    }
    const [timer, taken] = countdownAt(lines, index)
    if (timer !== '') {
      set(facts, 'deadline', timer)
      facts.kinds.add('timer')
      index += taken - 1
      continue
    }
    const next = lines[index + 1]
    const alone = line.pieces.length === 1 ? labelOf(line.pieces[0] ?? '') : null
    // The label of what a script counts down.
    if (alone === 'deadline' && next !== undefined && next.counts !== '') continue
    const [following, length] = countdownAt(lines, index + 1)
    if (alone !== null && alone !== 'views' && following !== '') {
      set(facts, 'deadline', following)
      facts.kinds.add('timer')
      index += length
      continue
    }
    const value = next?.pieces.join(' ') ?? ''
    if (alone !== null && value !== '' && !startsWithLabel(next) && isValue(alone, value)) {
      if (take(facts, alone, value)) facts.lines.push(`${line.pieces[0]} ${value}`)
      index += 1
      continue
    }
    readLine(facts, guesses, line.pieces)
  }
  for (const [label, guess] of guesses) set(facts, label, guess)
  // "We took 120 GB of contracts."
  set(facts, 'size', amountInProse.exec(facts.lines.join('\n').slice(0, 20_000))?.[0] ?? '')
  return facts
}

const nothing = {
  ...{ victim: '', website: '', country: '', size: '', price: '', status: '', deadline: '', posted: '', updated: '' },
  exact: '',
}

/** Values that nobody put a label on: they count where no labelled one is. */
type Guesses = Map<Exclude<Label, 'other' | 'views'>, string>

/** Dates and amounts have digits in them: "Published" over a description is no label. */
const isValue = (label: Label, value: string): boolean =>
  /^(posted|updated|deadline|size|price|views)$/.test(label) ? /\d/.test(value) && value.length <= 100 : true

const startsWithLabel = ({ pieces: [first = ''] }: CardLine = { pieces: [], counts: '' }): boolean =>
  labelOf(first) !== null || (labelled(first)?.value ?? '') !== ''

/** A countdown that begins on this line, and the lines that it takes: every number may stand in a box of its own. */
function countdownAt(lines: readonly CardLine[], index: number): [timer: string, taken: number] {
  let [timer, taken] = ['', 0]
  let words = ''
  for (let at = index; at < Math.min(index + 9, lines.length); at++) {
    const line = lines[at]
    if (line === undefined || line.counts !== '') break
    words += ` ${line.pieces.join(' ')}`
    if (words.length > 60) break
    if (countdownOf(words) !== null) [timer, taken] = [words.trim(), at - index + 1]
    else if (!/^[\s\d:.]*$/.test(line.pieces.join('')) && line.pieces.join('').length > 9) break
  }
  return [timer, taken]
}

/** One line may hold several labels with their values, or a value that needs no label. */
function readLine(facts: Facts, guesses: Guesses, pieces: readonly string[]): void {
  const kept: string[] = []
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] ?? ''
    const own = labelled(piece)
    const label = own?.label ?? (at + 1 < pieces.length || /[:：]$/.test(piece) ? labelOf(piece) : null)
    if (label === null) {
      if (readAlone(facts, guesses, piece)) kept.push(piece)
      continue
    }
    const parts = own?.value ? [own.value] : []
    while (
      at + 1 < pieces.length &&
      labelled(pieces[at + 1] ?? '') === null &&
      labelOf(pieces[at + 1] ?? '') === null
    ) {
      parts.push(pieces[++at] ?? '')
    }
    const value = parts.join(' ').trim()
    if (own === null && !isValue(label, value)) {
      for (const part of [piece, ...parts]) if (readAlone(facts, guesses, part)) kept.push(part)
      continue
    }
    if (take(facts, label, value)) kept.push(own?.value ? piece : `${piece} ${value}`)
  }
  const text = kept.join(' ').trim()
  if (text !== '') facts.lines.push(text)
}

const looksLikeDate = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b/

/** Notes a labelled value; says whether it is to be read again in the card's text. */
function take(facts: Facts, label: Label, value: string): boolean {
  if (label === 'views') return false
  if (value === '' || value.length > 300 || isUnknown(value)) return true
  if ((label === 'size' || label === 'price') && (!/\d/.test(value) || looksLikeDate.test(value))) return true
  if (label === 'posted' && isOut(value) !== null && !/\d{4}/.test(value)) return take(facts, 'status', value)
  facts.kinds.add(label)
  if (label === 'deadline' && countdownOf(value) !== null) {
    set(facts, 'deadline', value)
    facts.kinds.add('timer')
    return false
  }
  if (label === 'deadline' && isOut(value) !== null && !/\d/.test(value)) set(facts, 'status', value)
  else if (label !== 'other') set(facts, label, value)
  // "Updated 5 minutes ago" says something else at every visit.
  return !((label === 'posted' || label === 'updated') && readDateText(value, 'day-first')?.kind === 'ago')
}

function set(facts: Facts, label: Exclude<Label, 'other' | 'views'>, value: string): void {
  if (facts[label] === '') facts[label] = value
}

/** Words before a number, as in "Updated 24 Nov 2026" and "Time left 3 days": a label that needs no colon. */
const beforeNumber = /^(\p{L}[^\d:]{2,50}?)\s+([+~]?\d.{0,80})$/u

/** Notes what says by itself what it is; says whether it is to be read again in the card's text. */
function readAlone(facts: Facts, guesses: Guesses, line: string): boolean {
  if (line.length > 120) return true
  if (/^[-–—:\s]+$/.test(line)) return false
  const [, name = '', value = ''] = beforeNumber.exec(line) ?? []
  const label = name === '' ? null : labelOf(name)
  if (label === 'deadline' || label === 'posted' || label === 'updated' || label === 'views') {
    return take(facts, label, value)
  }
  const kind = isStatus(line) ? 'status' : isDataSize(line) ? 'size' : money.test(line) ? 'price' : undefined
  if (kind !== undefined) {
    facts.kinds.add(kind)
    if (!guesses.has(kind)) guesses.set(kind, line)
  } else if (host.test(line) && !guesses.has('website')) guesses.set('website', line)
  return true
}
