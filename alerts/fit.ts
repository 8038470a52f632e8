import type { Message } from '../model/alert.ts'
import { cut } from '../model/plain.ts'

/** Ever tighter bounds: how many facts, and how many UTF-16 units of each part. The last fits wherever an alert can go. */
const steps = [
  { facts: 40, value: 1_000, excerpt: 1_000, reasons: 30, reason: 500, source: 2_000 },
  { facts: 40, value: 500, excerpt: 500, reasons: 10, reason: 300, source: 1_000 },
  { facts: 40, value: 250, excerpt: 500, reasons: 8, reason: 200, source: 500 },
  { facts: 40, value: 120, excerpt: 300, reasons: 5, reason: 150, source: 300 },
  { facts: 30, value: 70, excerpt: 200, reasons: 3, reason: 100, source: 200 },
  { facts: 15, value: 40, excerpt: 100, reasons: 2, reason: 80, source: 150 },
  { facts: 8, value: 40, excerpt: 0, reasons: 1, reason: 60, source: 80 },
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
  const facts = message.facts.slice(0, step.facts).map(({ label, value }) => ({ label, value: cut(value, step.value) }))
  const left = message.facts.length - facts.length
  return {
    ...message,
    facts: left > 0 ? [...facts, { label: 'More', value: `${left} facts that there was no room for` }] : facts,
    excerpt: cut(message.excerpt, step.excerpt),
    reasons: message.reasons.slice(0, step.reasons).map((reason) => cut(reason, step.reason)),
    source: cut(message.source, step.source),
  }
}

/** Bytes of a payload as JSON in UTF-8. */
export const jsonBytes = (payload: unknown): number => Buffer.byteLength(JSON.stringify(payload))
