import type { Intent } from '../../../model/signal.ts'
import type { Hit, Reader } from '../../signals/field.ts'
import { type Cue, cues, dataWords, weakWords } from '../matching/lexicons.ts'
import { denialTeller, objectAfter, roleTeller, sentenceEnd, sentenceStart } from './roles.ts'

/** The words of a hit, as the lexicons spell them. */
export const wordsOf = ({ title, text }: Reader, { part, start, end }: Hit): string =>
  (part === 'title' ? title : text).slice(start, end)

/** What a hit says: its cue, where it is a word of an intent. */
const cueOf = ({ lexicon, value }: Hit): Cue | undefined => (lexicon === 'intents' ? cues.get(value) : undefined)

/** Words of data: a class, a body of data, an organisation that it may be taken from. */
const isData = ({ lexicon, value }: Hit, cue: Cue | undefined): boolean =>
  lexicon === 'victims' || (lexicon === 'data-classes' && value !== 'none') || cue?.for === 'goods'

/** A call to those who need something ("yang butuh data merapat", "who needs") is an offer, and seeks nothing. */
const called = /(?:yang|yg|siapa|buat|bagi|who|if you|anyone who|кому|quem|quien|谁) (?:lagi |yang |yg )?$/

/** "Butuh leads? …", "Need fresh logs?": who asks the reader whether he needs it has it. */
const need =
  /^(?:butuh|perlu\p{L}{0,3}|cari|nyari|need|looking for|wanna|necesitas?|buscas?|precisa|procurando|нужн[аыо]|ищете|can|cần|需要)(?!\p{L})/u
const isAsked = (text: string, { start, end }: Hit): boolean => {
  if (start > 4 && !/[\n.!?] {0,2}$/.test(text.slice(start - 4, start))) return false
  if (!need.test(text.slice(start, start + 16))) return false
  const until = sentenceEnd(text, end, 80)
  return /[?？]/.test(text.charAt(until)) && !text.slice(end, until).includes(',') && text.length > until + 24
}

/** Whether a hit beside a place of the list shares words with it and passes the test. */
const isOverlapped = (hits: readonly Hit[], at: number, test: (near: Hit, hit: Hit) => boolean): boolean => {
  const hit = hits[at]
  if (!hit) return false
  for (let beside = Math.max(0, at - 8); beside < at + 8; beside += 1) {
    const near = hits[beside]
    if (!near || beside === at || near.part !== hit.part || near.end <= hit.start) continue
    if (near.start >= hit.end) return false
    if (test(near, hit)) return true
  }
  return false
}
/** Whether a title, or a text without one, begins with the words of a hit, after no more than marks. */
const beginsWith = ({ title, text }: Reader, { part, start }: Hit): boolean =>
  (part === 'title' || title === '') &&
  start < 8 &&
  !/[\p{L}\d]/u.test((part === 'title' ? title : text).slice(0, start))
const isInVictim = (near: Hit, hit: Hit): boolean =>
  near.lexicon === 'victims' && near.end - near.start > hit.end - hit.start
const runsOn = (near: Hit, hit: Hit): boolean => near.end > hit.end && isData(near, cueOf(near))

/** A word of an intent, and what it says. */
export interface Said {
  hit: Hit
  cue: Cue
}

/** A word of data: a class, a body of data, a victim. */
export interface Named {
  hit: Hit
  /** It is an ordinary word too. */
  isWeak: boolean
}

/** What counts in a post, each list in the order of the text. */
export interface Heard {
  /** Words of intents and of goods. */
  said: Said[]
  data: Named[]
  /** Words of data that belong to whom the post addresses. */
  yours: Hit[]
}

/**
 * The hits that count, of those that speak of data or of an intent. Words of data do where they are offered, not where
 * they are asked of the reader, denied, or only describe a thing; a verb does where it is not denied, a word of honest
 * trade unless it runs on into a word of data ("paket data member").
 */
