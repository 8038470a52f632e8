import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { digestCommand } from '../../app/commands/digest.ts'
import { deliver } from '../../app/deliver.ts'
import { upkeep } from '../../app/upkeep.ts'
import { noFigures } from '../../app/visit/witness.ts'
import { Message } from '../../model/alert.ts'
import type { ListingEventKind } from '../../model/listing.ts'
import { saveAlert } from '../../store/alerts.ts'
import { dueDeliveries } from '../../store/deliveries.ts'
import { purgeBatch } from '../../store/retention.ts'
import { saveVisit } from '../../store/visits.ts'
import { type Desk, startDesk } from './desk.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { writeOffers } from './offers.ts'

// Digests by a clock of our own, out of a real store, over a real mail server.

let clock = Date.parse('2026-03-01T00:00:00Z')
let desk: Desk
let house: TestHouse
const yaml = (mailPort: number): string => `
targets:
  - { id: raid, type: forum, start: [https://raid.example/], every: 15m }
  - { id: silent, type: forum, start: [https://silent.example/], every: 15m }
rules:
  - { id: ours, channels: [post] }
  - { id: national, channels: [post] }
channels:
  - { id: post, type: mail, host: 127.0.0.1, port: ${mailPort}, secure: none, from: p@example.com, to: [soc@example.com] }
  - { id: pos, type: mail, language: id, host: 127.0.0.1, port: ${mailPort}, secure: none, from: p@example.com, to: [cert@example.com] }
digests:
  - { id: daily, at: "08:00 Asia/Jakarta", channels: [post, pos] }
  - { id: weekly, every: weekly, at: "08:00 Asia/Jakarta", rules: [ours], empty: false, tlp: GREEN, channels: [post] }
`
beforeAll(async () => {
  desk = await startDesk()
  house = await openTestHouse(yaml(desk.mailPort), {}, { now: () => new Date(clock) })
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await desk.close()
})

/** Does what is due; the mails that came of it. */
async function mails(): Promise<Email[]> {
  const before = desk.mails.length
  await upkeep('digests', house)
  for (const id of await dueDeliveries(house.database)) await deliver(id, house.mailroom)
  const parsed = await Promise.all(desk.mails.slice(before).map((mail) => PostalMime.parse(mail)))
  return parsed.sort((a, b) => (a.subject ?? '').localeCompare(b.subject ?? ''))
}

let offers = 0
/** An offer of which a rule told, at an instant. */
async function told(
  at: string,
  ruleId: string,
  of: { kind?: ListingEventKind; victim: string; severity?: number; tlp?: 'AMBER' | 'RED' },
): Promise<void> {
  const { kind = 'opened', victim, severity = 65, tlp = 'AMBER' } = of
  const id = `o${++offers}`
  const signal = { victims: [victim], records: 1_000_000, severity }
  await writeOffers(house.database, [{ id, author: `seller-${victim}`, seenAt: new Date(at), signal }])
  await house.database.query(`update pantau.listing_events set kind = $2 where id = $1`, [`event-${id}`, kind])
  const message = Message.parse({
    ...{ subject: `${victim}: 1,000,000 records`, kind: 'listing', event: kind, tlp, severity, confidence: 1 },
    ...{ facts: [], excerpt: '', reasons: [], source: '', evidence: '', createdAt: new Date(at).toISOString() },
  })
  const alert = {
    id: `${id}-${ruleId}`,
    rootId: `${id}-${ruleId}`,
    ruleId,
    eventId: `event-${id}`,
    listingId: `listing-${id}`,
  }
  await saveAlert(house.database, { ...alert, message, translations: [], state: 'new', createdAt: new Date(at) }, [])
}

const visited = (at: string, error: string | null = null): Promise<void> =>
  saveVisit(house.database, {
    ...{ targetId: 'raid', startedAt: new Date(at), endedAt: new Date(at), pages: 1, unchanged: 0, newPosts: 40 },
    ...{ changedPosts: 0, signals: 3, alerts: 0, silent: 0, errors: [], keptOut: 0, ...noFigures, posts: 40 },
    ...{ robots: 'honour', stopped: error === null ? 'done' : 'failed', error },
  })

test('before anything was watched nothing is told; then a day on which nothing happened is told in a few lines', async () => {
  expect(await mails()).toEqual([])
  await visited('2026-03-01T10:00:00Z')
  clock = Date.parse('2026-03-02T00:59:00Z') // a minute to eight in Jakarta
  expect(await mails()).toEqual([])
  clock += 60_000
  const [mail, indonesian, ...none] = await mails()
  expect(none).toEqual([])
  expect(mail?.subject).toBe('[TLP:AMBER] Daily digest, Sunday 1 March 2026: nothing; 1 of 2 sources read')
  expect(indonesian?.subject).toBe('[TLP:AMBER] Ringkasan harian, Minggu, 1 Maret 2026: nihil; 1 dari 2 sumber terbaca')
  expect(mail?.text).toMatch(/Not read right +silent/)
  expect(await mails()).toEqual([])
  // How long alerts are kept makes no difference.
  const before = new Date(clock + 86_400_000)
  await house.database.transaction((sql) => purgeBatch(sql, 'alerts', { after: null, before, limit: 9, now: before }))
  expect(await mails()).toEqual([])
})

