import type { Quantity } from '../language/numbers.ts'
import { because } from '../language/reason.ts'
import type { Field, Hit, Reader } from './field.ts'

/** Bytes of a unit, decimal: sellers round, and nobody can check. 4G and 5G are networks. */
const units: readonly (readonly [bytes: number, pattern: RegExp])[] = [
  [1e15, /[ \u00a0]?(?:pb|пб|petabytes?)(?![\p{L}\p{N}/])/uy],
  [1e12, /[ \u00a0]?(?:tb|tib|тб|terabytes?|терабайт\p{L}{0,3})(?![\p{L}\p{N}/])/uy],
  [
    1e9,
    /[ \u00a0]?(?:gb|gib|гб|gigs?|gigas?|gigabytes?|гигабайт\p{L}{0,3}|гигов)(?![\p{L}\p{N}/])|(?<=\d\d)g(?![\p{L}\p{N}/])/uy,
  ],
  [1e6, /[ \u00a0]?(?:mb|mib|мб|megas?|megabytes?|мегабайт\p{L}{0,3})(?![\p{L}\p{N}/])/uy],
  [1e3, /[ \u00a0]?(?:kb|kib|кб|kilobytes?)(?![\p{L}\p{N}/])/uy],
]

/** How near a word has to stand to say what a size is of. */
const near = 16

/** Sizes that are looked at: a post of nothing else must not cost more than its length. */
const mostSizes = 100

const unitAt = (text: string, at: number): { bytes: number; end: number } | undefined => {
  for (const [bytes, pattern] of units) {
    pattern.lastIndex = at
    if (pattern.test(text)) return { bytes, end: pattern.lastIndex }
  }
  return undefined
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
    const found = (['title', 'text'] as const).flatMap((part) =>
      reader.quantities(part).flatMap((quantity) => {
        const unit = unitAt(reader[part], quantity.end)
        if (!unit) return []
        const value = Math.round(quantity.value * unit.bytes)
        if (value < 1 || !Number.isSafeInteger(value)) return []
        return [{ value, quantity, part, start: quantity.start, end: unit.end }]
      }),
    )
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
