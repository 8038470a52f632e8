import { lineTeller } from './lines.ts'
import { fewestPeople, headedIn, isPerson, listShare } from './people.ts'

/** Rows of records in a post: how many, of which shape, and where the first one lies. */
export interface Rows {
  kind: 'pairs' | 'table' | 'logins' | 'form' | 'people' | 'headed'
  count: number
  start: number
  end: number
  /** Their share of the post's lines, 0 to 1. */
  share: number
}

/** "mail:password", perhaps with what the account is worth behind it: " | robux=340". */
const pair = /^[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}[:;|,][^\s:;|,]{3,64}(?: ?[|[(].{1,200}| - .{1,200})?$/
/** "hr@host Summer2024!": a mail, and behind a space one word that is none of a language. */
const spaced =
  /^[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}[ \t]{1,4}(?=\S{0,40}[\d!#$%&*])(?=\S{0,40}[a-z])[^\s@]{5,40}$/i
/** "root_bob:toor123": a name and a word that mixes letters with digits. Versions and hosts have dots, paths and ports. */
const namePass = /^[a-z][\w.-]{2,30}:(?=[^\s:]{0,39}\d)(?=[^\s:]{0,39}[a-z])[^\s:/.]{6,40}$/i
/** "https://site/signin:user:pass", "android://…:user:pass": what a stealer takes from a browser, line by line. */
const addressed =
  /^(?:[a-z]{3,8}:\/\/|(?=[\w-]{1,60}\.[\w.-]{2,60}\/))[^\s:|]{4,200}(?::\d{2,5}\/[^\s:|]{0,100})?([:|])[^\s:|]{2,64}\1\S{3,64}$/i
const login = /^(?:url|host|user(?:name)?|login|pass(?:word)?|application|soft)[ \t]{0,3}:[ \t]{0,3}\S{3,200}$/i
/** A line of one person's file: "Name: …", "SSN: …", "alamat: …". */
const entry =
  /^(?:full ?name|name|nama(?: lengkap)?|d\.?o\.?b\.?|born|birthday|date of birth|ttl|tgl lahir|ssn|nik|no ?kk|ktp|passport|cpf|dni|curp|phone|no ?hp|hp|mobile|e?-?mail|address|alamat|city|ip|mother|father|nama ibu|employer|school)[ \t]{0,3}[:=][ \t]{0,3}\S.{1,120}$/i
/** A file about a person is one by a number of identity: a visiting card has none. */
const identity = /^(?:ssn|nik|no ?kk|ktp|passport|cpf|dni|curp)[ \t]{0,3}[:=][ \t]{0,3}[\w.-]{6,20}$/im

/**
 * What personal columns hold: a mail address, a masked word, a phone or id number, a date. Each begins with a sign or a
 * digit, which few words have, and looks back from there at what stands before it.
 */
const personal =
  /@(?<=[\w*.+-]@)[\w*-]{1,60}\.[a-z]{2,10}|\*\*(?<=\w\*\*|\*{4})|\d(?:[\dx* -]{7}|\d{3}-\d{2}-\d{2}|\d[-/.]\d{2}[-/.](?:\d{4}|\d{2}\*\*)|\d{2}-\d{2}-\d{4})/i

/** A hash is looked for in a line alone that is long enough for one, and whose columns have nothing else. */
const hash = /(?<![\da-f])[\da-f]{32}/i

/** What prose does not hold twice in a line: dates and counts are left out. */
const telling = /[\w*.+-]@[\w*-]{1,60}\.[a-z]{2,10}|(?<!\d)\+?\d[\dx*]{8,24}|\w\*{2,}|\*{4}|\d{3}-\d{2}-\d{4}/gi

/** What is counted in a line, each a string of marks: four kinds of column, what names a value, mails, digits or their masks. */
const counted = [',', ';', '|', '\t', ':=', '@', '0123456789*', '-', '/'] as const
/** The slot of each ASCII unit, from 1 on; 0 of those that are not counted. */
const slots = new Uint8Array(128)
for (const [at, marks] of counted.entries()) for (const mark of marks) slots[mark.charCodeAt(0)] = at + 1

/** "uid=114 login=mwalsh hash=…", "NIK:… NAMA:SITI REKA HP:…": three named values in a line. */
const named = /^\W{0,3}(?:\w{2,20}[=:] ?\S{1,100}(?: [^\s=:]{1,30}){0,5}[ ,;]{1,3}){2,12}\w{2,20}[=:] ?\S/
/** A line's counts, taken in one pass: they tell most lines from rows before any pattern is tried. */
interface Tally {
  columns: number
  names: number
  ats: number
  digits: number
}

/** One sheet for all lines: a new one for each costs more than the counting. */
const counts = new Uint32Array(counted.length + 1)
const countOf = (mark: string): number => counts[slots[mark.charCodeAt(0)] ?? 0] ?? 0

/** Counts in the text itself, where a line is one of several: a string that was cut out of another is slower to walk. */
const tallyOf = (line: string, text = line, from = 0): Tally => {
  counts.fill(0)
  const end = from + line.length
  for (let at = from; at < end; at += 1) {
    const unit = text.charCodeAt(at)
    const slot = unit < 128 ? (slots[unit] ?? 0) : 0
    if (slot > 0) counts[slot] = (counts[slot] ?? 0) + 1
  }
  const partedBy = (mark: string): number => line.split(mark).length - 1
  const byMarks = Math.max(countOf('-') >= 4 ? partedBy('----') : 0, countOf('/') >= 2 ? partedBy(' / ') : 0)
  const most = Math.max(countOf(','), countOf(';'), countOf('|'), countOf('\t'), byMarks)
  return { columns: 1 + most, names: countOf(':'), ats: countOf('@'), digits: countOf('0') }
}

/** Of the line that was counted last: the marks that part columns and stand in no sentence. */
const columnMarks = (): number => Math.max(countOf('|'), countOf(';'), countOf('\t'), countOf('/'))

const longestRow = 2_000

/** A line of a table: at least three columns, and something personal in one of them; JSON objects and SQL tuples count. */
const isRow = (line: string, { columns, names, ats, digits }: Tally): boolean =>
  (columns >= 3 || (names >= 3 && named.test(line))) &&
  line.length >= 12 &&
  (ats > 0 || digits >= 2) &&
  (personal.test(line) || (line.length > 40 && digits > 7 && hash.test(line))) &&
  !/^(?:create|select|copy|alter|\\copy|#|--)/i.test(line)

const kindOf = (line: string, text = line, from = 0): Exclude<Rows['kind'], 'headed'> | undefined => {
  if (line.length > longestRow) return undefined
  const tally = tallyOf(line, text, from)
  if (tally.ats > 0 && (pair.test(line) || spaced.test(line))) return 'pairs'
  if (tally.names > 0 && line.includes('/') && addressed.test(line)) return 'pairs'
  if (tally.names > 0 && login.test(line)) return 'logins'
  if (tally.names === 1 && tally.digits > 0 && namePass.test(line)) return 'pairs'
  if (tally.names > 0 && tally.names < 3 && entry.test(line)) return 'form'
  if (isRow(line, tally)) return 'table'
  return tally.digits >= 7 && isPerson(line) ? 'people' : undefined
}

/** Whether the line around a place of a text is a row of records: what stands there is other people's. */
export const isInRow = (text: string, at: number): boolean => {
  // Cut before looking for the line's ends: a text without any would be searched as a whole each time.
  const from = Math.max(0, at - 600)
  const before = text.slice(from, at)
  const after = text.slice(at, at + 600)
  const end = after.indexOf('\n')
  const begins = before.lastIndexOf('\n')
  const line = text.slice(from + begins + 1, at + (end < 0 ? after.length : end)).trim()
  const kind = kindOf(line)
  if (kind !== 'table') return kind === 'pairs' || kind === 'people'
  if ((line.match(telling) ?? []).length >= 2) return true
  // Nothing stands above a text's first line.
  const above = begins < 0 ? undefined : before.slice(0, begins).split('\n').at(-1)
  const below = end < 0 ? undefined : after.slice(end + 1).split('\n', 1)[0]
  return isSameTable(line, above) || isSameTable(line, below)
}

/** Whether two lines are rows of one table: one line of commas may be a sentence, two of as many columns are none. */
const isSameTable = (line: string, other: string | undefined): boolean => {
  if (other === undefined) return false
  const { columns } = tallyOf(line)
  return columns >= 4 && tallyOf(other).columns === columns && kindOf(other.trim()) === 'table'
}

/** What every row of records has something of: a cheap first look. */
const rowLike = /[@*]|\d[\dx]{8}|\d{3}-\d{2}-\d{4}|\d{4}-\d{4}-\d{3,5} ?[,;|]/i

/** `isInRow` for many places of one text in its order: each line is looked at once. `rows` are those that the text carries. */
export const rowTeller = (text: string, rows?: Rows): ((place: number) => boolean) => {
  const isInOne = lineTeller(text, (line, place) => rowLike.test(line) && isInRow(text, place))
  return rows?.kind === 'headed' ? (place) => (place >= rows.start && place < rows.end) || isInOne(place) : isInOne
}

/** Reads what rows of records a post carries; `undefined` where it carries fewer than two. Linear in the text. */
export const rowsIn = (text: string): Rows | undefined => {
  const counts = { pairs: 0, table: 0, logins: 0, form: 0, people: 0 }
  const first: Partial<Record<Rows['kind'], [number, number]>> = {}
  /** How often the line before has so many columns as one, and how many. */
  let [alike, parted] = [0, 0]
  let lines = 0
  for (let at = 0, end = 0; at <= text.length; at = end + 1) {
    end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    const cut = text.slice(at, end).trimStart()
    const line = cut.trimEnd()
    if (line) lines += 1
    const kind = line.length >= 6 ? kindOf(line, text, end - cut.length) : undefined
    const marks = line.length >= 6 ? columnMarks() : 0
    if (marks >= 2 && marks === parted) alike += 1
    parted = marks
    if (!kind) continue
    counts[kind] += 1
    first[kind] ??= [at, end]
  }
  const kind = (['pairs', 'table', 'logins', 'form', 'people'] as const).reduce((a, b) =>
    counts[b] > counts[a] ? b : a,
  )
  const [start, end] = first[kind] ?? [0, 0]
  const share = lines === 0 ? 0 : counts[kind] / lines
  if (kind === 'form' && (counts.form < 4 || !identity.test(text))) return undefined
  if (kind === 'people' && (counts.people < fewestPeople || share < listShare)) return undefined
  if (counts[kind] === 0) {
    const headed = alike >= 2 ? headedIn(text) : undefined
    return headed && { kind: 'headed', ...headed }
  }
  return counts[kind] >= 2 ? { kind, count: counts[kind], start, end, share } : undefined
}
