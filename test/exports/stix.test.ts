import { describe, expect, test } from 'vitest'
import { formats } from '../../exports/index.ts'
import type { ListingEventKind } from '../../model/listing.ts'
import type { Signal } from '../../model/signal.ts'
import type { Timeline, TimelineEntry } from '../../model/timeline.ts'
import { type Bundle, bundleSchemaTakes, faultsOf, type StixObject } from './stix-rules.ts'
import { account, entryWith, timelineOf } from './timelines.ts'

const pieces = (timeline: Timeline): Iterable<string> => formats.get('stix')?.write(timeline) ?? []
const write = (timeline: Timeline): string => [...pieces(timeline)].join('')
const read = (timeline: Timeline): Bundle => JSON.parse(write(timeline))
const ofType = ({ objects }: Bundle, type: string): StixObject[] => objects.filter((object) => object.type === type)

const at = (
  time: string,
  kind: ListingEventKind,
  parts: { listing?: string; account?: string; signal?: Partial<Signal>; url?: string } = {},
): TimelineEntry => {
  const entry = entryWith(parts.url === undefined ? {} : { url: parts.url })
  const handle = parts.account ?? account.handle
  return {
    ...entry,
    postedAt: new Date(Date.parse(time) - 60_000),
    seenAt: new Date(time),
    account: { id: `raid/${handle.toLowerCase()}`, site: 'raid', handle },
    event: { ...entry.event, kind },
    listing: { ...entry.listing, id: parts.listing ?? 'listing-1' },
    signal: { ...entry.signal, ...parts.signal },
    post: { ...entry.post, id: `raid/${parts.listing ?? 1}` },
  }
}

const story = timelineOf(
  at('2021-05-12T14:10:00Z', 'opened'),
  at('2021-05-13T14:10:00Z', 'repriced', { signal: { victims: ['BPJS Kesehatan', 'Dukcapil'], credibility: 3 } }),
  at('2021-05-14T14:10:00Z', 'seen-elsewhere', { account: 'Reposter' }),
  at('2021-05-15T14:10:00Z', 'opened', { listing: 'listing-2', signal: { intent: 'wanted' } }),
  { ...entryWith({ bare: true }), account: { id: null, site: 'pastes', handle: null } },
)

describe('a bundle', () => {
  test.each([
    ['a story', story],
    ['an empty trail', timelineOf()],
    ['nobody and nothing', { ...timelineOf(), accounts: [] }],
    ['a listing', { ...story, subject: { kind: 'listing', name: 'listing-1' }, accounts: [] }],
    ['a victim', { ...story, subject: { kind: 'victim', name: 'BPJS Kesehatan' } }],
  ] as [string, Timeline][])('%s: keeps the schemas and what they cannot say', (_name, timeline) => {
    expect(faultsOf(read(timeline))).toEqual([])
  })

  test('the rules do find what is wrong', () => {
    const bundle = read(story)
    const spoilt = (type: string, change: Record<string, unknown>): Bundle => ({
      ...bundle,
      objects: bundle.objects.map((object) => (object.type === type ? { ...object, ...change } : object)),
    })
    expect(faultsOf(spoilt('url', { value: 'not an address' })).join()).toContain('must match format "uri"')
    expect(faultsOf(spoilt('note', { object_refs: [] })).join()).toContain('fewer than 1')
    expect(
      faultsOf(spoilt('threat-actor', { created_by_ref: 'identity--00000000-0000-4000-8000-000000000000' })).join(),
    ).toContain('not there')
    expect(faultsOf(spoilt('incident', { extensions: undefined })).join()).toContain('no core extension')
    expect(faultsOf(spoilt('incident', { created: '2021-05-12T14:10:00Z' })).join()).toContain('pattern')
    expect(faultsOf(spoilt('relationship', { relationship_type: 'seller-of' })).join()).toContain('no seller-of')
  })

  test("the bundle's own schema, which is asked about the rest, refuses the smallest incident", () => {
    const time = '2021-05-12T14:10:00.000Z'
    const id = '83422c77-904c-4dc1-aff5-5c38f3a2c55c'
    const smallest = (type: string): StixObject => ({
      ...{ type, spec_version: '2.1', id: `${type}--${id}`, created: time, modified: time, name: 'x' },
    })
    expect(bundleSchemaTakes(smallest('identity'))).toBe(true)
    expect(bundleSchemaTakes(smallest('incident'))).toBe(false)
  })

  test('the same trail is the same bundle, byte for byte', () => {
    expect(write(structuredClone(story))).toBe(write(story))
  })

  test('a trail that goes on keeps its objects, with the dates of their creation', () => {
    const [first] = story.entries
    const before = read(timelineOf(...(first ? [first] : [])))
    const after = new Map(read(story).objects.map((object) => [object.id, object]))
    for (const { id, type, created } of before.objects) expect([type, after.get(id)?.created]).toEqual([type, created])
    // A period that begins later tells of the same incident.
    const later = ofType(read({ ...story, entries: story.entries.slice(1) }), 'incident')
    expect(later.map(({ id, created }) => [id, created])).toContainEqual([
      ofType(before, 'incident')[0]?.id,
      ofType(before, 'incident')[0]?.created,
    ])
  })
})

