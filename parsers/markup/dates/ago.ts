import type { Token } from './tokens.ts'
import { nothing, short } from './words.ts'

/**
 * Seconds before now, in tokens such as "4 minutes ago", "hace 3 horas", "半小时前", "час назад", "3h"; `null` where they
 * count nothing back.
 */
export function elapsed(tokens: readonly Token[]): number | null {
  for (const [index, token] of tokens.entries()) {
    if (token.means === nothing) continue
    if (token.means.now && standsAlone(tokens, token)) return 0
    for (const [language, side] of token.means.ago ?? []) {
      const amount = side === 'after' ? amountBefore(tokens, index, language) : amountAfter(tokens, index, language)
      // "seg., 28 de ago." is a day of August: the past stands right behind a unit.
      if (side === 'after' && amount.findLast(isWord)?.number !== null) continue
      const seconds = sum(amount, language)
      if (seconds !== null) return seconds
    }
  }
  return isAge(tokens) ? sum(tokens, short) : null
}

/** "just now", "Только что.", "Posted just now": a phrase may follow a word, a single word has the text for itself. */
function standsAlone(tokens: readonly Token[], phrase: Token): boolean {
  const others = tokens.filter((token) => token !== phrase && !token.means.join && /^[\p{L}\d]/u.test(token.text))
  return others.length <= (phrase.text.includes(' ') ? 1 : 0) && others.every(({ number }) => number === null)
}

const isWord = ({ means, text }: Token): boolean =>
  (means.join !== true || means.unit !== undefined) && !/^[.,]$/.test(text)

function amountBefore(tokens: readonly Token[], end: number, language: string): readonly Token[] {
  let from = end
  while (from > 0 && isAmount(tokens[from - 1], language)) from -= 1
  return tokens.slice(from, end)
}

function amountAfter(tokens: readonly Token[], start: number, language: string): readonly Token[] {
  let to = start + 1
  while (to < tokens.length && isAmount(tokens[to], language)) to += 1
  return tokens.slice(start + 1, to)
}

function isAmount(token: Token | undefined, language: string): boolean {
  if (token === undefined) return false
  const { number, means, text } = token
  if (number !== null) return text.length <= 4
  return (
    means.count !== undefined || unitOf(token, language) !== undefined || means.join === true || /^[.,]$/.test(text)
  )
}

const unitOf = ({ means }: Token, language: string): number | undefined =>
  means.unit?.get(language) ?? means.unit?.get(short)

/** "1 hour, 5 minutes", "half an hour", "час", "less than a minute"; `null` where no unit is named. */
function sum(amount: readonly Token[], language: string): number | null {
  let [total, number, factor]: [number | null, number, number] = [null, 1, 1]
  for (const token of amount) {
    const unit = token.number === null ? unitOf(token, language) : undefined
    if (token.number !== null) number = token.number
    else if (unit !== undefined) {
      total = (total ?? 0) + number * factor * unit
      number = 1
      factor = 1
    } else factor *= token.means.count ?? 1
  }
  return total
}

/** "3h", "2 d", "1 h 5 m": the whole text is an age, in the short words that mobile themes use. */
function isAge(tokens: readonly Token[]): boolean {
  if (tokens[0]?.number === null) return false
  const words = tokens.filter(({ text }) => text !== '.' && text !== ',')
  return (
    words.length > 0 &&
    words.length % 2 === 0 &&
    words.every(({ number, text, means }, index) =>
      index % 2 === 0 ? number !== null && text.length <= 3 : means.unit?.has(short),
    )
  )
}
