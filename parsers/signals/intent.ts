import type { Intent, Reason } from '../../model/signal.ts'
import { type Evidence, gather } from '../language/evidence/evidence.ts'
import { isExtortion, onLeakSite } from '../language/evidence/extortion.ts'
import { hasBoxes, type Manner, mannerOf } from '../language/evidence/manners.ts'
import { isInRow } from '../language/evidence/rows.ts'
import type { Traces } from '../language/evidence/traces.ts'
import { cues } from '../language/matching/lexicons.ts'
import { because } from '../language/reason.ts'
import type { Field, Finding, Reader } from './field.ts'

const isReply = (reader: Reader): boolean =>
  /^(?:re|aw|balas|ответ|回复) ?[:：]/.test(reader.title) || (reader.title === '' && /^> /.test(reader.text))

/** Most posts name no data, nobody whose it could be, and carry no rows: there is nothing to weigh. */
const namesNothing = (reader: Reader): boolean =>
  ['data-classes', 'victims', 'nouns'].every((lexicon) => reader.of(lexicon).length === 0) &&
  !reader.of('intents').some(({ value }) => cues.get(value)?.for === 'goods') &&
  reader.rows() === undefined

/** Of two acts the stronger, of equal ones that which stands first. */
const beats = (acts: Evidence['acts'], one: Intent, other: Intent): boolean => {
  const [a, b] = [acts[one], acts[other]]
  if (!a || !b || a.strength !== b.strength) return (a?.strength ?? 0) > (b?.strength ?? 0)
  return a.hit.part === b.hit.part ? a.hit.start < b.hit.start : a.hit.part === 'title'
}

/** Words of a sample, outside the rows: there "Contoh" is a name. */
const speaksOfProof = (reader: Reader): boolean =>
  reader
    .of('sample')
    .some(({ value, part, start }) => value !== 'none' && (part === 'title' || !isInRow(reader.post.text, start)))

/** A handle of its own line is how an ad is answered; in a row it is somebody's. */
const hasHandle = ({ post }: Reader): boolean => /(?:^|[\s:])@[a-z]\w{3,31}|(?:wa|t)\.me\//i.test(post.text)

/** What the post does where no verb says so: columns, pieces and prices make an ad, rows or a link a gift. */
const withoutVerb = (reader: Reader, evidence: Evidence): Intent | undefined => {
  const { weight, first, rows, hasPrice, classes, goods, traces, telling } = evidence
  // Whose title asks, and who neither sells nor gives, discusses what others do.
  if (evidence.isLesson && !traces.contact) return undefined
  const isBody = traces.people || traces.bulk || traces.columns
  const offers = weight.sale + (hasPrice ? 2 : 0) + (traces.contact ? 1 : 0)
  // Rows with nothing about them are no ad, whoever may be reached in one of them.
  const hasProof = speaksOfProof(reader)
  const isBare = weight.sale <= 1 && !hasPrice && !hasProof
  if (rows && rows.count >= 2 && rows.share >= 0.3 && isBare && !hasHandle(reader)) return 'dump'
  // A place to take it from, and nothing asked: a sale says its price or whom to reach.
  const isThere = traces.file || ((first.has('links') || traces.link) && (isBody || rows || classes >= 3))
  const asksNothing = !hasPrice && !traces.contact && !evidence.acts.sale && weight.sale <= 3
  if (isThere && asksNothing && goods >= (traces.file ? 4 : 6)) return 'giveaway'
  if (goods >= 7 && isBody && (weight.sale >= 1 || traces.contact || hasProof)) return 'sale'
  if (rows && rows.count >= 2 && !hasPrice && !first.has('offers')) return 'dump'
  if (isThere && !hasPrice && weight.sale < 2 && goods >= (traces.file ? 4 : 6)) return 'giveaway'
  // Who looks people up to order, and can be reached, does so for whoever pays.
  if (first.has('lookups') && traces.contact && goods >= 7) return 'sale'
  // A title that names data over columns of people is an ad, whatever verb it leaves out.
  const titled = first.get('goods')?.part === 'title'
  if (goods >= 12 && traces.columns && (titled || first.has('stolen')) && !hasPrice) return 'giveaway'
  // A sum beside words of data is in every job ad; a seller says a word of trade, lists columns or can be reached.
  const isListed = traces.columns || traces.bulk || hasProof
  const isSpoken = weight.sale > 0 || traces.contact || traces.columns || traces.bulk || first.has('stolen') || titled
  return (offers >= 4 && goods >= 4) ||
    (first.has('offers') && goods >= 6 && classes >= 2 && isListed) ||
    (offers >= 3 && (goods >= 4 || telling)) ||
    (hasPrice && goods >= 5 && isSpoken)
    ? 'sale'
    : undefined
}

