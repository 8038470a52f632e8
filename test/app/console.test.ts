import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { slackFaults } from '../../alerts/format/slack-limits.ts'
import { deliveryId } from '../../alerts/identify.ts'
import { composeListing } from '../../alerts/message/compose.ts'
import { deliver } from '../../app/deliver.ts'
import { actOn } from '../../app/triage/act.ts'
import { linksOf } from '../../app/triage/links.ts'
import { listen } from '../../app/triage/listen.ts'
import type { ConsoleServer } from '../../console/server.ts'
import { saveAlert } from '../../store/alerts.ts'
import { triageLog, triageOf } from '../../store/triage.ts'
import { happeningWith, rule } from '../alerts/happenings.ts'
import { freePort } from '../services/server.ts'
import { type Desk, startDesk } from './desk.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { type FakeSlack, pressed as pressedIn, startSlack } from './slack.ts'

// The page behind the link of a message, over real HTTP: what it shows, who may act by it, and who may not.

let house: TestHouse
let desk: Desk
let server: ConsoleServer
let slack: FakeSlack
const signing = '8f742231b10e8888abcd99yyyzzz85a5'
let origin: string
let late = 0
const now = (): Date => new Date(Date.now() + late)

beforeAll(async () => {
  desk = await startDesk()
  slack = await startSlack()
  origin = `http://127.0.0.1:${await freePort()}`
  house = await openTestHouse(
    `
listen: { at: "${new URL(origin).host}", url: "${origin}/" }
channels:
  - { id: soc, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }
  - { id: bot, type: slack-bot, pace: 0ms, server: "${slack.url}", token: "\${SLACK_TOKEN}", channel: C0123456789, signingSecret: "\${SIGNING}" }
  - { id: quiet-bot, type: slack-bot, pace: 0ms, server: "${slack.url}", token: "\${SLACK_TOKEN}", channel: C0123456789 }
  - { id: other-bot, type: slack-bot, pace: 0ms, server: "${slack.url}", token: "\${SLACK_TOKEN}", channel: C9876543210, signingSecret: "\${OTHER_SIGNING}" }
  - { id: tim, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}", language: id }
`,
    { SLACK_TOKEN: 'xoxb-0123456789', SIGNING: signing, OTHER_SIGNING: 'another-app-has-another' },
    { now },
  )
  const opened = await listen(() => house)
  if (!opened) throw new Error('nothing listens')
  server = opened
})
afterAll(async () => {
  await server.close()
  await house.close()
  await house.remove()
  await desk.close()
  await slack.close()
})
beforeEach(() => {
  late = 0
})

const hostile = `<script>alert(1)</script> "onload='x'" <!channel> https://evil.example/a`
let alerts = 0
/** Writes an alert, delivers it, and gives its id with the link that the receiver got, where that is the desk. */
async function tell(channelId = 'soc'): Promise<{ id: string; link: string }> {
  alerts += 1
  const id = String(alerts).padStart(32, '0')
  const story = happeningWith({
    listing: { id: `l${alerts}`, title: hostile },
    post: { title: hostile, text: hostile },
  })
  const language = channelId === 'tim' ? 'id' : 'en'
  const message = composeListing(story, { rule: rule(), reasons: [] }, now(), language)
  const of = { ruleId: 'all', eventId: `e${alerts}`, listingId: `l${alerts}`, rootId: id, state: 'new' as const }
  const delivery = { id: deliveryId(id, channelId), channelId }
  await saveAlert(house.database, { id, ...of, message, translations: [], createdAt: now() }, [delivery])
  await deliver(delivery.id, house.mailroom)
  const sent = JSON.parse(desk.payloads.at(-1) ?? '{}') as { message?: { link: string } }
  return { id, link: sent.message?.link ?? '' }
}

const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  redirect: 'manual',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin, 'sec-fetch-site': 'same-origin', ...headers },
  body: new URLSearchParams(fields).toString(),
})
const stateOf = async (id: string) => (await triageOf(house.database, id))?.state