export const heard = (reader: Reader): Heard => {
  const { hits } = reader
  const roleOf = roleTeller(reader)
  const isDenied = denialTeller(reader)
  const hasVictims = reader.of('victims').length > 0
  const found: Heard = { said: [], data: [], yours: [] }
  const dataCounts = (hit: Hit, at: number): boolean => {
    const role = roleOf(hit)
    if (role === 'yours') found.yours.push(hit)
    if (role !== 'offered' || isDenied(hit)) return false
    return hit.lexicon === 'victims' || !hasVictims || !isOverlapped(hits, at, isInVictim)
  }
  const verbCounts = (hit: Hit, cue: Cue, at: number): boolean => {
    if (cue.opens && !beginsWith(reader, hit)) return false
    if (cue.for === 'quiet') return !things.has(cue.id) || !isOverlapped(hits, at, runsOn)
    const isCall = cue.for === 'wanted' && called.test(reader[hit.part].slice(Math.max(0, hit.start - 16), hit.start))
    return !isCall && !(cue.for === 'wanted' && isAsked(reader[hit.part], hit)) && !isDenied(hit)
  }
  // Counted here and not by `entries()`, which makes an array for each of what every post has by the hundred.
  let at = -1
  for (const hit of hits) {
    at += 1
    const cue = cueOf(hit)
    const data = isData(hit, cue)
    if (!data && !cue) continue
    if (data ? !dataCounts(hit, at) : cue && !verbCounts(hit, cue, at)) continue
    if (data) found.data.push({ hit, isWeak: weakWords.has(wordsOf(reader, hit)) })
    if (cue) found.said.push({ hit, cue })
  }
  return found
}

/** Cues of honest goods: what a thing's name says. */
export const things: ReadonlySet<string> = new Set(['trades-honestly', 'sells-things'])
/** One account, of whatever service, is a thing that its owner may sell; "accounts" are many people's. */
const oneAccount = /(?<![a-z])(?:akun|account|acc|аккаунт|conta|cuenta)(?![a-z])/

/** Characters around a verb in which its object is looked for. */
const reach = 120

/** The sentence around a verb: what is free may stand before the word or behind it. */
const sentenceAround = (text: string, { start, end }: Hit): { start: number; end: number } => {
  const from = sentenceStart(text, start, reach)
  // A tag of its own asks for or hands over what the sentence before it named: "nama + hp nasabah. ada?"
  const isTag = from > 0 && start - from <= 1
  return { start: isTag ? Math.max(0, start - reach) : from, end: sentenceEnd(text, end, reach) }
}

/** A verb of selling, giving or seeking: how surely it is what the post does. */
export interface Act {
  hit: Hit
  /** Its cue's weight; 2 more with data for its object where it would count without, 2 more in the title. */
  strength: number
  object: 'data' | 'things' | undefined
}

/** What the verbs of a post do. */
export interface Acts {
  /** The strongest verb for each intent, of equal ones the first. */
  acts: Partial<Record<Intent, Act>>
  object: 'data' | 'things' | undefined
  /** Verbs that count only with data for their object, and have none. */
  idle: ReadonlySet<Hit>
}

/** The cues that are verbs with an object. */
const verbs: ReadonlySet<string> = new Set(['sells', 'gives', 'seeks', 'buys', 'has', 'needs', 'hands'])
/** What is "ready", "free" or asked for ("nama + hp nasabah, ada?") may stand before the word; what is sold stands behind it. */
const eitherSide: ReadonlySet<string> = new Set(['gives', 'has', 'hands', 'needs'])
/** Verbs of a post that are looked at. */
const mostVerbs = 60

/** A text's first clause goes on from the title: "Clients of a bank, Samara" – "у кого есть?" */
const opens = (verb: Hit, { start }: { start: number }): boolean =>
  verb.part === 'text' && start === 0 && eitherSide.has(verb.value)

/** Where data is named; a lexicon's name where it is a word of one. */
type Place = Pick<Hit, 'part' | 'start' | 'end'> & { lexicon?: string }

