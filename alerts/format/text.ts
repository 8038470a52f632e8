import type { Message } from '../../model/alert.ts'
import { arranged } from '../message/arrange.ts'
import { wordsOf } from '../words/words.ts'

/** A longer label pushes its own value to the right, not all of them. */
const widestLabel = 18

/** A harmless message as a block of plain text, 78 columns where words allow: for terminals and for mail. */
export function textOf(message: Message, deliveryId: string): string {
  const { frame } = wordsOf(message.language)
  const width = Math.min(widestLabel, Math.max(0, ...message.facts.map(({ label }) => label.length)))
  const paragraphs = [
    [
      ...wrap(message.subject, 78),
      message.kind === 'digest' ? `TLP:${message.tlp}` : `${frame.severityOf(message.severity)}, TLP:${message.tlp}`,
    ],
    ...arranged(message, {
      why: [
        under(
          frame.why,
          message.reasons.map((reason) => `- ${hanging(reason, 2)}`),
        ),
      ],
      next: [
        under(
          frame.next,
          numbered(message.next).map((step) => hanging(step, 3)),
        ),
        message.link === null ? [] : [`${frame.link}: ${message.link}`],
      ],
      facts: [message.facts.map(({ label, value }) => `${label.padEnd(width)}  ${hanging(value, width + 2)}`)],
      rest: [
        message.excerpt === ''
          ? []
          : message.excerpt.split('\n').flatMap((line) => wrap(line, 76).map((part) => `| ${part}`)),
        message.source === '' ? [] : [`${frame.source}: ${message.source}`],
      ],
    }),
    [`Pantau ${deliveryId}, ${message.createdAt}`],
  ]
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

/** Lines under their name; nothing without lines. */
const under = (label: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [`${label}:`, ...lines])

/** "1. Compare …", "2. Keep …". */
export const numbered = (steps: readonly string[]): string[] => steps.map((step, at) => `${at + 1}. ${step}`)

/** Wrapped text whose further lines stand under its first. */
const hanging = (text: string, indent: number): string => wrap(text, 78 - indent).join(`\n${' '.repeat(indent)}`)

/** Lines of at most `width` characters, broken at blanks; a longer word stays whole. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
