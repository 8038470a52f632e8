import type { Named } from './names.ts'

/** Between two names of a list: "gcash + maya", "British Gas, Octopus or E.ON". */
const between = '(?: ?[+/&,、|] ?| (?:and|or|dan|atau|sama|y|e|и|или|va|hoac) )'
/** "patients with NIK, BPJS number": what follows is told of them, and names nobody. */
const telling = '(?!(?:with|dengan|dgn|berisi|plus|incl|including|by|for|in|com|con|со?|kem|kèm) )'
const item = `${telling}[\\p{L}\\d.&'’-]{2,20}(?: [\\p{L}\\d.&'’-]{1,15})?`

/** Words of people and accounts, behind which even a wallet, a bank or an ordinary word is the owner of what is sold. */
const owned =
  'akun|account|accounts|acc|accs|login|logins|logs?|cookies|nasabah|debitur|konsumen|customers|clients|users?|pelanggan|karyawan|members?|pegawai|staf|staff|employees|guru|siswa|mahasiswa|pasien|penumpang|pengundi|pemilih|pengguna|anggota|mitra|drivers?|passengers|patients|students|verified|tdata|tai khoan|khach hang|nhan vien|clientes|correntistas|cuentas|contas|usuarios|вкладчики|клиенты|клиентов|аккаунты|аккаунтов|акки|аки|логи|логов|пользователи|会员|账号|帐号|客户|用户|عملاء|حسابات'
const holding = 'db|database|data|base|база|базу|базы'

