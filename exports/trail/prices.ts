import type { Price } from '../../model/signal.ts'
import type { TimelineEntry } from '../../model/timeline.ts'
import { numberWords, priceWords } from '../../model/words.ts'
import type { Axis } from './axis.ts'
import { grid, momentOf, width } from './lanes.ts'
import { type Markup, markup } from './markup.ts'
import { rowOf } from './row.ts'

const top = 16
const bottom = 132
/** One line an offer, told apart by its colour; of more, the first are drawn again. */
const colours = ['#0550ae', '#a40e26', '#116329', '#8250df', '#9a6700', '#1b7c83'] as const

interface Priced {
  entry: TimelineEntry
  price: Price
  /** What the price buys, beside the currency: only the same is compared. */
  unit: string
}

const unitOf = ({ currency, per }: Price): string =>
  per === 'dataset' ? currency : `${currency} per ${per === '1000' ? '1,000' : per}`

/** The least round number that is not below a price: 1, 2 or 5 times a power of ten. */
function ceilingOf(amount: number): number {
  const power = 10 ** Math.floor(Math.log10(amount))
  return ([1, 2, 5].find((factor) => factor * power >= amount) ?? 10) * power
}

/** The prices of each offer over time: steps, as a price stands until it is changed. A drawing for each unit of two prices or more. */
export function prices(entries: readonly TimelineEntry[], axis: Axis, when: (moment: Date) => string): Markup[] {
  const all = entries.flatMap((entry): Priced[] => {
    const { price } = entry.signal
    return price ? [{ entry, price, unit: unitOf(price) }] : []
  })
  return [...grouped(all, ({ unit }) => unit)]
    .filter(([, priced]) => priced.length > 1)
    .map(
      ([unit, priced]) =>
        markup`<figure><figcaption>Prices in ${unit}</figcaption>${chart(unit, priced, axis, when)}</figure>`,
    )
}

function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one])
  return groups
}

function chart(unit: string, priced: readonly Priced[], axis: Axis, when: (moment: Date) => string): Markup {
  const ceiling = ceilingOf(priced.reduce((most, { price }) => Math.max(most, price.amount), 0))
  const heightOf = ({ price }: Priced): number =>
    Math.round((bottom - (price.amount / ceiling) * (bottom - top)) * 10) / 10
  const offers = grouped(priced, ({ entry }) => entry.listing.id)
  const lines = [...offers.values()].map((steps, at) => {
    const colour = colours[at % colours.length] ?? colours[0]
    const points = steps.map((one) => ({ x: axis.place(momentOf(one.entry)), y: heightOf(one), one }))
    const d = points.map(({ x, y }, step) => (step === 0 ? `M${x} ${y}` : `H${x}V${y}`)).join('')
    return markup`<g fill="${colour}" stroke="${colour}"><path class="step" d="${d}"/>${points.map(
      ({ x, y, one }) =>
        markup`<circle cx="${x}" cy="${y}" r="4"><title>${`${when(momentOf(one.entry))} ${priceWords(one.price)}: ${rowOf(one.entry).title}`}</title></circle>`,
    )}</g>`
  })
  const levels = [0, ceiling / 2, ceiling].map((amount) => {
    const y = bottom - (amount / ceiling) * (bottom - top)
    return markup`<line class="level" x1="190" x2="${width}" y1="${y}" y2="${y}"/><text class="amount" x="180" y="${y + 4}" text-anchor="end">${numberWords(amount)}</text>`
  })
  return markup`<svg viewBox="0 0 ${width} ${bottom + 26}" role="img" aria-label="${`Prices in ${unit} over time`}">${levels}${grid(axis, top, bottom)}${lines}</svg>`
}
