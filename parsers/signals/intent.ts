import type { Intent, Reason } from '../../model/signal.ts'
import { type Cue, cues, weakWords } from '../language/lexicons.ts'
import { heard, objectOf } from '../language/offers.ts'
import { picturesIn } from '../language/pictures.ts'
import { because } from '../language/reason.ts'
import { roleTeller } from '../language/roles.ts'
import type { Rows } from '../language/rows.ts'
import { lootIn, type Traces, tracesIn } from '../language/traces.ts'
import type { Field, Finding, Hit, Reader } from './field.ts'

/** What speaks for each intent, for goods, and against an offer. */
interface Evidence {
  /** Summed weights of the cues: of a cue's different words two count, of what speaks against an offer four. */
  weight: Record<Cue['for'], number>
  /** The first words of each cue. */
  first: Map<string, Hit>
  rows: Rows | undefined
  /** What the title and the text show by their shape. */
  traces: Traces
  /** An amount of money stands in the post. */
  hasPrice: boolean
  /** Different data classes that are spoken of. */
  classes: number
  /** How surely it is data that is spoken of: 2 for each class, 1 where only an ordinary word names it, 1 for a victim. */
  goods: number
  /** The title asks a question or teaches, and seeks nothing. */
  isLesson: boolean
  /** What is spoken of is traded in no honest market. */
  telling: boolean
  /** What the verbs of offering and seeking take for their object: data, only other things, or nothing that is told. */
  object: 'data' | 'things' | undefined
}

const isReply = (reader: Reader): boolean =>
  /^(?:re|aw|balas|ответ|回复) ?[:：]/.test(reader.title) || (reader.title === '' && /^> /.test(reader.text))

/** Classes that no honest market trades in: one of them says what the goods are. */
const illicit: ReadonlySet<string> = new Set(['credentials', 'access', 'id-selfies', 'biometrics'])

/** Titles that ask or teach. */
const lesson = /^(?:how (?:to|do) |cara |guide|is (?:this|it) |как |como (?:fazer|usar|se) |如何)|[?？]\s*$/

