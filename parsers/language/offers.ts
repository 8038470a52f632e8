import type { Hit, Reader } from '../signals/field.ts'
import { cues, dataWords, weakWords } from './lexicons.ts'
import { denialTeller, objectAfter, roleTeller } from './roles.ts'

/** Words of data: a class, a body of data, an organisation that it may be taken from. */
const isData = (hit: Hit): boolean =>
  hit.lexicon === 'victims' ||
  (hit.lexicon === 'data-classes' && hit.value !== 'none') ||
  (hit.lexicon === 'intents' && cues.get(hit.value)?.for === 'goods')

/** A call to those who need something ("yang butuh data merapat", "who needs") is an offer, and seeks nothing. */
const called = /(?:yang|yg|siapa|buat|bagi|who|if you|anyone who|кому|quem|quien|谁) (?:lagi |yang |yg )?$/

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
const isInVictim = (near: Hit, hit: Hit): boolean =>
  near.lexicon === 'victims' && near.end - near.start > hit.end - hit.start
const runsOn = (near: Hit, hit: Hit): boolean => isData(near) && near.end > hit.end

/** Cues that count also where they are denied: what honest trade and reports speak of. */
const standsDenied = (hit: Hit): boolean => cues.get(hit.value)?.for === 'quiet'

/**
 * The hits that count, of those that speak of data or of an intent. Words of data do where they are offered, not where
 * they are asked of the reader, denied, or only describe a thing; a word of honest trade does unless it runs on into a
 * word of data ("paket data member").
 */
export const heard = (reader: Reader): Hit[] => {
  const { hits } = reader
  const roleOf = roleTeller(reader)
  const isDenied = denialTeller(reader)
  return hits.filter((hit, at) => {
    if (isData(hit)) {
      if (roleOf(hit) !== 'offered' || isDenied(hit)) return false
      return hit.lexicon === 'victims' || !isOverlapped(hits, at, isInVictim)
    }
    if (hit.lexicon !== 'intents') return false
    if (hit.value === 'seeks' && called.test(reader[hit.part].slice(Math.max(0, hit.start - 16), hit.start)))
      return false
    if (things.has(hit.value)) return !isOverlapped(hits, at, runsOn)
    return standsDenied(hit) || !isDenied(hit)
  })
}

const verbs: ReadonlySet<string> = new Set(['sells', 'gives', 'seeks'])
/** Cues of honest goods: what a thing's name says. */
const things: ReadonlySet<string> = new Set(['trades-honestly', 'sells-things'])
/** One account, of whatever service, is a thing that its owner may sell; "accounts" are many people's. */
const oneAccount = /(?<![a-z])(?:akun|account|acc|аккаунт|conta|cuenta)(?![a-z])/

/** The clause around a verb: what is free may stand before the word or behind it. */
const clauseAround = (text: string, { start, end }: Hit): { start: number; end: number } => {
  const ahead = text.slice(Math.max(0, start - 120), start)
  const from = start - ahead.length + (/^.*[.!?;\n。]/s.exec(ahead)?.[0].length ?? 0)
  return { start: from, end: end + (/[.!?;\n。]/.exec(text.slice(end, end + 120))?.index ?? 120) }
}

/** What is sold, given or sought: data as soon as one verb says so, things where a verb names something else. */
export const objectOf = (reader: Reader, hits: readonly Hit[]): 'data' | 'things' | undefined => {
  const data = hits.filter((hit) => isData(hit) && !weakWords.has(reader[hit.part].slice(hit.start, hit.end)))
  let other = false
  const said = hits.filter(({ lexicon, value }) => lexicon === 'intents' && verbs.has(value)).slice(0, 40)
  for (const verb of said) {
    const text = reader[verb.part]
    const words = text.slice(verb.start, verb.end).split(' ').slice(1)
    if (words.some((word) => dataWords.has(word.replace(/s$/, '')) || dataWords.has(word))) return 'data'
    const object = verb.value === 'gives' ? clauseAround(text, verb) : objectAfter(text, verb.end)
    if (!object) continue
    // Who seeks something about an organisation, or sells one account there, names it and means no data of it.
    const namesOnly = verb.value === 'seeks' || oneAccount.test(text.slice(object.start, object.end))
    const from = Math.min(verb.start, object.start)
    const isNamed = ({ lexicon, part, start, end }: Hit): boolean =>
      part === verb.part && end > from && start < object.end && !(namesOnly && lexicon === 'victims')
    if (data.some(isNamed)) return 'data'
    // A title says what the post is about, whatever its text goes on to mention.
    if (verb.part === 'title' && verb.value === 'sells') return 'things'
    other = true
  }
  return other ? 'things' : undefined
}
