import type { Reader } from '../../signals/field.ts'
import { isInRow } from '../evidence/rows.ts'
import { byKind } from './by-kind.ts'
import { coined, opensLine } from './coined.ts'
import { inFileName } from './file-names.ts'
import {
  beginning,
  type Found,
  found,
  isOtherwise,
  isSystem,
  ofOffer,
  over,
  quotedWithin,
  unlisted,
  type Way,
  wordly,
} from './found-names.ts'
import { inSmallLetters, smallAnywhere } from './in-small-letters.ts'
import { besideKnown } from './listed.ts'
import {
  domainsIn,
  kindInSmall,
  leakSiteName,
  type Named,
  nameAt,
  nameOfDomain,
  organisationsIn,
  quotedIn,
  titleName,
} from './names.ts'
import { spokenTo } from './spoken-to.ts'
import { uncasedOrganisationsIn } from './uncased.ts'
import { isWayToPay } from './ways-to-pay.ts'

/** People by what they do or have, whose list it is: "Forex Traders". */
const crowd =
  /(?:traders|investors|owners|leads|holders|players|gamblers|bettors|seniors|citizens|residents|voters|taxpayers|doctors|lawyers|nurses|teachers|engineers|businessmen|professionals|seekers|applicants|borrowers|donors|homeowners|executives|directors|millionaires|pengusaha|dokter|guru|usahawan)$/i

/** A title's opening name counts where none of its words means something else. */
const opensTitle = (reader: Reader): Found[] => {
  const name = titleName(reader.post.title)
  return name && !crowd.test(name.name) && !isOtherwise(reader, 'title', name) && !isSystem(reader, 'title', name)
    ? found('title', 'the title begins with its name', [name])
    : []
}

/** The other names of the list that a name stands in. */
export const siblings = (reader: Reader, part: 'title' | 'text', name: Pick<Named, 'start' | 'end'>): Named[] =>
  besideKnown(reader.post[part], name, part === 'title').filter(
    (one) => !isOtherwise(reader, part, one, unlisted) && !isSystem(reader, part, one),
  )

/** Whom one writes to, and not for what. */
const offices: ReadonlySet<string> = new Set(
  'owner admin manajemen management pimpinan direksi direktur ceo team tim bos boss pemilik'.split(' '),
)

const officeWords = [...offices, 'pihak', 'bpk', 'bapak', 'ibu', 'gerente', 'dono', 'director', 'руководство']
const officeAhead = new RegExp(
  `(?: (?:${officeWords.flatMap((word) => [word, word.toUpperCase(), word.replace(/^./, (one) => one.toUpperCase())]).join('|')}))+(?: (?:of|de|da|от|si))?(?: ${kindInSmall})?`,
  'uy',
)
/** Behind the office and the kind of who is spoken to: "untuk owner apotek online …". */
const behindOffice = (text: string, place: number): number => {
  officeAhead.lastIndex = place
  return officeAhead.test(text) ? officeAhead.lastIndex : place
}

/** Whose people or system stand ahead in the name: "DB HRIS PT Rekaan", "DATABASE KARYAWAN PT REKAAN". */
const fromKind = (name: Named | undefined): Named | undefined => {
  const kind = name && organisationsIn(name.name).find(({ start, end }) => start > 0 && end === name.name.length)
  return kind && !organisationsIn(name.name).some(({ start }) => start === 0)
    ? { name: kind.name, start: name.start + kind.start, end: name.end }
    : name
}

