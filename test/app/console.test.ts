import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { linksOf } from '../../app/triage/links.ts'
import { triageLog } from '../../store/triage.ts'
import { formFrom, type OpenConsole, openConsole } from './console-world.ts'

// The page behind the link of a message, over real HTTP: what it shows, who may act by it, and who may not.

let world: OpenConsole
let form: ReturnType<typeof formFrom>

beforeAll(async () => {
  world = await openConsole()
  form = formFrom(world.origin)
})
afterAll(() => world.close())
beforeEach(() => world.ahead(0))

test('a message carries a link; its page shows the alert, harmless, and nothing of it stays or leaks', async () => {
  const { link } = await world.tell()
  expect(link).toMatch(new RegExp(`^${world.origin}/alerts/[\\w-]{50,90}$`))
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
  const { id, link } = await world.tell()
  for (const method of ['GET', 'HEAD'])
    expect((await fetch(`${link}?action=close&revision=0`, { method })).status).toBe(200)
  expect(await world.stateOf(id)).toBe('new')
  expect((await fetch(link, { method: 'PUT', body: 'action=close' })).status).toBe(405)
})

test('a POST acts, once, says who and over which way, and remembers his name', async () => {
  const { id, link } = await world.tell()
  const fields = { action: 'acknowledge', revision: '0', name: 'Rina <S>', note: 'on it' }
  const done = await fetch(link, form(fields))
  expect(done.status).toBe(303)
  const token = link.split('/').at(-1)
  expect(done.headers.get('location')).toBe(token)
  const cookie = done.headers.get('set-cookie') ?? ''
  expect(cookie).toBe('pantau-name=Rina%20%3CS%3E; Path=/alerts; Max-Age=31536000; HttpOnly; SameSite=Strict')
  expect(await triageLog(world.house.database, id)).toMatchObject([
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
  expect(await world.stateOf(id)).toBe('acknowledged')
  expect((await fetch(link, form({ action: 'close', revision: '1', name: 'Budi' }))).status).toBe(303)
  expect(await world.stateOf(id)).toBe('closed')
})

test('what is missing is asked for, in the language of the channel', async () => {
  const { id, link } = await world.tell('tim')
  const page = await (await fetch(link)).text()
  expect(page).toContain('<html lang="id">')
  expect(page).toContain('Saya tangani')
  const verdict = await fetch(link, form({ action: 'false-positive', revision: '0', why: '', note: ' ' }))
  expect([verdict.status, await verdict.text()]).toEqual([422, expect.stringContaining('Sebutkan mengapa')])
  expect((await fetch(link, form({ action: 'assign', revision: '0' }))).status).toBe(422)
  expect((await fetch(link, form({ action: 'dance', revision: '0' }))).status).toBe(422)
  expect(await world.stateOf(id)).toBe('new')
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
  expect(await triageLog(world.house.database, id)).toMatchObject([
    { by: `${'x'.repeat(79)}\ufffd`, reason: expect.stringMatching(/^duplikat: x{490}$/) },
    { action: 'reopen' },
    { by: 'unnamed', reason: 'data publik: NIK 9901••••••••••••' },
  ])
})

test('a form that another site sends is refused, with a good link too', async () => {
  const { id, link } = await world.tell()
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
  expect(await world.stateOf(id)).toBe('new')
})

test('forged, altered, expired: no page, no act', async () => {
  const { id, link } = await world.tell()
  const fields = { action: 'close', revision: '0' }
  const { secret: _, ...key } = { secret: 0, id: 'k1' }
  const foreign = linksOf(world.house.config.listen, {
    current: { ...key, secret: Buffer.alloc(32) },
    all: [{ ...key, secret: Buffer.alloc(32) }],
  })
  const forged = foreign?.to(id, 'soc', world.now()) ?? ''
  const altered = link.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))
  for (const url of [forged, altered, `${world.origin}/alerts/${'A'.repeat(70)}`]) {
    expect((await fetch(url)).status).toBe(404)
    expect((await fetch(url, form(fields))).status).toBe(404)
  }
  expect((await fetch(`${world.origin}/alerts/`)).status).toBe(404)
  expect((await fetch(`${world.origin}/alerts/../slack/actions`)).status).toBe(405)
  world.ahead(31 * 86_400_000)
  const over = await fetch(link)
  expect([over.status, await over.text()]).toEqual([410, expect.stringContaining('expired')])
  expect((await fetch(link, form(fields))).status).toBe(410)
  expect(await world.stateOf(id)).toBe('new')
  const mine = await world.tell()
  await world.house.database.query(`delete from pantau.alerts where id = $1`, [mine.id])
  expect((await fetch(mine.link)).status).toBe(410)
})

test('whoever guesses is put off; whoever has a link is not', async () => {
  const { link } = await world.tell()
  world.ahead(3_600_000)
  const guess = (n: number) => fetch(`${world.origin}/alerts/${String(n).padStart(40, 'x')}`)
  const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => guess(n)))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
  expect((await fetch(link)).status).toBe(200)
})

test('a visitor that talks nonsense is hung up on', async () => {
  const { hostname, port } = new URL(world.origin)
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