/** Whether a verb has its object in itself: "need combo". */
export const holdsData = (said: string): boolean =>
  said.includes(' ') &&
  (dataWords.has(said.slice(said.indexOf(' ') + 1)) ||
    said
      .split(' ')
      .slice(1)
      .some((word) => dataWords.has(word.replace(/s$/, '')) || dataWords.has(word)))

/** What one verb takes for its object; `undefined` where nothing is named. `data` are the places that name data. */
const objectOf = (reader: Reader, { hit: verb, cue }: Said, data: readonly Place[]): Act['object'] => {
  const text = reader[verb.part]
  if (holdsData(wordsOf(reader, verb))) return 'data'
  const object = eitherSide.has(verb.value) ? sentenceAround(text, verb) : objectAfter(text, verb.end)
  if (!object) return undefined
  const isTitled = data.some(({ part }) => part === 'title')
  if (opens(verb, object) && isTitled) return 'data'
  const from = Math.min(verb.start, object.start)
  const named = data.filter((place) => place.part === verb.part && place.end > from && place.start < object.end)
  // Who seeks something about an organisation, or sells one account there, names it and means no data of it.
  const namesOnly = (): boolean => cue.for === 'wanted' || oneAccount.test(text.slice(object.start, object.end))
  // "Take it, free. Full db of …": what is given is named right behind.
  if (named.length === 0 && verb.value === 'gives' && verb.part === 'text' && !reader.rows()) {
    const isBehind = ({ part, start }: Place): boolean =>
      part === 'text' && start >= object.end && start < object.end + 16
    if (data.some(isBehind)) return 'data'
  }
  // "Unlocks for 6 credits" is said of what the title names.
  if (named.length === 0 && verb.value === 'gives' && verb.part === 'text' && isTitled) return undefined
  if (named.every(({ lexicon }) => lexicon === 'victims')) return named.length > 0 && !namesOnly() ? 'data' : 'things'
  return 'data'
}

const isNear = (word: Place, verb: Hit): boolean =>
  word.part !== verb.part || (word.end > verb.start - reach && word.start < verb.end + reach)

/** Reads what is sold, given or sought, and by which verb; `bodies` are counts of people and of data, which may be its object. */
export const actsIn = (
  reader: Reader,
  { said, data: words, yours }: Heard,
  bodies: readonly (Place | undefined)[],
): Acts => {
  const data: Place[] = []
  for (const { hit, isWeak } of words) if (!isWeak) data.push(hit)
  for (const body of bodies) if (body) data.push(body)
  const acts: Acts['acts'] = {}
  const idle = new Set<Hit>()
  const found: { verb: Hit; object: Acts['object'] }[] = []
  for (const one of said.filter(({ cue }) => verbs.has(cue.id)).slice(0, mostVerbs)) {
    const { hit: verb, cue } = one
    if (cue.object === 'data' && !data.some((word) => isNear(word, verb))) {
      idle.add(verb)
      continue
    }
    // What is bought of the reader is his own.
    const object = objectOf(reader, one, cue.for === 'wanted' ? [...data, ...yours] : data)
    if (cue.for === 'goods' || cue.for === 'quiet' || cue.for === 'nothing') continue
    if (cue.object === 'data' && object !== 'data') {
      idle.add(verb)
      continue
    }
    found.push({ verb, object })
    const strength = cue.weight + (object === 'data' && !cue.object ? 2 : 0) + (verb.part === 'title' ? 2 : 0)
    if (strength > (acts[cue.for]?.strength ?? 0)) acts[cue.for] = { hit: verb, strength, object }
  }
  // A title says what the post is about, whatever its text goes on to mention.
  const sold = found.find(({ verb }) => verb.part === 'title' && verb.value === 'sells')?.object
  const object = sold ?? (['data', 'things'] as const).find((kind) => found.some((verb) => verb.object === kind))
  return { acts, object, idle }
}
