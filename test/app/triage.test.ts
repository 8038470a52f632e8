import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { visit } from '../../app/pipeline.ts'
import { serveCommands } from '../../app/remote-commands.ts'
import { actOn } from '../../app/triage/act.ts'
import { findAlert } from '../../app/triage/find.ts'
import { upkeep } from '../../app/upkeep.ts'
import type { Target } from '../../model/target.ts'
import type { TriageActor, TriageWish } from '../../model/triage.ts'
import { deliveriesOf, listAlerts, messagesOf, threadOf } from '../../store/thread.ts'
import { triageLog } from '../../store/triage.ts'
import { pantau } from './cli.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// What is done with alerts, and what it makes of what follows: through the whole line, and from the command line.

let world: World
let house: TestHouse
let target: Target
/** The house's clock: an hour a tick, where a test lets time pass. */
let late = 0
const now = (): Date => new Date(Date.now() + late)

beforeAll(async () => {
  world = await startWorld()
  house = await openTestHouse(
    `
targets:
  - { id: forum, type: forum, start: ["${world.sites.forum.url}/index.php"], allowPrivate: true, robots: ignore, limits: { delay: 1ms } }
rules:
  - id: all
    events: [opened, repriced, sold, reopened]
    channels: [out]
    escalate: { after: 30m, severity: 40, channels: [phone] }
  - { id: also, events: [opened], victims: [Koperasi Bersama], channels: [out, desk] }
channels:
  - { id: desk, type: webhook, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
  - { id: out, type: webhook, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
  - { id: phone, type: webhook, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}", language: id }
`,
    {},
    { now },
  )
  const [only] = house.config.targets
  if (!only) throw new Error('no target')
  target = only
  serveCommands(() => house, 'test')
  await visit(target, house.line)
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await world.close()
})

let offers = 0
/** Opens a thread with an offer, and gives the alert that it made, with a way to change its price. */
async function offer(name = 'Koperasi Contoh') {
  offers += 1
  const text = `Selling the member database of ${name} ${offers}, Indonesia. ${offers + 1},300,000 records: name, NIK, phone.\nPrice $900 in BTC. Telegram @pendatang_praktik`
  const title = `${name} ${offers} members database`
  const tid = world.forum.addThread('databases', { by: 'pendatang', prefix: 'SELLING', title, text })
  const post = world.forum.threads.find((thread) => thread.tid === tid)?.posts[0]
  expect(await visit(target, house.line)).toMatchObject({ alerts: 1 })
  const [alert] = await listAlerts(house.database, { limit: 1 })
  if (!post || !alert) throw new Error('no alert')
  /** Changes the offer, and looks: how many are told of it. */
  const changed = async (change: () => void): Promise<number> => {
    change()
    await house.database.query(`update pantau.watches set due_at = now() - interval '1 s' where post_id = $1`, [
      `forum/${post.pid}`,
    ])
    return (await visit(target, house.line)).alerts
  }
  return {
    alert,
    reprice: (price: number) => changed(() => world.forum.editPost(post.pid, text.replace('$900', `$${price}`))),
    rename: (to: string) => changed(() => world.forum.renameThread(tid, `${to} ${title}`)),
  }
}

const rina: TriageActor = { by: 'rina', via: 'cli', channelId: null, request: null }
const act = (id: string, wish: TriageWish, actor = rina) => actOn(id, wish, actor, { database: house.database, now })
const sentOf = async (id: string) => (await deliveriesOf(house.database, id)).length

test('acknowledging silences nothing; a false positive keeps what follows to itself, and the log says why', async () => {
  const { alert, reprice } = await offer()
  expect(await act(alert.id, { action: 'acknowledge', reason: null })).toMatchObject({ outcome: 'done' })
  expect(await reprice(800)).toBe(1)
  const verdict = { action: 'false-positive' as const, reason: 'another Contoh: 0812\u20610000\u20610001 says so\n' }
  // Whichever alert of the thread is named, the thread is meant.
  const update = (await threadOf(house.database, alert.id)).at(-1)
  expect(await act(update?.id ?? '', verdict)).toMatchObject({ id: alert.id, triage: { state: 'false-positive' } })
  expect(await reprice(700)).toBe(0)
  expect(await threadOf(house.database, alert.id)).toHaveLength(3)
  // The update that nobody had been sent is not sent any more.
  expect(await sentOf(alert.id)).toBe(1)
  expect(await triageLog(house.database, alert.id)).toMatchObject([
    { revision: 1, action: 'acknowledge', by: 'rina', via: 'cli', state: 'acknowledged' },
    { revision: 2, action: 'false-positive', reason: expect.stringMatching(/^another Contoh: 0812•{8} says so$/) },
  ])
  await expect(house.database.query(`update pantau.triage set by = 'nobody'`)).rejects.toThrow(/never changed/)
})

