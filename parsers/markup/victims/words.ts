import words from './words.json' with { type: 'json' }

/** What a label on a victim's card announces. `other` is what belongs to such cards and is not kept apart. */
export type Label = keyof typeof words.labels

const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()

const labels: ReadonlyMap<string, Label> = new Map(
  (Object.entries(words.labels) as [Label, string[]][]).flatMap(([label, terms]) =>
    terms.map((term) => [term, label] as const),
  ),
)

/** `Deadline:` → deadline; `null` for words that are no label as a whole. */
export const labelOf = (text: string): Label | null =>
  text.length > 60 ? null : (labels.get(fold(text).replace(/[\s:：.\-–—=]+$/, '')) ?? null)

/** `Data size: 120 GB` → size and `120 GB`. A value stands behind a colon, so that prose is none. */
export function labelled(text: string): { label: Label; value: string } | null {
  const [, name = '', value = ''] =
    /^[\s>*•·+\-–—]{0,6}([^:：=]{2,50})\s*[:：=]\s*(.*)$/s.exec(text.slice(0, 2_000)) ?? []
  const label = name === '' ? null : labelOf(name)
  return label === null ? null : { label, value: value.trim() }
}

const list = (terms: readonly string[]): ReadonlySet<string> => new Set(terms)
const [out, kept, alone] = [list(words.out), list(words.kept), list(words.alone)]
const bare = (text: string): string => fold(text).replace(/^[\s!.*#[\](){}«»"'|:–—-]+|[\s!.*#[\](){}«»"'|:–—-]+$/g, '')

/** Whether the data is out, by the words of a status; `null` for words that do not say. */
export function isOut(status: string): boolean | null {
  const said = bare(status.slice(0, 200))
  const share = /(\d{1,3}(?:[.,]\d+)?)\s*%/.exec(said)?.[1]
  if (share !== undefined) return Number(share.replace(',', '.')) > 0
  if (kept.has(said)) return false
  if (out.has(said)) return true
  // "Published (120 GB)", "not published, 3 days": what comes first says it; the longer phrase knows better.
  const start = (terms: ReadonlySet<string>): boolean =>
    [...terms].some((term) => term.length > 5 && said.startsWith(term) && !/^\p{L}/u.test(said.slice(term.length)))
  return start(kept) ? false : start(out) ? true : null
}

/** Whether a line is a status by itself: "PUBLISHED", "Leaked 35%". */
export function isStatus(line: string): boolean {
  const said = line.length > 60 ? '' : bare(line.replace(/\d{1,3}([.,]\d+)?\s*%/g, ' '))
  return said !== '' && alone.has(said.replace(/\s+/g, ' '))
}

const escaped = (terms: readonly string[]): string =>
  terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
const whole = (terms: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\d])(?:${escaped(terms)})(?![\\p{L}\\d])`, 'iu')

const trade = whole(words.trade)
const shop = whole(words.shop)

/** Whether a page speaks of leaks and ransoms, and of no shopping cart. */
export const isTrade = (text: string): boolean => trade.test(text) && !shop.test(text)

const units: readonly (readonly [number, string])[] = Object.entries(words.units)
  .map(([seconds, terms]) => [Number(seconds), escaped(terms.toSorted((a, b) => b.length - a.length))] as const)
  .sort(([a], [b]) => b - a)
const amount = new RegExp(`(\\d{1,5})\\s*(?:${units.map(([, terms]) => `(${terms})`).join('|')})(?![\\p{L}])`, 'giu')
const glue = /^[\s:,.|/()+-]*$/

/** Seconds of a countdown that is all of the text: "13D 04h 22m 10s", "3 days", "02:14:33:07"; `null` for other words. */
export function countdownOf(text: string): number | null {
  const said = text.slice(0, 120)
  const clock = /^\s*(?:(\d{1,4})\s*:\s*)?(\d{1,2})\s*:\s*(\d{2})\s*:\s*(\d{2})\s*$/.exec(said)
  if (clock) {
    const [days, hours, minutes, seconds] = clock.slice(1).map((digits) => Number(digits ?? 0))
    return (days ?? 0) * 86_400 + (hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0)
  }
  const parts = [...said.matchAll(amount)]
  if (parts.length === 0 || !glue.test(said.replace(amount, ' '))) return null
  return parts.reduce((sum, [, count, ...named]) => {
    const unit = units[named.findIndex((name) => name !== undefined)]?.[0] ?? 0
    return sum + Number(count) * unit
  }, 0)
}
