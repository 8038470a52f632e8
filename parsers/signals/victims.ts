import type { Reason } from '../../model/signal.ts'
import { isDenied } from '../language/language.ts'
import {
  domainsIn,
  leakSiteName,
  type Named,
  nameAt,
  nameOfDomain,
  organisationsIn,
  titleName,
  uncasedOrganisationsIn,
} from '../language/names.ts'
import { because } from '../language/reason.ts'
import { isInRow } from '../language/rows.ts'
import type { Field, Hit, Reader } from './field.ts'

interface Found {
  name: string
  reason: Reason
}

/** Words after which a name is what the data is good for, how one pays, or what was taken before: no victim of this offer. */
const beside =
  /(?<![a-z])(?:transfer|tf|bayar|byr|pembayaran|payment|via|verif\w*|up|daftar|aktivasi|valid|tembus|acc|rek(?:ening)?|pulsa|paket|like|than|seperti|on|our|my|di|lewat|chat|wa|link|kirim|join|grup|group|channel|dm|inbox|dihapus|mirror|rekber|cod|no fake|format) (?:[a-z]{1,12} ?[/,] ?)?$/

/** Words that make even a wallet or a bank the owner of what is sold. */
const owned =
  /(?:akun|account|accounts|acc|login|logins|db|database|data|nasabah|customers|users|user|pelanggan|karyawan) $/

type Place = Pick<Hit, 'part' | 'start' | 'end'>

/** What a lexicon found over a place. Its hits stand in the order of the post, so those behind the place are left alone. */
const over = (reader: Reader, lexicon: string, { part, start, end }: Place): Hit[] => {
  const found: Hit[] = []
  for (const hit of reader.of(lexicon)) {
    if (hit.part !== part) continue
    if (hit.start >= end) break
    if (hit.end > start) found.push(hit)
  }
  return found
}

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

/** What is sold of a service: "gcash + maya logs". */
const ownedBehind =
  /^(?: ?[+/&,] ?[a-z]{2,12}){0,3} (?:logs?|accounts?|accs?|akun|users|customers|database|db)(?![a-z])/

const isVictim = (reader: Reader, hit: Hit): boolean => {
  const { part, start, end } = hit
  const text = reader[part]
  if (isDenied(text, start, reader.indonesian)) return false
  const ahead = text.slice(Math.max(0, start - 30), start)
  if (beside.test(ahead.split('\n').at(-1) ?? '')) return false
  // "Telegram: @…", "discord name#0" and "facebook.com/…" are ways to reach somebody.
  const isOwned = owned.test(ahead) || ownedBehind.test(text.slice(end, end + 40))
  if (!isOwned && isNamedOtherwise(reader, hit)) return false
  return !/^ ?(?:[:=]|@|id ?:|username|group|grup)/.test(text.slice(end, end + 10)) || part === 'title'
}

const socialApps = new Set(['Telegram', 'Discord', 'WhatsApp', 'WeChat', 'QQ', 'Signal'])
/** Providers of mail, whose addresses fill every list of logins. */
const mailProviders = new Set([
  'Gmail',
  'Yahoo',
  'Hotmail',
  'Outlook',
  'AOL',
  'GMX',
  'ProtonMail',
  'Proton',
  'Mail.ru',
  'Yandex',
])
/** Hits that are looked at: a post that repeats names by the thousand names no more of them. */
const most = 200

const named = (reader: Reader): Found[] => {
  const names = new Map<string, Found>()
  const areLogins = reader.of('data-classes').some(({ value }) => value === 'credentials')
  for (const hit of reader.of('victims').slice(0, most)) {
    // A messenger in the text is how the seller is reached; in the title it is what was taken from.
    if (names.has(hit.value) || (socialApps.has(hit.value) && hit.part === 'text')) continue
    if ((areLogins && mailProviders.has(hit.value)) || !isVictim(reader, hit)) continue
    names.set(hit.value, { name: hit.value, reason: because('victims', hit.value, 'a known organisation', hit) })
  }
  return [...names.values()]
}

const found = (part: 'title' | 'text', why: string, names: readonly Named[]): Found[] =>
  names.map((one) => ({ name: one.name, reason: because('victims', one.name, why, { part, ...one }) }))

