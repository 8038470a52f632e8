/** A name read from a text as it was written, and where. */
export interface Named {
  name: string
  start: number
  end: number
}

const kinds =
  'Universitas|Institut|Politeknik|RS|RSUD|RSIA|Rumah Sakit|Klinik|PT|CV|Bank|BPR|Koperasi|Dinas|Kementerian|Pemkab|Pemkot|Pemprov|Polda|Polres|SMA|SMK|SMAN|Yayasan|University of|Ministry of|Department of|Hospital|Clínica|Hospital de|Universidad de|Universidade|Ministerio de|Prefeitura de|Banco'
/** Words after a kind that describe and do not name: "5 Bank Besar", "PT Swasta". */
const describing =
  '(?! (?:Besar|Umum|Swasta|Negeri|BUMN|Data|Logins?|Logs?|Accounts?|Statements?|Details|Drops?)(?!\\p{L}))'
const organisation = new RegExp(
  `(?<![\\p{L}\\d])(?:${kinds})${describing}(?: (?:[A-Z][\\p{L}\\d&'’.-]{1,24}|RI|of|dan|de|da|do)){1,4}`,
  'gu',
)
const domain =
  /(?<![\w@./-])((?:[a-z0-9-]{2,40}\.){1,3}(?:com|net|org|id|io|co|in|my|ph|sg|th|vn|uk|us|ru|br|ar|mx|fr|de|es|it|nl|au|cn|jp|kr|app|me|shop|gov|edu|info|xyz|ai))(?![\w-])/gi
/** Names that no leak is of: reserved ones, hosts of files and mail, messengers. */
const hosts =
  /(?:^|\.)(?:example|test|invalid|localhost|t|telegram|mega|anonfiles|gofile|mediafire|pixeldrain|imgur|gmail|yahoo|hotmail|outlook|protonmail|proton|mail|bayfiles|catbox|github|pastebin|privatebin|drive|google|bit|escrow|wa)\.[a-z.]{2,10}$/i

const allIn = (text: string, pattern: RegExp): Named[] =>
  [...text.slice(0, 4_000).matchAll(pattern)].slice(0, 20).map((match) => {
    const name = match[0].replace(/ (?:of|dan|de|da|do)$/, '')
    return { name, start: match.index, end: match.index + name.length }
  })

/** Organisations that say by their first word what they are, with the capitalised name after it: "RS Melati Husada". */
export const organisationsIn = (text: string): Named[] => allIn(text, organisation)

/** Domains of sites that data may be taken from, in the first 4,000 characters. */
export const domainsIn = (text: string): Named[] => allIn(text, domain).filter(({ name }) => !hosts.test(name))

const legalForm = /[ ,]+(?:Ltd|LLC|Inc|GmbH|Corp|S\.?A|PLC|Co)\.?$/i
const headline = /^(?:\s{0,4}\[[^\]]{1,30}\]\s{0,4})?([^\n(/|]{2,80}?)(?:\s(?:—|–|-|\||\/)\s|\s?\(|\s?\/|\s{0,9}$)/u

/** The victim whose page a leak site has titled with its name; marks, country and legal form stand around it. */
export const leakSiteName = (title: string): Named | undefined => {
  const name = headline.exec(title)?.[1]?.replace(legalForm, '').trim()
  if (!name) return undefined
  const start = title.indexOf(name)
  return { name, start, end: start + name.length }
}

/** A capitalised name of up to three words that opens a title, right before a count or the word for its data. */
const opening =
  /^(?:\W{0,4}\[[^\]]{1,24}\]\W{0,4}|\W{1,4})?(?:(?:selling|free|jual|dijual|wts|sell|dump|leak|database|db|data|base|vendo|продам|fs)[ :|–—-]{1,3}){0,3}/iu
const titled =
  /^([A-Z][\w&'.]{2,24}(?: [A-Z][\w&'.]{1,24}){0,2})(?= ?[|—–(-] ?[\d.]| [\d.,]{1,14} ?(?:m|k|mil|juta|million|jt|users|accounts|customers)| (?:users?|customers?|accounts?|database|db|data|leak|dump|breach|members)(?![a-z]))/i

/** The name that opens an offer's title: "[FREE] LiveAuctioneers 3.4M users". `undefined` where it does not begin with a capital. */
export const titleName = (title: string): Named | undefined => {
  const start = opening.exec(title)?.[0].length ?? 0
  const name = titled.exec(title.slice(start))?.[1]
  return name && /^[A-Z]/.test(name) ? { name, start, end: start + name.length } : undefined
}
