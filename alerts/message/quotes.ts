import { allWords } from '../../model/picture-words.ts'
import type { Story } from '../happening.ts'
import type { Words } from '../words/words.ts'
import { line } from './harmless.ts'

/** The fields whose words an analyst looks for in the post, in the order in which they are told. */
const told = ['intent', 'victims', 'records', 'price', 'dataClasses', 'leakDate'] as const
const longestQuote = 40

/**
 * 'intent “SELLING”, records “279M”, price “0.15 BTC”': the words of the post that its fields were read from, the first of
 * each. Nothing where the reading is that of another post.
 */
export function quoteWords({ signal, post }: Pick<Story, 'signal' | 'post'>, { facts }: Words): string {
  if (signal.postId !== post.id) return ''
  const { text } = allWords(post)
  const quotes = told.flatMap((field) => {
    const span = signal.reasons.find((reason) => reason.field === field && reason.span)?.span
    const said = span ? line((span.part === 'title' ? post.title : text).slice(span.start, span.end), longestQuote) : ''
    return said === '' ? [] : [`${facts.fields[field]} “${said}”`]
  })
  return quotes.join(', ')
}