/** A capitalised name behind "database of", "Company:" or "dear". */
const behindWord =
  (value: string, why: string): Way =>
  (reader) => {
    for (const hit of reader.of('owners')) {
      const text = reader.post[hit.part]
      if (hit.value !== value || hit.start > beginning) continue
      if (value === 'labels' && !/^ {0,6}[:：=]/.test(text.slice(hit.end, hit.end + 8))) continue
      const name = fromKind(nameAt(text, value === 'addressed' ? behindOffice(text, hit.end) : hit.end))
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

/** An organisation's name up to a word of the goods, and without one ahead: "Selling Rekaan Clinic", "RS Rekaan Data Pasien". */
const withoutGoods = (reader: Reader, part: 'title' | 'text', name: Named): Named | undefined => {
  const goods = over(reader, 'intents', { part, ...name }).find(({ value }) => ofOffer.has(value))
  if (!goods) return name
  if (goods.start > name.start) {
    const ahead = name.name.slice(0, goods.start - name.start).trimEnd()
    return ahead.split(' ').length > 2 ? { ...name, name: ahead, end: name.start + ahead.length } : undefined
  }
  const rest = reader.post[part].slice(goods.end, Math.max(goods.end, name.end)).trimStart()
  const start = name.end - rest.length
  const [first = ''] = rest.split(' ', 1)
  if (first === rest || isOtherwise(reader, part, { name: first, start, end: start + first.length })) return undefined
  return withoutGoods(reader, part, { ...name, name: rest, start })
}

const listLead = /(?:^|\n) {0,4}(?:\d{1,2} ?[.)]|[-•*▪–]\ufe0f?) ?$/
const isListed = (text: string, { start }: Named): boolean => listLead.test(text.slice(Math.max(0, start - 10), start))

/** Organisations by a word of their kind in the beginning of a part, or in all of it. */
const organisationsOf = (reader: Reader, part: 'title' | 'text', until?: number): Found[] => {
  const text = reader.post[part].slice(0, until)
  const [first, ...others] = [...organisationsIn(text), ...uncasedOrganisationsIn(text)]
    .flatMap((name) => withoutGoods(reader, part, name) ?? [])
    .filter((name) => !isInRow(text, name.start) && !isWayToPay(reader, { part, ...name }))
  if (!first) return []
  // Lots of one list have an owner each.
  const listed = isListed(text, first) ? others.filter((name) => isListed(text, name)) : []
  return found(part, 'named as an organisation', [first, ...listed])
}

const organisation =
  (part: 'title' | 'text'): Way =>
  (reader) =>
    organisationsOf(reader, part)

/** Behind these something else stands in quotation marks: what a card shop calls its base, a password, a button. */
const marking =
  /(?:bases?|bins?|batch|packs?|paket|pass(?:word)?|pw|pwd|sandi|subject|files?|folder|tables?|tabel|kolom|column|codes?|kode|keyword|reply|balas|ketik|tulis|comment|komen|nick|база|базы|базу|пароль|таблица|файл|senha|clave|contrasena|mat khau|密码|كلمة السر)[ :]{0,3}$/

/** In quotation marks a name may hold a town's: «Сервис Самара». */
const quotable = wordly.filter((lexicon) => lexicon !== 'countries')

const quoted =
  (part: 'title' | 'text'): Way =>
  (reader) => {
    const text = reader.post[part].slice(0, quotedWithin)
    const [first] = quotedIn(text).filter(
      (name) =>
        !isOtherwise(reader, part, name, quotable) &&
        !over(reader, 'countries', { part, ...name }).some((hit) => hit.start <= name.start && hit.end >= name.end) &&
        !marking.test(reader[part].slice(Math.max(0, name.start - 20), name.start - 1)) &&
        !isInRow(text, name.start),
    )
    return first ? found(part, 'named in quotation marks', [first]) : []
  }

/** The name that a leak site has titled a page with. */
export const leakSiteTitle: Way = ({ post: { title } }) =>
  found('title', 'the page is titled with its name', [leakSiteName(title) ?? []].flat())

/** "Full leak: Orchid Rekaan Works": the words ahead of the colon say what befell it. */
const behindColon: Way = (reader) => {
  const colon = reader.post.title.indexOf(': ')
  const name = colon > 0 ? nameAt(reader.post.title, colon + 1) : undefined
  return name && !isOtherwise(reader, 'title', name) ? found('title', 'the page is titled with its name', [name]) : []
}

const small = [inSmallLetters('title'), inSmallLetters('text')]
const last = [smallAnywhere('title'), smallAnywhere('text')]
const inData = behindWord('of', 'named as the owner of the data')
const labelled = behindWord('labels', 'stands behind the word for it')
const addressed = behindWord('addressed', 'is spoken to')

const [inTitle, inText] = [organisation('title'), organisation('text')]
const [titleDomain, textDomain] = [domain('title'), domain('text')]
const domains = [titleDomain, textDomain]
const byKinds = [byKind('title'), byKind('text')]
/** In rows and objects straight marks stand around values. */
const textMarked: Way = (reader) =>
  textQuoted(reader).filter(({ reason: { span } }) => span && reader.post.text[span.start - 1] !== '"')
const [titleQuoted, textQuoted] = [quoted('title'), quoted('text')]

/** Who is threatened on a leak site, and elsewhere. */
const listed = [leakSiteTitle, ...domains, addressed, inText]
const threatened = [
  inTitle,
  addressed,
  inText,
  ...domains,
  opensTitle,
  inData,
  titleQuoted,
  textQuoted,
  ...byKinds,
  ...small,
  ...last,
  coined('title'),
  coined('text'),
]
const dumped = [...domains, inTitle, inText, titleQuoted, textMarked, inFileName, ...small, ...byKinds, ...last]
const first = [titleDomain, labelled, textDomain, inTitle]
const sought = [...first, titleQuoted, inData, ...small, ...byKinds, coined('title')]
const offered = [
  ...first,
  titleQuoted,
  opensTitle,
  coined('title'),
  inData,
  inText,
  textQuoted,
  ...small,
  ...byKinds,
  opensLine,
  coined('text'),
  ...last,
  inFileName,
  spokenTo,
]
const offeredThere = [behindColon, ...offered]

/** The ways to an unknown victim, by intent; the first that finds one is taken. */
const waysOf = ({ soFar: { intent }, post: { type } }: Reader): readonly Way[] => {
  if (intent === 'extortion') return type === 'leaksite' ? listed : threatened
  if (intent === 'dump') return dumped
  if (intent === 'wanted') return sought
  return type === 'leaksite' ? offeredThere : offered
}

/** The site whose domain opens a title, whatever it is about: "rekarealm.example minecraft forum". */
export const titledSite: Way = (reader) => {
  if (reader.post.type === 'leaksite' || !reader.title.includes('.')) return []
  const [first, ...others] = titleDomain(reader)
  const ahead = reader.title.slice(0, first?.reason.span?.start)
  return first && /^(?:\W*\[[^\]]*\])?[^\p{L}]*(?:\p{L}+[^\p{L}]*)?$/u.test(ahead) ? [first, ...others] : []
}

/** The organisation that a title names by a word of its kind, or in quotation marks. */
export const titledOrganisation: Way = (reader) => {
  const named = inTitle(reader)
  return named.length > 0 ? named : titleQuoted(reader)
}

/** The organisation that a text names by a word of its kind ahead of a place in it. */
export const organisationAhead = (reader: Reader, place: number): Found[] =>
  place > 0 ? organisationsOf(reader, 'text', place) : []

/** Organisations that no gazetteer lists: by a word beside the name, a word of it, or where it stands. */
export const unknownVictims = (reader: Reader): Found[] => {
  for (const way of waysOf(reader)) {
    const names = way(reader)
    if (names.length > 0) return names
  }
  return []
}
