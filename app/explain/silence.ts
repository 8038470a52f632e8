import type { Span } from '../../model/signal.ts'
import type { SourceType } from '../../model/target.ts'
import type { Evidence } from '../../parsers/language/evidence/evidence.ts'
import { type Cue, cues } from '../../parsers/language/matching/lexicons.ts'
import type { Hit } from '../../parsers/signals/field.ts'

/** A cue that stands in a post: what it says, how strongly, and the words of its first time. */
export interface Spoken extends Cue {
  words: string
  span: Span
  /** How often its words stand there. */
  times: number
  /** Where they stand; of very many, the first. */
  places: Span[]
  /** Whether it was heard: words that are quoted, denied or about something else say nothing of the post. */
  counted: boolean
}

/** A name or a word of data, and where it stands first. */
export interface Named {
  field: string
  value: string
  words: string
  span: Span
}

/** Why a post is no signal. */
export interface Silence {
  why: string
  /** Cues of an offer, a search or a threat, and of data as goods. */
  for: Spoken[]
  /** Cues of reports, warnings, lessons and honest trade. */
  against: Spoken[]
  named: Named[]
}

/** Lexicons that name what an offer holds, by the field that reads them. */
const naming: Readonly<Record<string, string>> = {
  victims: 'victims',
  'data-classes': 'dataClasses',
  countries: 'countries',
  payment: 'payment',
}

/** A page that repeats one word says no more with each time. */
const mostPlaces = 200

const spanOf = ({ part, start, end }: Hit): Span => ({ part, start, end })

/** What the words of a post say for and against an offer, and what was missing or too much. */
export function silenceOf(
  type: SourceType,
  { hits, evidence }: { hits: readonly Hit[]; evidence: Evidence },
  wordsOf: (span: Span) => string,
): Silence {
  const spoken = new Map<string, Spoken>()
  const named = new Map<string, Named>()
  for (const hit of hits) {
    const span = spanOf(hit)
    const cue = hit.lexicon === 'intents' ? cues.get(hit.value) : undefined
    const field = naming[hit.lexicon]
    if (cue) {
      const before = spoken.get(cue.id)
      const counted = evidence.first.has(cue.id)
      if (before) before.times += 1
      if (before && before.places.length < mostPlaces) before.places.push(span)
      if (!before) spoken.set(cue.id, { ...cue, words: wordsOf(span), span, times: 1, places: [span], counted })
    } else if (field && hit.value !== 'none' && !named.has(`${field} ${hit.value}`))
      named.set(`${field} ${hit.value}`, { field, value: hit.value, words: wordsOf(span), span })
  }
  const said = [...spoken.values()].filter((cue) => cue.for !== 'nothing').sort((a, b) => b.weight - a.weight)
  return {
    why: whyNone(type, evidence),
    for: said.filter((cue) => cue.for !== 'quiet'),
    against: said.filter((cue) => cue.for === 'quiet'),
    named: [...named.values()],
  }
}

/**
 * All that the evidence tells against an offer. The reader's rules are finer than these sentences: where none of them
 * holds, we say no more than that it did not come together.
 */
function whyNone(type: SourceType, { weight, acts, goods, object, isLesson }: Evidence): string {
  if (type === 'news') return 'a source of news reports offers and makes none'
  const most = Math.max(weight.sale, weight.giveaway, weight.wanted, weight.extortion)
  const reasons = [
    most === 0 && Object.keys(acts).length === 0 ? 'no word in it offers, seeks or threatens' : '',
    goods === 0 ? 'no word names data that is on offer' : '',
    object === 'things' ? 'what is offered or sought is something else than data' : '',
    isLesson ? 'its title asks or teaches' : '',
    most > 0 && weight.quiet > most
      ? `what speaks against an offer (${weight.quiet}) outweighs what speaks for one (${most})`
      : '',
  ].filter((reason) => reason !== '')
  return reasons.join('; ') || 'what speaks for an offer is too little, or does not come together'
}
