import type { Reason } from '../../model/signal.ts'
import { isDenied } from '../language/language.ts'
import { domainsIn, leakSiteName, type Named, organisationsIn, titleName } from '../language/names.ts'
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

/** Whether the same words are read as a class of data ("no BPJS"), as a way to pay, or stand in a row of records. */
const isNamedOtherwise = (reader: Reader, at: number, { part, start, end }: Hit): boolean =>
  isInRow(reader.post[part], start) ||
  // Hits stand in the order of the text: what overlaps is near.
  reader.hits
    .slice(Math.max(0, at - 20), at + 20)
    .some(
      (hit) =>
        hit.part === part &&
        hit.start <= start &&
        hit.end >= end &&
        (hit.lexicon === 'payment' || (hit.lexicon === 'data-classes' && hit.end - hit.start > end - start)),
    )

const isVictim = (reader: Reader, at: number, hit: Hit): boolean => {
  const { part, start, end } = hit
  const text = reader[part]
  if (isDenied(text, start, reader.indonesian)) return false
  const ahead = text.slice(Math.max(0, start - 30), start)
  if (beside.test(ahead.split('\n').at(-1) ?? '')) return false
  // "Telegram: @…", "discord name#0" and "facebook.com/…" are ways to reach somebody.
  if (!owned.test(ahead) && isNamedOtherwise(reader, at, hit)) return false
  return !/^ ?(?:[:=]|@|id ?:|username|group|grup)/.test(text.slice(end, end + 10)) || part === 'title'
}

const socialApps = new Set(['Telegram', 'Discord', 'WhatsApp', 'WeChat', 'QQ', 'Signal'])

const named = (reader: Reader): Found[] => {
  const names = new Map<string, Found>()
  for (const [at, hit] of reader.hits.entries()) {
    if (hit.lexicon !== 'victims' || names.has(hit.value) || !isVictim(reader, at, hit)) continue
    // A messenger in the text is how the seller is reached; in the title it is what was taken from.
    if (socialApps.has(hit.value) && hit.part === 'text') continue
    names.set(hit.value, { name: hit.value, reason: because('victims', hit.value, 'a known organisation', hit) })
  }
  return [...names.values()]
}

const found = (part: 'title' | 'text', why: string, names: readonly Named[]): Found[] =>
  names.map((one) => ({ name: one.name, reason: because('victims', one.name, why, { part, ...one }) }))

/** A title's opening name counts where none of its words means something else: a class, a country, an intent. */
const opensTitle = (reader: Reader): Found[] => {
  const name = titleName(reader.post.title)
  const isOtherwise = reader.hits.some(
    ({ part, start, end }) => part === 'title' && name && start < name.end && name.start < end,
  )
  return name && !isOtherwise ? found('title', 'the title begins with its name', [name]) : []
}

const unknown = (reader: Reader): Found[] => {
  const { title, text, type } = reader.post
  const isThreat = reader.soFar.intent === 'extortion'
  const ways: (() => Found[])[] = [
    () =>
      isThreat && type === 'leaksite'
        ? found('title', 'the page is titled with its name', [leakSiteName(title) ?? []].flat())
        : [],
    () => found('title', 'a domain in the title', domainsIn(title)),
    () => found('text', 'a domain at the beginning', domainsIn(text.slice(0, 120)).slice(0, 1)),
    () =>
      reader.soFar.intent === 'dump'
        ? []
        : found('title', 'named as an organisation', organisationsIn(title).slice(0, 1)),
    () => (isThreat ? found('text', 'named as an organisation', organisationsIn(text).slice(0, 1)) : []),
    () => (reader.soFar.intent === 'sale' || reader.soFar.intent === 'giveaway' ? opensTitle(reader) : []),
  ]
  for (const way of ways) {
    const names = way()
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
