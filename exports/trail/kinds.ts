import type { ListingEventKind } from '../../model/listing.ts'
import { type Markup, markup } from './markup.ts'

/** How a kind of event is drawn: its word, its colour, its shape around a point, and its line within a lane. */
export interface Drawn {
  word: string
  colour: string
  line: 0 | 1 | 2
  shape(x: number, y: number): Markup
}

const circle = (x: number, y: number): Markup => markup`<circle cx="${x}" cy="${y}" r="6"/>`
const ring = (x: number, y: number): Markup => markup`<circle class="hollow" cx="${x}" cy="${y}" r="5"/>`
const dot = (x: number, y: number): Markup => markup`<circle cx="${x}" cy="${y}" r="3"/>`
const square = (x: number, y: number): Markup => markup`<rect x="${x - 5.5}" y="${y - 5.5}" width="11" height="11"/>`
const path =
  (draw: (x: number, y: number) => string, className = '') =>
  (x: number, y: number): Markup =>
    markup`<path class="${className}" d="${draw(x, y)}"/>`
const diamond = path((x, y) => `M${x} ${y - 6}l6 6l-6 6l-6-6z`)
const triangle = path((x, y) => `M${x} ${y + 6}l-6.5-11h13z`)
const plus = path((x, y) => `M${x} ${y - 6}v12m-6-6h12`, 'hollow')
const bar = path((x, y) => `M${x - 6} ${y - 3}h12v6h-12z`)
const arrow = path((x, y) => `M${x - 6} ${y}h11m-4-4l4 4l-4 4`, 'hollow')
const cross = path((x, y) => `M${x - 5} ${y - 5}l10 10m0-10l-10 10`, 'hollow')

/** Offers begin on the upper line of a lane, change on the middle one, and end on the lower. Shape and colour both tell. */
export const kinds: Readonly<Record<ListingEventKind, Drawn>> = {
  opened: { word: 'opened', colour: '#0550ae', line: 0, shape: circle },
  reopened: { word: 'reopened', colour: '#0550ae', line: 0, shape: ring },
  'seen-elsewhere': { word: 'seen elsewhere', colour: '#8250df', line: 0, shape: ring },
  repriced: { word: 'repriced', colour: '#9a6700', line: 1, shape: triangle },
  'sample-added': { word: 'sample added', colour: '#bf3989', line: 1, shape: plus },
  'contact-changed': { word: 'contact changed', colour: '#1b7c83', line: 1, shape: bar },
  moved: { word: 'moved', colour: '#57606a', line: 1, shape: arrow },
  edited: { word: 'edited', colour: '#57606a', line: 1, shape: diamond },
  bumped: { word: 'bumped', colour: '#57606a', line: 1, shape: dot },
  sold: { word: 'sold', colour: '#116329', line: 2, shape: square },
  removed: { word: 'removed', colour: '#a40e26', line: 2, shape: cross },
}
