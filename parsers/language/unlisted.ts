import type { Reader } from '../signals/field.ts'
import { type Found, found, isOtherwise, isSystem, over, unlisted, wordly } from './found-names.ts'
import { besideKnown } from './listed.ts'
import {
  domainsIn,
  leakSiteName,
  type Named,
  nameAt,
  namedByKind,
  nameOfDomain,
  organisationsIn,
  quotedIn,
  titleName,
  uncasedOrganisationsIn,
} from './names.ts'
import { isInRow } from './rows.ts'
import { isEmptyWord, isWordOfKind, kindPlaces, type SmallName, smallNameAt } from './small-names.ts'

/** A title's opening name counts where none of its words means something else. */
const opensTitle = (reader: Reader): Found[] => {
  const name = titleName(reader.post.title)
  return name && !isOtherwise(reader, 'title', name) && !isSystem(reader, 'title', name)
    ? found('title', 'the title begins with its name', [name])
    : []
}

/** Characters of a text in which the owner of the data is named. */
const beginning = 1_500
/** Places that are tried for a name. */
const most = 60

/** The other names of the list that a name stands in. */
export const siblings = (reader: Reader, part: 'title' | 'text', name: Pick<Named, 'start' | 'end'>): Named[] =>
  besideKnown(reader.post[part], name, part === 'title').filter(
    (one) => !isOtherwise(reader, part, one, unlisted) && !isSystem(reader, part, one),
  )

/** Whom one writes to, and not for what. */
const offices: ReadonlySet<string> = new Set(
  'owner admin manajemen management pimpinan direksi direktur ceo team tim bos boss pemilik'.split(' '),
)

/** A capitalised name behind "database of", "Company:" or "dear". */
const behindWord =
  (value: string, why: string): Way =>
  (reader) => {
    for (const hit of reader.of('owners')) {
      const text = reader.post[hit.part]
      if (hit.value !== value || hit.start > beginning) continue
      if (value === 'labels' && !/^ {0,6}[:：=]/.test(text.slice(hit.end, hit.end + 8))) continue
      const name = nameAt(text, hit.end)
      // Who is spoken to is a name, whatever its words are.
      const lexicons = value === 'of' ? wordly : ['payment', 'services']
      if (
        name &&
        !offices.has(name.name.toLowerCase()) &&
        !isOtherwise(reader, hit.part, name, lexicons) &&
        !isSystem(reader, hit.part, name)
      )
        return found(hit.part, why, [name, ...siblings(reader, hit.part, name)])
    }
    return []
  }

/** Between the domains of one list, with a count behind each or none. */
const listsOn =
  /^(?: ?[(:=-]? ?[\d.,]{1,12} ?[a-z]{0,5}\)?)? ?(?:[,;+&/|] ?|\n ?[-•*] ?| (?:and|dan|or|y|e|и) |, (?:and|dan) )$/

const domain =
  (part: 'title' | 'text'): Way =>
  (reader) => {
    const text = reader.post[part].slice(0, beginning)
    const [first, ...others] = domainsIn(text).filter(({ start }) => !isInRow(text, start))
    if (!first) return []
    const listed = [first]
    for (const next of others) if (listsOn.test(text.slice(listed.at(-1)?.end, next.start))) listed.push(next)
    return found(
      part,
      'a domain',
      listed.map((one) => nameOfDomain(text, one) ?? one),
    )
  }

/** Words of the goods and the deal: a name that holds one is a phrase ("Database Nasabah Bank"). */
const ofOffer: ReadonlySet<string> = new Set(['goods', 'sells', 'gives', 'seeks'])
const isPhrase = (reader: Reader, part: 'title' | 'text', name: Named): boolean =>
  over(reader, 'intents', { part, ...name }).some(({ value }) => ofOffer.has(value))

const listLead = /(?:^|\n) {0,4}(?:\d{1,2} ?[.)]|[-•*▪–]\ufe0f?) ?$/
const isListed = (text: string, { start }: Named): boolean => listLead.test(text.slice(Math.max(0, start - 10), start))

const organisation =
  (part: 'title' | 'text'): Way =>
  (reader) => {
    const text = reader.post[part]
    const isThreat = reader.soFar.intent === 'extortion'
    const names = [...organisationsIn(text), ...(isThreat ? uncasedOrganisationsIn(text) : [])]
    const [first, ...others] = names.filter((name) => !isPhrase(reader, part, name) && !isInRow(text, name.start))
    if (!first) return []
    // Lots of one list have an owner each.
    const listed = isListed(text, first) ? others.filter((name) => isListed(text, name)) : []
    return found(part, 'named as an organisation', [first, ...listed])
  }

type Way = (reader: Reader) => Found[]

