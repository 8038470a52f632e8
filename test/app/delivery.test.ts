import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliveryId } from '../../alerts/identify.ts'
import { composeOperator } from '../../alerts/message/compose.ts'
import { serve } from '../../app/service.ts'
import { upkeep } from '../../app/upkeep.ts'
import type { Alert, Message } from '../../model/alert.ts'
import { saveAlert } from '../../store/alerts.ts'
import { deadLetters } from '../../store/dead.ts'
import { pantau } from './cli.ts'
import { openTestHouse, type TestHouse, until } from './house.ts'
import { type MoodyReceiver, startMoody } from './moody.ts'

// From an alert's rows to its receiver, over a service at work: in order, at the receiver's pace, and through its bad days.

let receiver: MoodyReceiver
let house: TestHouse
let count = 0

beforeAll(async () => {
  receiver = await startMoody()
  const channel = (id: string, more = ''): string =>
    `  - { id: ${id}, type: webhook, url: "${receiver.url(id)}", secret: "\${HOOK_SECRET}", retry: 10ms${more} }`
  house = await openTestHouse(
    `targets: []
channels:
${['order', 'other', 'sick', 'strict', 'poison'].map((id) => channel(id)).join('\n')}
${channel('paced', ', pace: 100ms')}
${channel('desk', ', operator: true')}
${channel('dark', ', operator: true')}
work: { patience: 1s, freeSpace: 10MB }
`,
  )
  await serve(house, 'test', { schedule: true })
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await receiver.close()
})
beforeEach(() => {
  receiver.mood = () => 'take'
  receiver.taken.length = 0
  receiver.tries.length = 0
})

function alertOf(listingId: string, subject: string, reason = 'a reason'): Alert {
  const now = new Date()
  const message: Message = { ...composeOperator({ subject, facts: [], reasons: [reason] }, now), kind: 'listing' }
  const id = `alert ${count++}`
  const of = { id, rootId: id, ruleId: 'r', eventId: id, listingId, createdAt: now }
  return { ...of, message, translations: [], state: 'new' }
}

/** Writes an alert about a listing; tells its deliveries. */
function write(listingId: string, subject: string, ...channels: string[]): Promise<string[]> {
  const alert = alertOf(listingId, subject)
  const deliveries = channels.map((channelId) => ({ id: deliveryId(alert.id, channelId), channelId }))
  return saveAlert(house.database, alert, deliveries)
}

/** The same, handed to the queue. */
const raise = async (...of: Parameters<typeof write>): Promise<void> => house.mailroom.dispatch(await write(...of))

const takenBy = (channel: string): string[] =>
  receiver.taken.filter((arrival) => arrival.channel === channel).map(({ subject }) => subject)

test('of one listing nothing overtakes what was written before it, and other listings do not wait', async () => {
  let refusals = 3
  receiver.mood = (channel) => (channel === 'order' && refusals-- > 0 ? { status: 503 } : { after: 20 })
  for (const step of ['1', '2', '3', '4', '5']) await raise('a', `a${step}`, 'order')
  await raise('b', 'b1', 'other')
  await until(() => takenBy('order').length === 5)
  expect(takenBy('order')).toEqual(['a1', 'a2', 'a3', 'a4', 'a5'])
  expect(receiver.taken[0]?.subject).toBe('b1')
})

test('two rules that share a channel are heard there once, and what either says later stands under it', async () => {
  const [wide, narrow] = [alertOf('e', 'e1', 'the wide rule'), alertOf('e', 'e1', 'the narrow rule')]
  const [teller, along] = [wide, narrow].map(({ id }) => ({ id: deliveryId(id, 'order'), channelId: 'order' }))
  if (!teller || !along) throw new Error('no deliveries')
  const due = await saveAlert(house.database, wide, [teller])
  await saveAlert(house.database, narrow, [{ ...along, toldBy: teller.id }])
  await house.mailroom.dispatch(due)
  await until(() => receiver.taken.length === 1)
  await raise('e', 'e2', 'order')
  await until(() => receiver.taken.length === 2)
  expect(receiver.taken.map(({ key, thread, reasons }) => ({ key, thread, reasons }))).toEqual([
    { key: teller.id, thread: teller.id, reasons: ['the wide rule', 'the narrow rule'] },
    { key: expect.not.stringContaining(teller.id), thread: teller.id, reasons: ['a reason'] },
  ])
})

test('what hangs at one listing holds up no other over the same channel', async () => {
  receiver.mood = () => (receiver.tries.at(-1)?.subject === 'c1' ? { status: 503 } : 'take')
  await raise('c', 'c1', 'poison')
  await raise('c', 'c2', 'poison')
  for (const n of [1, 2, 3, 4, 5, 6]) await raise(`d${n}`, `d${n}`, 'poison')
  await until(() => takenBy('poison').length === 6)
  expect(takenBy('poison')).not.toContain('c2')
  receiver.mood = () => 'take'
  await until(() => takenBy('poison').length === 8)
  expect(takenBy('poison').filter((subject) => subject.startsWith('c'))).toEqual(['c1', 'c2'])
})

