import type { Mentions } from '../model/kin.ts'
import type { Claim, Intent, Reason, Signal, Span } from '../model/signal.ts'
import { judge } from './judge/judge.ts'
import { sampleOf } from './judge/sample.ts'
import { type Evidence, gather } from './language/evidence/evidence.ts'
import { rowsIn } from './language/evidence/rows.ts'
import { isIndonesian } from './language/matching/language.ts'
import { countryOf, lexicons } from './language/matching/lexicons.ts'
import { createMatcher } from './language/matching/matcher.ts'
import type { OwnWords } from './language/matching/own-words.ts'
import { mentionsIn } from './language/names/mentions.ts'
import { moneyIn } from './language/numbers/money.ts'
import { quantities } from './language/numbers/numbers.ts'
import { plain } from './language/spelling/plain.ts'
import type { Hit, Readable, Reader, Told } from './signals/field.ts'
import { fields } from './signals/index.ts'

/** A Signal without what only the pipeline knows: the post's id, and what was counted while it was masked. */
export type SignalReading = Omit<Signal, 'postId' | 'personal' | 'own'>

/**
 * Reads one post; `null` where it offers, seeks, threatens and dumps nothing. A post that goes on with an offer is read
 * under that one's intent, `assumed`, whatever its own words are.
 */
export interface PostReader {
  (post: Readable, assumed?: Intent): SignalReading | null
  /** What stands in a post, signal or none, and how its words were weighed: for whoever asks why it is none. */
  weigh(post: Readable): { hits: readonly Hit[]; evidence: Evidence }
  /** Whom, how many and where a post speaks of, signal or none: news name them, and a part its whole. */
  mentions(post: Readable): Mentions
}

/**
 * Characters of a text that are read, in UTF-16 units: an offer says what it is long before, and what follows are rows.
 * The work is linear in what is read, so a hostile post costs at most this much.
 */
export const readLimit = 200_000
const titleLimit = 1_000

const unsaid: Omit<Told, 'intent'> = {
  status: 'open',
  victims: [],
  countries: [],
  dataClasses: [],
  records: null,
  price: null,
  contacts: [],
  payment: [],
  escrow: false,
  sample: false,
  leakDate: null,
  columns: [],
  formats: [],
  bytes: null,
  freshness: null,
  exclusive: false,
}

/** Lines of a plain-text quote ("> kotz wrote: …"): somebody else's words, blanked so that places stay what they are. */
const quote =
  /^> ?[^\n]{1,60}(?:wrote|writes|said|menulis|nulis|написал|пишет|escribio|escreveu|写道|escribió)[^\n]{0,2000}(?:\n>[^\n]{0,2000}){0,200}/gmu
const withoutQuotes = (text: string): string =>
  text.includes('>') ? text.replace(quote, (lines) => lines.replace(/[^\n]/g, ' ')) : text

/** What several fields ask for is worked out for the first of them. */
const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
const eachOnce = <T>(make: (part: 'title' | 'text') => T): ((part: 'title' | 'text') => T) => {
  const [title, text] = [once(() => make('title')), once(() => make('text'))]
  return (part) => (part === 'title' ? title() : text())
}

const byLexicon = (hits: readonly Hit[]): Reader['of'] => {
  const lists = new Map<string, Hit[]>()
  for (const hit of hits) {
    const list = lists.get(hit.lexicon)
    if (list) list.push(hit)
    else lists.set(hit.lexicon, [hit])
  }
  return (lexicon) => lists.get(lexicon) ?? []
}

interface Opened extends Reader {
  /** The same, for whoever reads the fields one by one. */
  readonly soFar: Partial<Told>
  /** The same words in the post as it came, with whatever disguised them. */
  inOriginal<T extends Span>(span: T): T
}

/** Every field, unread: an object that has all of its keys from the beginning is written and copied faster. */
const unread: Partial<Told> = Object.fromEntries(fields.map(({ id }) => [id, undefined]))

