import type { Intent } from '../../../model/signal.ts'
import type { Reader } from '../../signals/field.ts'
import type { Evidence } from './evidence.ts'
import { asksRansom, isPressing } from './pressure.ts'

/** A leak site's lot: offered to whoever bids, its owner unnamed. */
const lot =
  /(?<![a-z])(?:lot ?(?:#|no\.?|n°)? ?\d|shelf \d|starting bid|start price|opening bid|opens at|highest bid|bidding|bidders|min\.? step|one hand|premium|bids:|everyone can buy|buy now|blitz|no name before|name (?:is|will be) (?:shown|given|told) )/

/** A gang's own page is about a victim, unless it offers a lot to whoever bids or speaks of the gang itself. */
export const onLeakSite = (
  reader: Reader,
  { first, acts, hasPrice, classes, goods, loot, isLesson }: Evidence,
): Intent | undefined => {
  if (goods > 0 && lot.test(`${reader.title}\n${reader.text.slice(0, 3_000)}`)) return 'sale'
  if (first.has('threatens')) return 'extortion'
  // "We have 88 GB" sells nothing.
  if (acts.sale && acts.sale.hit.value !== 'has' && hasPrice && goods >= 3 && !first.has('presses')) return 'sale'
  const country = reader.of('countries').length > 0
  const signs = [
    classes > 0,
    loot.size ?? loot.time,
    country,
    first.has('publishes'),
    first.has('presses'),
    first.has('claims'),
  ]
  // "They called it maintenance", says a gang of a victim whose loot it shows; "Change of heart?", asks its title.
  const speaksOfItself = first.has('house') || isLesson || first.get('hires')?.part === 'title'
  const isHouse = speaksOfItself && !(loot.size && classes >= 2)
  return signs.filter(Boolean).length >= 2 && !first.has('moderates') && !isHouse ? 'extortion' : undefined
}

/** Somebody is pressed: by a threat, by words of pressure with a time, a coin's price or data that is called his, or by the shape. */
export const isExtortion = (reader: Reader, evidence: Evidence): boolean => {
  const { weight, first, goods, yours, acts, loot } = evidence
  if (goods + 2 * yours < 2) return false
  // Who sells data addresses buyers, whatever the text threatens.
  if (acts.sale?.hit.part === 'title' || ((acts.sale?.strength ?? 0) >= 5 && yours === 0)) return false
  if (first.has('threatens')) return true
  if (isPressing(reader, evidence)) return true
  const ransom = asksRansom(reader)
  const called = yours > 0 || first.has('addresses')
  if (!first.has('presses')) return Boolean(loot.time && ransom && called)
  return ransom || called || ((loot.time ?? (acts.sale ? undefined : loot.size)) !== undefined && weight.extortion >= 4)
}
