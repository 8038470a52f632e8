import { afterQuietHours, type Quiet, type Rate } from '../model/quiet.ts'

/** What people get of one rule where it says nothing else: more than that is a flood. */
export const usualRate: Rate = { count: 20, perMs: 3_600_000 }

/** A message in which a rule spoke over a channel, by the house's clock. */
export interface Said {
  at: Date
  /** One alert, sent as it came: what the rate counts. What had waited is not. */
  alone: boolean
}

/** What of the past decides: milliseconds that a message is remembered for. */
export const memoryOf = ({ group }: Quiet, rate: Rate | null): number => Math.max(group, rate?.perMs ?? 0)

/** Beyond the rate, so much lies between two messages: a quarter of its time, an hour at most. */
const cadence = ({ perMs }: Rate): number => Math.min(perMs / 4, 3_600_000)

/**
 * The first moment from `now` on at which an alert of this severity may be told, by what the rule has `said` over the
 * channel before. Until then it waits, and comes with everything else that waits. The first of a quiet day waits for
 * nothing.
 */
export function mayComeAt(
  quiet: Quiet,
  rate: Rate | null,
  { severity, said, now }: { severity: number; said: readonly Said[]; now: Date },
): Date {
  const last = Math.max(...said.map(({ at }) => at.getTime()))
  const rated = rate === null ? last : Math.min(last + cadence(rate), placeFrom(rate, said))
  return afterQuietHours(quiet.quiet, severity, new Date(Math.max(now.getTime(), last + quiet.group, rated)))
}

/** When the rate has room for an alert of its own: at once, or when the first of those that fill it is forgotten. */
function placeFrom({ count, perMs }: Rate, said: readonly Said[]): number {
  const alone = said.filter((one) => one.alone).map(({ at }) => at.getTime())
  const [filling] = alone.sort((one, other) => one - other).slice(-count)
  return filling === undefined || alone.length < count ? Number.NEGATIVE_INFINITY : filling + perMs
}