/**
 * Makes the reader of posts; words of the operator's `own` are known besides those of the lexicons. Making it
 * compiles one automaton over all lexicons and takes some 100 ms; make one and keep it.
 *
 * A post is normalised once (`plain` takes off what disguises its words, `fold` how they are spelled) and matched once;
 * each field of `signals/` then reads from the hits and from patterns that are linear in the text. Only the first 200,000
 * characters of a text and 1,000 of a title are read. Every value of the result has a reason with the words that it came
 * from, in the post as it came.
 *
 * `today` is the day that no birth in a sample's ids lies behind.
 */
export const createPostReader = (own: Partial<OwnWords> = {}, { today = new Date() } = {}): PostReader => {
  const matcher = createMatcher(lexicons(own))
  const countries = countryOf(own.victims ?? [])

  const open = (post: Readable): Opened => {
    const given = { title: post.title.slice(0, titleLimit), text: withoutQuotes(post.text.slice(0, readLimit)) }
    const undisguised = { title: plain(given.title, matcher.knows), text: plain(given.text, matcher.knows) }
    const [plainTitle, plainText] = [undisguised.title.text, undisguised.text.text]
    const isEdited = { title: plainTitle !== given.title, text: plainText !== given.text }
    const [title, text] = [matcher.fold(plainTitle), matcher.fold(plainText)]
    const hits = [...matcher.match(plainTitle, title, 'title'), ...matcher.match(plainText, text, 'text')]
    const of = byLexicon(hits)
    const indonesian = isIndonesian({ title, text }, of('common'))
    const numbers = eachOnce((part) => quantities(part === 'title' ? title : text, indonesian))
    return {
      post: { ...post, title: plainTitle, text: plainText },
      title,
      text,
      indonesian,
      money: eachOnce((part) => moneyIn(part === 'title' ? title : text, numbers(part), indonesian, part)),
      quantities: numbers,
      rows: once(() => rowsIn(plainText)),
      countryOf: (victim) => countries.get(victim),
      hits,
      of,
      soFar: { ...unread },
      inOriginal: (span) =>
        isEdited[span.part] ? { ...span, ...undisguised[span.part].original(span.start, span.end) } : span,
    }
  }

  const read = (post: Readable, assumed?: Intent): SignalReading | null => {
    const reader = open(post)
    const { inOriginal } = reader
    const soFar: Record<string, unknown> = reader.soFar
    const told: Record<string, unknown> = { ...unsaid, intent: undefined }
    const reasons: Reason[] = []
    const claims: Claim[] = []
    for (const field of fields) {
      const isAssumed = field.id === 'intent' && assumed !== undefined
      const finding = isAssumed ? { value: assumed, reasons: [] } : field.read(reader)
      if (finding === undefined) {
        if (field.id === 'intent') return null
        continue
      }
      soFar[field.id] = told[field.id] = finding.value
      reasons.push(...finding.reasons)
      if (finding.claims) claims.push(...finding.claims)
    }
    const reading = told as unknown as Told
    // Here the text is whole for the last time: whoever keeps the reading masks it.
    const plausibility = sampleOf(reader.post.text, reading.countries, today)
    const judgement = judge(reading, claims, plausibility, reasons)
    const placed = <T extends { span?: Span | undefined }>(one: T): T => {
      const span = one.span && inOriginal(one.span)
      return span === one.span ? one : { ...one, span }
    }
    return {
      ...reading,
      claims: claims.map(placed),
      plausibility,
      ...judgement,
      reasons: [...reasons, ...judgement.reasons].map(placed),
    }
  }
  const weigh = (post: Readable): ReturnType<PostReader['weigh']> => {
    const opened = open(post)
    return { hits: opened.hits.map(opened.inOriginal), evidence: gather(opened) }
  }
  return Object.assign(read, { weigh, mentions: (post: Readable) => mentionsIn(open(post)) })
}