test('a message carries a link; its page shows the alert, harmless, and nothing of it stays or leaks', async () => {
  const { link } = await tell()
  expect(link).toMatch(new RegExp(`^${origin}/alerts/[\\w-]{50,90}$`))
  const answer = await fetch(link)
  expect(answer.status).toBe(200)
  const headers = Object.fromEntries(answer.headers)
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
  })
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
  )
  const page = await answer.text()
  expect(page).toContain('279,000,000 records')
  expect(page).toContain('&lt;script&gt;')
  expect(page).not.toMatch(/<script|<img|<a |<link|https?:\/\/evil|onload='/)
  expect(page).toContain('<button name="action" value="acknowledge" class="primary">')
})

test('a GET never acts, whatever it says; nor does a HEAD', async () => {
  const { id, link } = await tell()
  for (const method of ['GET', 'HEAD'])
    expect((await fetch(`${link}?action=close&revision=0`, { method })).status).toBe(200)
  expect(await stateOf(id)).toBe('new')
  expect((await fetch(link, { method: 'PUT', body: 'action=close' })).status).toBe(405)
})

test('a POST acts, once, says who and over which way, and remembers his name', async () => {
  const { id, link } = await tell()
  const fields = { action: 'acknowledge', revision: '0', name: 'Rina <S>', note: 'on it' }
  const done = await fetch(link, form(fields))
  expect(done.status).toBe(303)
  const token = link.split('/').at(-1)
  expect(done.headers.get('location')).toBe(token)
  const cookie = done.headers.get('set-cookie') ?? ''
  expect(cookie).toBe('pantau-name=Rina%20%3CS%3E; Path=/alerts; Max-Age=31536000; HttpOnly; SameSite=Strict')
  expect(await triageLog(house.database, id)).toMatchObject([
    { action: 'acknowledge', by: 'Rina <S>', via: 'link', channelId: 'soc', reason: 'on it', revision: 1 },
  ])
  const page = await (await fetch(link, { headers: { cookie: cookie.split(';')[0] ?? '' } })).text()
  expect(page).toContain('acknowledged by Rina &lt;S&gt;, link (soc)')
  expect(page).toContain('value="Rina &lt;S&gt;"')
  expect(page).toContain('name="revision" value="1"')
  // A page that was open since before: what stands now is shown, and nothing is done.
  const again = await fetch(link, form(fields))
  expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('That stands already')])
  const other = await fetch(link, form({ action: 'close', revision: '0', name: 'Budi' }))
  expect([other.status, await other.text()]).toEqual([409, expect.stringContaining('Somebody was faster')])
  expect(await stateOf(id)).toBe('acknowledged')
  expect((await fetch(link, form({ action: 'close', revision: '1', name: 'Budi' }))).status).toBe(303)
  expect(await stateOf(id)).toBe('closed')
})

test('what is missing is asked for, in the language of the channel', async () => {
  const { id, link } = await tell('tim')
  const page = await (await fetch(link)).text()
  expect(page).toContain('<html lang="id">')
  expect(page).toContain('Saya tangani')
  const verdict = await fetch(link, form({ action: 'false-positive', revision: '0', why: '', note: ' ' }))
  expect([verdict.status, await verdict.text()]).toEqual([422, expect.stringContaining('Sebutkan mengapa')])
  expect((await fetch(link, form({ action: 'assign', revision: '0' }))).status).toBe(422)
  expect((await fetch(link, form({ action: 'dance', revision: '0' }))).status).toBe(422)
  expect(await stateOf(id)).toBe('new')
  const long = {
    action: 'false-positive',
    revision: '0',
    why: 'duplikat',
    note: 'x'.repeat(600),
    name: `${'x'.repeat(79)}😀`,
  }
  expect((await fetch(link, form(long))).status).toBe(303)
  expect((await fetch(link, form({ action: 'reopen', revision: '1' }))).status).toBe(303)
  const given = { action: 'false-positive', revision: '2', why: 'data publik', note: 'NIK 9901011201990001' }
  expect((await fetch(link, form(given))).status).toBe(303)
  expect(await triageLog(house.database, id)).toMatchObject([
    { by: `${'x'.repeat(79)}\ufffd`, reason: expect.stringMatching(/^duplikat: x{490}$/) },
    { action: 'reopen' },
    { by: 'unnamed', reason: 'data publik: NIK 9901••••••••••••' },
  ])
})

