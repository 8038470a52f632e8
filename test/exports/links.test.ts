import { expect, test } from 'vitest'
import { formats } from '../../exports/index.ts'
import { areConfirmed } from '../../exports/trail/persons.ts'
import type { Link, Verdict } from '../../model/seller.ts'
import type { Timeline } from '../../model/timeline.ts'
import { type Bundle, faultsOf } from './stix-rules.ts'
import { account, entryWith, timelineOf } from './timelines.ts'

// What ties accounts to each other, in the files that leave the house.

const hostile = '<script>alert(1)</script> https://evil.example/x'
const since = new Date('2021-05-12T14:00:00Z')
const verdict = (what: Verdict['verdict']): Verdict => ({
  ...{ from: '', to: '', verdict: what, why: hostile, by: 'ana', at: since },
})
const link = (from: string, to: string, strength: number, over: Partial<Link> = {}): Link => ({
  ...{ from, to, strength, verdict: null },
  reasons: [{ kind: 'pgp', value: 'AB', why: 'both show the PGP key AB', strength, since }],
  ...over,
})

const timeline: Timeline = {
  ...timelineOf(entryWith({})),
  accounts: [account, { ...account, id: 'breach/sangraja', site: 'breach', handle: 'SangRaja' }],
  links: [
    link('breach/sangraja', 'raid/kotz', 0.95, { verdict: verdict('confirmed') }),
    link('raid/kotz', 'tele/kotz_baru', 0.85),
    link('breach/kotz', 'raid/kotz', 0.95, { verdict: verdict('refused') }),
    link('lapak/kotz', 'raid/kotz', 0.3),
  ],
}
const write = (format: string, of = timeline): string => [...(formats.get(format)?.write(of) ?? [])].join('')

test('the page shows what is confirmed and what may be, and nothing that was refused or is weak', () => {
  const page = write('html')
  expect(page).toContain('Links between accounts')
  expect(page).toContain('tele/kotz_baru')
  expect(page).not.toContain('breach/kotz<')
  expect(page).not.toContain('lapak/kotz')
  expect(page).not.toContain('<script>alert')
  expect(write('html', { ...timeline, links: [] })).not.toContain('Links between accounts')
})

test('in STIX they are relationships between accounts, with their strength as confidence', () => {
  const bundle = JSON.parse(write('stix')) as Bundle
  expect(faultsOf(bundle)).toEqual([])
  const accounts = new Map(
    bundle.objects
      .filter(({ type }) => type === 'user-account')
      .map((object) => [object.id, object.user_id ?? object.account_login]),
  )
  const ties = bundle.objects.filter(
    ({ type, source_ref, target_ref }) =>
      type === 'relationship' && accounts.has(String(source_ref)) && accounts.has(String(target_ref)),
  )
  expect(ties.map(({ confidence }) => confidence)).toEqual([95, 85])
  expect(ties.every(({ description }) => !String(description).includes('https://'))).toBe(true)
  const [actor] = bundle.objects.filter(({ type }) => type === 'threat-actor')
  expect(actor?.description).toContain('confirmed to be one person')
  const [asked] = (JSON.parse(write('stix', { ...timeline, links: [] })) as Bundle).objects.filter(
    ({ type }) => type === 'threat-actor',
  )
  expect(asked?.description).toContain('is not proven')
})

test('in MISP a confirmed account is the same as the other', () => {
  const { Event } = JSON.parse(write('misp'))
  const references = Event.Object.flatMap(
    (object: { name: string; ObjectReference: { relationship_type: string }[] }) =>
      object.name === 'user-account' ? object.ObjectReference.map(({ relationship_type }) => relationship_type) : [],
  )
  expect(references.filter((name: string) => name !== 'seller-of')).toEqual(['same-as'])
})

test('accounts are confirmed to be one person’s only where confirmed links reach them all', () => {
  const confirmed = { verdict: verdict('confirmed') }
  const links = [link('a', 'b', 1, confirmed), link('b', 'c', 0.9), link('c', 'd', 0.9, confirmed)]
  expect(
    [['a'], ['a', 'b'], ['b', 'a'], ['c', 'd'], ['a', 'c'], ['a', 'b', 'c']].map((ids) => areConfirmed(ids, links)),
  ).toEqual([true, true, true, true, false, false])
})
