import type { Intent } from '../../../model/signal.ts'
import { matchesIn } from '../../matches.ts'
import type { Hit, Reader } from '../../signals/field.ts'
import { type Cue, fillers } from '../matching/lexicons.ts'
import { type Act, actsIn, heard, holdsData, type Named, type Said, things, wordsOf } from './offers.ts'
import { picturesIn } from './pictures.ts'
import { isAddressed, type Loot, lootIn, pressing } from './pressure.ts'
import { roleTeller } from './roles.ts'
import { type Rows, rowTeller } from './rows.ts'
import { type Traces, tracesIn } from './traces.ts'

/** What speaks for each intent, for goods, and against an offer. */
export interface Evidence {
  /** Summed weights of the cues by what they are for; a cue's further words say less than its first. */
  weight: Record<Cue['for'], number>
  /** What of the quiet weight stands far below the beginning, where an ad has its questions and answers. */
  afar: number
  /** The first word of each cue. */
  first: ReadonlyMap<string, Hit>
  /** The strongest verb of selling, giving and seeking. */
  acts: Partial<Record<Intent, Act>>
  /** What verbs take for their object: data as soon as one says so, things where they name something else. */
  object: 'data' | 'things' | undefined
  rows: Rows | undefined
  /** What the title and the text show by their shape. */
  traces: Traces
  /** Where somebody is pressed: how much was taken, how long is left. */
  loot: Loot
  /** It begins by addressing somebody, or speaks as a group does. */
  addressed: boolean
  hasPrice: boolean
  /** Different data classes that are spoken of. */
  classes: number
  /** How surely it is data that is on offer: 2 for each class, 1 where only an ordinary word names it, 1 for a victim. */
  goods: number
  /** Words of data that are the addressed one's own: "your customers", "data kalian". */
  yours: number
  /** What is spoken of is traded in no honest market. */
  telling: boolean
  /** The title asks a question or teaches, and seeks nothing. */
  isLesson: boolean
  /** The post ends with a question, and neither seeks nor says a seller's word beside a price. */
  isQuestion: boolean
}

/** Classes that no honest market trades in: one of them says what the goods are. */
const illicit: ReadonlySet<string> = new Set(['credentials', 'access', 'id-selfies', 'biometrics'])

/** Titles that ask or teach. */
const lesson = /^(?:how (?:to|do) |cara |guide|is (?:this|it) |как |como (?:fazer|usar|se) |如何)|[?？]\s*$/

