import type { ListingEvent } from '../../model/listing.ts'
import { isRise } from '../../model/price-bounds.ts'
import type { RuleEvent } from '../../model/rule.ts'
import { Price } from '../../model/signal.ts'
import type { Judged } from '../happening.ts'

/**
 * All that a listing event is to the rules. Its kind is the first of what changed; where that is a price, a sample that
 * came with it, or another contact, is said too: a rule that does not care for a rise must not miss them. Who shows an
 * offer elsewhere every day is heard of once; from then on he bumps it.
 */
export function ruleEventsOf(
  { kind, changes }: Pick<ListingEvent, 'kind' | 'changes'>,
  { isRepeat = false }: Pick<Judged, 'isRepeat'> = {},
): RuleEvent[] {
  if (kind === 'seen-elsewhere' && isRepeat) return ['bumped']
  if (kind !== 'repriced') return [kind]
  const changed = (field: string): ListingEvent['changes'][number] | undefined =>
    changes.find((change) => change.field === field)
  const before = changed('contacts')?.before
  return [
    isHigher(changed('price')) ? 'price-rise' : 'price-drop',
    'repriced',
    ...(changed('sample') ? (['sample-added'] as const) : []),
    ...(Array.isArray(before) && before.length > 0 ? (['contact-changed'] as const) : []),
  ]
}

/** What cannot be compared is no rise: it may be what a buyer was waiting for. */
function isHigher(change: ListingEvent['changes'][number] | undefined): boolean {
  const [before, after] = [Price.safeParse(change?.before), Price.safeParse(change?.after)]
  return before.success && after.success && isRise(before.data, after.data)
}
