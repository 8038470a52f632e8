import { type Element, elementsOf, isTag, walk } from '../page/dom.ts'
import type { PageIndex } from '../page/selectors.ts'
import { lineOf } from '../text.ts'
import { countdownOf, type Label, labelOf } from './words.ts'

/** A row of a table of victims, its cells by what the table's head calls them. */
export interface VictimRow {
  row: Element
  cells: ReadonlyMap<Label, Element>
  /** The row's words, each under the head of its column. */
  lines: string[]
  victim: Element
}

/** Columns that a table of victims has, and a price list or a directory of companies does not all have. */
const telling: readonly Label[] = ['deadline', 'size', 'status', 'price', 'country', 'website', 'other', 'posted']

/** The rows of the tables whose head names a victim and at least two things that are said of victims. */
export function victimRows(index: PageIndex): VictimRow[] {
  return index.under('table').flatMap((table) => {
    const [head, ...rows] = rowsOf(table)
    if (head === undefined || rows.length === 0) return []
    const heads = elementsOf(head).map((cell) => lineOf(cell).slice(0, 60))
    const labels = heads.map((words) => labelOf(words))
    const told = new Set(labels.filter((label) => label !== null && telling.includes(label)))
    const named = labels.indexOf('victim')
    if (told.size < 2 || (told.size < 3 && named < 0)) return []
    return rows.flatMap((row): VictimRow[] => {
      const cells = elementsOf(row)
      const first = cells.findIndex((cell, at) => labels[at] === null && /\p{L}/u.test(lineOf(cell)))
      const victim = cells[named >= 0 ? named : first] ?? cells[labels.indexOf('website')]
      if (victim === undefined || lineOf(victim) === '' || cells.length < labels.length - 1) return []
      const lines = cells.flatMap((cell, at) => {
        const words = lineOf(cell)
        // A row's number changes with every new one, a countdown with every visit.
        if (words === '' || (labels[at] === null && /^\d+$/.test(words)) || countdownOf(words) !== null) return []
        return [cell === victim || !heads[at] ? words : `${heads[at]}: ${words}`]
      })
      return [
        { row, victim, lines, cells: new Map(cells.flatMap((cell, at) => (labels[at] ? [[labels[at], cell]] : []))) },
      ]
    })
  })
}

/** Rows of the table itself; those of a table inside it are another's. */
function rowsOf(table: Element): Element[] {
  const rows: Element[] = []
  walk(table, {
    enter(node) {
      if (!isTag(node)) return
      if (node.name === 'tr') rows.push(node)
      return node.name !== 'tr' && node.name !== 'table'
    },
  })
  return rows
}
