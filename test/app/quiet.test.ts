import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliver } from '../../app/deliver.ts'
import { visit } from '../../app/pipeline.ts'
import { upkeep } from '../../app/upkeep.ts'
import { dueDeliveries } from '../../store/deliveries.ts'
import { type Desk, startDesk } from './desk.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { type Site, startSite } from './site.ts'

// What waits and comes together, through the whole line: a paste site, a mail server, and a clock of our own.

const minute = 60_000
let clock = Date.parse('2026-03-02T03:00:00Z') // ten in the morning in Jakarta
let site: Site
let desk: Desk
let house: TestHouse
beforeAll(async () => {
  site = await startSite({})
  desk = await startDesk()
  const mail = `type: mail, host: 127.0.0.1, port: ${desk.mailPort}, secure: none, from: p@example.com, to: [soc@example.com]`
  house = await openTestHouse(
    `
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], every: 1h, alertAge: any, allowPrivate: true, limits: { delay: 1ms } }
watchlists:
  - { id: bursts, keywords: [semburan] }
  - { id: floods, keywords: [banjir] }
  - { id: nights, keywords: [malam] }
rules:
  - { id: bursts, watchlists: [bursts], group: 10m, channels: [post, hook] }
  - { id: floods, watchlists: [floods], rate: 2/h, tlp: RED, channels: [post] }
  - { id: nights, watchlists: [nights], quiet: { hours: "22:00-07:00 Asia/Jakarta", over: 101 }, escalate: { after: 30m, severity: 0, channels: [hook] }, channels: [post] }
  - { id: alarms, watchlists: [nights], quiet: { hours: "22:00-07:00 Asia/Jakarta", over: 0 }, channels: [pos] }
listen: { at: "127.0.0.1:9465", url: "https://pantau.example.com" }
channels:
  - { id: post, ${mail} }
  - { id: pos, language: id, ${mail} }
  - { id: hook, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }
`,
    {},
    { now: () => new Date(clock) },
  )
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await site.close()
  await desk.close()
})
beforeEach(() => {
  clock += 30 * 60 * minute // nothing of another test counts, and it is another time of the day
})

const at = (time: string): void => {
  clock = Date.parse(`${new Date(clock + 86_400_000).toISOString().slice(0, 10)}T${time}Z`)
}

let offers = 0
/** So many new offers with a word appear, and are found. */
async function appear(word: string, count = 1): Promise<void> {
  for (let n = 0; n < count; n++) {
    offers += 1
    site.pastes.set(
      `offer${offers}`,
      `SELLING database of contoh-${offers}.example.co.id (${word}), ${offers + 2},500,000 records: name, email, NIK.\nPrice $${offers + 3}00, BTC only. Contact telegram @seller_no_${offers}`,
    )
  }
  const [target] = house.config.targets
  if (target) await visit(target, house.line)
}

/** Everything that may go by now has gone; the mails since the last time. */
async function mails(): Promise<Email[]> {
  const before = desk.mails.length
  await upkeep('sweep-deliveries', house)
  for (const id of await dueDeliveries(house.database)) await deliver(id, house.mailroom)
  return Promise.all(desk.mails.slice(before).map((mail) => PostalMime.parse(mail)))
}
const words = (mail: Email | undefined): string => `${mail?.subject}\n${mail?.text}`

test('a burst: the first at once, the rest in one message, and a program gets each', async () => {
  const hooks = desk.keys.length
  await appear('semburan')
  expect((await mails()).map(({ subject }) => subject)).toEqual([expect.stringContaining('records for sale')])
  clock += minute
  await appear('semburan', 3)
  expect(await mails()).toEqual([])
  clock += 9 * minute
  const [together, ...none] = await mails()
  expect(none).toEqual([])
  expect(together?.subject).toMatch(/\[TLP:AMBER\] 3 offers, rule bursts: 3 /)
  for (const offer of [offers - 2, offers - 1, offers])
    expect(words(together)).toContain(`${offer + 2},500,000 records`)
  expect(words(together)).toContain('it waited for the rule’s group')
  // Each leads to its own page.
  const links = together?.html?.match(/<a href="https:\/\/pantau\.example\.com\/alerts\/[^"]+"/g)
  expect(new Set(links).size).toBe(3)
  expect(await mails()).toEqual([])
  expect(desk.keys.length - hooks).toBe(4)
  // The window begins anew with it, and what is alone comes as it is.
  clock += minute
  await appear('semburan')
  expect(await mails()).toEqual([])
  clock += 9 * minute
  expect((await mails()).map(({ subject }) => subject)).toEqual([
    expect.stringContaining(`${offers + 2},500,000 records for sale`),
  ])
})

