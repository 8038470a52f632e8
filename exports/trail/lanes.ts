import { cut } from '../../model/plain.ts'
import type { TimelineEntry } from '../../model/timeline.ts'
import { type Axis, axisOver } from './axis.ts'
import { type Drawn, kinds } from './kinds.ts'
import { type Markup, markup } from './markup.ts'
import { rowOf } from './row.ts'

/** Units of the drawing, which is as wide as its page. */
export const width = 1_080
const left = 190
const laneHeight = 62
const top = 14

/** Marks that would lie on each other are one, with their number. */
const nearest = 9
const mostTold = 12

/** When an entry happened: by the site, or by us where it does not say. */
export const momentOf = ({ postedAt, seenAt }: TimelineEntry): Date => postedAt ?? seenAt

interface Mark {
  at: number
  drawn: Drawn
  entries: TimelineEntry[]
}

/** The line of time that all drawings of a trail share. */
export const axisOf = (entries: readonly TimelineEntry[], zone: string): Axis =>
  axisOver(entries.map(momentOf), { left: left + 12, right: width - 12 }, zone)

function marksOf(entries: readonly TimelineEntry[], axis: Axis): Mark[] {
  const marks: Mark[] = []
  for (const entry of entries) {
    const drawn = kinds[entry.event.kind]
    const at = axis.place(momentOf(entry))
    const near = marks.findLast((mark) => mark.drawn === drawn)
    if (near && at - near.at < nearest) near.entries.push(entry)
    else marks.push({ at, drawn, entries: [entry] })
  }
  return marks
}

const wordsOf = (entry: TimelineEntry, when: (moment: Date) => string): string =>
  `${when(momentOf(entry))} ${kinds[entry.event.kind].word}: ${cut(rowOf(entry).title, 80)}`

const markAt = ({ at, drawn, entries }: Mark, y: number, when: (moment: Date) => string): Markup => {
  const told = entries.slice(0, mostTold).map((entry) => wordsOf(entry, when))
  const more = entries.length > mostTold ? [`and ${entries.length - mostTold} more`] : []
  const number =
    entries.length > 1 ? markup`<text class="number" x="${at + 5}" y="${y - 6}">${entries.length}</text>` : null
  return markup`<g fill="${drawn.colour}" stroke="${drawn.colour}"><title>${[...told, ...more].join('\n')}</title>${drawn.shape(at, y)}${number}</g>`
}

/** The lines of time under a drawing, with their words where it ends. */
export const grid = ({ ticks }: Axis, from: number, to: number): Markup =>
  markup`<g class="grid">${ticks.map(
    ({ at, label }) =>
      markup`<line x1="${at}" x2="${at}" y1="${from}" y2="${to}"/><text x="${at}" y="${to + 16}" text-anchor="middle">${label}</text>`,
  )}</g>`

/** The name of a lane: whose it is, and under it where. */
const nameAt = (site: string, account: string, y: number): Markup =>
  markup`<text class="who" x="12" y="${y + 27}">${cut(account || 'unsigned', 22)}</text><text class="where" x="12" y="${y + 44}">${cut(site, 26)}</text>`

/** One lane an account, the one that began first on top; a mark for every event. */
export function lanes(entries: readonly TimelineEntry[], axis: Axis, when: (moment: Date) => string): Markup {
  const byLane = new Map<string, TimelineEntry[]>()
  for (const entry of entries) {
    const key = JSON.stringify([entry.account.site, entry.account.handle ?? ''])
    byLane.set(key, [...(byLane.get(key) ?? []), entry])
  }
  const bottom = top + byLane.size * laneHeight
  const own = [...byLane.values()].map((entries, at) => ({ entries, at, y: top + at * laneHeight }))
  const grounds = own.map(({ entries: [first], at, y }) => {
    const { site, account } = first ? rowOf(first) : { site: '', account: '' }
    return markup`<rect class="${at % 2 === 0 ? 'lane' : 'lane odd'}" x="0" y="${y}" width="${width}" height="${laneHeight}"/>${nameAt(site, account, y)}`
  })
  const marks = own.map(({ entries, y }) =>
    marksOf(entries, axis).map((mark) => markAt(mark, y + 13 + mark.drawn.line * 18, when)),
  )
  return markup`<svg viewBox="0 0 ${width} ${bottom + 26}" role="img" aria-label="Events over time, one lane an account">
${grounds}${grid(axis, top, bottom)}${marks}</svg>`
}

/** What the marks mean; of the kinds that occur. */
export function legend(entries: readonly TimelineEntry[]): Markup {
  const present = Object.entries(kinds).filter(([kind]) => entries.some(({ event }) => event.kind === kind))
  return markup`<ul class="legend">${present.map(
    ([, { word, colour, shape }]) =>
      markup`<li><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><g fill="${colour}" stroke="${colour}">${shape(8, 8)}</g></svg>${word}</li>`,
  )}</ul>`
}