/** Long passages in quotation marks are somebody else's words: the press repeats ads so. */
const quoted = /[“"«]([^"“”«»\n]{16,400})[”"»]/g

const quotedSpans = (text: string): [number, number][] =>
  [...text.matchAll(quoted)].slice(0, 500).map((match) => [match.index, match.index + match[0].length])

/** The classes that pictures of papers on offer make. */
const picturesOf = (reader: Reader): string[] => {
  const roleOf = roleTeller(reader)
  return (['title', 'text'] as const).flatMap((part) => {
    const { selfie, document } = picturesIn(reader, part)
    return [selfie && { name: 'id-selfies', ...selfie }, document && { name: 'id-documents', ...document }]
      .filter((picture) => picture !== undefined)
      .sort((a, b) => a.start - b.start)
      .flatMap(({ name, start, end }) => (roleOf({ part, start, end }) === 'offered' ? [name] : []))
  })
}

const gather = (reader: Reader): Evidence => {
  const hits = heard(reader)
  const weight = { sale: 0, giveaway: 0, wanted: 0, extortion: 0, dump: 0, goods: 0, quiet: 0, nothing: 0 }
  const first = new Map<string, Hit>()
  const words = new Map<string, Set<string>>()
  const classes = new Set<string>()
  const weak = new Set<string>()
  let victim = 0
  const quotes = { title: quotedSpans(reader.title), text: quotedSpans(reader.text) }
  for (const hit of hits) {
    if (hit.lexicon === 'victims') victim = 1
    if (hit.lexicon === 'data-classes' && hit.value !== 'none')
      (weakWords.has(reader[hit.part].slice(hit.start, hit.end)) ? weak : classes).add(hit.value)
    const cue = hit.lexicon === 'intents' ? cues.get(hit.value) : undefined
    if (!cue) continue
    const isOwn = cue.for === 'quiet' || cue.for === 'goods'
    const said = words.get(cue.id) ?? new Set<string>()
    const word = reader[hit.part].slice(hit.start, hit.end)
    if (said.has(word) || said.size >= (cue.for === 'quiet' ? 4 : 2)) continue
    if (!isOwn && quotes[hit.part].some(([from, to]) => hit.start >= from && hit.end <= to)) continue
    words.set(cue.id, said.add(word))
    // A second word of an intent's own cue says little more; each further one against an offer says as much again.
    weight[cue.for] += said.size === 1 || cue.for === 'quiet' ? cue.weight : 1
    if (said.size === 1) first.set(cue.id, hit)
    if (said.size === 1 && hit.part === 'title' && cue.weight > 1) weight[cue.for] += 1
  }
  for (const name of picturesOf(reader)) classes.add(name)
  const traces = tracesIn(reader)
  const hasPrice = reader.money('title').length + reader.money('text').length > 0
  // Ordinary words by themselves say once that data is meant, however many they are.
  const alone = classes.size === 0 && weight.goods === 0
  const weakOnly = Math.min(alone ? 1 : weak.size, [...weak].filter((name) => !classes.has(name)).length)
  const telling = first.has('insiders') || [...classes].some((name) => illicit.has(name))
  const object = objectOf(reader, hits)
  const named = (traces.people ? 2 : 0) + (traces.bulk ? 2 : 0) + (object === 'data' ? 1 : 0)
  const goods = weight.goods + classes.size * 2 + weakOnly + victim + (telling ? 1 : 0) + named
  return {
    weight,
    first,
    rows: reader.rows(),
    hasPrice,
    classes: classes.size + weakOnly,
    goods,
    telling,
    isLesson: lesson.test(reader.title) && !first.has('seeks'),
    traces,
    object,
  }
}

/** Where a cue first stands, in the title before the text. */
const position = ({ first }: Evidence, cue: string): number => {
  const hit = first.get(cue)
  return hit === undefined ? Number.POSITIVE_INFINITY : hit.part === 'title' ? hit.start - 1_000 : hit.start
}

/** A leak site's lot: offered to whoever bids, its owner unnamed. */
const lot = /(?<![a-z])(?:lot \d|starting bid|one hand|premium|bids:|everyone can buy|buy now)/

const onLeakSite = (reader: Reader, { first, classes, goods }: Evidence): Intent | undefined => {
  if (goods > 0 && lot.test(`${reader.title}\n${reader.text.slice(0, 3_000)}`)) return 'sale'
  if (first.has('threatens')) return 'extortion'
  // A gang's own page about a company: any two of what was taken, how much or how long is left, whose it is, what comes.
  const country = reader.of('countries').length > 0
  const signs = [classes > 0, lootIn(reader), country, first.has('publishes'), first.has('claims')].filter(
    Boolean,
  ).length
  return signs >= 2 && !first.has('moderates') ? 'extortion' : undefined
}

const choose = (reader: Reader, evidence: Evidence): Intent | undefined => {
  const { weight, first, rows, hasPrice, classes, goods, traces, object, telling } = evidence
  if (reader.post.type === 'leaksite') return onLeakSite(reader, evidence)
  const offers = weight.sale + (hasPrice ? 2 : 0) + (traces.contact ? 1 : 0)
  const [sells, gives, seeks] = ['sells', 'gives', 'seeks'].map((cue) => position(evidence, cue)) as [
    number,
    number,
    number,
  ]
  if (rows && rows.count >= 2 && rows.share >= 0.5 && !first.has('sells') && !first.has('seeks') && !first.has('gives'))
    return 'dump'
  // A title that sells is a sale, whatever its text threatens.
  const titleSells = first.get('sells')?.part === 'title'
  if (first.has('threatens') && goods >= 2 && !titleSells) return 'extortion'
  // One word of data is in every market's ads: the papers of a motorbike, the phone that is for sale.
  if (goods < 3) return undefined
  // Something else is sold or sought: only columns or a body of data say that it is data after all.
  if (
    object === 'things' &&
    classes < 3 &&
    !traces.bulk &&
    !traces.people &&
    !first.has('stolen') &&
    !first.has('insiders')
  )
    return undefined
  // To offer one's own data for other data is to sell it.
  if (first.has('swaps') && first.has('seeks')) return 'sale'
  if (first.has('seeks') && seeks < sells && (seeks < gives || !hasPrice)) return 'wanted'
  if (first.has('sells') && (sells < gives || hasPrice)) return 'sale'
  const hasBody = first.has('goods') || classes >= 3 || traces.people || traces.bulk || traces.file || object === 'data'
  if (first.has('gives') && hasBody && (gives < 0 || !hasPrice || weight.sale < 2)) return 'giveaway'
  const proof = reader.of('sample').length > 0
  // Columns make an ad without a verb, beside a price or any word of how to deal.
  if (goods >= 7 && (traces.people || traces.bulk) && (weight.sale >= 1 || proof)) return 'sale'
  if (rows && rows.count >= 2 && !hasPrice && !first.has('offers')) return 'dump'
  // Data and a place to take it from: a giveaway without the word.
  if (
    !hasPrice &&
    weight.sale < 2 &&
    ((first.has('links') && (traces.people || traces.bulk || rows || classes >= 3) && goods >= 6) ||
      (traces.file && goods >= 4))
  )
    return 'giveaway'
  return offers >= 4 || (offers >= 3 && (goods >= 4 || telling)) || (hasPrice && goods >= 5) ? 'sale' : undefined
}

/** Whether what speaks against an offer outweighs what speaks for the intent that was chosen. */
const isOutweighed = (
  chosen: Intent,
  { weight, hasPrice, classes, rows, traces, telling, isLesson }: Evidence,
): boolean => {
  const shown = chosen === 'dump' ? 3 + Math.min(6, rows?.count ?? 0) : 0
  const asked = (chosen === 'sale' && hasPrice ? 2 : 0) + (telling ? 1 : 0)
  const quiet =
    weight.quiet + (isLesson ? 4 : 0) + (traces.errand ? 4 : 0) + (traces.appointment && chosen === 'giveaway' ? 4 : 0)
  return quiet >= weight[chosen] + shown + asked + Math.min(4, classes)
}

const shapes: Readonly<Record<keyof Traces, string>> = {
  people: 'speaks of data about people',
  bulk: 'counts pieces of data',
  errand: 'pays a wage or asks a rent',
  appointment: 'says when to come',
  contact: 'gives a way to be reached',
  file: 'links a file',
}

/** Shapes that speak against an offer are no reason for one. */
const against: ReadonlySet<string> = new Set(['errand', 'appointment'])

const reasonsFor = (reader: Reader, chosen: Intent, { first, rows, traces }: Evidence): Reason[] => {
  const said = [...first.entries()].flatMap(([id, hit]) => {
    const cue = cues.get(id)
    return cue && (cue.for === chosen || cue.for === 'goods')
      ? [because('intent', chosen, `${cue.why}: "${reader.post[hit.part].slice(hit.start, hit.end)}"`, hit)]
      : []
  })
  for (const [kind, span] of Object.entries(traces).filter(([kind]) => !against.has(kind)))
    said.push(because('intent', chosen, shapes[kind as keyof Traces], span))
  const part = reader.money('title').length > 0 ? 'title' : 'text'
  const [asked] = reader.money(part)
  if (said.length === 0 && asked) said.push(because('intent', chosen, 'asks a price', { part, ...asked }))
  if (chosen !== 'dump' || !rows) return said
  const span = { part: 'text' as const, start: rows.start, end: rows.end }
  return [because('intent', chosen, `carries ${rows.count} rows of records`, span), ...said]
}

/**
 * What the post does with leaked data. News and replies are never an offer; elsewhere the cues of the lexicon are
 * weighed, and an intent stands where its cues outweigh those of reports, warnings, lessons and honest trade.
 */
export const intent: Field<'intent'> = {
  id: 'intent',
  reads: 'sale, giveaway, wanted, extortion or dump; nothing else is a signal',
  read(reader): Finding<Intent> | undefined {
    if (reader.post.type === 'news' || isReply(reader)) return undefined
    const evidence = gather(reader)
    const chosen = choose(reader, evidence)
    if (chosen === undefined || isOutweighed(chosen, evidence)) return undefined
    const reasons = reasonsFor(reader, chosen, evidence)
    return reasons.length > 0 ? { value: chosen, reasons } : undefined
  },
}