test('a channel is not asked faster than its receiver allows', async () => {
  for (let n = 1; n <= 6; n++) await raise(`p${n}`, `p${n}`, 'paced')
  await until(() => takenBy('paced').length === 6)
  const times = receiver.tries.filter(({ channel }) => channel === 'paced').map(({ at }) => at)
  for (const [n, at] of times.entries()) if (n > 0) expect(at - (times[n - 1] ?? 0)).toBeGreaterThan(60)
})

test('what a receiver asks to wait, all wait that go there', async () => {
  let isFirst = true
  receiver.mood = (channel) => {
    if (channel !== 'strict' || !isFirst) return 'take'
    isFirst = false
    return { status: 429, retryAfter: '1' }
  }
  await raise('s0', 's0', 'strict')
  await until(() => receiver.tries.length === 1)
  const refusedAt = receiver.tries[0]?.at ?? 0
  await new Promise((resolve) => setTimeout(resolve, 100)) // its answer is written down
  for (let n = 1; n <= 4; n++) await raise(`s${n}`, `s${n}`, 'strict')
  await until(() => takenBy('strict').length === 5)
  for (const { at } of receiver.tries.slice(1)) expect(at - refusedAt).toBeGreaterThan(950)
})

test('a channel that is down is asked by one at a time; the operator hears of it elsewhere, once, and when it is back', async () => {
  receiver.mood = (channel) => (channel === 'sick' || channel === 'dark' ? 'reset' : 'take')
  const subjects = Array.from({ length: 20 }, (_, n) => `x${n}`)
  for (const subject of subjects) await raise(subject, subject, 'sick')
  await until(() => takenBy('desk').some((subject) => subject.includes('sick is down')))
  const tries = receiver.tries.filter(({ channel }) => channel === 'sick')
  // Three before it is known, as many again that were under way, and a probe each for the rest.
  expect(tries.length).toBeLessThan(20)
  receiver.mood = (channel) => (channel === 'dark' ? 'reset' : 'take')
  await until(() => takenBy('sick').length === subjects.length)
  expect([...takenBy('sick')].sort()).toEqual([...subjects].sort())
  await until(() => takenBy('desk').some((subject) => subject.includes('sick takes messages again')))
  receiver.mood = () => 'take'
  await until(() => takenBy('dark').length > 0)
  const heard = takenBy('desk').filter((subject) => subject.includes('sick'))
  expect(heard).toEqual(['Channel sick is down: no alert gets through', 'Channel sick takes messages again'])
})

test('a key that is refused costs no alert: what waited goes out when it is right again, and what was given up too', async () => {
  receiver.mood = (channel) => (channel === 'sick' ? { status: 403 } : 'take')
  for (let n = 0; n < 8; n++) await raise(`k${n}`, `k${n}`, 'sick')
  const failures = async (): Promise<number> => {
    const rows = await house.database.query<{ failures: number }>(
      `select failures from pantau.channel_gates where channel_id = 'sick'`,
    )
    return rows[0]?.failures ?? 0
  }
  await until(async () => (await failures()) >= 4)
  receiver.mood = () => 'take'
  await until(() => takenBy('sick').length === 8)
})

test('what the queue lost, the sweep finds, and of a listing only what is first', async () => {
  receiver.mood = (channel) => (channel === 'order' ? { after: 10 } : 'take')
  for (const step of ['1', '2', '3']) await write('lost', `lost${step}`, 'order')
  await upkeep('sweep-deliveries', house)
  await until(() => takenBy('order').length === 3)
  expect(takenBy('order')).toEqual(['lost1', 'lost2', 'lost3'])
})

test('what was refused for good is listed with its reason, and sent again when somebody asks for it', async () => {
  const alerts = (...args: string[]) =>
    pantau(['alerts', ...args], { PANTAU_DATA: house.data, PANTAU_CONFIG: join(house.data, 'pantau.yaml') }).ended
  receiver.mood = (channel) => (channel === 'strict' ? { status: 413 } : 'take')
  const [id = ''] = await write('letter', 'a letter', 'strict')
  await house.mailroom.dispatch([id])
  await until(() => takenBy('desk').some((subject) => subject.includes('could not be delivered over strict')))
  receiver.mood = () => 'take'
  const [listed, wrong] = await Promise.all([alerts('dead', '--channel', 'strict'), alerts('retry', 'ffff')])
  expect(listed.stdout).toMatch(new RegExp(`${id.slice(0, 10)} .* strict +1 a letter\n.*answered 413: not now`))
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('begins with "ffff"') })
  const again = await alerts('retry', id.slice(0, 10))
  expect(again).toMatchObject({ code: 0, stdout: '1 to be sent again\n' })
  await until(() => takenBy('strict').includes('a letter'))
  expect(receiver.taken.find(({ subject }) => subject === 'a letter')?.key).toBe(id)
  expect(await deadLetters(house.database, { channelId: 'strict' })).toEqual([])
})
