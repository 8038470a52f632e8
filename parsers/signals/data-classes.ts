import type { DataClass } from '../../model/data-classes.ts'
import type { Reason } from '../../model/signal.ts'
import { accountsSold, isApiece, isSubscription } from '../language/evidence/accounts.ts'
import { isAside, isInput } from '../language/evidence/asides.ts'
import { cellsIn } from '../language/evidence/cells.ts'
import { isListed } from '../language/evidence/column-lists.ts'
import { isPaper, isPictured, onPaper } from '../language/evidence/papers.ts'
import { picturesIn } from '../language/evidence/pictures.ts'
import { isInRow } from '../language/evidence/rows.ts'
import { isDenied } from '../language/matching/language.ts'
import { weakWords } from '../language/matching/lexicons.ts'
import { because } from '../language/reason.ts'
import { fold } from '../language/spelling/fold.ts'
import type { Field, Hit, Reader } from './field.ts'

/** A way to be reached ("email: a@b", "wa 0812…", "tele @x") is no class of the data. */
const isContact = (text: string, end: number): boolean =>
  /^[^\n]{0,3}[:：=]?[^\n\p{L}]{0,4}(?:[\w.+-]{1,40}@|@\w|(?!\d{1,3}(?: \d{3}){1,3} ?[\p{L}(,])\+?\d[\d -]{6}|https?:)/u.test(
    text.slice(end, end + 60),
  )

/** "18.342 order", "95k pesanan": so many are goods. */
const counted = /(?:\d[.,]?\d{3}|\d ?(?:k|rb|ribu|jt|juta|m|mil|тыс\.?|млн\.?)) $|\d ?万条?$/u

/** Whether a hit speaks of the data: an ordinary word does in a list with other classes, a contact's name never does. */
const isMeant = (reader: Reader, hits: readonly Hit[], at: number): boolean => {
  const hit = hits[at]
  if (!hit) return false
  const text = reader[hit.part]
  const isReach = hit.value === 'email-addresses' || hit.value === 'phone-numbers'
  const isQuoted = text[hit.end] === '"'
  if (isReach && reader.soFar.intent !== 'dump' && !isQuoted && isContact(text, hit.end)) return false
  if (hit.value === 'payment-histories' && counted.test(text.slice(Math.max(0, hit.start - 10), hit.start))) return true
  const isOrdinary = hit.lexicon === 'data-columns' || weakWords.has(text.slice(hit.start, hit.end))
  return !isOrdinary || isListed(text, hits, at)
}

/** What a gang calls by one word are the papers and mailboxes of a company, not columns of a table. */
const onLeakSites: Readonly<Record<string, DataClass>> = {
  mail: 'private-messages',
  mails: 'private-messages',
  emails: 'private-messages',
  passports: 'id-documents',
}

/** Columns about a person: a mail beside them is his address. */
const ofPeople: ReadonlySet<string> = new Set(['names', 'phone-numbers', 'dates-of-birth', 'physical-addresses'])
const isBesidePeople = (hits: readonly Hit[], at: number): boolean =>
  [hits[at - 1], hits[at + 1]].some(
    (other) => other !== undefined && ofPeople.has(other.value) && Math.abs(other.start - (hits[at]?.start ?? 0)) < 24,
  )

/** The class that a hit of its lexicon stands for in this post. */
const classOf = (reader: Reader, hits: readonly Hit[], at: number, hit: Hit): DataClass => {
  const text = reader[hit.part]
  const word = text.slice(hit.start, hit.end)
  const isLoot = reader.soFar.intent === 'extortion' && !isBesidePeople(hits, at)
  const onLeakSite = isLoot ? onLeakSites[word] : undefined
  return onLeakSite ?? ((isPictured(text, hit) ? 'id-documents' : hit.value) as DataClass)
}

type Reasons = Map<DataClass, Reason>

const add = (reasons: Reasons, value: DataClass, why: string, hit: Pick<Hit, 'part' | 'start' | 'end'>): void => {
  if (!reasons.has(value)) reasons.set(value, because('dataClasses', value, why, hit))
}

/** What stands in a row is one person's; the names of its columns stand outside. */
const isInRecord = (reader: Reader, { part, start, end }: Hit): boolean =>
  part === 'text' &&
  reader.rows() !== undefined &&
  !/^"? ?[:=]/.test(reader.text.slice(end, end + 3)) &&
  isInRow(reader.post.text, start)

/** Where a hit stands: the title comes before the text. */
const placeOf = ({ part, start }: Hit): number => (part === 'title' ? start - 1_000_000 : start)

/** The words that name data and those that do in lists, in the order of the text; of overlapping ones the first kind. */
const wordsOf = (reader: Reader): readonly Hit[] => {
  const [sure, columns] = [reader.of('data-classes'), reader.of('data-columns')]
  if (columns.length === 0) return sure
  const words: Hit[] = []
  let next = 0
  for (const hit of sure) {
    for (let column = columns[next]; column && placeOf(column) < placeOf(hit); column = columns[next]) {
      if (column.part !== hit.part || column.end <= hit.start) words.push(column)
      next += 1
    }
    words.push(hit)
    while (columns[next]?.part === hit.part && (columns[next]?.start ?? 0) < hit.end) next += 1
  }
  return [...words, ...columns.slice(next)]
}

const fromWords = (reader: Reader, reasons: Reasons): void => {
  const hits = wordsOf(reader)
  const isLookup = reader.of('intents').some(({ value }) => value === 'lookups')
  for (const [at, hit] of hits.entries()) {
    if (hit.value === 'none' || reasons.has(hit.value as DataClass) || !isMeant(reader, hits, at)) continue
    if (isDenied(reader[hit.part], hit.start, reader.indonesian) || isAside(reader, hit) || isInRecord(reader, hit))
      continue
    if (isLookup && hit.value !== 'vehicle-records' && isInput(reader[hit.part], hit)) continue
    add(reasons, classOf(reader, hits, at, hit), `names "${reader.post[hit.part].slice(hit.start, hit.end)}"`, hit)
  }
}

/** Pictures of papers and of people who hold them are told by words beside each other. */
const fromPictures = (reader: Reader, reasons: Reasons): void => {
  for (const part of ['title', 'text'] as const) {
    const { selfie, document } = picturesIn(reader, part)
    if (selfie) add(reasons, 'id-selfies', 'a selfie with a document', { part, ...selfie })
    if (document) add(reasons, 'id-documents', 'pictures of documents', { part, ...document })
  }
}

const byThePiece =
  /(?<![a-z])e?-?ktp(?: (?!selfi)[a-z]{2,10}){0,2} \d{1,5} ?(?:pcs|biji|lembar|pasang|set)(?![a-z])|\d ?(?:k|rb)? ?\/ ?ktp(?![a-z])/u
const withFace = /(?<![a-z])e?-?ktp ?[,+&] ?(?:foto )?(?:selfie|selfi|muka|wajah)(?![a-z])/u

/** Identity cards that are sold by the piece, or in a set with a face, are pictures and no numbers. */
const fromCards = (reader: Reader, reasons: Reasons): void => {
  for (const part of ['title', 'text'] as const) {
    const text = reader[part]
    if (!text.includes('ktp')) continue
    const face = withFace.exec(text)
    const cards = face ?? byThePiece.exec(text)
    if (!cards) continue
    const place = { part, start: cards.index, end: cards.index + cards[0].length }
    add(reasons, 'id-documents', 'identity cards by the piece', place)
    if (face) add(reasons, 'id-selfies', 'identity cards with faces', place)
  }
}

/** All words, folded, by which the post names a class. */
const wordsFor = (reader: Reader, value: string): string[] =>
  [...reader.of('data-classes'), ...reader.of('data-columns')].flatMap((hit) =>
    hit.value === value ? [reader[hit.part].slice(hit.start, hit.end)] : [],
  )

/** Among pictures a paper's word names the paper, not the column of its numbers, where no other word tells of numbers. */
const withoutPapers = (reader: Reader, reasons: Reasons): void => {
  const pictured = reasons.get('id-documents')?.why.toLowerCase() ?? ''
  if (!pictured && !reasons.has('id-selfies')) return
  for (const value of onPaper) {
    if (!reasons.has(value as DataClass)) continue
    const isOne = value === 'national-ids' || reasons.has('id-selfies')
    if (wordsFor(reader, value).every((word) => isPaper(word) && (isOne || pictured.includes(word.slice(0, 6)))))
      reasons.delete(value as DataClass)
  }
}

/** Words that name a class only beside another word of it: a "matrícula" is a student's, a car's, a clerk's. */
const shared: ReadonlySet<string> = new Set(['matricula', 'matriculas', 'golongan'])
/** In an offer of access what the system is called, and the trade of its owner. */
const ofSystem: ReadonlySet<string> = new Set(
  'accounting contabilidade billing university college hospital school clinic ad finance legal insurance hr'.split(' '),
)
/** A way into a mailbox or a cloud that comes with logins is no access of its own. */
const withLogins: ReadonlySet<string> = new Set([
  'доступ к',
  'cloud access',
  'mail access',
  'email access',
  'full access',
])

/** A page of a passport that is shown with the others: "разворот + прописка + селфи". */
const ofPassport: ReadonlySet<string> = new Set(['прописка', 'прописки', 'пропиской'].map((word) => fold(word)))

const dropWhere = (reader: Reader, reasons: Reasons, value: DataClass, isNothing: (word: string) => boolean): void => {
  if (wordsFor(reader, value).every(isNothing)) reasons.delete(value)
}

/** Drops classes whose only words say something else beside the others. */
const withoutNamesakes = (reader: Reader, reasons: Reasons): void => {
  const isSystem = reasons.has('access')
  for (const [name, { span }] of reasons) {
    const word = span ? reader[span.part].slice(span.start, span.end) : ''
    if (shared.has(word)) dropWhere(reader, reasons, name, (one) => shared.has(one))
    else if (isSystem && ofSystem.has(word)) dropWhere(reader, reasons, name, (one) => ofSystem.has(one))
  }
  if (reasons.has('id-documents') || reasons.has('id-selfies'))
    dropWhere(reader, reasons, 'physical-addresses', (word) => ofPassport.has(word))
  if (isSystem && reasons.has('credentials')) dropWhere(reader, reasons, 'access', (word) => withLogins.has(word))
}

/** What a list of logins consists of: said beside "combo" or "logs" it is no class of its own. */
const loginParts: readonly DataClass[] = ['passwords', 'email-addresses', 'usernames']
/** What an account that is sold holds: its balance is no list of bank accounts. */
const ofAccounts: readonly DataClass[] = [...loginParts, 'bank-accounts']

/** What else is said of an account that is sold: what was bought with it, which number it is bound to, that its mailbox comes too. */
const aboutAccounts: ReadonlySet<string> = new Set([...ofAccounts, 'payment-histories', 'phone-numbers', 'names'])

/** Accounts of a named service ("akun Shopee", "Netflix accounts"), where nothing else is said of the data, are logins. */
const fromAccounts = (reader: Reader, reasons: Reasons): void => {
  const isOne = (name: string): boolean =>
    name === 'credentials' ||
    ofAccounts.includes(name as DataClass) ||
    (name === 'access' && wordsFor(reader, name).every((word) => withLogins.has(word)))
  const sold = accountsSold(reader)
  const areApiece = sold !== undefined && isApiece(reader)
  if (![...reasons.keys()].every((name) => isOne(name) || (areApiece && aboutAccounts.has(name)))) return
  if (sold && (areApiece || reasons.size === 0 || reasons.has('passwords'))) {
    reasons.clear()
    add(reasons, 'credentials', 'accounts of a service', sold)
    return
  }
  const [service] = reader.soFar.intent === 'extortion' ? [] : reader.of('victims')
  if (service && [...reasons.keys()].every(isOne) && !reasons.has('passwords') && isSubscription(reader)) {
    reasons.clear()
    add(reasons, 'credentials', 'subscriptions of a service', service)
  }
}

/** Who seeks somebody inside wants to look people up. */
const fromInsiders = (reader: Reader, reasons: Reasons): void => {
  const insider = reader.of('intents').find(({ value }) => value === 'insiders')
  if (insider && reader.soFar.intent === 'wanted') add(reasons, 'access', 'seeks somebody inside', insider)
}

/** What the rows of a dump hold that has no line of column names: told by the shape of the first row's cells. */
const fromRows = (reader: Reader, reasons: Reasons): void => {
  const rows = reader.soFar.intent === 'dump' && reasons.size < 2 ? reader.rows() : undefined
  if (rows?.kind !== 'table' && rows?.kind !== 'people') return
  const row = reader.post.text.slice(rows.start, rows.end)
  for (const name of cellsIn(row))
    add(reasons, name, 'a column of the rows', { part: 'text', start: rows.start, end: rows.end })
}

/** Drops what is only a part of a login. */
const withoutLoginParts = (reasons: Reasons): void => {
  if (!reasons.has('credentials') || reasons.size > 4) return
  const others = [...reasons.keys()].filter((name) => name !== 'credentials' && !ofAccounts.includes(name))
  for (const name of others.length === 0 ? ofAccounts : loginParts) reasons.delete(name)
}

/** The classes that the post says are in the data. */
export const dataClasses: Field<'dataClasses'> = {
  id: 'dataClasses',
  reads: 'what kinds of data the offer holds, by columns and words in sixteen languages',
  read(reader) {
    const reasons: Reasons = new Map()
    fromWords(reader, reasons)
    fromPictures(reader, reasons)
    fromCards(reader, reasons)
    withoutPapers(reader, reasons)
    withoutNamesakes(reader, reasons)
    fromAccounts(reader, reasons)
    fromInsiders(reader, reasons)
    withoutLoginParts(reasons)
    fromRows(reader, reasons)
    const rows = reader.soFar.intent === 'dump' ? reader.rows() : undefined
    if (rows?.kind === 'pairs' || rows?.kind === 'logins') {
      reasons.clear()
      add(reasons, 'credentials', 'rows of logins and passwords', { part: 'text', start: rows.start, end: rows.end })
    }
    if (reasons.size === 0) return undefined
    return { value: [...reasons.keys()].sort(), reasons: [...reasons.values()] }
  },
}