const aheadOf = (words: string): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${words})(?: (?:of|dari|from|de|do|da))? (?:${item}${between}){0,6}$`, 'u')
const behindOf = (words: string): RegExp => new RegExp(`^(?:${between}${item}){0,6} (?:${words})(?!\\p{L})`, 'u')

const personsAhead = aheadOf(owned)
const personsBehind = behindOf(owned)
const dataAhead = aheadOf(holding)
const dataBehind = behindOf(holding)

/** Characters around a name in which the list that it stands in is looked at. */
const around = 80
const lineAhead = (text: string, start: number): string =>
  text
    .slice(Math.max(0, start - around), start)
    .split('\n')
    .at(-1) ?? ''

/** A count behind a name: "(162M)", "- 1.8M", "200rb". */
const count = String.raw` ?[(:=—–-]? ?[\d.,]{1,14} ?(?:[km]|mn|mio|mil|million|rb|ribu|jt|juta|к|тыс|млн|万|亿)?(?!\p{L})\)?`
const countedLine = new RegExp(
  String.raw`^[^\p{L}\n]{0,5}\p{L}[\p{L}\d.&'’-]{1,20}(?: [\p{L}.&'’-]{2,15}){0,2}${count}`,
  'u',
)

/** Whether the name opens a line of names with counts, beside another such line: "- BRI 200rb". */
const isTabled = (text: string, start: number): boolean => {
  const lead = /(?:^|\n)[^\p{L}\n]{0,5}$/u.exec(text.slice(Math.max(0, start - 6), start))
  if (!lead) return false
  const from = start - lead[0].trimStart().length
  const [line = '', next] = text.slice(from, start + 3 * around).split('\n')
  if (!countedLine.test(line)) return false
  const before = text
    .slice(Math.max(0, from - around), Math.max(0, from - 1))
    .split('\n')
    .at(-1)
  return [next, before].some((other) => other !== undefined && countedLine.test(other))
}

/** Whose people or accounts are sold, alone, in a list or in a table of counts: "akun dana", "nasabah adira / fif", "gcash + maya logs". */
export const isOwner = (text: string, start: number, end: number): boolean =>
  isTabled(text, start) ||
  personsAhead.test(lineAhead(text, start)) ||
  personsBehind.test(text.slice(end, end + around))

/** The same, of data. */
export const isOwnerOfData = (text: string, start: number, end: number): boolean =>
  isOwner(text, start, end) || dataAhead.test(lineAhead(text, start)) || dataBehind.test(text.slice(end, end + around))

const name = "\\p{Lu}(?:[\\p{L}\\d&'’+-]|\\.(?=\\p{L})){1,24}(?: \\p{Lu}(?:[\\p{L}\\d&'’+-]|\\.(?=\\p{L})){1,24}){0,2}"
/** A name in a list, with what may stand before the first and behind the last of them. */
const entry = new RegExp(`^(\\s{0,3}(?:[-•*–·] ?)?)(${name})((?: \\p{Ll}{2,12})?(?:${count}))?(.*)$`, 'su')
const separator = /( ?\/ ?| ?\+ ?| ?& ?|, | ; | (?:and|or|dan|atau|sama|y|e|и|или|và) )/u

type Place = Pick<Named, 'start' | 'end'>
const countBehind = new RegExp(`^(?: \\p{Ll}{2,12})?${count}`, 'u')
const wholeBehind = new RegExp(`^(?:(?: \\p{Ll}{2,12})?${count})?[\\s.,)]{0,3}$`, 'u')

interface Item extends Named {
  /** A count stands behind it. */
  isCounted: boolean
  /** Nothing else stands behind it. */
  isWhole: boolean
  /** Nothing stands before it. */
  opens: boolean
}

/** The item that a known name stands in, whatever stands before it. */
const knownItem = (piece: string, from: number, { start, end }: Place): Item => ({
  name: piece.slice(start - from, end - from),
  start,
  end,
  isCounted: countBehind.test(piece.slice(end - from)),
  isWhole: wholeBehind.test(piece.slice(end - from)),
  opens: /^[^\p{L}]{0,4}$/u.test(piece.slice(0, start - from)),
})

const itemsIn = (line: string, offset: number, known?: Place): (Item | undefined)[] => {
  let place = offset
  return line.split(separator).flatMap((piece, at): (Item | undefined)[] => {
    const from = place
    place += piece.length
    if (at % 2 === 1) return []
    if (known && known.start >= from && known.end <= place) return [knownItem(piece, from, known)]
    const match = entry.exec(piece)
    if (!match) return [undefined]
    const [, lead = '', found = '', counted = '', rest = ''] = match
    const start = from + lead.length
    const isWhole = /^[\s.,)]{0,3}$/.test(rest)
    return [{ name: found, start, end: start + found.length, isCounted: counted !== '', isWhole, opens: true }]
  })
}

const longestLine = 400

/** Names that stand in one list with a known one, which a title, its length or its counts prove to be one. */
export const besideKnown = (text: string, known: Place, isTitle = false): Named[] => {
  const from = text.lastIndexOf('\n', known.start - 1) + 1
  const to = text.indexOf('\n', known.end)
  const line = text.slice(from, to < 0 ? text.length : to)
  if (line.length > longestLine) return []
  const items = itemsIn(line, from, known)
  const at = items.findIndex((one) => one && one.start < known.end && one.end > known.start)
  if (at < 0) return []
  let [first, last] = [at, at]
  while (items[last]?.isWhole && items[last + 1]) last += 1
  while (items[first]?.opens && items[first - 1]?.isWhole) first -= 1
  const run = items.slice(first, last + 1).filter((one) => one !== undefined)
  const isList = isTitle || run.length > 2 || run.every(({ isCounted }) => isCounted)
  return isList ? run.filter(({ start, end }) => end <= known.start || start >= known.end) : []
}

/** What a line with two counts has at least. */
const twoCounts = /[\d.,][^\d.,]+[\d.,]/

/** Names of a line that are each followed by a count: "Kredivo 600k, Nusarekaan 1.1M". */
export const countedIn = (line: string): Named[] => {
  if (!twoCounts.test(line)) return []
  const items = itemsIn(line.slice(0, longestLine), 0).filter((one) => one?.isCounted)
  return items.length > 1 ? items.filter((one) => one !== undefined) : []
}