test('a form that another site sends is refused, with a good link too', async () => {
  const { id, link } = await tell()
  const fields = { action: 'close', revision: '0' }
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'none' },
  ])
    expect((await fetch(link, form(fields, headers))).status).toBe(403)
  const json = { 'content-type': 'application/json' }
  expect((await fetch(link, form(fields, json))).status).toBe(415)
  const long = await fetch(link, form({ ...fields, note: 'x'.repeat(10_000) }))
  expect(long.status).toBe(413)
  expect(await stateOf(id)).toBe('new')
})

test('forged, altered, expired: no page, no act', async () => {
  const { id, link } = await tell()
  const fields = { action: 'close', revision: '0' }
  const { secret: _, ...key } = { secret: 0, id: 'k1' }
  const foreign = linksOf(house.config.listen, {
    current: { ...key, secret: Buffer.alloc(32) },
    all: [{ ...key, secret: Buffer.alloc(32) }],
  })
  const forged = foreign?.to(id, 'soc', now()) ?? ''
  const altered = link.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))
  for (const url of [forged, altered, `${origin}/alerts/${'A'.repeat(70)}`]) {
    expect((await fetch(url)).status).toBe(404)
    expect((await fetch(url, form(fields))).status).toBe(404)
  }
  expect((await fetch(`${origin}/alerts/`)).status).toBe(404)
  expect((await fetch(`${origin}/alerts/../slack/actions`)).status).toBe(405)
  late = 31 * 86_400_000
  const over = await fetch(link)
  expect([over.status, await over.text()]).toEqual([410, expect.stringContaining('expired')])
  expect((await fetch(link, form(fields))).status).toBe(410)
  expect(await stateOf(id)).toBe('new')
  const mine = await tell()
  await house.database.query(`delete from pantau.alerts where id = $1`, [mine.id])
  expect((await fetch(mine.link)).status).toBe(410)
})

test('whoever guesses is put off; whoever has a link is not', async () => {
  const { link } = await tell()
  late = 3_600_000
  const guess = (n: number) => fetch(`${origin}/alerts/${String(n).padStart(40, 'x')}`)
  const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => guess(n)))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
  expect((await fetch(link)).status).toBe(200)
})

const pressed = (
  message: Parameters<typeof pressedIn>[1],
  action: object,
  { secret = signing, at = now(), body }: { secret?: string; at?: Date; body?: string } = {},
): RequestInit => pressedIn(slack, message, action, { secret, at, body })
const press = async (request: RequestInit): Promise<number> => (await fetch(`${origin}/slack/actions`, request)).status
const choice = (action_id: string, value: string) => ({ action_id, type: 'static_select', selected_option: { value } })

