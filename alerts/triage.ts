import type { ListingEventKind } from '../model/listing.ts'
import type { AlertState, Refusal, Triage, TriageAction, TriageWish } from '../model/triage.ts'

/** A snooze is for a while: what is to be left for longer is closed. */
export const longestSnoozeMs = 90 * 86_400_000

/** What becomes of a wish: done, or there already, or not to be done. */
export type Decision =
  | { outcome: 'done'; after: Triage }
  | { outcome: 'unchanged' }
  | { outcome: 'refused'; because: Refusal }

/** In which states each action does something. In the state that it would lead to, there is nothing left to do. */
const from: Record<TriageAction, readonly AlertState[]> = {
  acknowledge: ['new', 'escalated', 'snoozed'],
  assign: ['new', 'acknowledged', 'assigned', 'escalated', 'snoozed'],
  escalate: ['new', 'acknowledged', 'assigned', 'snoozed'],
  snooze: ['new', 'acknowledged', 'assigned', 'escalated', 'snoozed'],
  // Judging an alert after its case was closed is how precision is learnt.
  'false-positive': ['new', 'acknowledged', 'assigned', 'escalated', 'snoozed', 'closed'],
  close: ['new', 'acknowledged', 'assigned', 'escalated', 'snoozed'],
  reopen: ['snoozed', 'false-positive', 'closed'],
}

/** What an action makes of an alert. */
const to: Record<TriageAction, AlertState> = {
  acknowledge: 'acknowledged',
  assign: 'assigned',
  escalate: 'escalated',
  snooze: 'snoozed',
  'false-positive': 'false-positive',
  close: 'closed',
  reopen: 'new',
}

/** Which state an action leads to. */
export const stateAfter = (action: TriageAction): AlertState => to[action]

/** What can be done in a state, as buttons have it: none that would be refused or change nothing. */
export const actionsIn = (state: AlertState): TriageAction[] =>
  (Object.keys(from) as TriageAction[]).filter((action) => from[action].includes(state))

/**
 * Judges a wish by what stands. The same wish twice changes nothing the second time; of two different ones the second is
 * judged by what the first has made of it.
 */
export function decide(triage: Triage, wish: TriageWish, now: Date): Decision {
  const { action } = wish
  if (isThere(triage, wish)) return { outcome: 'unchanged' }
  const { state } = triage
  if (!from[action].includes(state))
    return { outcome: 'refused', because: state === 'false-positive' ? 'false-positive' : 'closed' }
  if (wish.action === 'snooze') {
    const ahead = wish.until.getTime() - now.getTime()
    if (ahead <= 0) return { outcome: 'refused', because: 'past' }
    if (ahead > longestSnoozeMs) return { outcome: 'refused', because: 'too-long' }
  }
  return {
    outcome: 'done',
    after: {
      state: to[action],
      assignee: wish.action === 'assign' ? wish.to : triage.assignee,
      snoozedUntil: wish.action === 'snooze' ? wish.until : null,
      revision: triage.revision + 1,
    },
  }
}

/** Whether what is wished stands already. Whoever is given an alert has it: acknowledging adds nothing. */
function isThere({ state, assignee, snoozedUntil }: Triage, wish: TriageWish): boolean {
  if (wish.action === 'assign') return state === 'assigned' && assignee === wish.to
  if (wish.action === 'snooze') return state === 'snoozed' && snoozedUntil?.getTime() === wish.until.getTime()
  if (wish.action === 'acknowledge') return state === 'acknowledged' || state === 'assigned'
  if (wish.action === 'reopen') return from.close.includes(state) && state !== 'snoozed'
  return state === to[wish.action]
}

/** Why not, and what to do. */
export const refusalWords: Record<Refusal, string> = {
  closed: 'it is closed: reopen it first',
  'false-positive': 'it stands as a false positive: reopen it first',
  past: 'a snooze ends in the future: give it some time',
  'too-long': 'a snooze is 90 days at most: close it instead',
  overtaken: 'somebody else did something with it meanwhile: look at it again',
}

/**
 * What the triage of an alert says of a further change of its listing: told, or kept without telling. A snooze tells of
 * what it kept when it is over.
 */
export type Hearing = 'told' | 'kept'

/** Changes that make a closed case one again. */
const revives: ReadonlySet<ListingEventKind> = new Set(['reopened', 'seen-elsewhere'])

/**
 * Whether a change is told under an alert. A false positive keeps silent about its listing, a closed one about all but
 * its coming back; a snoozed one speaks when its time is over. Acknowledging silences nothing.
 */
export function hearingOf(triage: Pick<Triage, 'state'>, event: ListingEventKind): Hearing {
  if (triage.state === 'closed') return isRevived(triage, event) ? 'told' : 'kept'
  return triage.state === 'false-positive' || triage.state === 'snoozed' ? 'kept' : 'told'
}

/** Whether a change makes a closed alert a new one again. */
export const isRevived = ({ state }: Pick<Triage, 'state'>, event: ListingEventKind): boolean =>
  state === 'closed' && revives.has(event)

/** What others are to hear of: that it goes to them, and that it is back. What came in a snooze is told with that. */
export const isNews = (before: Pick<Triage, 'state'>, { action }: Pick<TriageWish, 'action'>): boolean =>
  action === 'escalate' ||
  (before.state === 'snoozed' && (action === 'reopen' || action === 'acknowledge' || action === 'assign'))
