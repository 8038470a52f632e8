import { afterAll, beforeAll, expect, test } from 'vitest'
import { slackFaults } from '../../alerts/format/slack-limits.ts'
import { actOn } from '../../app/triage/act.ts'
import { linksOf } from '../../app/triage/links.ts'
import { triageLog } from '../../store/triage.ts'
import { formFrom, type OpenConsole, openConsole, signing } from './console-world.ts'
import { pressed as pressedIn } from './slack.ts'

// The buttons under a message in Slack: what a press does and says there, and whose press does nothing.

let world: OpenConsole
let form: ReturnType<typeof formFrom>

beforeAll(async () => {
  world = await openConsole()
  form = formFrom(world.origin)
})
afterAll(() => world.close())

const pressed = (
  message: Parameters<typeof pressedIn>[1],
  action: object,
  { secret = signing.bot, at = world.now(), body }: { secret?: string; at?: Date; body?: string } = {},
): RequestInit => pressedIn(world.slack, message, action, { secret, at, body })
const press = async (request: RequestInit): Promise<number> =>
  (await fetch(`${world.origin}/slack/actions`, request)).status
const choice = (action_id: string, value: string) => ({ action_id, type: 'static_select', selected_option: { value } })

test('Slack’s buttons: under an alert whose app is known, within its limits; what is pressed is done and said there', async () => {
  await world.tell('quiet-bot')
  expect(world.slack.posts.at(-1)?.body.blocks?.some(({ type }) => type === 'actions')).toBe(false)
  const { id } = await world.tell('bot')
  const message = world.slack.posts.at(-1)?.body
  const { channel: _, metadata: __, ...shown } = message ?? { text: '' }
  expect(slackFaults(shown)).toEqual([])
  expect(await press(pressed(message, { action_id: 'acknowledge' }))).toBe(200)
  expect(await triageLog(world.house.database, id)).toMatchObject([
    { action: 'acknowledge', by: 'rina (U0123456789)', via: 'slack', channelId: 'bot' },
  ])
  const { path, body } = world.slack.posts.at(-1) ?? {}
  expect([path, body?.replace_original]).toEqual(['/actions/T0/1/x', true])
  expect(body?.text).toMatch(/^acknowledged by rina \(U0123456789\), Slack \(bot\), /)
  expect(slackFaults({ text: body?.text, blocks: body?.blocks })).toEqual([])
  // All that it said stands there still, with what is left to press.
  expect(body?.blocks).toHaveLength((message?.blocks?.length ?? 0) + 1)
  expect(JSON.stringify(body?.blocks)).not.toContain('"action_id":"acknowledge"')
  expect(await press(pressed(body, choice('false-positive', 'public data')))).toBe(200)
  expect(await triageLog(world.house.database, id)).toMatchObject([
    {},
    { action: 'false-positive', reason: 'public data' },
  ])
  expect(world.slack.posts.at(-1)?.body.blocks).toHaveLength((message?.blocks?.length ?? 0) + 1)
  // Somebody whose message is an old one hears alone what stands.
  expect(await press(pressed(message, choice('snooze', '4')))).toBe(200)
  expect(world.slack.posts.at(-1)?.body).toMatchObject({ response_type: 'ephemeral', replace_original: false })
  expect(world.slack.posts.at(-1)?.body.text).toMatch(
    /^It stands as a false positive\. Reopen it first\. \(called a false/,
  )
})

test('what is done elsewhere is noted in the thread of the message', async () => {
  const { id } = await world.tell('bot')
  const link = linksOf(world.house.config.listen, world.house.line.keys)?.to(id, 'soc', world.now()) ?? ''
  await fetch(link, form({ action: 'assign', revision: '0', to: 'Budi <!here>', name: 'Rina' }))
  await expect.poll(() => world.slack.posts.at(-1)?.body.thread_ts).toBe('1620828660.000001')
  const { path, body } = world.slack.posts.at(-1) ?? {}
  expect([path, body?.channel]).toEqual(['/api/chat.postMessage', 'C0123456789'])
  expect(body?.text).toBe('assigned to Budi &lt;!here&gt; by Rina, link (soc)')
  expect(slackFaults({ text: body?.text, blocks: body?.blocks })).toEqual([])
})

test('what is not signed by the alert’s own app, is too old, altered or sent again, does nothing', async () => {
  const { id } = await world.tell('bot')
  const message = world.slack.posts.at(-1)?.body
  const action = { action_id: 'close' }
  const ago = (minutes: number) => new Date(world.now().getTime() - minutes * 60_000)
  expect(await press(pressed(message, action, { secret: 'no-secret-of-ours' }))).toBe(401)
  expect(await press(pressed(message, action, { at: ago(6) }))).toBe(401)
  expect(await press(pressed(message, action, { at: ago(-6) }))).toBe(401)
  const good = pressed(message, action)
  expect(await press({ ...good, body: `${good.body}&more=1` })).toBe(401)
  expect(await press(pressed(message, action, { secret: signing.other }))).toBe(403)
  const forged = { blocks: [{ type: 'actions', block_id: `pantau-triage-${'A'.repeat(57)}` }], text: '' }
  expect(await press(pressed(forged, action))).toBe(403)
  expect(await press(pressed(message, action, { body: 'payload=%7B' }))).toBe(400)
  expect(await press(pressed(message, { action_id: 'dance' }))).toBe(200)
  expect(await press(pressed(message, choice('snooze', '-4')))).toBe(200)
  expect(await world.stateOf(id)).toBe('new')
  expect(await press(good)).toBe(200)
  expect(await world.stateOf(id)).toBe('closed')
  const { database } = world.house
  await actOn(
    id,
    { action: 'reopen', reason: null },
    { by: 'budi', via: 'cli', channelId: null, request: null },
    { database, now: world.now },
  )
  expect(await press(good)).toBe(200)
  expect(await world.stateOf(id)).toBe('new')
  expect((await fetch(`${world.origin}/slack/actions`)).status).toBe(405)
})
