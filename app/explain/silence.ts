import type { Span } from '../../model/signal.ts'
import type { SourceType } from '../../model/target.ts'
import { type Cue, cues } from '../../parsers/language/lexicons.ts'
import type { Hit } from '../../parsers/signals/field.ts'

/** A cue that a post speaks: what it says, how strongly, and the words of its first time. */
export interface Spoken extends Cue {
  words: string
  span: Span
  /** Every place where its words stand. */
  places: Span[]
}

/** A name or a word of data, and where it stands first. */
export interface Named {
  field: string
  value: string
  words: string
  span: Span
}

/** Why a post is no signal, as far as its words tell. */
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

/**
 * What the words of a post say for and against an offer. The reader weighs besides in whose words they stand, what the
 * verbs take for their object, and shapes of numbers: where the words alone decide nothing, `why` says no more than that.
 */
export function silenceOf(type: SourceType, hits: readonly Hit[], wordsOf: (span: Span) => string): Silence {
  const spoken = new Map<string, Spoken>()
  const named = new Map<string, Named>()
  for (const hit of hits) {
    const span = spanOf(hit)
    const cue = hit.lexicon === 'intents' ? cues.get(hit.value) : undefined
    const field = naming[hit.lexicon]
    if (cue) {
      const before = spoken.get(cue.id)
      if (before && before.places.length < mostPlaces) before.places.push(span)
      if (!before) spoken.set(cue.id, { ...cue, words: wordsOf(span), span, places: [span] })
    } else if (field && hit.value !== 'none' && !named.has(`${field} ${hit.value}`))
      named.set(`${field} ${hit.value}`, { field, value: hit.value, words: wordsOf(span), span })
  }
  const said = [...spoken.values()].filter((cue) => cue.for !== 'nothing').sort((a, b) => b.weight - a.weight)
  const found = {
    for: said.filter((cue) => cue.for !== 'quiet'),
    against: said.filter((cue) => cue.for === 'quiet'),
    named: [...named.values()],
  }
  return { why: whyNone(type, found), ...found }
}

const sum = (cues: readonly Cue[]): number => cues.reduce((total, { weight }) => total + weight, 0)

function whyNone(type: SourceType, { for: spoken, against, named }: Omit<Silence, 'why'>): string {
  if (type === 'news') return 'a source of news reports offers and makes none'
  const acts = spoken.filter((cue) => cue.for !== 'goods')
  if (acts.length === 0) return 'no word in it offers, seeks or threatens'
  const isOfData =
    spoken.length > acts.length || named.some(({ field }) => field === 'dataClasses' || field === 'victims')
  if (!isOfData) return 'something is offered or sought, and no word names data or whose it is'
  if (against.length > 0 && sum(against) >= sum(acts))
    return `what speaks against an offer (${sum(against)}) outweighs what speaks for one (${sum(acts)})`
  return 'its words do not come together as an offer of data: see what they are, and where they stand'
}
