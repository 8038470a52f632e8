import type { Fact, Message } from '../../model/alert.ts'
import type { Language } from '../../model/language.ts'
import { cut } from '../../model/plain.ts'
import { bandOf, type SeverityBand } from '../../model/severity.ts'
import { strictest } from '../tlp.ts'
import { en } from '../words/en.ts'
import { type Words, wordsOf } from '../words/words.ts'
import { line } from './harmless.ts'

/** An alert that waited. */
export interface Part {
  /** The thread in which it stands. */
  rootId: string
  listingId: string | null
  message: Message
}

/** Of one listing all that waited, in the order in which it happened. */
interface Story {
  parts: Part[]
  last: Message
  severity: number
}

/** Listings that get a line of their own: with the line for the rest, what the narrowest channel shows. */
const mostLines = 29

/**
 * One message for several alerts of a rule that waited: a line a listing, the gravest first. Where all are of one
 * listing, it is the last of them, with what happened before.
 */
export function composeGathered(
  parts: readonly [Part, ...Part[]],
  { ruleId, now, language }: { ruleId: string; now: Date; language: Language },
): Message {
  const words = wordsOf(language)
  const say = words.gathered
  const stories = storiesOf(parts)
  const why = say.why(words.values.time(sinceOf(parts)), words.values.time(now))
  const [only, ...others] = stories
  if (only !== undefined && others.length === 0) return lastOf(only, words, why)
  const grave = stories.toSorted((one, other) => other.severity - one.severity)
  return {
    ...{ language, kind: 'gathered', event: null, confidence: grave[0]?.last.confidence ?? 1 },
    subject: say.subject(stories.length, ruleId, say.bands(bandsOf(grave))),
    tlp: strictest(parts.map(({ message }) => message.tlp)),
    severity: grave[0]?.severity ?? 0,
    facts: [...grave.slice(0, mostLines).map((story) => factOf(story, say)), ...restOf(grave.slice(mostLines), words)],
    ...{ excerpt: '', source: '', evidence: '', link: null },
    reasons: [words.rules.name(ruleId), why],
    next: [say.next],
    createdAt: now.toISOString(),
  }
}

function storiesOf(parts: readonly Part[]): Story[] {
  const byListing = new Map<string, Part[]>()
  for (const part of parts) {
    const key = part.listingId ?? part.rootId
    byListing.set(key, [...(byListing.get(key) ?? []), part])
  }
  return [...byListing.values()].flatMap((of) => {
    const last = of.at(-1)?.message
    return last ? [{ parts: of, last, severity: Math.max(...of.map(({ message }) => message.severity)) }] : []
  })
}

const eventsOf = ({ parts }: Story, say: Words['gathered']): string =>
  [...new Set(parts.flatMap(({ message: { event } }) => (event === null ? [] : [say.events[event]])))].join(', ')

/** "92 new, sold": "BPJS Kesehatan: 279,000,000 records sold by Kotz (0.15 BTC) · hxxps://… · [0a1b2c3d4e]". */
function factOf(story: Story, say: Words['gathered']): Fact {
  const { last, severity, parts } = story
  const rootId = parts[0]?.rootId ?? ''
  return {
    label: `${severity} ${eventsOf(story, say)}`.trim(),
    key: `${severity} ${eventsOf(story, en.gathered)}`.trim(),
    value: [line(last.subject, 250), line(last.source, 150), `[${rootId.slice(0, 10)}]`].filter(Boolean).join(' · '),
    rootId,
  }
}

function restOf(rest: readonly Story[], { gathered: say, values }: Words): Message['facts'] {
  if (rest.length === 0) return []
  const whose = new Set(rest.map(({ last }) => cut(last.subject.split(': ')[0] ?? '', 40)))
  return [
    {
      label: say.more(rest.length),
      key: en.gathered.more(rest.length),
      value: `${say.bands(bandsOf(rest))}: ${values.listed([...whose], 20)}`,
    },
  ]
}

function bandsOf(stories: readonly Story[]): [SeverityBand, number][] {
  const counts = new Map<SeverityBand, number>()
  for (const { severity } of stories) counts.set(bandOf(severity), (counts.get(bandOf(severity)) ?? 0) + 1)
  return [...counts]
}

function lastOf(story: Story, { gathered: say, values }: Words, why: string): Message {
  const before = story.parts.slice(0, -1).map(({ message: { event, createdAt } }) => {
    const what = event === null ? '' : `${say.events[event]}, `
    return `${what}${values.time(new Date(createdAt))}`
  })
  const { facts, reasons } = story.last
  return {
    ...story.last,
    facts:
      before.length === 0
        ? facts
        : [...facts, { label: say.before, key: en.gathered.before, value: cut(before.join('; '), 1_000) }],
    reasons: [...reasons, why],
  }
}

const sinceOf = (parts: readonly Part[]): Date =>
  new Date(Math.min(...parts.map(({ message }) => Date.parse(message.createdAt))))
