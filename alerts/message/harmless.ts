import type { Chart, Message } from '../../model/alert.ts'
import { cut, defang, oneLine, plainText } from '../../model/plain.ts'
import { wordsOf } from '../words/words.ts'

/** Longest texts of a message, in UTF-16 units, and most entries. Far above what a composed message has. */
const bounds = {
  subject: 250,
  facts: 40,
  label: 60,
  value: 1_000,
  excerpt: 1_000,
  reasons: 30,
  reason: 500,
  next: 8,
  step: 300,
  source: 2_000,
  link: 500,
}

/** Words of strangers on one line of at most `max` UTF-16 units: cleaned, links dead. */
export const line = (text: string, max: number): string => cut(defang(oneLine(text)), max)

/**
 * The address of Pantau's own page of an alert, the one address that stays live: only if it is nothing but http or https, a
 * host and a path of plain characters; `null` otherwise.
 */
const ownLink = (link: string | null | undefined): string | null =>
  typeof link === 'string' && link.length <= bounds.link && /^https?:\/\/[\w.:[\]-]+\/[\w./?=&%~+-]*$/.test(link)
    ? link
    : null

/**
 * The same message with every text cleaned, every link dead and nothing longer than its bound. Messages are composed so;
 * a channel does it once more before it sends, because a row may be older than a rule or not ours.
 * Doing it twice changes nothing.
 */
export const harmless = (message: Message): Message => ({
  ...message,
  subject: line(message.subject, bounds.subject) || wordsOf(message.language).frame.noSubject,
  ...(message.chart === undefined ? {} : { chart: harmlessChart(message.chart) }),
  facts: message.facts.slice(0, bounds.facts).map(({ label, value, key, rootId, link }) => ({
    label: line(label, bounds.label),
    value: line(value, bounds.value),
    ...(key === undefined ? {} : { key: line(key, bounds.label) }),
    ...(rootId === undefined ? {} : { rootId: line(rootId, bounds.label) }),
    ...(ownLink(link) === null ? {} : { link: ownLink(link) ?? '' }),
  })),
  excerpt: cut(defang(plainText(message.excerpt)).trim(), bounds.excerpt),
  reasons: message.reasons.slice(0, bounds.reasons).map((reason) => line(reason, bounds.reason)),
  next: message.next.slice(0, bounds.next).map((step) => line(step, bounds.step)),
  source: line(message.source, bounds.source),
  evidence: line(message.evidence, 64),
  link: ownLink(message.link),
  createdAt: line(message.createdAt, 40),
})

const harmlessChart = ({ tiles, title, bars, draws }: Chart): Chart => ({
  tiles: tiles.slice(0, 6).map(({ label, value }) => ({ label: line(label, 40), value: line(value, 20) })),
  title: line(title, 60),
  bars: bars.slice(-31).map(({ label, count }) => ({ label: line(label, 30), count })),
  draws: line(draws, 60),
})
