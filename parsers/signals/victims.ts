import { isInRow } from '../language/evidence/rows.ts'
import { isDenied } from '../language/matching/language.ts'
import { isColumn } from '../language/names/as-columns.ts'
import { isBesideTheGoods, isSearched } from '../language/names/beside-the-goods.ts'
import { type Found, found, isOtherwise, over, unlisted } from '../language/names/found-names.ts'
import { countedIn, isOwner, isOwnerOfData } from '../language/names/listed.ts'
import { mailProviders, socialApps } from '../language/names/messengers.ts'
import { type Named, organisationsIn } from '../language/names/names.ts'
import { spokenTo } from '../language/names/spoken-to.ts'
import {
  leakSiteTitle,
  organisationAhead,
  siblings,
  titledOrganisation,
  titledSite,
  unknownVictims,
} from '../language/names/unlisted.ts'
import { isWayToPay } from '../language/names/ways-to-pay.ts'
import { isPartOfName, organisationAround } from '../language/names/whole-names.ts'
import { beside } from '../language/numbers/number-words.ts'
import { because } from '../language/reason.ts'
import { matchesIn } from '../matches.ts'
import type { Field, Hit, Reader } from './field.ts'

/** Words after which a name is what the data is good for, how one pays, or what was taken before: no victim of this offer. */
const spokenOf =
  /(?<![a-z])(?:transfer|tf|bayar|byr|pembayaran|payment|via|verif\w*|up|ck|daftar|aktivasi|valid|tembus|(?<!(?:\d[a-z]{0,4}|ban|mua|share|free|jual|beli|ready|sell|selling|of|lo|clone|get) )acc|bahan|rek(?:ening)?|pulsa|paket|like|than|seperti|kayak|kyk|macam|como|giong|on|our|my|di|lewat|chat|wa|link|kirim|join|grup|group|channel|dm|inbox|dihapus|mirror|rekber|no fake|format|(?:trade|swap|barter|tukar|tuker|exchange|cambio|troco|doi) (?:it )?(?:with|for|sama|dgn|dengan|por|lay)) (?:[a-z ]{1,16} ?[/,&+] ?)?$/

/** "DATA SHOPEE FOOD? bukan.": asked and answered with no. */
const answered =
  /^(?: \w{1,12})? ?[?？]+ ?(?:bukan|bkn|no|nope|nah|not|nein|tidak|tdk|tak|ga|gak|kagak|nggak|enggak|нет|не|неа|nao|没有|不是|khong|لا)(?![a-z\u0430-\u044f])/

/** "xl, tri, indosat nyusul": to be had another time. */
const later =
  /^(?:(?: ?[,/&+] ?| (?:dan|and|и|y|e) )[a-z\u0430-\u044f]{2,12}){0,4}:? (?:(?:data )?(?:nyusul|menyusul|segera|besok|next week|next time|coming soon|soon|later|скоро|позже|pronto|em breve|proximamente|sap co|akan datang|稍后))(?![a-z\u0430-\u044f])/

/** Characters of the head of a post without a title. */
const head = 12

/** Whether the same words are read as a way to pay or a longer word of data ("no BPJS"), or stand in a row of records. */
const isNamedOtherwise = (reader: Reader, { part, start, end }: Hit): boolean => {
  const place = { part, start, end }
  const covers = (hit: Hit): boolean => hit.start <= start && hit.end >= end
  return (
    // A title names what is sold, and not how it is paid; so does the head of a post without one.
    (part === 'text' && (start > head || reader.post.title !== '') && over(reader, 'payment', place).some(covers)) ||
    over(reader, 'data-classes', place).some(
      (hit) => covers(hit) && hit.end - hit.start > end - start && hit.value !== 'credentials',
    ) ||
    isInRow(reader.post[part], start)
  )
}