test('a rate: so many by themselves, the rest gathered a quarter of the time later; no place is taken twice', async () => {
  await appear('banjir', 6)
  expect(await mails()).toHaveLength(2)
  clock += 14 * minute
  expect(await mails()).toEqual([])
  clock += minute
  const [together, ...none] = await mails()
  expect(none).toEqual([])
  expect(together?.subject).toMatch(/\[TLP:RED\] 4 offers, rule floods/)
  clock += 46 * minute
  await appear('banjir')
  expect(await mails()).toHaveLength(1)
})

test('quiet hours: held until the morning, unless it is grave', async () => {
  at('17:30:00') // half past midnight in Jakarta
  await appear('malam', 2)
  const loud = await mails()
  expect(loud.map((mail) => mail.subject)).toHaveLength(2)
  const [root] = await house.database.query<{ at: Date }>(
    `select escalate_at as at from pantau.alerts where rule_id = 'nights'`,
  )
  expect(root?.at.toISOString()).toMatch(/T00:30:00/) // half an hour after the morning on which it is told
  expect(loud.every(({ headers }) => headers.some(({ value }) => value.includes('<pos.pantau')))).toBe(true)
  at('23:59:00')
  clock -= 86_400_000
  expect(await mails()).toEqual([])
  clock += minute
  const [morning, ...none] = await mails()
  expect(none).toEqual([])
  expect(morning?.subject).toMatch(/2 offers, rule nights/)
})

test('a change of what is held waits with it, and comes in its own words with what was before', async () => {
  at('17:30:00')
  await appear('malam')
  await mails()
  const name = `offer${offers}`
  site.pastes.set(name, (site.pastes.get(name) ?? '').replace(/Price \$\d+/, 'Price $7'))
  await house.database.query('delete from pantau.marks')
  clock += 60 * minute
  const [target] = house.config.targets
  if (target) await visit(target, house.line)
  await mails()
  const rows = await house.database.query<{ state: string; kind: string }>(
    `select delivery.state, event.kind from pantau.deliveries delivery join pantau.alerts alert on alert.id = delivery.alert_id
     join pantau.listing_events event on event.id = alert.event_id
     where alert.rule_id = 'nights' and delivery.state = 'held' order by delivery.n`,
  )
  expect(rows).toEqual([
    { state: 'held', kind: 'opened' },
    { state: 'held', kind: 'repriced' },
  ])
  clock += 12 * 60 * minute
  const [mail, ...none] = await mails()
  expect(none).toEqual([])
  expect(mail?.subject).toMatch(/repriced/)
  expect(words(mail)).toMatch(/Before that +new/)
})

test('nothing is lost and nothing told twice, also when the chore dies and when two do it', async () => {
  at('17:30:00')
  await appear('malam', 3)
  await mails()
  clock += 12 * 60 * minute
  const broken = { ...house, database: { ...house.database, transaction: () => Promise.reject(new Error('died')) } }
  await expect(upkeep('sweep-deliveries', broken)).rejects.toThrow('died')
  await Promise.all([upkeep('sweep-deliveries', house), upkeep('sweep-deliveries', house)])
  expect(await mails()).toHaveLength(1)
  const states = await house.database.query<{ state: string; count: number }>(
    `select state, count(*)::int as count from pantau.deliveries where state not in ('sent', 'gathered') group by state`,
  )
  expect(states).toEqual([])
  const [lost] = await house.database.query<{ count: number }>(
    `select count(*)::int as count from pantau.deliveries one where state = 'gathered' and not exists
       (select 1 from pantau.deliveries teller where teller.id = one.told_by and teller.state = 'sent')`,
  )
  expect(lost?.count).toBe(0)
})
