import type { Hit, Reader } from '../../signals/field.ts'

/** Amounts in thousands and millions, in the one language that writes them so. */
const amount = /\d ?(?:rb|jt)(?![a-z])/

/**
 * Whether a folded post reads as Indonesian: two different ones of the language's commonest words among the first 4,000
 * characters of its title and its text; `common` is what the lexicon of that name found.
 */
export const isIndonesian = (post: Pick<Reader, 'title' | 'text'>, common: readonly Hit[]): boolean => {
  const words = new Set<string>()
  for (const { value, part, start, end } of common) {
    if (value === 'Indonesian' && start < 4_000) words.add(post[part].slice(start, end))
    if (words.size >= 2) return true
  }
  return words.size === 1 && (amount.test(post.title) || amount.test(post.text.slice(0, 4_000)))
}

const negators =
  /(?:(?<![a-z\u0430-\u044f])(?:not|no|don'?t need|without|never|bukan|tanpa|tidak ada|ga ada|gak ada|gada|nggak ada|tdk ada|tidak termasuk|belum ada|sem|sin|nao tem|нет|без|не|кроме|except|bkn|selain)(?![a-z\u0430-\u044f])|不含|没有|没|无|不要|非) ?(?:[a-z\u0430-\u044f]{1,10} )?$/

/** What ends a clause. */
const clauseMarks = '\n.,;:|('

/**
 * Whether the words right before a place deny what stands there: "bukan KPU", "no passwords", "不含密码". An Indonesian
 * "no" is short for nomor ("no hp", "no ktp") and denies nothing.
 */
export const isDenied = (text: string, start: number, isIndonesianText: boolean): boolean => {
  const first = Math.max(0, start - 28)
  let from = start
  while (from > first && !clauseMarks.includes(text.charAt(from - 1))) from -= 1
  const before = text.slice(from, start).trimStart()
  // Most words for data stand in a list, right behind a mark.
  if (before === '') return false
  const match = negators.exec(before)
  return match !== null && !(isIndonesianText && /^no(?: |$)/.test(match[0]))
}
