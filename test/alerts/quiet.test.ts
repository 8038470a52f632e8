import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayComeAt, memoryOf, type Said, usualRate } from '../../alerts/quiet.ts'
import { Quiet, Rate } from '../../model/quiet.ts'

const minute = 60_000
const day0 = Date.parse('2026-03-01T00:00:00Z')
const at = (minutes: number): Date => new Date(day0 + minutes * minute)
const quiet = (written: object): Quiet => Quiet.parse(written)

test('the first alert of a quiet day comes at once, whatever is written', () => {
  const rule = quiet({ group: '10m', rate: '1/d', quiet: { hours: '22:00-07:00' } })
  expect(mayComeAt(rule, usualRate, { severity: 0, said: [], now: at(600) })).toEqual(at(600))
})

test.each([
  ['10m', 'none', 9, 10],
  ['10m', 'none', 10, 10],
  ['10m', 'none', 11, 11],
  ['10m', '20/h', 3, 10],
  ['0s', '1/h', 1, 15], // beyond the rate: a quarter of its time later
  ['0s', '1/h', 59, 59],
  ['0s', '2/h', 1, 1],
  ['0s', '1/d', 1, 60], // an hour at most
])(
  'after one message, with group %s and rate %s, the alert of minute %i comes at minute %i',
  (group, rate, now, then) => {
    const rule = quiet({ group, rate })
    const said = [{ at: at(0), alone: true }]
    expect(
      mayComeAt(rule, rule.rate === 'none' ? null : (rule.rate ?? null), { severity: 50, said, now: at(now) }),
    ).toEqual(at(then))
  },
)

test('what is written wrongly is refused, with an example', () => {
  const complaint = (written: object): string | undefined => Quiet.safeParse(written).error?.issues[0]?.message
  expect(complaint({ rate: '20 an hour' })).toContain('"20/h"')
  expect(complaint({ quiet: { hours: '00:00-24:00' } })).toContain('some of the day')
  expect(complaint({ quiet: { hours: '22-7' } })).toContain('Asia/Jakarta')
})

/** The same, asked minute by minute. */
function naively(rule: Quiet, rate: Rate | null, severity: number, said: readonly Said[], now: number): number {
  const minutes = said.map((one) => ({ ...one, at: (one.at.getTime() - day0) / minute }))
  const jakarta = (t: number): number => (t + 7 * 60) % 1_440
  for (let t = now; ; t += 1) {
    const isGrouped = minutes.some((one) => t < one.at + rule.group / minute)
    const alone = rate === null ? [] : minutes.filter((one) => one.alone && one.at > t - rate.perMs / minute)
    const isOver = rate !== null && alone.length >= rate.count
    const isSoonAfter = rate !== null && minutes.some((one) => t < one.at + Math.min(rate.perMs / 4 / minute, 60))
    const isNight =
      rule.quiet !== undefined && (jakarta(t) >= 22 * 60 || jakarta(t) < 7 * 60) && severity < rule.quiet.over
    if (!isGrouped && !(isOver && isSoonAfter) && !isNight) return t
  }
}

const rules = fc.record({
  group: fc.constantFrom('0s', '10m', '3h'),
  rate: fc.constantFrom('none', '1/h', '3/h', '20/h', '4/d'),
  ...{ quiet: fc.constantFrom(undefined, { hours: '22:00-07:00 Asia/Jakarta', over: 80 }) },
})
const pasts = fc.array(fc.record({ minute: fc.integer({ min: 0, max: 2_880 }), alone: fc.boolean() }), {
  maxLength: 30,
})

test('it is the first minute that breaks no rule', () => {
  fc.assert(
    fc.property(rules, pasts, fc.integer({ min: 0, max: 100 }), fc.nat(1_500), (written, past, severity, later) => {
      const rule = quiet(written)
      const rate = rule.rate === 'none' || rule.rate === undefined ? null : rule.rate
      const now = Math.max(0, ...past.map((one) => one.minute)) + later
      const said = past.map((one) => ({ at: at(one.minute), alone: one.alone }))
      const found = mayComeAt(rule, rate, { severity, said, now: at(now) })
      expect(found).toEqual(at(naively(rule, rate, severity, said, now)))
      // What is forgotten decides nothing.
      const known = said.filter((one) => one.at.getTime() > at(now).getTime() - memoryOf(rule, rate))
      expect(mayComeAt(rule, rate, { severity, said: known, now: at(now) })).toEqual(found)
    }),
  )
})

test('a flood comes as few messages, each alert in one of them, and none much later than the rate says', () => {
  const times = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(times, fc.constantFrom('3/h', '20/h'), (minutes, written) => {
      const rate = Rate.parse(written)
      if (rate === 'none') throw new Error('there is a rate')
      const messages: { minute: number; alone: boolean; alerts: number[] }[] = []
      const waiting = new Map<number, number[]>()
      for (let now = 0; now <= 700; now += 1) {
        const due = [...waiting].filter(([until]) => until <= now)
        for (const [until] of due) waiting.delete(until)
        if (due.length > 0) messages.push({ minute: now, alone: false, alerts: due.flatMap(([, alerts]) => alerts) })
        for (const alert of minutes.filter((one) => one === now)) {
          const said = messages.map((message) => ({ at: at(message.minute), alone: message.alone }))
          const then = (mayComeAt(quiet({}), rate, { severity: 90, said, now: at(now) }).getTime() - day0) / minute
          if (then === now) messages.push({ minute: now, alone: true, alerts: [alert] })
          else waiting.set(Math.ceil(then), [...(waiting.get(Math.ceil(then)) ?? []), alert])
        }
      }
      expect(messages.flatMap(({ alerts }) => alerts).sort((a, b) => a - b)).toEqual(minutes.sort((a, b) => a - b))
      for (const { minute: told, alerts } of messages)
        for (const alert of alerts) expect(told - alert).toBeLessThanOrEqual(15)
      for (const { minute: end } of messages)
        expect(messages.filter((one) => one.minute > end - 60 && one.minute <= end).length).toBeLessThanOrEqual(
          rate.count + 4,
        )
    }),
  )
})
