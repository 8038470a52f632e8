import { cut, oneLine } from '../../model/plain.ts'
import type { Signal } from '../../model/signal.ts'
import { linesOf } from './columns.ts'
import type { Explanation, ToldReason } from './explanation.ts'
import { type Look, markingOf } from './hues.ts'
import { type Mark, marked } from './marks.ts'
import type { Silence } from './silence.ts'
import { fieldRows, isJudged, maskedWords, signalParts, silenceParts } from './tables.ts'

/** An explanation as lines for a terminal or a ticket. */
export function report(explanation: Explanation, look: Look): string {
  const { signal, none } = explanation
  const { bold, dim } = look.colors
  const parts = [
    [bold(headline(explanation))],
    wordsOf(explanation, look),
    ...(signal ? signalParts(signal, look) : []),
    ...(none ? silenceParts(none, look) : []),
    explanation.personal.length > 0 ? [dim(`masked: ${maskedWords(explanation)}`)] : [],
  ]
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

/** The same in a few lines: what it is, what was read from it, and how it is judged. */
export function brief(explanation: Explanation, look: Look): string[] {
  const { post, signal, none } = explanation
  const { bold, dim } = look.colors
  const words = cut(oneLine([post.title, post.text].filter((part) => part !== '').join(': ')), look.width - 4)
  const judged = signal && `severity ${signal.severity} of 100, confidence ${Math.round(signal.confidence * 100)}%`
  return [
    bold(headline(explanation)),
    `${dim('│')} ${words}`,
    ...(signal ? fieldRows({ ...signal, reasons: firstOfEach(signal.reasons) }, look) : []),
    ...(judged ? [dim(judged)] : []),
    ...(none && none.against.length > 0 ? [dim(`against it: ${none.against.map(({ why }) => why).join('; ')}`)] : []),
    ...(explanation.personal.length > 0 ? [dim(`masked: ${maskedWords(explanation)}`)] : []),
  ]
}

/** Of the reasons for one value, the first. */
const firstOfEach = (reasons: readonly ToldReason[]): ToldReason[] =>
  reasons.filter(
    ({ field, value }, at) => reasons.findIndex((other) => other.field === field && other.value === value) === at,
  )

const headline = ({ post, signal, none }: Explanation): string => {
  const by = post.author ? ` by ${oneLine(post.author)}` : ''
  return signal
    ? `${signal.intent}, in a ${post.type} post${by}`
    : `no signal, in a ${post.type} post${by}: ${none?.why}`
}

/** The post behind a line at the left, so that its words cannot pass for ours. */
function wordsOf({ post, signal, none }: Explanation, look: Look): string[] {
  const { bold, dim } = look.colors
  const marks = signal ? marksOf(signal) : none ? marksOfSilence(none) : []
  const part = (name: 'title' | 'text'): string[] =>
    linesOf(
      marked(
        post[name],
        marks.filter(({ span }) => span.part === name),
        markingOf(look),
      ),
      look.width - 2,
    )
  const title = post.title === '' ? [] : [...part('title').map((line) => bold(line)), '']
  return [...title, ...part('text')].map((line) => `${dim('│')} ${line}`.trimEnd())
}

const marksOf = ({ reasons }: Pick<Signal, 'reasons'>): Mark[] =>
  reasons.flatMap((reason) => (reason.span && !isJudged(reason) ? [{ label: reason.field, span: reason.span }] : []))

const marksOfSilence = (none: Silence): Mark[] => [
  ...none.for.flatMap(({ id, places }) => places.map((span) => ({ label: `intent ${id}`, span }))),
  ...none.against.flatMap(({ id, places }) => places.map((span) => ({ label: `against ${id}`, span }))),
  ...none.named.map(({ field, span }) => ({ label: field, span })),
]
