import type { Message } from '../../model/alert.ts'
import { cut } from '../../model/plain.ts'
import { wordsOf } from '../words/words.ts'

/** Ever tighter bounds: how many facts, and how many UTF-16 units of each part. The last fits wherever an alert can go. */
const steps = [
  { facts: 40, value: 1_000, excerpt: 1_000, reasons: 30, reason: 500, next: 8, source: 2_000 },
  { facts: 40, value: 500, excerpt: 500, reasons: 10, reason: 300, next: 8, source: 1_000 },
  { facts: 40, value: 250, excerpt: 500, reasons: 8, reason: 200, next: 6, source: 500 },
  { facts: 40, value: 120, excerpt: 300, reasons: 5, reason: 150, next: 4, source: 300 },
  { facts: 30, value: 70, excerpt: 200, reasons: 3, reason: 100, next: 4, source: 200 },
  { facts: 15, value: 40, excerpt: 100, reasons: 2, reason: 80, next: 2, source: 150 },
  { facts: 8, value: 40, excerpt: 0, reasons: 1, reason: 60, next: 1, source: 80 },
]

/**
 * The longest form of a harmless message that `fits` when `render` has made of it what the receiver gets: everything
 * where there is room, else its longest parts cut, and at last facts left out, and that said.
 */
export function fitted<T>(message: Message, render: (message: Message) => T, fits: (rendered: T) => boolean): T {
  let rendered = render(message)
  for (const step of steps) {
    if (fits(rendered)) return rendered
    rendered = render(shortened(message, step))
  }
  return rendered
}

function shortened(message: Message, step: (typeof steps)[number]): Message {
  const facts = message.facts.slice(0, step.facts).map((fact) => ({ ...fact, value: cut(fact.value, step.value) }))
  const { frame } = wordsOf(message.language)
  const left = message.facts.length - facts.length
  return {
    ...message,
    facts: left > 0 ? [...facts, { label: frame.more, value: frame.leftOut(left) }] : facts,
    excerpt: cut(message.excerpt, step.excerpt),
    reasons: message.reasons.slice(0, step.reasons).map((reason) => cut(reason, step.reason)),
    next: message.next.slice(0, step.next).map((one) => cut(one, step.reason)),
    source: cut(message.source, step.source),
  }
}

/** Bytes of a payload as JSON in UTF-8. */
export const jsonBytes = (payload: unknown): number => Buffer.byteLength(JSON.stringify(payload))
