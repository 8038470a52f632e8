import { expect, test } from 'vitest'
import { composeListing } from '../../alerts/message/compose.ts'
import { tellOnce, together } from '../../alerts/together.ts'
import { happeningWith, rule } from './happenings.ts'

// Several rules hit one event and share a channel: it hears of the event once.

const telling = (id: string, channelId: string, heldUntil?: Date) => ({
  id,
  alertId: `alert ${id}`,
  channelId,
  heldUntil,
})
const tellers = (tellings: Parameters<typeof tellOnce>[0]) =>
  Object.fromEntries(tellOnce(tellings).map(({ id, toldBy }) => [id, toldBy]))

test('each channel hears of an event once, from the first rule that has it', () => {
  const tellings = [telling('a', 'soc'), telling('b', 'cert'), telling('c', 'soc'), telling('d', 'soc')]
  expect(tellers(tellings)).toEqual({ a: null, b: null, c: 'a', d: 'a' })
})

test('a rule that waits does not keep another one waiting', () => {
  const [soon, late] = [new Date('2026-01-01T06:00:00Z'), new Date('2026-01-01T07:00:00Z')]
  expect(tellers([telling('a', 'soc', late), telling('b', 'soc', soon), telling('c', 'soc')])).toEqual({
    ...{ a: 'c', b: 'c', c: null },
  })
  expect(tellers([telling('a', 'soc', late), telling('b', 'soc', soon)])).toEqual({ a: 'b', b: null })
})

test('one message names the rules and reasons of all, under the TLP that lets the fewest see it', () => {
  const now = new Date('2026-01-01T00:00:00Z')
  const compose = (id: string, tlp: 'GREEN' | 'RED') =>
    composeListing(
      happeningWith(),
      { rule: { ...rule(), id, tlp }, reasons: [{ about: 'country', country: 'ID' }] },
      now,
    )
  const message = together([compose('wide', 'GREEN'), compose('narrow', 'RED')])
  expect(message.tlp).toBe('RED')
  expect(message.reasons.join('; ')).toMatch(/wide.*narrow/)
  expect(message.reasons.filter((reason) => /country/i.test(reason))).toHaveLength(1)
  expect(message).toMatchObject({ subject: compose('wide', 'GREEN').subject })
})
