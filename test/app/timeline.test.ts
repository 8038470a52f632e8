import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { visit } from '../../app/pipeline.ts'
import { timelineOf } from '../../app/timeline.ts'
import { formats } from '../../exports/index.ts'
import { type Bundle, faultsOf } from '../exports/stix-rules.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// One visit to the practice forum, and the trails that it leaves.

let world: World
let house: TestHouse
beforeAll(async () => {
  world = await startWorld()
  house = await openTestHouse(`
targets:
  - { id: forum, type: forum, start: ["${world.sites.forum.start[0]}"], allowPrivate: true, reliability: C, limits: { delay: 1ms } }
`)
  for (const target of house.config.targets) await visit(target, house.line)
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await world.close()
})

const trailOf = (name: string, options = {}) => timelineOf(house.database, name, house.config.targets, options)

test('a seller’s trail has everything that he offered, whatever the case of his handle', async () => {
  const { subject, accounts, entries } = await trailOf('KOTZ')
  expect(subject.kind).toBe('seller')
  expect(accounts.map(({ id }) => id)).toEqual(['forum/kotz'])
  expect(entries.length).toBeGreaterThan(1)
  expect(entries.every(({ account, reliability }) => account.handle === 'Kotz' && reliability === 'C')).toBe(true)
  const times = entries.map(({ postedAt, seenAt }) => +(postedAt ?? seenAt))
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

test('a listing’s has its own events, and a victim’s those of all who offered it', async () => {
  const { entries } = await trailOf('Kotz')
  const offer = entries.find(({ signal }) => signal.victims.includes('BPJS Kesehatan'))
  if (!offer) throw new Error('the world lacks its first case')
  const listing = await trailOf(offer.listing.id)
  expect(listing.subject).toEqual({ kind: 'listing', name: offer.listing.id })
  expect(new Set(listing.entries.map((entry) => entry.listing.id))).toEqual(new Set([offer.listing.id]))
  expect(listing.accounts.map(({ handle }) => handle)).toContain('Kotz')
  const victim = await trailOf('bpjs kesehatan')
  expect(victim.subject).toEqual({ kind: 'victim', name: 'BPJS Kesehatan' })
  expect(victim.entries.map((entry) => entry.listing.id)).toContain(offer.listing.id)
})

test('a period takes what lies in it, its end left out', async () => {
  const { entries } = await trailOf('Kotz')
  const [, second] = entries.map(({ postedAt, seenAt }) => postedAt ?? seenAt)
  const whole = await trailOf('Kotz', { since: second })
  expect(whole.entries.length).toBeLessThan(entries.length)
  const before = await trailOf('Kotz', { until: second })
  expect(before.entries.length + whole.entries.length).toBe(entries.length)
})

test('a STIX bundle of what was read keeps the standard, and an incident is as old as its listing in any period', async () => {
  const bundleOf = async (name: string, options = {}): Promise<Bundle> =>
    JSON.parse([...(formats.get('stix')?.write(await trailOf(name, options)) ?? [])].join(''))
  for (const name of ['Kotz', 'bpjs kesehatan']) expect(faultsOf(await bundleOf(name))).toEqual([])
  const { entries } = await trailOf('Kotz')
  const last = entries.at(-1)
  const [incident] = (await bundleOf('Kotz', { since: last?.postedAt ?? last?.seenAt })).objects.filter(
    ({ type }) => type === 'incident',
  )
  const whole = await bundleOf('Kotz')
  expect(incident?.created).toBe(last?.listing.firstSeenAt.toISOString())
  expect(whole.objects.find(({ id }) => id === incident?.id)?.created).toBe(incident?.created)
})

test('a takedown lists the post, the sample and its mirror of what was really read, and nothing else', async () => {
  const sheet = [...(formats.get('takedown')?.write(await trailOf('bpjs kesehatan', { of: 'victim' })) ?? [])].join('')
  const rows = sheet.trimEnd().split('\r\n').slice(1)
  expect(rows.map((row) => row.split(',')[2])).toEqual(['post', 'sample', 'download'])
  expect(rows[1]).toMatch(/^https:\/\/unggah\.test\/f\/bpjs-sample-1m\.rar,/)
})

test('what nobody knows is an error that says what to give', async () => {
  await expect(trailOf('nobody_at_all')).rejects.toThrow(/nothing is known of "nobody_at_all": give a handle/)
  await expect(trailOf('Kotz', { of: 'victim' })).rejects.toThrow(/nothing is known of "Kotz"/)
})