test('Slack’s buttons: under an alert whose app is known, within its limits; what is pressed is done and said there', async () => {
  await tell('quiet-bot')
  expect(slack.posts.at(-1)?.body.blocks?.some(({ type }) => type === 'actions')).toBe(false)
  const { id } = await tell('bot')
  const message = slack.posts.at(-1)?.body
  const { channel: _, metadata: __, ...shown } = message ?? { text: '' }
  expect(slackFaults(shown)).toEqual([])
  expect(await press(pressed(message, { action_id: 'acknowledge' }))).toBe(200)
  expect(await triageLog(house.database, id)).toMatchObject([
    { action: 'acknowledge', by: 'rina (U0123456789)', via: 'slack', channelId: 'bot' },
  ])
  const { path, body } = slack.posts.at(-1) ?? {}
  expect([path, body?.replace_original]).toEqual(['/actions/T0/1/x', true])
  expect(body?.text).toMatch(/^acknowledged by rina \(U0123456789\), Slack \(bot\), /)
  expect(slackFaults({ text: body?.text, blocks: body?.blocks })).toEqual([])
  // All that it said stands there still, with what is left to press.
  expect(body?.blocks).toHaveLength((message?.blocks?.length ?? 0) + 1)
  expect(JSON.stringify(body?.blocks)).not.toContain('"action_id":"acknowledge"')
  expect(await press(pressed(body, choice('false-positive', 'public data')))).toBe(200)
  expect(await triageLog(house.database, id)).toMatchObject([{}, { action: 'false-positive', reason: 'public data' }])
  expect(slack.posts.at(-1)?.body.blocks).toHaveLength((message?.blocks?.length ?? 0) + 1)
  // Somebody whose message is an old one hears alone what stands.
  expect(await press(pressed(message, choice('snooze', '4')))).toBe(200)
  expect(slack.posts.at(-1)?.body).toMatchObject({ response_type: 'ephemeral', replace_original: false })
  expect(slack.posts.at(-1)?.body.text).toMatch(/^It stands as a false positive\. Reopen it first\. \(called a false/)
})

test('what is done elsewhere is noted in the thread of the message', async () => {
  const { id } = await tell('bot')
  const link = linksOf(house.config.listen, house.line.keys)?.to(id, 'soc', now()) ?? ''
  await fetch(link, form({ action: 'assign', revision: '0', to: 'Budi <!here>', name: 'Rina' }))
  await expect.poll(() => slack.posts.at(-1)?.body.thread_ts).toBe('1620828660.000001')
  const { path, body } = slack.posts.at(-1) ?? {}
  expect([path, body?.channel]).toEqual(['/api/chat.postMessage', 'C0123456789'])
  expect(body?.text).toBe('assigned to Budi &lt;!here&gt; by Rina, link (soc)')
  expect(slackFaults({ text: body?.text, blocks: body?.blocks })).toEqual([])
})

test('what is not signed by the alert’s own app, is too old, altered or sent again, does nothing', async () => {
  const { id } = await tell('bot')
  const message = slack.posts.at(-1)?.body
  const action = { action_id: 'close' }
  const ago = (minutes: number) => new Date(now().getTime() - minutes * 60_000)
  expect(await press(pressed(message, action, { secret: 'no-secret-of-ours' }))).toBe(401)
  expect(await press(pressed(message, action, { at: ago(6) }))).toBe(401)
  expect(await press(pressed(message, action, { at: ago(-6) }))).toBe(401)
  const good = pressed(message, action)
  expect(await press({ ...good, body: `${good.body}&more=1` })).toBe(401)
  expect(await press(pressed(message, action, { secret: 'another-app-has-another' }))).toBe(403)
  const forged = { blocks: [{ type: 'actions', block_id: `pantau-triage-${'A'.repeat(57)}` }], text: '' }
  expect(await press(pressed(forged, action))).toBe(403)
  expect(await press(pressed(message, action, { body: 'payload=%7B' }))).toBe(400)
  expect(await press(pressed(message, { action_id: 'dance' }))).toBe(200)
  expect(await press(pressed(message, choice('snooze', '-4')))).toBe(200)
  expect(await stateOf(id)).toBe('new')
  expect(await press(good)).toBe(200)
  expect(await stateOf(id)).toBe('closed')
  const { database } = house
  await actOn(
    id,
    { action: 'reopen', reason: null },
    { by: 'budi', via: 'cli', channelId: null, request: null },
    { database, now },
  )
  expect(await press(good)).toBe(200)
  expect(await stateOf(id)).toBe('new')
  expect((await fetch(`${origin}/slack/actions`)).status).toBe(405)
})

test('a visitor that talks nonsense is hung up on', async () => {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  const said = await new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('close', () => resolve(text))
    socket.write('nonsense\r\n\r\n')
  })
  expect(said).toMatch(/^HTTP\/1\.1 400 /)
})