/** Long passages in quotation marks are somebody else's words: the press repeats ads so. */
const quoted = /[“"«]([^"“”«»\n]{16,400})[”"»]/g

const quotedSpans = (text: string): [number, number][] =>
  text.includes('"') || text.includes('“') || text.includes('«')
    ? matchesIn(text, quoted)
        .slice(0, 500)
        .map((match) => [match.index, match.index + match[0].length])
    : []

/** The classes that pictures of papers on offer make. */
const picturesOf = (reader: Reader): string[] => {
  if (!reader.of('nouns').some(({ value }) => value === 'papers')) return []
  const roleOf = roleTeller(reader)
  return (['title', 'text'] as const).flatMap((part) => {
    const { selfie, document } = picturesIn(reader, part)
    return [selfie && { name: 'id-selfies', ...selfie }, document && { name: 'id-documents', ...document }]
      .filter((picture) => picture !== undefined)
      .sort((a, b) => a.start - b.start)
      .flatMap(({ name, start, end }) => (roleOf({ part, start, end }) === 'offered' ? [name] : []))
  })
}

/** Marks that part columns, and perhaps one that no lexicon knows: "nama, tgl gabung, nik". */
const parted =
  /^(?: (?:\p{Script=Han}{2,6} )?|、)$|^ ?[,;|/+&•·、，_\-\n][ \n•·*-]{0,4}(?:dan |and |и |e |y )?(?:[\p{L} ]{2,16} ?[,;|/+&、，_][ \n]?)?$/u
/** What is looked up by what: "NIK -> nama". */
const mapped = /^ ?(?:-{1,2}>|→|=>|⇒|➡|>>?) ?$/
/** Words of data in a row that make a list of columns. */
const fewestColumns = 3
/** Characters between two of them, at most. */
const farthestColumn = 28

/** Lists of columns, and what is looked up by what, told by the marks between words of data. */
const chainsIn = (reader: Reader, words: readonly Named[]): Pick<Traces, 'columns' | 'lookup'> => {
  const found: Pick<Traces, 'columns' | 'lookup'> = {}
  let [length, start, before] = [0, 0, words[0]?.hit]
  for (const { hit: word } of words) {
    const isNear = before?.part === word.part && word.start - before.end <= farthestColumn
    const gap = before && isNear ? reader[word.part].slice(before.end, word.start) : ''
    if (before && mapped.test(gap)) found.lookup ??= { part: word.part, start: before.start, end: word.end }
    const goesOn = before?.value !== word.value && parted.test(gap)
    before = word
    if (!goesOn) {
      length = 1
      start = word.start
      continue
    }
    length += 1
    if (length >= fewestColumns) found.columns ??= { part: word.part, start, end: word.end }
  }
  return found
}

/** How many different words of a cue count, and what each further one adds. */
const wordsThatCount = (cue: Cue): number => (cue.for === 'quiet' ? 6 : cue.for === 'extortion' ? 4 : 2)
const furtherWeight = (cue: Cue): number => {
  if (cue.for === 'quiet') return Math.min(3, cue.weight)
  return cue.for === 'extortion' ? cue.weight : 1
}

/** Characters that open a post: what warns, asks or teaches says so first. */
const opening = 14

/** What a verb stands right before is what is sold or given: "jual motor", "selling my old laptop", "[share] script". */
const soldThing = 8
const isNext = (gap: string): boolean =>
  gap.length < 24 && !/[.,;:\n]/.test(gap) && gap.split(/[^\p{L}]+/u).every((word) => word === '' || fillers.has(word))

/** Where a text's beginning ends: an ad has said by then what it offers, a report what it reports. */
const beginning = 240

interface Weighed {
  weight: Evidence['weight']
  afar: number
  first: Map<string, Hit>
  /** A verb of selling stands right before an honest thing. */
  sellsThing: boolean
}

/** Weighs the cues: each by its different words, more in a title; quoted words only against an offer. */
const weigh = (reader: Reader, said: readonly Said[], idle: ReadonlySet<Hit>): Weighed => {
  const weight = { sale: 0, giveaway: 0, wanted: 0, extortion: 0, dump: 0, goods: 0, quiet: 0, nothing: 0 }
  const first = new Map<string, Hit>()
  const words = new Map<string, string[]>()
  let sold: Hit | undefined
  let sellsThing = false
  let afar = 0
  // What stands in rows of records is nobody's word.
  const isRecord = reader.rows() ? rowTeller(reader.text, reader.rows()) : undefined
  const quotes = { title: quotedSpans(reader.title), text: quotedSpans(reader.text) }
  for (const { hit, cue } of said) {
    if ((cue.in && cue.in !== hit.part) || idle.has(hit)) continue
    const before = words.get(cue.id) ?? []
    if (before.length >= wordsThatCount(cue)) continue
    const word = wordsOf(reader, hit)
    if (before.includes(word) || (isRecord && hit.part === 'text' && isRecord(hit.start))) continue
    if (cue.for !== 'quiet' && quotes[hit.part].some(([from, to]) => hit.start >= from && hit.end <= to)) continue
    if (before.push(word) === 1) words.set(cue.id, before)
    const added = before.length === 1 ? cue.weight : furtherWeight(cue)
    weight[cue.for] += added
    if (cue.for === 'quiet' && hit.part === 'text' && hit.start > beginning) afar += added
    if (cue.id === 'sells' || cue.id === 'gives') sold = holdsData(word) ? undefined : hit
    // A title of data is not taken back by what else its author sells.
    const isAside = hit.part === 'text' && first.get('goods')?.part === 'title'
    const isSold = things.has(cue.id) && sold?.part === hit.part && !isAside
    if (isSold && isNext(reader[hit.part].slice(sold?.end, hit.start))) {
      weight.quiet += soldThing
      sellsThing = true
    }
    if (before.length > 1) continue
    first.set(cue.id, hit)
    if (hit.part === 'title' && cue.weight > 1) weight[cue.for] += cue.for === 'quiet' && cue.weight >= 4 ? 3 : 1
    if (
      cue.for === 'quiet' &&
      cue.weight > 1 &&
      !things.has(cue.id) &&
      hit.start < opening &&
      (hit.part === 'title' || reader.title === '')
    )
      weight.quiet += 2
  }
  return { weight, afar, first, sellsThing }
}

/** The classes that are named, by words that name nothing else and by ordinary ones. */
const classesOf = (reader: Reader, words: readonly Named[]): { sure: Set<string>; weak: Set<string> } => {
  const [sure, weak] = [new Set<string>(picturesOf(reader)), new Set<string>()]
  for (const { hit, isWeak } of words) (isWeak ? weak : sure).add(hit.value)
  for (const name of sure) weak.delete(name)
  return { sure, weak }
}

/** A title that counts what is not money ("Old gaming forum, 610k") is written in the manner of leak markets. */
const countsInTitle = (reader: Reader): boolean => {
  const money = reader.money('title')
  return reader
    .quantities('title')
    .some(
      ({ value, scale, start }) =>
        value >= 10_000 && scale !== '' && !money.some((sum) => sum.start <= start && start < sum.end),
    )
}

/** Gathers what speaks for and against each intent in a post. */
export const gather = (reader: Reader): Evidence => {
  const counting = heard(reader)
  const named = counting.data.filter(({ hit }) => hit.lexicon === 'data-classes')
  const traces = { ...tracesIn(reader), ...chainsIn(reader, named) }
  const { acts, object, idle } = actsIn(reader, counting, [traces.people, traces.bulk])
  const { weight, afar, first, sellsThing } = weigh(reader, counting.said, idle)
  const { sure, weak } = classesOf(reader, named)
  // Ordinary words by themselves say once that data is meant, however many they are.
  const weakOnly = sure.size === 0 && weight.goods === 0 ? Math.min(1, weak.size) : weak.size
  const telling =
    first.has('insiders') ||
    first.has('lookups') ||
    traces.lookup !== undefined ||
    // "Login by mail" in the ad of one's own game is no access to anybody's.
    (!sellsThing && [...sure].some((name) => illicit.has(name)))
  const hasPrice = reader.money('title').length + reader.money('text').length > 0
  // A name by itself may be a brand's: "jual server Dell".
  const isOwner = weight.goods + sure.size > 0 || traces.people || traces.bulk || traces.columns || hasPrice === false
  const victim = isOwner && counting.data.some(({ hit }) => hit.lexicon === 'victims') ? 1 : 0
  const shown =
    (traces.people ? 2 : 0) +
    (traces.bulk ? 2 : 0) +
    (traces.columns ? 2 : 0) +
    (traces.lookup ? 3 : 0) +
    (object === 'data' ? 1 : 0) +
    (countsInTitle(reader) ? 1 : 0)
  const isLeakSite = reader.post.type === 'leaksite'
  const presses = isLeakSite || pressing.some((id) => first.has(id))
  const addressed = !isLeakSite && isAddressed(reader)
  // Who asks in his title and pays in his text asks for goods.
  const isPaidFor = hasPrice && !acts.sale && acts.wanted?.object === 'data'
  return {
    weight,
    afar,
    first,
    acts,
    object,
    rows: reader.rows(),
    traces,
    loot: presses || addressed || counting.yours.length > 0 ? lootIn(reader) : {},
    addressed,
    hasPrice,
    classes: sure.size + weakOnly,
    goods: weight.goods + sure.size * 2 + weakOnly + victim + (telling ? 1 : 0) + shown,
    yours: counting.yours.length,
    telling,
    isLesson: lesson.test(reader.title) && !isPaidFor && acts.wanted?.hit.part !== 'title',
    isQuestion:
      /[?？][)\s]{0,3}$/.test(reader.text.slice(-6)) &&
      (!hasPrice || weight.sale === 0) &&
      !traces.contact &&
      !acts.wanted,
  }
}
