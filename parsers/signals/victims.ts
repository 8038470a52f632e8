import { type Found, found, isOtherwise, over, unlisted } from '../language/found-names.ts'
import { isDenied } from '../language/language.ts'
import { countedIn, isOwner, isOwnerOfData } from '../language/listed.ts'
import { mailProviders, socialApps } from '../language/messengers.ts'
import { type Named, organisationsIn } from '../language/names.ts'
import { beside } from '../language/number-words.ts'
import { because } from '../language/reason.ts'
import { isInRow } from '../language/rows.ts'
import { leakSiteTitle, siblings, titledOrganisation, unknownVictims } from '../language/unlisted.ts'
import type { Field, Hit, Reader } from './field.ts'

/** Words after which a name is what the data is good for, how one pays, or what was taken before: no victim of this offer. */
const spokenOf =
  /(?<![a-z])(?:transfer|tf|bayar|byr|pembayaran|payment|via|verif\w*|up|ck|daftar|aktivasi|valid|tembus|acc|rek(?:ening)?|pulsa|paket|like|than|seperti|on|our|my|di|lewat|chat|wa|link|kirim|join|grup|group|channel|dm|inbox|dihapus|mirror|rekber|no fake|format) (?:[a-z]{1,12} ?[/,] ?)?$/

/** "DATA SHOPEE FOOD? bukan.": asked and answered with no. */
const answered = /^(?: \w{1,12})? ?\? ?(?:bukan|bkn|no|nope|not|tidak|ga|nggak|нет|nao|não|没有|不是|khong)(?![a-z])/

/** Whether the same words are read as a way to pay or a longer word of data ("no BPJS"), or stand in a row of records. */
const isNamedOtherwise = (reader: Reader, { part, start, end }: Hit): boolean => {
  const place = { part, start, end }
  const covers = (hit: Hit): boolean => hit.start <= start && hit.end >= end
  return (
    // A title names what is sold, and not how it is paid.
    (part === 'text' && over(reader, 'payment', place).some(covers)) ||
    over(reader, 'data-classes', place).some((hit) => covers(hit) && hit.end - hit.start > end - start) ||
    isInRow(reader.post[part], start)
  )
}

const isVictim = (reader: Reader, hit: Hit): boolean => {
  const { part, start, end } = hit
  const text = reader[part]
  if (isDenied(text, start, reader.indonesian)) return false
  const ahead = text.slice(Math.max(0, start - 30), start)
  if (spokenOf.test(ahead.split('\n').at(-1) ?? '')) return false
  // "Telegram: @…", "discord name#0" and "facebook.com/…" are ways to reach somebody.
  if (isNamedOtherwise(reader, hit) && !isOwnerOfData(text, start, end)) return false
  if (answered.test(text.slice(end, end + 30))) return false
  return !/^ ?(?:[:=]|@|id ?:|username|group|grup)/.test(text.slice(end, end + 10)) || part === 'title'
}

/** Hits that are looked at: a post that repeats names by the thousand names no more of them. */
const most = 200

/** Whether a name follows one that is a victim: "db tsel isat xl". */
const isBehind = (reader: Reader, victims: readonly Found[], { part, start }: Hit): boolean =>
  victims.some(
    ({ reason: { span } }) =>
      span?.part === part && span.end < start && /^ ?[/+&,]? ?$/.test(reader[part].slice(span.end, start)),
  )

const areLogins = (reader: Reader): boolean => reader.of('data-classes').some(({ value }) => value === 'credentials')

const named = (reader: Reader): Found[] => {
  const names = new Map<string, Found>()
  for (const hit of reader.of('victims').slice(0, most)) {
    // A messenger in the text is how the seller is reached; in the title it is what was taken from.
    if (names.has(hit.value) || (socialApps.has(hit.value) && hit.part === 'text')) continue
    if ((mailProviders.has(hit.value) && areLogins(reader)) || !isVictim(reader, hit)) continue
    names.set(hit.value, { name: hit.value, reason: because('victims', hit.value, 'a known organisation', hit) })
  }
  for (const hit of reader.of('ordinary-victims').slice(0, most)) {
    const isPart = over(reader, 'victims', hit).some(({ start, end }) => end - start > hit.end - hit.start)
    if (names.has(hit.value) || isPart || !isVictim(reader, hit)) continue
    if (isOwner(reader[hit.part], hit.start, hit.end) || isBehind(reader, [...names.values()], hit))
      names.set(hit.value, { name: hit.value, reason: because('victims', hit.value, 'whose accounts these are', hit) })
  }
  return [...names.values()]
}

/** Names that nobody lists beside known ones, and the names of a title that are counted one by one. */
const withListed = (reader: Reader, known: readonly Found[]): Found[] => {
  const { title } = reader.post
  const spans = known.flatMap(({ reason: { span } }) => (span ? [span] : []))
  const isNew = (part: 'title' | 'text', { start, end }: Named): boolean =>
    !spans.some((span) => span.part === part && span.start < end && span.end > start)
  const counted = countedIn(title).filter(
    (name) =>
      isNew('title', name) && !beside.has(name.name.toLowerCase()) && !isOtherwise(reader, 'title', name, unlisted),
  )
  const listed = spans.slice(0, 20).flatMap(({ part, start, end }) =>
    siblings(reader, part, { start, end })
      .filter((name) => isNew(part, name) && !beside.has(name.name.toLowerCase()))
      .map((name) => ({ part, name })),
  )
  const all = [
    ...known,
    ...found('title', 'counted in the title', counted),
    ...listed.flatMap(({ part, name }) => found(part, 'listed beside a known one', [name])),
  ]
  return [...new Map(all.map((one) => [one.name, one])).values()]
}

/** Whether the text too names people or accounts of it as what is sold. */
const isGoods = (reader: Reader, { reason: { span } }: Found): boolean =>
  span !== undefined &&
  (isOwner(reader.text, span.start, span.end) || /^ juga | also |too /.test(reader.text.slice(span.end, span.end + 6)))

const choose = (reader: Reader): Found[] => {
  const { intent } = reader.soFar
  if (intent === 'extortion' && reader.post.type !== 'leaksite') {
    // A threat speaks to its victim by name before it speaks of whose data it holds.
    const [threatened] = organisationsIn(reader.post.text)
    if (threatened) return found('text', 'named as an organisation', [threatened])
  }
  const known = withListed(reader, named(reader))
  const inTitle = known.filter(({ reason }) => reason.span?.part === 'title')
  if (inTitle.length > 0 && intent !== 'wanted')
    return known.filter((one) => inTitle.includes(one) || isGoods(reader, one))
  if (intent === 'extortion' && reader.post.type === 'leaksite') {
    const titled = leakSiteTitle(reader)
    if (titled.length > 0) return titled
  }
  // "db karyawan PT Garmindo", with "bpjs tk" among its columns.
  const titled = intent === 'wanted' || known.length === 0 ? [] : titledOrganisation(reader)
  if (titled.length > 0) return [...titled, ...known.filter((one) => isGoods(reader, one))]
  return known.length > 0 ? known : unknownVictims(reader)
}

/** The organisations that the data was taken from. */
export const victims: Field<'victims'> = {
  id: 'victims',
  reads: 'organisations by gazetteer, by domain, by what their name says, and by the title of a leak site',
  read(reader) {
    const chosen = choose(reader)
    if (chosen.length === 0) return undefined
    return { value: chosen.map(({ name }) => name), reasons: chosen.map(({ reason }) => reason) }
  },
}