describe('what it says', () => {
  const bundle = read(story)
  const tied = (type: string): unknown[][] =>
    ofType(bundle, 'relationship')
      .filter(({ relationship_type }) => relationship_type === type)
      .map(({ source_ref, target_ref }) => [source_ref, target_ref])

  test('who offers is the actor of the incident; who repeats it elsewhere is not; who only asks has no incident', () => {
    const incidents = ofType(bundle, 'incident')
    const actors = ofType(bundle, 'threat-actor')
    expect(incidents.map(({ name }) => name)).toEqual(['Offer of data: SELLING citizens'])
    expect(actors.map(({ name }) => name)).toEqual(['Kotz', 'Reposter'])
    expect(tied('attributed-to')).toEqual([[incidents[0]?.id, actors[0]?.id]])
  })

  test('accounts are one actor only if a seller was asked for by their name, and then it says so', () => {
    const other = { ...account, id: 'other/kotz', site: 'other' }
    const asked = { ...story, accounts: [account, other] }
    const names = (timeline: Timeline) => ofType(read(timeline), 'threat-actor')
    expect(names(asked).map(({ name }) => name)).toEqual(['Kotz', 'Reposter'])
    expect(names(asked)[0]?.description).toContain('that they are one person is not proven')
    const victim = { ...asked, subject: { kind: 'victim', name: 'BPJS Kesehatan' } } as const
    expect(names(victim).map(({ name }) => name)).toEqual(['Kotz', 'Kotz', 'Reposter'])
    expect(names(victim)[0]?.id).toBe(names(story)[0]?.id)
  })

  test('the victims are organisations that the incident targets', () => {
    const victims = ofType(bundle, 'identity').filter(({ identity_class }) => identity_class === 'organization')
    expect(victims.map(({ name }) => name)).toEqual(['BPJS Kesehatan', 'Dukcapil'])
    expect(tied('targets').map(([, target]) => target)).toEqual(victims.map(({ id }) => id))
  })

  test('every event is a note with both dates, the claims, the code and the hash', () => {
    const notes = ofType(bundle, 'note')
    expect(notes).toHaveLength(story.entries.length)
    expect(notes[0]?.content).toMatch(/by the site: 2021-05-12T14:09:00.000Z\nSeen by Pantau: 2021-05-12T14:10:00.000Z/)
    expect(notes[0]?.content).toContain('Records: 279,000,000')
    expect(notes[0]?.content).toContain(`SHA-256 of the page: ${'a'.repeat(64)}`)
    expect(notes[0]?.content).toContain('Admiralty code: C6')
    expect(notes[0]?.confidence).toBe(97)
    expect(notes[4]?.content).toContain('by the site: not said')
  })

  test('confidence in an incident is the credibility of what is offered, and none where it cannot be judged', () => {
    expect(ofType(bundle, 'incident')[0]).not.toHaveProperty('confidence')
    const believed = timelineOf(at('2021-05-12T14:10:00Z', 'opened', { signal: { credibility: 2 } }))
    expect(ofType(read(believed), 'incident')[0]?.confidence).toBe(70)
  })

  test('ids of observables are those of the standard', () => {
    // uuid5(00abedb4-aa42-466c-9c01-fed23315a9b7, '{"value":"https://raid.example/thread-1001.html"}'), by Python's uuid.
    expect(ofType(bundle, 'url').map(({ id }) => id)).toEqual(['url--476c6afb-2a7e-5c91-83fb-fc529b16f60c'])
  })

  test('all but the marking is marked TLP:AMBER and signed', () => {
    for (const object of bundle.objects.filter(({ type }) => type !== 'marking-definition'))
      expect(object.object_marking_refs).toEqual(['marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421'])
  })
})

