import type { Reader } from '../../signals/field.ts'
import { isInRow } from '../evidence/rows.ts'
import { beginning, found, isOtherwise, quotedWithin, type Way, wordly } from './found-names.ts'
import type { Named } from './names.ts'
import { isEmptyWord, isWordOfKind, kindPlaces, type SmallName, smallNameAt } from './small-names.ts'

/** Words that end a name in small letters; a town ends it too, but for an office of the town itself. */
export const unnaming = [
  ...wordly,
  'victims',
  'formats',
  'details',
  'common',
  'nouns',
  'roles',
  'owners',
  'denies',
].filter((lexicon) => lexicon !== 'sample')
export const places = ['countries', 'implied-countries']

/** The part of what may be a name that is one: up to a word that means something else. */
export const nameInSmall = (
  reader: Reader,
  part: 'title' | 'text',
  { name, start, isOffice, isEveryday }: SmallName,
): Named | undefined => {
  let [end, last, weight] = [start, start, 0]
  for (const word of name.split(' ')) {
    const place = { name: word, start: end === start ? start : end + 1, end: 0 }
    place.end = place.start + word.length
    const isKind = end === start || isWordOfKind(word)
    const isPlace = isOtherwise(reader, part, place, places)
    const isWord = isPlace ? !isOffice : isOtherwise(reader, part, place, unnaming) || isEmptyWord(word)
    if (!isKind && isWord) break
    end = place.end
    if (isKind) continue
    last = end
    // A capital or a digit marks a name, where a word in small letters may describe.
    weight += /^\p{L}?[^\p{Lu}\d]+$/u.test(reader.post[part].slice(place.start, end)) ? 1 : 2
  }
  return weight > (isEveryday ? 1 : 0) ? { name: reader.post[part].slice(start, last), start, end: last } : undefined
}

/** Places that are tried for a name. */
const most = 60
/** A post's head, and what stands behind each word for its data. */
const headsOf = (reader: Reader, part: 'title' | 'text'): number[] => {
  const places = [0]
  for (const lexicon of ['owners', 'intents'])
    for (const hit of reader.of(lexicon)) {
      if (hit.part !== part || (hit.value !== 'of' && hit.value !== 'goods')) continue
      if (hit.end < beginning && places.length < most) places.push(hit.end + 1)
    }
  return places
}

/** An organisation in small letters behind the word for its data, or at the post's head. */
export const inSmallLetters =
  (part: 'title' | 'text'): Way =>
  (reader) => {
    for (const place of headsOf(reader, part)) {
      const small = smallNameAt(reader[part], place)
      const name = small && nameInSmall(reader, part, small)
      if (name) return found(part, 'named as an organisation', [name])
    }
    return []
  }

/** Where nothing else tells whose the data is: an organisation in small letters anywhere at the post's head. */
export const smallAnywhere =
  (part: 'title' | 'text'): Way =>
  (reader) => {
    for (const place of kindPlaces(reader[part].slice(0, quotedWithin))) {
      const one = smallNameAt(reader[part], place)
      const name = one && nameInSmall(reader, part, one)
      if (name && !isInRow(reader.post[part], place)) return found(part, 'named as an organisation', [name])
    }
    return []
  }
