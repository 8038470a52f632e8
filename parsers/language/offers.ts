import type { Hit, Reader } from '../signals/field.ts'
import { isDenied } from './language.ts'
import { cues, dataWords, weakWords } from './lexicons.ts'
import { objectAfter, roleTeller } from './roles.ts'

/** Words of data: a class, a body of data, an organisation that it may be taken from. */
const isData = (hit: Hit): boolean =>
  hit.lexicon === 'victims' ||
  (hit.lexicon === 'data-classes' && hit.value !== 'none') ||
  (hit.lexicon === 'intents' && cues.get(hit.value)?.for === 'goods')

/** A call to those who need something ("yang butuh data merapat", "who needs") is an offer, and seeks nothing. */
const called = /(?:yang|yg|siapa|buat|bagi|who|if you|anyone who|кому|quem|quien|谁) (?:lagi |yang |yg )?$/

/**
 * The hits that count. Words of data do where they are offered, not where they are asked of the reader or only describe
 * a thing; a word of honest trade does unless it runs on into a word of data ("paket data member").
 */
export const heard = (reader: Reader): Hit[] => {
  const roleOf = roleTeller(reader)
  const denied = ({ part, start }: Hit): boolean => isDenied(reader[part], start, reader.indonesian)
  return reader.hits.filter((hit, at) => {
    if (isData(hit)) return roleOf(hit) === 'offered' && !denied(hit) && !isInName(reader, at)
    if (hit.lexicon !== 'intents') return true
    if (hit.value === 'seeks') return !called.test(reader[hit.part].slice(Math.max(0, hit.start - 16), hit.start))
    return !things.has(hit.value) || !runsOn(reader, at)
  })
}

/** The hits beside a place of the list that share words with it. */
const overlapping = (reader: Reader, at: number): Hit[] => {
  const hit = reader.hits[at]
  return reader.hits
    .slice(Math.max(0, at - 8), at + 8)
    .filter((near) => hit && near !== hit && near.part === hit.part && near.start < hit.end && hit.start < near.end)
}
const isInName = (reader: Reader, at: number): boolean => {
  const hit = reader.hits[at]
  if (hit?.lexicon === 'victims') return false
  return overlapping(reader, at).some(
    ({ lexicon, start, end }) => lexicon === 'victims' && hit && end - start > hit.end - hit.start,
  )
}
const runsOn = (reader: Reader, at: number): boolean =>
  overlapping(reader, at).some((near) => isData(near) && near.end > (reader.hits[at]?.end ?? 0))

const verbs: ReadonlySet<string> = new Set(['sells', 'gives', 'seeks'])
/** Cues of honest goods: what a thing's name says. */
const things: ReadonlySet<string> = new Set(['trades-honestly', 'sells-things'])
/** One account, of whatever service, is a thing that its owner may sell; "accounts" are many people's. */
const oneAccount = /(?<![a-z])(?:akun|account|acc|аккаунт|conta|cuenta)(?![a-z])/

/** The clause around a verb: what is free may stand before the word or behind it. */
const clauseAround = (text: string, { start, end }: Hit): { start: number; end: number } => {
  const ahead = text.slice(Math.max(0, start - 120), start)
  const from =
    start - ahead.length + Math.max(-1, ...['.', '!', '?', ';', '\n', '。'].map((mark) => ahead.lastIndexOf(mark))) + 1
  return { start: from, end: end + (/[.!?;\n。]/.exec(text.slice(end, end + 120))?.index ?? 120) }
}

/** What is sold, given or sought: data as soon as one verb says so, things where a verb names something else. */
export const objectOf = (reader: Reader, hits: readonly Hit[]): 'data' | 'things' | undefined => {
  const data = hits.filter((hit) => isData(hit) && !weakWords.has(reader[hit.part].slice(hit.start, hit.end)))
  let other = false
  for (const verb of hits.filter(({ lexicon, value }) => lexicon === 'intents' && verbs.has(value)).slice(0, 40)) {
    const text = reader[verb.part]
    const said = text.slice(verb.start, verb.end).split(' ').slice(1)
    if (said.some((word) => dataWords.has(word.replace(/s$/, '')) || dataWords.has(word))) return 'data'
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