describe('hostile pages', () => {
  const text =
    '"}],"type":"bundle","value":"https://evil.example/text" \u202e\u001b[31m\u0000 \ud800 http://evil.example/'

  test('texts stay texts, without a live link', () => {
    const hostile: TimelineEntry = {
      ...entryWith({
        handle: text,
        title: text,
        text,
        victims: [text],
        changes: [{ field: text, before: text, after: { [text]: text } }],
      }),
      listing: { id: text, title: text, status: 'open', verdict: 'new', firstSeenAt: new Date('2021-05-12T14:10:00Z') },
    }
    const timeline = { ...timelineOf(hostile), subject: { kind: 'seller', name: text } } as Timeline
    expect(faultsOf(read(timeline))).toEqual([])
    const live = write(timeline).match(formats.get('stix')?.live ?? /$^/g) ?? []
    expect(new Set(live)).toEqual(
      new Set(['"value":"https://raid.example/thread-1001.html"', '"url":"https://raid.example/thread-1001.html"']),
    )
  })

  test.each([
    'https://raid.example/a b|c^{d}[e]%zz?q="<é>"#x#y',
    'https://user:secret@raid.example/t',
    `http://${'a'.repeat(56)}.onion/t`,
    'javascript:alert(1)',
    'not an address',
    '',
  ])('%j as an address makes a valid bundle', (url) => {
    const timeline = timelineOf(entryWith({ url, bare: true }))
    expect(faultsOf(read(timeline))).toEqual([])
    expect(write(timeline)).not.toMatch(/secret|"value":"javascript/)
    expect(
      faultsOf(
        read({
          ...timeline,
          entries: timeline.entries.map((entry) => ({ ...entry, account: { ...entry.account, id: null } })),
        }),
      ),
    ).toEqual([])
  })
})

test('5,000 events come piece by piece, each object once', () => {
  const entries = Array.from({ length: 5_000 }, (_, n) => {
    const entry = at(new Date(Date.UTC(2021, 0, 1, n)).toISOString(), 'bumped', { listing: `listing-${n % 50}` })
    return { ...entry, post: { ...entry.post, id: `raid/${n}`, url: `https://raid.example/thread-${n}` } }
  })
  let longest = 0
  let file = ''
  for (const piece of pieces(timelineOf(...entries))) {
    file += piece
    if (!piece.includes('"type":"report"')) longest = Math.max(longest, piece.length)
  }
  expect(longest).toBeLessThan(5_000)
  const bundle: Bundle = JSON.parse(file)
  expect(ofType(bundle, 'note')).toHaveLength(5_000)
  expect(ofType(bundle, 'incident')).toHaveLength(50)
  expect(new Set(bundle.objects.map(({ id }) => id)).size).toBe(bundle.objects.length)
})