/** Whether what is sought is what the post is about: "cari aja" at the end of a priced list sends readers elsewhere. */
const isSought = ({ weight, first, traces, acts, hasPrice, telling }: Evidence): boolean => {
  const { wanted, giveaway } = acts
  // "Who has the number of the bank's helpline?": one class by itself is asked for by everybody.
  const isBody =
    traces.people || traces.bulk || traces.columns || traces.contact || first.has('goods') || first.has('stolen')
  if (wanted?.hit.value === 'needs' && !hasPrice && weight.sale === 0 && !isBody && !telling) return false
  if (!wanted || !beats(acts, 'wanted', 'sale')) return false
  const isAside = wanted.hit.part === 'text' && wanted.object !== 'data'
  if (wanted.object === 'things' && isAside && !telling && wanted.hit.value !== 'buys') return false
  if (hasPrice && wanted.hit.part === 'text' && wanted.strength < 6 && weight.sale >= weight.wanted) return false
  // What is asked for free is sought, unless a title gives and only its text asks: "free base, leave a like, need rep".
  const isAsked = !hasPrice && (!isAside || giveaway?.hit.part !== 'title')
  return isAsked || beats(acts, 'wanted', 'giveaway')
}

const choose = (reader: Reader, evidence: Evidence): Intent | undefined => {
  const { weight, first, acts, rows, hasPrice, classes, goods, traces, object, telling } = evidence
  if (reader.post.type === 'leaksite') return onLeakSite(reader, evidence)
  // Who hands rows over ("here are their customers") has them below; a gift or a trade is told by a verb of its own.
  // What is done to something else ("bought it at auction", "enjoy") leaves the rows what the post is.
  const isDeal = (act: Evidence['acts'][Intent]): boolean => act !== undefined && (act.object === 'data' || hasPrice)
  const isGift = first.has('gives') && (acts.giveaway?.object === 'data' || traces.file || traces.link)
  const hasVerb = isDeal(acts.sale) || isDeal(acts.wanted) || isGift
  // What a head names is a table of anything, unless it is data of people.
  const holdsPeople = rows && (rows.kind !== 'headed' || (classes >= 2 && goods >= 5))
  if (rows && holdsPeople && rows.count >= 2 && rows.share >= 0.5 && !hasVerb) return 'dump'
  if (isExtortion(reader, evidence)) return 'extortion'
  // One word of data is in every market's ads: the papers of a motorbike, the phone that is for sale.
  const isBody = traces.people || traces.bulk || traces.lookup || traces.columns
  if (goods < 3) return undefined
  // Something else is sold or sought: only columns or a body of data say that it is data after all.
  // What is free beside a price ("20 free lookups") is no object of the offer.
  const isPartFree = !acts.sale && !acts.wanted && (hasPrice || weight.sale >= 4)
  const isReachable = traces.contact && hasPrice && classes >= 2
  if (object === 'things' && !isPartFree && !isBody && !isReachable && !telling && !first.has('stolen'))
    return undefined
  // To offer one's own data for other data is to sell it.
  // Who begins by asking for data offers in exchange what he has.
  const asksFirst = acts.wanted?.object === 'data' && (acts.wanted.hit.part === 'title' || acts.wanted.hit.start < 14)
  if (first.has('swaps') && acts.wanted && !asksFirst) return 'sale'
  if (isSought(evidence)) return 'wanted'
  if (acts.sale && (hasPrice || beats(acts, 'sale', 'giveaway'))) return 'sale'
  const hasBody = first.has('goods') || classes >= 3 || isBody || traces.file || object === 'data'
  const inTitle = acts.giveaway?.hit.part === 'title'
  const givesData = (acts.giveaway?.strength ?? 0) >= 5
  // Beside a price only a part is free, unless the gift is what is said of the data itself.
  const isClear = hasPrice
    ? ((givesData && weight.sale < 4) || weight.sale === 0) && !acts.sale && !traces.contact
    : givesData || weight.sale < 4
  if (acts.giveaway && hasBody && (inTitle || isClear)) return 'giveaway'
  return withoutVerb(reader, evidence)
}

/** What a form of its own weighs against an offer, where no title sells and no columns are priced. */
const formWeights: Readonly<Record<Manner, number>> = { code: 6, dialogue: 6, rules: 6, checklist: 12 }

