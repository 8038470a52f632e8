import type { Reason } from '../../model/signal.ts'
import { isDenied } from '../language/language.ts'
import { because } from '../language/reason.ts'
import type { Field, Hit, Reader } from './field.ts'

interface Found {
  name: string
  reason: Reason
}

/** Words after which a name is what the data is good for, how one pays, or what was taken before: no victim of this offer. */
const beside =
  /(?:transfer|tf|bayar|byr|pembayaran|payment|via|verif\w*|up|daftar|aktivasi|valid|tembus|acc|rek(?:ening)?|pulsa|paket|like|than|seperti|on|our|my|di|lewat|chat|wa|link|kirim|join|grup|group|channel|dm|inbox|dihapus|mirror|rekber|cod|no fake|format) (?:[a-z]{1,12} ?[/,] ?)?$/

const isVictim = (reader: Reader, { part, start, end }: Hit): boolean => {
  const text = reader[part]
  if (isDenied(text, start, reader.indonesian)) return false
  const ahead = text.slice(Math.max(0, start - 30), start)
  if (beside.test(ahead.split('\n').at(-1) ?? '')) return false
  // "Telegram: @…", "discord name#0" and "facebook.com/…" are ways to reach somebody.
  return !/^ ?(?:[:=]|@|id ?:|username|group|grup)/.test(text.slice(end, end + 10)) || part === 'title'
}

const socialApps = new Set(['Telegram', 'Discord', 'WhatsApp', 'WeChat', 'QQ', 'Signal'])

const named = (reader: Reader): Found[] => {
  const found = new Map<string, Found>()
  for (const hit of reader.hits) {
    if (hit.lexicon !== 'victims' || found.has(hit.value) || !isVictim(reader, hit)) continue
    // A messenger in the text is how the seller is reached; in the title it is what was taken from.
    if (socialApps.has(hit.value) && hit.part === 'text') continue
    found.set(hit.value, { name: hit.value, reason: because('victims', hit.value, 'a known organisation', hit) })
  }
  return [...found.values()]
}

const kinds =
  'Universitas|Institut|Politeknik|RS|RSUD|RSIA|Rumah Sakit|Klinik|PT|CV|Bank|BPR|Koperasi|Dinas|Kementerian|Pemkab|Pemkot|Pemprov|Polda|Polres|SMA|SMK|SMAN|Yayasan|University of|Ministry of|Department of|Hospital|Clínica|Hospital de|Universidad de|Universidade|Ministerio de|Prefeitura de|Banco'
/** An organisation that says by its first word what it is, and its capitalised name. */
const organisation = new RegExp(
  `(?<![\\p{L}\\d])(?:${kinds})(?: (?:[A-Z][\\p{L}\\d&'’.-]{1,24}|RI|of|dan|de|da|do)){1,4}`,
  'gu',
)
const domain =
  /(?<![\w@./-])((?:[a-z0-9-]{2,40}\.){1,3}(?:com|net|org|id|io|co|in|my|ph|sg|th|vn|uk|us|ru|br|ar|mx|fr|de|es|it|nl|au|cn|jp|kr|app|me|shop|gov|edu|info|xyz|ai))(?![\w-])/gi
const notVictims =
  /(?:^|\.)(?:example|test|invalid|localhost|t\.me|telegram|mega|anonfiles|gofile|mediafire|pixeldrain|imgur|gmail|yahoo|hotmail|outlook|protonmail|proton|mail|bayfiles|catbox|github|pastebin|privatebin|drive|google|bit)(?:\.|$)/i

const fromPattern = (reader: Reader, part: 'title' | 'text', pattern: RegExp, why: string): Found[] =>
  [...reader.post[part].slice(0, 4_000).matchAll(pattern)].slice(0, 20).flatMap((match) => {
    const name = match[0].replace(/ (?:of|dan|de|da|do)$/, '')
    const span = { part, start: match.index, end: match.index + name.length }
    return notVictims.test(name) ? [] : [{ name, reason: because('victims', name, why, span) }]
  })

/** The page of a victim on a leak site is titled with its name; marks, country and legal form stand around it. */
const fromLeakSite = (reader: Reader): Found[] => {
  const match = /^(?:\s*\[[^\]]{1,30}\]\s*)?([^\n(/|]{2,80}?)(?:\s+(?:—|–|-|\||\/)\s|\s*\(|\s*\/|\s*$)/u.exec(
    reader.post.title,
  )
  const name = match?.[1]?.replace(/[ ,]+(?:Ltd|LLC|Inc|GmbH|Corp|S\.?A|PLC|Co)\.?$/i, '').trim()
  if (!match || !name) return []
  const start = reader.post.title.indexOf(name)
  return [
    {
      name,
      reason: because('victims', name, 'the page is titled with its name', {
        part: 'title',
        start,
        end: start + name.length,
      }),
    },
  ]
}

/** The organisations that the data was taken from. */
export const victims: Field<'victims'> = {
  id: 'victims',
  reads: 'organisations by gazetteer, by domain, by what their name says, and by the title of a leak site',
  read(reader) {
    const known = named(reader)
    const inTitle = known.filter(({ reason }) => reason.span?.part === 'title')
    let found = inTitle.length > 0 && reader.soFar.intent !== 'wanted' ? inTitle : known
    if (reader.soFar.intent === 'extortion' && reader.post.type === 'leaksite' && found.length === 0)
      found = fromLeakSite(reader)
    if (found.length === 0) found = fromPattern(reader, 'title', domain, 'a domain in the title')
    if (found.length === 0 && reader.soFar.intent !== 'dump') {
      const organisations = [
        ...fromPattern(reader, 'title', organisation, 'named as an organisation'),
        ...(reader.soFar.intent === 'extortion'
          ? fromPattern(reader, 'text', organisation, 'named as an organisation')
          : []),
      ]
      found = organisations.slice(0, 1)
    }
    if (found.length === 0) return undefined
    return { value: found.map(({ name }) => name), reasons: found.map(({ reason }) => reason) }
  },
}