/** "via facebook cổ": Vietnamese for an account of it. */
const isAccount = (reader: Reader, hit: Hit): boolean =>
  over(reader, 'data-classes', hit).some(({ value, start }) => value === 'credentials' && start < hit.start)

/** "punya Kemenkes, cari KPU": who sells or gives away names what he wants for it too. */
const soughtAhead =
  /(?:^|[^a-z\u0430-\u044f])(?:cari|nyari|looking for|searching for|in search of|ищу|нужна|busco|procuro|tim|求购) $/

const isVictim = (reader: Reader, hit: Hit): boolean => {
  const { part, start, end } = hit
  const text = reader[part]
  if (isDenied(text, start, reader.indonesian) || isBesideTheGoods(reader, hit)) return false
  const ahead = text.slice(Math.max(0, start - 30), start)
  if (spokenOf.test(ahead.split('\n').at(-1) ?? '') && !isAccount(reader, hit)) return false
  if (reader.soFar.intent !== 'wanted' && soughtAhead.test(ahead)) return false
  // "Telegram: @…", "discord name#0" and "facebook.com/…" are ways to reach somebody.
  if (isNamedOtherwise(reader, hit) && !isOwnerOfData(text, start, end) && !isDescribed(reader, hit)) return false
  const behind = text.slice(end, end + 60)
  if (answered.test(behind) || later.test(behind) || isWayToPay(reader, hit) || isColumn(reader, hit)) return false
  return !/^ ?(?:[:=]|@|id ?:|username|group|grup)/.test(text.slice(end, end + 10)) || part === 'title'
}

/** Whether a name opens a line, alone or in a list of known ones, that goes on with what is known of its people. */
const isDescribed = (reader: Reader, { part, start, end }: Hit): boolean => {
  const text = reader[part]
  const from = text.lastIndexOf('\n', start - 1) + 1
  const ahead = text.slice(from, start)
  if (ahead.length > 60) return false
  const names = ['victims', 'ordinary-victims'].flatMap((lexicon) =>
    over(reader, lexicon, { part, start: from, end: start }),
  )
  const isList = matchesIn(ahead, /[\p{L}\d.]+/gu).every(({ index }) =>
    names.some((name) => name.start <= from + index && name.end > from + index),
  )
  if (!isList) return false
  const behind = text.slice(end, end + 200).split('\n', 1)[0] ?? ''
  const rest = { part, start: end, end: end + behind.length }
  return new Set(over(reader, 'data-classes', rest).map(({ value }) => value)).size > 1
}

/** Hits that are looked at: a post that repeats names by the thousand names no more of them. */
const most = 200

/** "batik air booking access": behind an ordinary word, what makes it one. */
const ofWork = /^ (?:access|akses|system|sistem|history|data|details|ids?|refs?|codes?|kode|lookup)(?![a-z])/

/** Whether a name follows one that is a victim: "db tsel isat xl". */
const isBehind = (reader: Reader, victims: readonly Found[], { part, start, end }: Hit): boolean =>
  !ofWork.test(reader[part].slice(end, end + 12)) &&
  victims.some(
    ({ reason: { span } }) =>
      span?.part === part && span.end < start && /^ ?[/+&,]? ?$/.test(reader[part].slice(span.end, start)),
  )

const areLogins = (reader: Reader): boolean => reader.of('data-classes').some(({ value }) => value === 'credentials')

/** A messenger in the text is how the seller is reached, unless its accounts are sold; in the title it is what was taken from. */
const isMessenger = (reader: Reader, { value, part, start, end }: Hit): boolean =>
  part === 'text' && socialApps.has(value) && !isOwner(reader.text, start, end)

