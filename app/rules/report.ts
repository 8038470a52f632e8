import pc from 'picocolors'
import { composeListing } from '../../alerts/message/compose.ts'
import { drawn } from '../../model/drawn.ts'
import { numberWords, timeWords } from '../../model/words.ts'
import type { Sql } from '../../store/database.ts'
import { listingById, signalsOf } from '../../store/listings.ts'
import { postsById } from '../../store/posts.ts'
import { dayOf, type Outcome, type WouldBe } from './outcome.ts'
import type { Replay } from './replay.ts'

const dayMs = 86_400_000
/** Signs of a drawing, at most: one for a day, or for several. */
const widestDrawing = 60
/** So many alerts a day are read by nobody. */
const flood = 20
/** Severities at which a flood is tried. */
const severities = [50, 60, 70, 80, 90]

/** An alert that would have been, in words. */
export interface Example {
  at: Date
  event: string
  subject: string
  reasons: string[]
}

/** Puts an alert into the words in which it would have come, as far as its post is still kept. */
export async function exampleOf(sql: Sql, { event, targetId, hit }: WouldBe): Promise<Example | null> {
  const listing = await listingById(sql, event.listingId)
  const [stored] = await postsById(sql, [event.postId])
  const signal = listing && (await signalsOf(sql, listing.id)).get(event.postId)
  if (!listing || !stored || !signal) return null
  const { listing: then, platform: _platform, site: _site, isRepeat: _isRepeat, at: _at, ...happened } = event
  const happening = { event: happened, listing: { ...listing, ...then }, signal, post: stored.post, targetId }
  const story = { ...happening, reliability: 'F' as const, seller: null, account: null, past: null, kin: [], press: [] }
  const { subject, reasons } = composeListing(story, hit, event.seenAt)
  return { at: event.seenAt, event: event.kind, subject, reasons: reasons.slice(1) }
}

/** Days of a replay, the first and the last among them. */
const daysOf = ({ since, until }: Pick<Replay, 'since' | 'until'>): string[] => {
  const days: string[] = []
  for (let at = Date.parse(dayOf(since)); at < until.getTime(); at += dayMs) days.push(dayOf(new Date(at)))
  return days
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)

/** The figures of one rule. */
export function figuresOf({ opened, changes, byDay }: Outcome, replay: Pick<Replay, 'since' | 'until'>) {
  const days = daysOf(replay)
  const counts = days.map((day) => byDay.get(day) ?? 0)
  const most = Math.max(0, ...counts)
  return {
    ...{ alerts: opened + changes, opened, changes, days: days.length },
    perDay: days.length === 0 ? 0 : (opened + changes) / days.length,
    worstDay: most === 0 ? null : { day: days[counts.indexOf(most)] ?? '', alerts: most },
    counts: Object.fromEntries(days.map((day, at) => [day, counts[at] ?? 0])),
  }
}

/** A row of bars, a sign a day, or as many days as make it fit. */
function drawing(counts: readonly number[]): { bars: string; days: number } {
  const days = Math.max(1, Math.ceil(counts.length / widestDrawing))
  const signs = Array.from({ length: Math.ceil(counts.length / days) }, (_, at) =>
    sum(counts.slice(at * days, (at + 1) * days)),
  )
  return { bars: drawn(signs).replaceAll(' ', '·'), days }
}

/** One decimal below ten. */
const rate = (perDay: number): string => (perDay < 10 ? perDay.toFixed(1) : numberWords(Math.round(perDay)))

/** What a rule would have sent, for a person to read. */
export function outcomeLines(outcome: Outcome, replay: Replay, examples: readonly Example[]): string[] {
  const { rule } = outcome
  const { alerts, opened, changes, days, perDay, worstDay, counts } = figuresOf(outcome, replay)
  const head = `${pc.bold(rule.id)} ${pc.dim(`to ${rule.channels.join(', ')}`)}`
  if (worstDay === null) return [head, `  nothing in ${days} days`]
  const { bars, days: each } = drawing(Object.values(counts))
  return [
    head,
    `  ${numberWords(alerts)} alerts in ${days} days, ${rate(perDay)} a day: ${numberWords(opened)} of new offers, ${numberWords(changes)} of what became of them`,
    `  on the worst day, ${worstDay.day}: ${numberWords(worstDay.alerts)}`,
    `  ${pc.cyan(bars)}  ${pc.dim(`${dayOf(replay.since)} to ${dayOf(replay.until)}, a sign is ${each === 1 ? 'a day' : `${each} days`}`)}`,
    ...(perDay > flood ? [`  ${pc.yellow(floodWords(outcome, days))}`] : []),
    ...examples.flatMap((example) => [
      `  ${timeWords(example.at)}  ${example.subject}`,
      ...example.reasons.slice(0, 3).map((reason) => pc.dim(`      ${reason}`)),
    ]),
  ]
}

function floodWords({ bySeverity, rule }: Outcome, days: number): string {
  const tried = severities.filter((least) => least > rule.minSeverity)
  const words = tried.map((least) => `${rate(sum(bySeverity.slice(least)) / days)} with minSeverity: ${least}`)
  return `more than anybody reads: narrow it. A day it would be ${words.join(', ') || 'as many whatever its severity'}`
}