test('the figures, with the trend, are of the day as the zone has it', async () => {
  await visited('2026-03-02T10:00:00Z')
  await told('2026-03-01T16:59:00Z', 'ours', { victim: 'Kemarin' }) // a minute to midnight
  await told('2026-03-01T17:00:00Z', 'ours', { victim: 'BPJS Kesehatan', severity: 92 })
  await told('2026-03-02T09:00:00Z', 'ours', { victim: 'Tokopedia' })
  await told('2026-03-02T09:00:00Z', 'national', { victim: 'BPJS Kesehatan', kind: 'sold' })
  await told('2026-03-02T10:00:00Z', 'national', { victim: 'Rahasia', severity: 99, tlp: 'RED' })
  await told('2026-03-02T17:00:00Z', 'ours', { victim: 'Besok' })
  clock = Date.parse('2026-03-03T01:00:00Z')
  const [mail] = await mails()
  expect(mail?.subject).toBe('[TLP:AMBER] Daily digest, Monday 2 March 2026: 4 alerts, 3 new offers, 1 sold')
  const text = mail?.text?.replace(/\s+/g, ' ') ?? ''
  for (const words of [
    'Alerts 4; the day before 1',
    '▁▁▁▁▁▁▁▁▁▁▁▁▃█ Tue 17 Feb to Mon 2 Mar, 4 at most',
    'By severity 2 critical, 2 high',
    'By rule national 2, ours 2',
    'What happened 3 new, 1 sold',
    'On offer 3,000,000 records in 3 new offers',
    'BPJS Kesehatan (2 offers, 1,000,000 records), Tokopedia (1 offer, 1,000,000 records)',
    'seller-BPJS Kesehatan on raid (2 offers)',
    'Severity 92 BPJS Kesehatan: 1,000,000 records · [o2-ours]',
    'Waiting 6 alerts that nobody has looked at, the oldest since 2026-03-01 16:59 UTC',
    '1 alert of a stricter TLP than AMBER: counted, and not named',
    'Sources 1 of 2 read: 40 new posts, 3 offers among them',
  ])
    expect(text).toContain(words)
  expect(text).not.toMatch(/Kemarin|Besok|Rahasia/)
  expect(mail?.html).toContain('Alerts a day')
})

test('one that nobody was there to send is sent later, each period once, by however many and after a crash', async () => {
  clock = Date.parse('2026-03-06T03:00:00Z')
  const broken = { ...house, database: { ...house.database, transaction: () => Promise.reject(new Error('died')) } }
  await expect(upkeep('digests', broken)).rejects.toThrow('died')
  await Promise.all([upkeep('digests', house), upkeep('digests', house)])
  const subjects = (await mails()).map(({ subject }) => subject ?? '')
  expect(subjects.filter((subject) => subject.includes('Daily'))).toEqual([
    expect.stringContaining('Thursday 5 March 2026: nothing'),
    expect.stringContaining('Tuesday 3 March 2026: 1 alert, 1 new offer'),
    expect.stringContaining('Wednesday 4 March 2026: nothing'),
  ])
  expect(subjects).toHaveLength(6)
  expect(await mails()).toEqual([])
})

test('a weekly one, of one rule; with empty: false none comes where there is nothing', async () => {
  clock = Date.parse('2026-03-09T01:00:00Z')
  const weekly = (await mails()).filter(({ subject }) => subject?.includes('Weekly'))
  expect(weekly.map(({ subject }) => subject)).toEqual([
    '[TLP:GREEN] Weekly digest, 2 March 2026 to 8 March 2026: 3 alerts, 3 new offers',
  ])
  expect(weekly[0]?.text).not.toMatch(/BPJS|Tokopedia/)
  clock = Date.parse('2026-03-16T01:00:00Z')
  const later = (await mails()).map(({ subject }) => subject ?? '')
  expect(later.filter((subject) => subject.includes('Weekly'))).toEqual([])
  expect(later.filter((subject) => subject.includes('Daily'))).toHaveLength(7)
})

test('by hand: listed, written as a mail, sent; and what is asked wrongly is told', async () => {
  await house.close()
  const file = join(house.data, 'pantau.yaml')
  await writeFile(file, `data: .${yaml(desk.mailPort)}`)
  const html = join(house.data, 'week.html')
  const said: string[] = []
  const keep = (text: string | Uint8Array): boolean => said.push(String(text)) > 0
  const spies = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')]
  for (const spy of spies) spy.mockImplementation(keep)
  const run = (...args: string[]) => digestCommand().parseAsync([...args, '-c', file], { from: 'user' })
  try {
    await run()
    await run('weekly', '--for', '2026-03-04', '--html', html)
    await run('daily', '--for', '2026-03-02', '--send')
    await expect(run('hourly')).rejects.toThrow('no digest is called "hourly"; there is daily, weekly')
    await expect(run('daily', '--for', '2999-01-01')).rejects.toThrow('that day has not begun in Asia/Jakarta')
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  expect(said.join('')).toMatch(
    /^daily +daily, to post, pos; next at .*\nweekly +weekly, on monday.*\n.*week.html: Weekly digest, 2 March 2026 to 8 March 2026: 3 alerts.*\npost: taken.*\npos: taken/,
  )
  expect(await readFile(html, 'utf8')).toContain('Alerts a week')
  expect(desk.subjects.at(-2)).toContain('Daily digest')
})
