/** Rows of records in a post: how many, of which shape, and where the first one lies. */
export interface Rows {
  kind: 'pairs' | 'table' | 'logins' | 'form'
  count: number
  start: number
  end: number
  /** Their share of the post's lines, 0 to 1. */
  share: number
}

const pair = /^[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}[:;|][^\s:;|]{3,64}$/
const login = /^(?:url|host|user(?:name)?|login|pass(?:word)?|application|soft)[ \t]{0,3}:[ \t]{0,3}\S{3,200}$/i
/** A line of one person's file: "Name: …", "SSN: …", "alamat: …". */
const entry =
  /^(?:full ?name|name|nama(?: lengkap)?|d\.?o\.?b\.?|born|birthday|date of birth|ttl|tgl lahir|ssn|nik|no ?kk|ktp|passport|cpf|dni|curp|phone|no ?hp|hp|mobile|e?-?mail|address|alamat|city|ip|mother|father|nama ibu|employer|school)[ \t]{0,3}[:=][ \t]{0,3}\S.{1,120}$/i
/** A file about a person is one by a number of identity: a visiting card has none. */
const identity = /^(?:ssn|nik|no ?kk|ktp|passport|cpf|dni|curp)[ \t]{0,3}[:=][ \t]{0,3}[\w.-]{6,20}$/im
const marks = [',', ';', '|', '\t', '----'] as const

/** What personal columns hold: a mail address, a phone or id number, a masked word, a date. */
const personal =
  /[\w*.+-]{1,64}@[\w*-]{1,60}\.[a-z]{2,10}|(?<!\d)[+0]?\d[\dx* -]{7,24}|\w\*{2,}|\d{4}-\d{2}-\d{2}|\d{2}[-/.]\d{2}[-/.](?:\d{4}|\d{2}\*\*)|\*\*\*\*|\d{3}-\d{2}-\d{4}/gi

/** What prose does not hold twice in a line: dates and counts are left out. */
const telling = /[\w*.+-]{1,64}@[\w*-]{1,60}\.[a-z]{2,10}|(?<!\d)\+?\d[\dx*]{8,24}|\w\*{2,}|\*{4}|\d{3}-\d{2}-\d{4}/gi

const columnsOf = (line: string): number => {
  let most = 0
  for (const mark of marks) most = Math.max(most, line.split(mark).length)
  return most
}

/** A line of a table: at least three columns, and something personal in one of them; JSON objects and SQL tuples count. */
const isRow = (line: string): boolean => {
  if (line.length > 2_000 || line.length < 12) return false
  if (columnsOf(line) < 3) return false
  return (line.match(personal) ?? []).length >= 1 && !/^(?:create|select|copy|alter|\\copy|#|--)/i.test(line)
}

const kindOf = (line: string): Rows['kind'] | undefined => {
  if (line.length > 2_000) return undefined
  if (pair.test(line)) return 'pairs'
  if (login.test(line)) return 'logins'
  if (entry.test(line)) return 'form'
  return isRow(line) ? 'table' : undefined
}

/** Whether the line around a place of a text is a row of records: what stands there is other people's. */
export const isInRow = (text: string, at: number): boolean => {
  // Cut before looking for the line's ends: a text without any would be searched as a whole each time.
  const before = text.slice(Math.max(0, at - 600), at)
  const after = text.slice(at, at + 600)
  const line = `${before.slice(before.lastIndexOf('\n') + 1)}${after.split('\n', 1)[0]}`.trim()
  const kind = kindOf(line)
  return kind === 'pairs' || (kind === 'table' && (line.match(telling) ?? []).length >= 2)
}

/** Reads what rows of records a post carries; `undefined` where it carries fewer than two. Linear in the text. */
export const rowsIn = (text: string): Rows | undefined => {
  const counts = { pairs: 0, table: 0, logins: 0, form: 0 }
  const first: Partial<Record<Rows['kind'], [number, number]>> = {}
  let at = 0
  let lines = 0
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    if (line) lines += 1
    const kind = kindOf(line)
    if (kind) {
      counts[kind] += 1
      first[kind] ??= [at, at + raw.length]
    }
    at += raw.length + 1
  }
  const kind = (['pairs', 'table', 'logins', 'form'] as const).reduce((a, b) => (counts[b] > counts[a] ? b : a))
  const [start, end] = first[kind] ?? [0, 0]
  const share = lines === 0 ? 0 : counts[kind] / lines
  if (kind === 'form' && (counts.form < 4 || !identity.test(text))) return undefined
  return counts[kind] >= 2 ? { kind, count: counts[kind], start, end, share } : undefined
}
