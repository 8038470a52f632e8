// How text stands in the columns of a terminal.

/** Characters that fill two columns, after the classes W and F of Unicode's UAX #11, by blocks. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
const without = /[\p{M}\p{Cf}]/u

const columnsOfCharacter = (character: string): number => (without.test(character) ? 0 : wide.test(character) ? 2 : 1)

/** The columns that a text without line breaks fills. */
export function columnsOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  let columns = 0
  for (const character of text) columns += columnsOfCharacter(character)
  return columns
}

/** The longest beginning of a word that fits into so many columns, and the rest. */
function broken(word: string, width: number): [string, string] {
  let [at, columns] = [0, 0]
  for (const character of word) {
    columns += columnsOfCharacter(character)
    if (columns > width) break
    at += character.length
  }
  return [word.slice(0, at), word.slice(at)]
}

/** A text, and how its letters are painted. */
export interface Piece {
  text: string
  paint: (text: string) => string
}

/**
 * Painted pieces as lines of at most `width` columns, broken at blanks, inside a word only where it is longer than a
 * line. Lines of the text itself stay lines; a word may be painted in several pieces.
 */
export function linesOf(pieces: readonly Piece[], width: number): string[] {
  const lines: string[] = []
  let [line, columns] = ['', 0]
  let word: Piece[] = []
  const next = (): void => {
    lines.push(line)
    line = ''
    columns = 0
  }
  const put = ({ text, paint }: Piece): void => {
    let [fits, rest] = broken(text, columns === 0 ? Math.max(2, width) : width - columns)
    while (rest !== '') {
      if (fits !== '') line += paint(fits)
      next()
      ;[fits, rest] = broken(rest, Math.max(2, width)) // no character is wider
    }
    line += paint(fits)
    columns += columnsOf(fits)
  }
  const flush = (): void => {
    const needs = word.reduce((sum, { text }) => sum + columnsOf(text), 0)
    if (columns > 0 && columns + needs > width) next()
    word.forEach(put)
    word = []
  }
  for (const { text, paint } of pieces)
    for (const part of text.match(/\n|[^\S\n]+|\S+/g) ?? []) {
      if (part.trim() !== '') word.push({ text: part, paint })
      else {
        flush()
        if (part === '\n') next()
        else if (columns + part.length <= width) put({ text: part, paint })
        else next()
      }
    }
  flush()
  next()
  return lines
}

/** Words of so many columns are not broken by a table: addresses are to be copied. */
const wholeWord = 48

/** The width that a column of a table takes of what it may have. */
function columnWidth(texts: readonly string[], most: number): number {
  const widest = Math.max(0, ...texts.map(columnsOf))
  const longestWord = Math.max(0, ...texts.flatMap((text) => text.split(' ')).map(columnsOf))
  return Math.max(Math.min(most, widest), Math.min(wholeWord, longestWord))
}

/** A table: each column as wide as its content, up to a share of the width; the last takes the rest. Cells are wrapped. */
export function table(rows: readonly (readonly Piece[])[], width: number, shares: readonly number[]): string[] {
  const gap = 2
  const widths = shares.map((share, column) =>
    columnWidth(
      rows.map((row) => row[column]?.text ?? ''),
      Math.floor(width * share),
    ),
  )
  const rest = Math.max(16, width - widths.reduce((sum, columns) => sum + columns + gap, 0))
  return rows.flatMap((row) => {
    const cells = row.map((piece, column) => {
      const columns = widths[column] ?? rest
      const plain = linesOf([{ ...piece, paint: (text) => text }], columns)
      return { columns, plain, paint: piece.paint }
    })
    const height = Math.max(...cells.map(({ plain }) => plain.length))
    return Array.from({ length: height }, (_, at) =>
      cells
        .map(({ columns, plain, paint }, column) => {
          const text = (plain[at] ?? '').trimEnd()
          const pad = column === cells.length - 1 ? '' : ' '.repeat(Math.max(0, columns - columnsOf(text)) + gap)
          return `${text === '' ? '' : paint(text)}${pad}`
        })
        .join('')
        .trimEnd(),
    )
  })
}
