import { endOf, type Near, nounsBehind, saidBefore, saidBehind } from './beside.ts'

/** What is read of a number itself. */
export interface Written {
  value: number
  start: number
  end: number
  /** The digits and their marks as written; '' where the number is in words. */
  digits: string
  /** Its scale word or letter ("jt", "M", "万"), or ''. */
  scale: string
  /** It was written in groups of three ("105.003.428"). */
  grouped: boolean
}

/** A number as people write it, with its scale word: "279 juta", "1,3 miliar", "105.003.428", "81.5 crore", "1.5亿". */
export interface Quantity extends Written {
  /** In a range ("20-30k") the lower end has the upper here. */
  upTo: Quantity | undefined
  /** The currency of a sum in slang ("gocap"). */
  currency: string | undefined
  /** What is said before it and behind it, and the nouns behind it, once somebody asked. */
  ahead: readonly Near[] | undefined
  behind: readonly Near[] | undefined
  nouns: readonly string[] | undefined
}

/** A quantity with all of its keys from the beginning: everybody asks for them, and objects of one shape are read fastest. */
export const quantityOf = ({ value, start, end, digits, scale, grouped }: Written, currency?: string): Quantity => ({
  value,
  start,
  end,
  digits,
  scale,
  grouped,
  upTo: undefined,
  currency,
  ahead: undefined,
  behind: undefined,
  nouns: undefined,
})

/** What is said before a quantity of a text, nearest first; looked up once. */
export const aheadOf = (text: string, quantity: Quantity): readonly Near[] => {
  quantity.ahead ??= saidBefore(text, quantity.start)
  return quantity.ahead
}
/** What is said behind it; of a range, behind its upper end. */
export const behindOf = (text: string, quantity: Quantity): readonly Near[] => {
  const upper = quantity.upTo ?? quantity
  upper.behind ??= saidBehind(text, endOf(text, upper.end))
  return upper.behind
}
/** The first words behind it in its own clause. */
export const nounsOf = (text: string, quantity: Quantity): readonly string[] => {
  const upper = quantity.upTo ?? quantity
  upper.nouns ??= nounsBehind(text, endOf(text, upper.end))
  return upper.nouns
}
