import type { Quantity } from '../language/numbers/quantity.ts'
import { because } from '../language/reason.ts'
import type { Field, Hit, Reader } from './field.ts'

type Place = Pick<Hit, 'part' | 'start' | 'end'>

/** Bytes of a unit, decimal: sellers round, and nobody can check. */
const units: ReadonlyMap<string, number> = new Map(
  [
    [1e15, 'pb pib пб petabyte petabytes'] as const,
    [1e12, 'tb tib тб terabyte terabytes терабайт терабайта'] as const,
    [1e9, 'gb gib g гб gig gigs giga gigas gigabyte gigabytes гиг гига гигов гигабайт гигабайта'] as const,
    [1e6, 'mb mib мб mega megas megabyte megabytes мегабайт мегабайта'] as const,
    [1e3, 'kb kib кб kilobyte kilobytes килобайт'] as const,
  ].flatMap(([bytes, words]) => words.split(' ').map((word) => [word, bytes] as const)),
)
const unit = new RegExp(`[ \\u00a0]?(${[...units.keys()].join('|')})(?![\\p{L}\\p{N}/])`, 'uy')
/** "120G" is a size, "4G" and "5G" are networks. */
const network = /(?<!\d)\dg$/

/** How near a word has to stand to say what a size is of. */
const near = 16

/** Sizes that are looked at: a post of nothing else must not cost more than its length. */
const mostSizes = 100

const unitAt = (text: string, at: number): { bytes: number; end: number } | undefined => {
  unit.lastIndex = at
  const bytes = units.get(unit.exec(text)?.[1] ?? '')
  if (bytes === undefined || network.test(text.slice(Math.max(0, at - 2), at + 1))) return undefined
  return { bytes, end: unit.lastIndex }
}

interface Size extends Place {
  value: number
  quantity: Quantity
}

const sizesIn = (reader: Reader, part: Place['part']): Size[] => {
  const found: Size[] = []
  for (const quantity of reader.quantities(part)) {
    const measure = unitAt(reader[part], quantity.end)
    if (!measure) continue
    const value = Math.round(quantity.value * measure.bytes)
    if (value < 1 || !Number.isSafeInteger(value)) continue
    found.push({ value, quantity, part, start: quantity.start, end: measure.end })
  }
  return found
}

/** What is no size of the data: a machine's memory, a mobile plan, and the sample that is shown of it. */
const others = (reader: Reader): Hit[] => [
  ...reader.of('details').filter(({ value }) => value === 'hardware'),
  ...reader.of('sample'),
]

const isOf = (hit: Hit, reader: Reader, { start }: Quantity, end: number): boolean => {
  const [from, to] = hit.start >= end ? [end, hit.start] : [hit.end, start]
  return to - from >= 0 && to - from <= near && !/[\n,;.]/.test(reader[hit.part].slice(from, to))
}

/** How large the data is, in bytes: the largest size that is told. */
export const size: Field<'bytes'> = {
  id: 'bytes',
  reads: 'the size of the data, in bytes',
  read(reader) {
    const found = [...sizesIn(reader, 'title'), ...sizesIn(reader, 'text')]
    if (found.length === 0) return undefined
    const elsewhere = others(reader)
    const sizes = found
      .slice(0, mostSizes)
      .filter(
        ({ part, quantity, end }) => !elsewhere.some((hit) => hit.part === part && isOf(hit, reader, quantity, end)),
      )
    const [first] = sizes
    if (!first) return undefined
    const largest = sizes.reduce((most, one) => (one.value > most.value ? one : most), first)
    const words = reader.post[largest.part].slice(largest.start, largest.end)
    return { value: largest.value, reasons: [because('bytes', largest.value, `tells a size of "${words}"`, largest)] }
  },
}