const named = (reader: Reader): Found[] => {
  const names = new Map<string, Found>()
  const logins = areLogins(reader)
  const isExample = (hit: Hit): boolean => logins && reader.soFar.intent !== 'wanted' && isSearched(reader, hit)
  for (const hit of reader.of('victims').slice(0, most)) {
    if (names.has(hit.value) || isMessenger(reader, hit)) continue
    if ((logins && mailProviders.has(hit.value)) || !isVictim(reader, hit) || isExample(hit)) continue
    const whole = organisationAround(reader, hit)
    if (whole) {
      for (const one of found(hit.part, 'named as an organisation', [whole])) names.set(one.name, one)
      continue
    }
    if (isPartOfName(reader, hit)) continue
    names.set(hit.value, { name: hit.value, reason: because('victims', hit.value, 'a known organisation', hit) })
  }
  for (const hit of reader.of('ordinary-victims').slice(0, most)) {
    const isPart = over(reader, 'victims', hit).some(({ start, end }) => end - start > hit.end - hit.start)
    if (names.has(hit.value) || isPart || isPartOfName(reader, hit)) continue
    if (!isVictim(reader, hit) || isExample(hit)) continue
    if (
      isOwner(reader[hit.part], hit.start, hit.end) ||
      isDescribed(reader, hit) ||
      isBehind(reader, [...names.values()], hit)
    )
      names.set(hit.value, { name: hit.value, reason: because('victims', hit.value, 'whose accounts these are', hit) })
  }
  return [...names.values()]
}

/** What the gazetteer calls a name that is an ordinary word too. */
const usualName = (reader: Reader, part: 'title' | 'text', name: Named): string =>
  over(reader, 'ordinary-victims', { part, ...name }).find(({ start, end }) => start <= name.start && end >= name.end)
    ?.value ?? name.name

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
      .map((name) => ({ part, name: { ...name, name: usualName(reader, part, name) } })),
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

/** Whether a known organisation stands before an unknown one, or where it stands, in the title. */
const isAhead = (known: Found, one: Found | undefined): boolean =>
  known.reason.span?.part === 'title' && known.reason.span.start < (one?.reason.span?.end ?? 0)

/** "Prefeitura de Vila Reka, cadastro SUS": a register of which every office has its own, beside who kept it. */
const isOthersRegister = (reader: Reader, { reason: { span } }: Found): boolean =>
  span !== undefined &&
  over(reader, 'owners', span).some(({ value }) => value === 'systems') &&
  titledOrganisation(reader).length > 0

/** Who is named ahead of the known ones by a word of its kind: "db karyawan PT Rekatex", with "bpjs tk" among its columns. */
const ownerAhead = (reader: Reader, known: readonly Found[]): Found[] => {
  const titled = titledOrganisation(reader)
  if (titled.length > 0) return titled
  const places = known.map(({ reason: { span } }) => (span?.part === 'text' ? span.start : 0))
  return organisationAhead(reader, Math.min(...places))
}

const choose = (reader: Reader): Found[] => {
  const { intent } = reader.soFar
  if (intent === 'extortion' && reader.post.type !== 'leaksite') {
    // A threat speaks to its victim by name before it speaks of whose data it holds.
    const handles = spokenTo(reader)
    if (handles.length > 0) return handles
    const [threatened] = organisationsIn(reader.post.text)
    if (threatened) return found('text', 'named as an organisation', [threatened])
  }
  const known = withListed(reader, named(reader))
  const site = known.length > 0 ? titledSite(reader) : []
  if (site.length > 0 && !known.some((one) => isAhead(one, site[0]))) return site
  const inTitle = known.filter((one) => one.reason.span?.part === 'title' && !isOthersRegister(reader, one))
  if (inTitle.length > 0 && intent !== 'wanted')
    return known.filter((one) => inTitle.includes(one) || isGoods(reader, one))
  if (intent === 'extortion' && reader.post.type === 'leaksite') {
    const titled = leakSiteTitle(reader)
    if (titled.length > 0) return titled
  }
  const owner = intent === 'wanted' || known.length === 0 ? [] : ownerAhead(reader, known)
  if (owner.length > 0) return [...owner, ...known.filter((one) => isGoods(reader, one))]
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
