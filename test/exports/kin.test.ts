import { expect, test } from 'vitest'
import { formats } from '../../exports/index.ts'
import type { PressLink } from '../../model/press.ts'
import type { Timeline, TimelineEntry } from '../../model/timeline.ts'
import { type Bundle, faultsOf } from './stix-rules.ts'
import { entryWith, timelineOf } from './timelines.ts'

// That data was offered before, and what news reported of it, in every format.

const hostile = '=1+1 <script>alert(1)</script> https://evil.example/x'

const entryOf = (id: string, at: string, verdict: TimelineEntry['listing']['verdict']): TimelineEntry => {
  const entry = entryWith({})
  const seenAt = new Date(at)
  return {
    ...entry,
    postedAt: seenAt,
    seenAt,
    listing: { ...entry.listing, id, verdict, firstSeenAt: seenAt },
    post: { ...entry.post, id: `raid/${id}` },
  }
}

const report = (over: Partial<PressLink> = {}): PressLink => ({
  listingId: 'first',
  postId: 'koran/1',
  site: 'koran',
  url: 'https://koran.example/279-juta',
  title: '279 Juta Data Diduga Bocor',
  publishedAt: new Date('2021-05-20T08:00:00Z'),
  seenAt: new Date('2021-05-20T09:00:00Z'),
  pageSha256: 'b'.repeat(64),
  reasons: ['the same victim', '279,000,000 in both'],
  ...over,
})

const timeline: Timeline = {
  ...timelineOf(
    entryOf('first', '2021-05-12T14:00:00Z', 'new'),
    entryOf('again', '2021-06-01T14:00:00Z', 'cross-posted'),
    entryOf('later', '2022-06-01T14:00:00Z', 'recycled'),
  ),
  kin: (['again', 'later'] as const).map((of) => ({
    of,
    listingId: 'first',
    title: hostile,
    site: 'raid',
    handle: 'Kotz',
    records: 279_000_000,
    offeredAt: new Date('2021-05-12T14:00:00Z'),
    verdict: of === 'again' ? 'cross-posted' : 'recycled',
    strength: 0.93,
    reasons: ['the same victim', '279,000,000 in both'],
  })),
  press: [report(), report({ postId: 'koran/2', title: hostile, url: 'javascript:alert(1)', publishedAt: null })],
}
const write = (format: string): string => [...(formats.get(format)?.write(timeline) ?? [])].join('')

test('a report is a row of its own among the events, in its place', () => {
  const rows = write('jsonl')
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row))
  expect(rows.map(({ event, listing_id, verdict }) => [event, listing_id, verdict])).toEqual([
    ['opened', 'first', 'new'],
    ['reported', 'first', ''],
    ['reported', 'first', ''],
    ['opened', 'again', 'cross-posted'],
    ['opened', 'later', 'recycled'],
  ])
  expect(rows[1]).toMatchObject({ site: 'koran', page_sha256: 'b'.repeat(64), severity: null })
  expect(write('csv').split('\r\n')[3]).toContain("'=1+1")
  expect(write('timesketch')).toContain('koran reported: 279 Juta Data Diduga Bocor')
})

test('the page shows both in tables of their own, and nothing of them acts', () => {
  const page = write('html')
  expect(page).toMatch(/<h2>The same data, offered before<\/h2>[\s\S]*cross-posted[\s\S]*recycled[\s\S]*93%/)
  expect(page).toMatch(/<h2>In the press<\/h2>[\s\S]*279 Juta Data Diduga Bocor/)
  expect(page).not.toContain('<script>')
  expect(page).not.toContain('href=')
})

test('STIX: an incident told again is a duplicate, recycled data is related, a report is a reference', () => {
  const bundle: Bundle = JSON.parse(write('stix'))
  expect(faultsOf(bundle)).toEqual([])
  const incidents = bundle.objects.filter(({ type }) => type === 'incident')
  const ties = bundle.objects.filter(({ target_ref }) => incidents.some(({ id }) => id === target_ref))
  expect(ties.map(({ relationship_type, confidence }) => [relationship_type, confidence])).toEqual([
    ['duplicate-of', 93],
    ['related-to', 93],
  ])
  expect(incidents[0]?.external_references).toMatchObject([
    { source_name: 'koran', url: 'https://koran.example/279-juta' },
    { source_name: 'koran' },
  ])
  expect(JSON.stringify(incidents)).not.toMatch(/javascript:|https:\/\/evil/)
})

test('MISP: the same between its incidents, and a report is a link of the event', () => {
  const { Event } = JSON.parse(write('misp'))
  expect(Event.Attribute).toMatchObject([{ type: 'link', value: 'https://koran.example/279-juta', to_ids: false }])
  const incidents = Event.Object.filter(({ name }: { name: string }) => name === 'incident')
  const told = incidents.flatMap(({ ObjectReference }: { ObjectReference: { relationship_type: string }[] }) =>
    ObjectReference.map(({ relationship_type }) => relationship_type),
  )
  expect(told.filter((as: string) => as !== 'affects')).toEqual(['duplicate-of', 'related-to'])
})
