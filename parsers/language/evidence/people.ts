/**
 * Rows that hold too little for a row by itself: a name with somebody's number behind it, and the lines below the head of
 * a table. Several that look alike are rows.
 */

/** "Ana Lima  000.000.003-00", "3. Siti Maya - Jl. Reka 1 - 0812…", "王五 138…": a name, and a number as long as a telephone's. */
const person =
  /^\W{0,3}(?:\d{1,3}[.) ]{1,2} ?)?(?:\p{Lu}[\p{L}.'’-]{0,20}(?: \p{Lu}[\p{L}.'’-]{0,20}){1,5}|\p{Script=Han}{2,4}|\p{Script=Arabic}{2,12}(?: \p{Script=Arabic}{2,12}){1,4})(?:[,;:|/\t–—-]| {1,8}[\d(+,;|/–—-])/u
const longNumber = /(?<![\d$€£¥.,])\+?\(?\d(?:[ .()-]{0,2}[\dx*]){8,17}(?![\d%])/i
const longestLine = 240

/** Whether a line begins with a name and tells a number of whom it names. */
export const isPerson = (line: string): boolean => {
  if (line.length < 12 || line.length > longestLine) return false
  // Most lines begin with no name, which one look at their beginning tells.
  const name = person.exec(line)
  const number = name ? longNumber.exec(line) : null
  if (!number || !name) return false
  // A name and its telephone stand in the directory of any office: a row of records says more.
  const more = line.length - name[0].length - number[0].length
  return more >= 6 || /\d[.-]\d{3}[.-]\d/.test(number[0])
}

/** People that make a list, and the share of the lines that they are. */
export const fewestPeople = 3
export const listShare = 0.6

const partings = ['|', ';', '\t', ' / '] as const
/** "id | username | level": names of columns, and nothing that a row would hold. */
const head = /^[^\d@\n]{8,200}$/
const longestColumn = 28

/** How many columns the head of a table has, and what parts them; `undefined` of any other line. */
const columnsOf = (line: string): { mark: string; count: number } | undefined => {
  if (!head.test(line)) return undefined
  for (const mark of partings) {
    const columns = line.split(mark)
    if (columns.length < 3) continue
    const isList = columns.every((column) => column.trim().length > 0 && column.length <= longestColumn)
    return isList ? { mark, count: columns.length } : undefined
  }
  return undefined
}

/** Lines that are looked at for the head of a table. */
const mostLines = 60

/** A table that tells by its head what its rows hold: how many they are, and where they lie. */
export const headedIn = (text: string): { count: number; start: number; end: number; share: number } | undefined => {
  const lines = text.split('\n', mostLines)
  let start = 0
  for (const [at, line] of lines.entries()) {
    const columns = columnsOf(line)
    const below = columns ? lines.slice(at + 1) : []
    const end = below.findIndex((row) => row.split(columns?.mark ?? '').length !== columns?.count)
    const rows = below.slice(0, end < 0 ? below.length : end)
    start += line.length + 1
    if (rows.length < 2 || !rows.some((row) => /\d/.test(row))) continue
    const filled = lines.filter((one) => one.trim() !== '').length
    return { count: rows.length, start, end: start + rows.join('\n').length, share: (rows.length + 1) / filled }
  }
  return undefined
}