test('a closed case speaks when its offer comes back, and is a new one then', async () => {
  const { alert, reprice, rename } = await offer()
  await act(alert.id, { action: 'close', reason: 'done' })
  expect(await reprice(600)).toBe(0)
  expect(await rename('[SOLD]')).toBe(0)
  expect(await rename('again:')).toBe(1)
  const [row] = await listAlerts(house.database, { limit: 1 })
  expect(row).toMatchObject({ id: alert.id, state: 'new', updates: 3 })
  expect((await triageLog(house.database, alert.id)).at(-1)).toMatchObject({ action: 'reopen', via: 'pantau' })
})

test('of two who act at once one is first, and the other is told', async () => {
  const { alert } = await offer()
  const budi = { ...rina, by: 'budi' }
  const both = await Promise.all([
    act(alert.id, { action: 'close', reason: null }),
    act(alert.id, { action: 'assign', to: 'budi', reason: null }, budi),
  ])
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused'])
  const refused = both.find(({ outcome }) => outcome === 'refused')
  expect(refused).toMatchObject({ because: 'closed', last: { by: 'rina', action: 'close' } })
  // A signed request that comes a second time does nothing, whatever stands by then.
  const pressed = { ...rina, via: 'slack' as const, request: 'a signature' }
  expect(await act(alert.id, { action: 'reopen', reason: null }, pressed)).toMatchObject({ outcome: 'done' })
  await act(alert.id, { action: 'close', reason: null })
  expect(await act(alert.id, { action: 'reopen', reason: null }, pressed)).toMatchObject({ outcome: 'unchanged' })
  expect(await triageLog(house.database, alert.id)).toHaveLength(3)
})

/** Lets time pass on the house's clock, and has the chore done, twice at once. */
async function pass(minutes: number): Promise<void> {
  late += minutes * 60_000
  await Promise.all([upkeep('triage', house), upkeep('triage', house)])
}
/** What was told under an alert: over which channels, and how the message of each begins. */
async function toldUnder(id: string): Promise<string[]> {
  const [, ...updates] = await threadOf(house.database, id)
  const sent = await deliveriesOf(house.database, id)
  return updates.map((update) => {
    const channels = sent.filter(({ alertId }) => alertId === update.id).map(({ channelId }) => channelId)
    return `${channels.join(' ') || 'nobody'}: ${update.message.subject.replace(/:.*/, '')}`
  })
}

test('what nobody reacts to goes to others when the time is over: once, and never where somebody did', async () => {
  const [{ alert: ignored }, { alert: seen }, { alert: judged }] = [await offer(), await offer(), await offer()]
  await pass(29)
  await act(seen.id, { action: 'acknowledge', reason: null })
  await act(judged.id, { action: 'false-positive', reason: 'no' })
  expect(await toldUnder(ignored.id)).toEqual([])
  await pass(2)
  await pass(60)
  expect(await toldUnder(ignored.id)).toEqual(['phone: No reaction for 31m'])
  expect([await toldUnder(seen.id), await toldUnder(judged.id)]).toEqual([[], []])
  const [root, escalation] = await threadOf(house.database, ignored.id)
  expect(escalation?.message.facts.slice(0, 2)).toMatchObject([
    { label: 'Triage', value: expect.stringMatching(/^[\d: -]+ UTC escalated by itself$/) },
    { label: 'Told before', value: 'out not yet taken' },
  ])
  expect(escalation?.message.facts.slice(2)).toEqual(root?.message.facts)
  expect(escalation?.message.event).toBeNull()
  expect((await messagesOf(house.database, escalation?.id ?? '')).map(({ subject }) => subject.slice(0, 16))).toEqual([
    'No reaction for ',
    'Belum ditanggapi',
  ])
  expect(await triageLog(house.database, ignored.id)).toMatchObject([{ action: 'escalate', via: 'pantau' }])
})