/** Lexicons whose words are no names: what they say is said of the data, its people or the deal. */
const wordly = [
  'data-classes',
  'data-columns',
  'countries',
  'payment',
  'services',
  'escrow',
  'sample',
  'intents',
  'common',
]

/** Whether some of a name's words mean something else: a class, a country, an intent. */
const isOtherwise = (reader: Reader, part: 'title' | 'text', name: Named, lexicons = wordly): boolean =>
  lexicons.some((lexicon) => over(reader, lexicon, { part, ...name }).length > 0)

/** A title's opening name counts where none of its words means something else. */
const opensTitle = (reader: Reader): Found[] => {
  const name = titleName(reader.post.title)
  return name && !isOtherwise(reader, 'title', name) ? found('title', 'the title begins with its name', [name]) : []
}

/** Characters of a text in which the owner of the data is named. */
const beginning = 1_500

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
      if (name && !isOtherwise(reader, hit.part, name, lexicons)) return found(hit.part, why, [name])
    }
    return []
  }

const domain =
  (part: 'title' | 'text'): Way =>
  (reader) => {
    const text = reader.post[part].slice(0, beginning)
    const [first] = domainsIn(text).filter(({ start }) => !isInRow(text, start))
    return first ? found(part, 'a domain', [nameOfDomain(text, first) ?? first]) : []
  }

/** Words of the goods and the deal: a name that holds one is a phrase ("Database Nasabah Bank"). */
const ofOffer: ReadonlySet<string> = new Set(['goods', 'sells', 'gives', 'seeks'])
const isPhrase = (reader: Reader, part: 'title' | 'text', name: Named): boolean =>
  over(reader, 'intents', { part, ...name }).some(({ value }) => ofOffer.has(value))

const organisation =
  (part: 'title' | 'text'): Way =>
  (reader) => {
    const text = reader.post[part]
    const isThreat = reader.soFar.intent === 'extortion'
    const names = [...organisationsIn(text), ...(isThreat ? uncasedOrganisationsIn(text) : [])]
    const [first] = names.filter((name) => !isPhrase(reader, part, name))
    return first ? found(part, 'named as an organisation', [first]) : []
  }

type Way = (reader: Reader) => Found[]
const leakSiteTitle: Way = ({ post: { title } }) =>
  found('title', 'the page is titled with its name', [leakSiteName(title) ?? []].flat())

const inData = behindWord('of', 'named as the owner of the data')
const labelled = behindWord('labels', 'stands behind the word for it')
const addressed = behindWord('addressed', 'is spoken to')

/** The ways to an unknown victim, by intent; the first that finds one is taken. */
const waysOf = ({ soFar: { intent }, post: { type } }: Reader): readonly Way[] => {
  if (intent === 'extortion')
    return type === 'leaksite'
      ? [leakSiteTitle, domain('title'), domain('text'), addressed, organisation('text')]
      : [organisation('title'), addressed, organisation('text'), domain('title'), domain('text'), opensTitle, inData]
  if (intent === 'dump') return [domain('title'), domain('text')]
  const first = [domain('title'), labelled, domain('text'), organisation('title')]
  return intent === 'wanted' ? [...first, inData] : [...first, opensTitle, inData, organisation('text')]
}

const unknown = (reader: Reader): Found[] => {
  for (const way of waysOf(reader)) {
    const names = way(reader)
    if (names.length > 0) return names
  }
  return []
}

const choose = (reader: Reader): Found[] => {
  const { intent } = reader.soFar
  if (intent === 'extortion' && reader.post.type !== 'leaksite') {
    // A threat speaks to its victim by name before it speaks of whose data it holds.
    const [threatened] = organisationsIn(reader.post.text)
    if (threatened) return found('text', 'named as an organisation', [threatened])
  }
  const known = named(reader)
  const inTitle = known.filter(({ reason }) => reason.span?.part === 'title')
  if (inTitle.length > 0 && intent !== 'wanted') return inTitle
  if (intent === 'extortion' && reader.post.type === 'leaksite') {
    const titled = leakSiteTitle(reader)
    if (titled.length > 0) return titled
  }
  return known.length > 0 ? known : unknown(reader)
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