/** Characters of a text in which a name in quotation marks is its victim's. */
const quotedWithin = 700
const quoted =
  (part: 'title' | 'text'): Way =>
  (reader) => {
    const text = reader.post[part].slice(0, quotedWithin)
    const [first] = quotedIn(text).filter((name) => !isOtherwise(reader, part, name) && !isInRow(text, name.start))
    return first ? found(part, 'named in quotation marks', [first]) : []
  }

const byKind =
  (part: 'title' | 'text'): Way =>
  (reader) => {
    const [first] = namedByKind(reader.post[part]).filter(
      (name) =>
        name.name.length >= 4 && !isOtherwise(reader, part, name, unlisted) && !isInRow(reader.post[part], name.start),
    )
    return first ? found(part, 'stands behind the word for what it is', [first]) : []
  }

/** Words that end a name in small letters; a town ends it too, but for an office of the town itself. */
const unnaming = [...wordly, 'victims', 'formats', 'details', 'common', 'nouns', 'roles', 'owners', 'denies'].filter(
  (lexicon) => lexicon !== 'sample',
)
const places = ['countries', 'implied-countries']

const nameInSmall = (
  reader: Reader,
  part: 'title' | 'text',
  { name, start, isOffice }: SmallName,
): Named | undefined => {
  let end = start
  let isNamed = false
  for (const word of name.split(' ')) {
    const place = { name: word, start: end === start ? start : end + 1, end: 0 }
    place.end = place.start + word.length
    const isKind = end === start || isWordOfKind(word)
    const isPlace = isOtherwise(reader, part, place, places)
    const isWord = isPlace ? !isOffice : isOtherwise(reader, part, place, unnaming) || isEmptyWord(word)
    if (!isKind && isWord) break
    isNamed = !isKind
    end = place.end
  }
  return isNamed ? { name: reader.post[part].slice(start, end), start, end } : undefined
}

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
const inSmallLetters =
  (part: 'title' | 'text'): Way =>
  (reader) => {
    for (const place of headsOf(reader, part)) {
      const small = smallNameAt(reader.post[part], place)
      const name = small && nameInSmall(reader, part, small)
      if (name) return found(part, 'named as an organisation', [name])
    }
    return []
  }

/** The name that a leak site has titled a page with. */
export const leakSiteTitle: Way = ({ post: { title } }) =>
  found('title', 'the page is titled with its name', [leakSiteName(title) ?? []].flat())

const small = [inSmallLetters('title'), inSmallLetters('text')]
/** Where nothing else tells whose the data is: an organisation in small letters anywhere at the post's head. */
const smallAnywhere =
  (part: 'title' | 'text'): Way =>
  (reader) => {
    for (const place of kindPlaces(reader.post[part].slice(0, quotedWithin))) {
      const one = smallNameAt(reader.post[part], place)
      const name = one && nameInSmall(reader, part, one)
      if (name && !isInRow(reader.post[part], place)) return found(part, 'named as an organisation', [name])
    }
    return []
  }
const last = [smallAnywhere('title'), smallAnywhere('text')]

/** "Full leak: Orchid Rekaan Works": the words ahead of the colon say what befell it. */
const behindColon: Way = (reader) => {
  const colon = reader.post.title.indexOf(': ')
  const name = colon > 0 ? nameAt(reader.post.title, colon + 1) : undefined
  return name && !isOtherwise(reader, 'title', name) ? found('title', 'the page is titled with its name', [name]) : []
}

const inData = behindWord('of', 'named as the owner of the data')
const labelled = behindWord('labels', 'stands behind the word for it')
const addressed = behindWord('addressed', 'is spoken to')

/** The ways to an unknown victim, by intent; the first that finds one is taken. */
const waysOf = ({ soFar: { intent }, post: { type } }: Reader): readonly Way[] => {
  if (intent === 'extortion')
    return type === 'leaksite'
      ? [leakSiteTitle, domain('title'), domain('text'), addressed, organisation('text')]
      : [organisation('title'), addressed, organisation('text'), domain('title'), domain('text'), opensTitle, inData]
  if (intent === 'dump')
    return [domain('title'), domain('text'), organisation('title'), organisation('text'), ...small, ...last]
  const titled = type === 'leaksite' ? [behindColon] : []
  const first = [domain('title'), labelled, domain('text'), organisation('title')]
  return intent === 'wanted'
    ? [...first, inData, ...small]
    : [
        ...titled,
        ...first,
        quoted('title'),
        opensTitle,
        inData,
        organisation('text'),
        quoted('text'),
        ...small,
        byKind('title'),
        byKind('text'),
        ...last,
      ]
}

/** The organisation that a title names by a word of its kind, or in quotation marks. */
export const titledOrganisation: Way = (reader) => {
  const named = organisation('title')(reader)
  return named.length > 0 ? named : quoted('title')(reader)
}

/** Organisations that no gazetteer lists: by a word beside the name, a word of it, or where it stands. */
export const unknownVictims = (reader: Reader): Found[] => {
  for (const way of waysOf(reader)) {
    const names = way(reader)
    if (names.length > 0) return names
  }
  return []
}