/** Whether what speaks against an offer outweighs what speaks for the intent that was chosen. */
const isOutweighed = (
  reader: Reader,
  chosen: Intent,
  { weight, afar, first, acts, hasPrice, goods, classes, rows, traces, telling, isLesson, isQuestion }: Evidence,
): boolean => {
  // Who begins with his verb and goes on as ads do takes nothing back by his rules and answers far below.
  const act = acts[chosen]
  const form = [traces.columns, traces.bulk ?? traces.people, hasPrice, traces.contact, traces.file].filter(
    Boolean,
  ).length
  const isAd = act?.object === 'data' && act.hit.start < 14 && form >= 2
  const shown = chosen === 'dump' ? 3 + Math.min(6, rows?.count ?? 0) : 0
  const asked = (chosen === 'sale' && hasPrice ? (first.has('stolen') ? 3 : 2) : 0) + (telling ? 1 : 0)
  const mayBeForm =
    chosen !== 'dump' &&
    acts[chosen]?.hit.part !== 'title' &&
    (!hasPrice || chosen === 'extortion' || !(traces.contact || traces.columns))
  // A title whose verb has data for its object says it twice; a headline says it of others.
  const isHeadline = first.has('reports') || first.has('alleges')
  // A file to take says it as a verb does.
  const given = chosen === 'giveaway' && traces.file ? 2 : 0
  const listed = act?.object === 'data' && traces.columns && !isHeadline && !isLesson ? 2 : 0
  const announced =
    goods >= 6 && !isHeadline && (act?.strength ?? 0) >= 7
      ? first.has('stolen') || telling || chosen === 'wanted'
        ? 4
        : 2
      : 0
  const quiet =
    weight.quiet -
    (isAd ? afar : 0) +
    (isLesson ? 5 : 0) +
    (isQuestion ? 3 : 0) +
    (traces.errand ? (traces.errand.part === 'title' ? 8 : 4) : 0) +
    (traces.appointment && chosen === 'giveaway' ? 4 : 0)
  // Who tells of somebody else's offer repeats its price and its columns, and gives no way to reach the seller.
  const described = first.has('alleges') && !traces.contact ? 0 : asked + Math.min(4, classes)
  const loud = weight[chosen] + shown + described + announced + listed + given
  if (quiet >= loud) return true
  // A form is looked for only where it decides.
  const heaviest = formWeights[hasBoxes(reader) ? 'checklist' : 'rules']
  const manner = mayBeForm && quiet + heaviest >= loud ? mannerOf(reader) : undefined
  return manner !== undefined && quiet + formWeights[manner] >= loud
}

const shapes: Readonly<Record<keyof Traces, string>> = {
  people: 'speaks of data about people',
  bulk: 'counts pieces of data',
  columns: 'lists columns',
  lookup: 'looks one thing up by another',
  errand: 'pays a wage or asks a rent',
  appointment: 'says when to come',
  contact: 'gives a way to be reached',
  file: 'links a file',
  link: 'links a page',
}

/** Shapes that speak against an offer are no reason for one. */
const against: ReadonlySet<string> = new Set(['errand', 'appointment'])

const reasonsFor = (reader: Reader, chosen: Intent, { first, rows, traces, loot }: Evidence): Reason[] => {
  const said = [...first.entries()].flatMap(([id, hit]) => {
    const cue = cues.get(id)
    return cue && (cue.for === chosen || cue.for === 'goods')
      ? [because('intent', chosen, `${cue.why}: "${reader.post[hit.part].slice(hit.start, hit.end)}"`, hit)]
      : []
  })
  for (const [kind, span] of Object.entries(traces).filter(([kind]) => !against.has(kind)))
    said.push(because('intent', chosen, shapes[kind as keyof Traces], span))
  if (loot.size) said.push(because('intent', chosen, 'says how much was taken', loot.size))
  if (loot.time) said.push(because('intent', chosen, 'says how long is left', loot.time))
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
    if (reader.post.type !== 'leaksite' && namesNothing(reader)) return undefined
    const evidence = gather(reader)
    const chosen = choose(reader, evidence)
    if (chosen === undefined) return undefined
    // What a gang says of its victim ("clinic, patients, staff") is no word against it.
    const isTaken =
      chosen === 'extortion' &&
      reader.post.type === 'leaksite' &&
      !evidence.first.has('reports') &&
      !evidence.first.has('heads')
    if (!isTaken && isOutweighed(reader, chosen, evidence)) return undefined
    const reasons = reasonsFor(reader, chosen, evidence)
    return reasons.length > 0 ? { value: chosen, reasons } : undefined
  },
}
