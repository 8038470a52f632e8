import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actionsIn, decide, hearingOf, refusalWords, stateAfter } from '../../alerts/triage.ts'
import { ListingEventKind } from '../../model/listing.ts'
import { type AlertState, type Triage, TriageAction, type TriageWish } from '../../model/triage.ts'

// What may be done with an alert, and what it makes of it: by tables and by any order of wishes.

const now = new Date('2021-05-12T14:00:00Z')
const later = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000)
const fresh: Triage = { state: 'new', assignee: null, snoozedUntil: null, revision: 0 }

function wish(action: TriageAction): TriageWish {
  if (action === 'assign') return { action, to: 'rina', reason: null }
  if (action === 'snooze') return { action, until: later(4), reason: null }
  if (action === 'false-positive') return { action, reason: 'another company' }
  return { action, reason: null }
}

/** An alert with which these things were done, one after the other. */
const after = (...actions: TriageAction[]): Triage =>
  actions.reduce((triage, action) => {
    const decision = decide(triage, wish(action), now)
    return decision.outcome === 'done' ? decision.after : triage
  }, fresh)

test.each<[TriageAction[], AlertState]>([
  [['acknowledge'], 'acknowledged'],
  [['acknowledge', 'assign'], 'assigned'],
  [['assign', 'acknowledge'], 'assigned'],
  [['escalate', 'acknowledge'], 'acknowledged'],
  [['snooze', 'acknowledge'], 'acknowledged'],
  [['snooze', 'reopen'], 'new'],
  [['close', 'acknowledge'], 'closed'],
  [['close', 'false-positive'], 'false-positive'],
  [['false-positive', 'close'], 'false-positive'],
  [['false-positive', 'snooze'], 'false-positive'],
  [['false-positive', 'reopen'], 'new'],
])('%j makes a new alert %s', (actions, state) => {
  expect(after(...actions).state).toBe(state)
})

test('who has it is remembered when it is snoozed or closed, and until when only while it is snoozed', () => {
  expect(after('assign', 'snooze')).toEqual({ state: 'snoozed', assignee: 'rina', snoozedUntil: later(4), revision: 2 })
  expect(after('assign', 'snooze', 'close')).toMatchObject({ assignee: 'rina', snoozedUntil: null, revision: 3 })
})

test('the same wish twice changes nothing; another one, as a new time or another person, does', () => {
  expect(decide(after('snooze'), wish('snooze'), now)).toEqual({ outcome: 'unchanged' })
  const longer = decide(after('snooze'), { action: 'snooze', until: later(8), reason: null }, now)
  expect(longer).toMatchObject({ outcome: 'done', after: { snoozedUntil: later(8), revision: 2 } })
  expect(decide(after('assign'), { action: 'assign', to: 'budi', reason: null }, now)).toMatchObject({
    outcome: 'done',
  })
})

test('a snooze ends in the future, and not in a year', () => {
  const snooze = (until: Date) => decide(fresh, { action: 'snooze', until, reason: null }, now)
  expect(snooze(now)).toMatchObject({ outcome: 'refused', because: 'past' })
  expect(snooze(later(24 * 365))).toMatchObject({ outcome: 'refused', because: 'too-long' })
})

test('what is refused says what to do', () => {
  expect(decide(after('close'), wish('acknowledge'), now)).toEqual({ outcome: 'refused', because: 'closed' })
  expect(decide(after('false-positive'), wish('snooze'), now)).toMatchObject({ because: 'false-positive' })
  for (const words of Object.values(refusalWords)) expect(words).toMatch(/: \w+/)
})

test('after any wishes in any order: buttons do what they say, repeats do nothing, each step counts one', () => {
  const actions = fc.array(fc.constantFrom(...TriageAction.options), { maxLength: 12 })
  fc.assert(
    fc.property(actions, fc.constantFrom(...TriageAction.options), (before, action) => {
      const triage = after(...before)
      expect(triage.snoozedUntil !== null).toBe(triage.state === 'snoozed')
      const decision = decide(triage, wish(action), now)
      if (decision.outcome !== 'done') return
      expect(actionsIn(triage.state)).toContain(action)
      expect(decision.after).toMatchObject({ state: stateAfter(action), revision: triage.revision + 1 })
      expect(decide(decision.after, wish(action), now)).toEqual({ outcome: 'unchanged' })
    }),
  )
})

test('what is told under an alert: by its state and the change', () => {
  const told = (state: AlertState) => ListingEventKind.options.filter((event) => hearingOf({ state }, event) === 'told')
  for (const state of ['new', 'acknowledged', 'assigned', 'escalated'] as const)
    expect(told(state)).toEqual(ListingEventKind.options)
  expect(told('false-positive')).toEqual([])
  expect(told('snoozed')).toEqual([])
  expect(told('closed')).toEqual(['reopened', 'seen-elsewhere'])
})