test('a snooze keeps what comes, and ends by itself with all of it in one message; ended early, as well', async () => {
  const { alert, reprice } = await offer()
  await act(alert.id, { action: 'snooze', reason: null, until: new Date(now().getTime() + 2 * 3_600_000) })
  expect(await reprice(800)).toBe(0)
  expect(await reprice(700)).toBe(0)
  await pass(119)
  expect(await toldUnder(alert.id)).toEqual([expect.stringMatching(/^nobody/), expect.stringMatching(/^nobody/)])
  await pass(2)
  await pass(2)
  expect((await toldUnder(alert.id)).slice(2)).toEqual(['out: Changed while snoozed'])
  const [, , , back] = await threadOf(house.database, alert.id)
  expect(back?.message.facts.find(({ label }) => label === 'Since then')?.value).toMatch(/900.*800.*800.*700/)
  // It is new again, so its time begins again.
  await pass(31)
  expect((await toldUnder(alert.id)).slice(3)).toEqual(['phone: No reaction for 2h 34m'])

  await act(alert.id, { action: 'snooze', reason: null, until: new Date(now().getTime() + 3_600_000) })
  await reprice(600)
  await act(alert.id, { action: 'acknowledge', reason: null })
  await pass(61)
  expect((await toldUnder(alert.id)).slice(5)).toEqual(['out: Changed while snoozed'])
  // Nothing came in this one: whoever ends it has nothing to hear.
  await act(alert.id, { action: 'snooze', reason: null, until: new Date(now().getTime() + 3_600_000) })
  await act(alert.id, { action: 'close', reason: null })
  await pass(61)
  expect(await toldUnder(alert.id)).toHaveLength(6)
})

test('whoever answers a message that told of two rules’ alerts has answered for both', async () => {
  await offer('Koperasi Bersama')
  const both = await listAlerts(house.database, { limit: 2 })
  expect(both.map(({ ruleId }) => ruleId).sort()).toEqual(['all', 'also'])
  const [one, other] = both
  await act(one?.id ?? '', { action: 'close', reason: 'dealt with' })
  expect(await triageLog(house.database, other?.id ?? '')).toMatchObject([{ action: 'close', reason: 'dealt with' }])
})

test('somebody may escalate before the time', async () => {
  const { alert } = await offer()
  await act(alert.id, { action: 'escalate', reason: 'our own ids' })
  await pass(45)
  expect(await toldUnder(alert.id)).toEqual(['phone: Escalated'])
  const [, told] = await threadOf(house.database, alert.id)
  expect(told?.message.reasons[0]).toBe('escalated by rina, command line')
})

const env = () => ({ PANTAU_DATA: house.data, PANTAU_CONFIG: join(house.data, 'pantau.yaml') })
const alerts = (...args: string[]) => pantau(['alerts', ...args], env()).ended

test('from the command line, beside a running service', async () => {
  const { alert } = await offer()
  const short = alert.id.slice(0, 8)
  const done = await alerts('ack', short, '--as', 'rina')
  const [again, refused, listed, shown] = await Promise.all([
    alerts('ack', short, '--as', 'budi'),
    alerts('false-positive', short),
    alerts('list', '--state', 'acknowledged'),
    alerts('show', short),
  ])
  expect(done).toMatchObject({ code: 0, stdout: `${alert.id.slice(0, 10)} is acknowledged\n`, stderr: '' })
  expect(again.stdout).toMatch(/is acknowledged already, nothing was done \(.* acknowledged by rina, command line\)/)
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/needs --reason: pantau alerts false-positive/),
  })
  expect(listed.stdout).toMatch(/^ALERT +STATE +SEV +AGE RULE WHAT\n/)
  expect(listed.stdout).toContain(`${alert.id.slice(0, 10)} acknowledged`)
  expect(shown.stdout).toMatch(/Koperasi Contoh \d+: [\d,]+ records for sale/)
  expect(shown.stdout).toMatch(/\nSent\n {2}\w+ {2}out: due/)
  expect(shown.stdout).toMatch(/\nTriage\n.* acknowledged by rina, command line\n/)
})

test('an alert is meant by the first digits of its id, or of a delivery of its thread; who is not clear is told', async () => {
  const { alert, reprice } = await offer()
  await reprice(700)
  const [delivery] = (await deliveriesOf(house.database, alert.id)).filter(({ alertId }) => alertId !== alert.id)
  const find = (typed: string) => findAlert(house.database, typed)
  expect(await find(alert.id.slice(0, 8).toUpperCase())).toBe(alert.id)
  expect(await find(delivery?.id.slice(0, 12) ?? '')).toBe(alert.id)
  await expect(find('zzzz')).rejects.toThrow(/"zzzz" is no alert's id: 4 or more/)
  await expect(find('0'.repeat(32))).rejects.toThrow(/no alert begins with/)
})
