import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { templates } from '../../exports/misp/template.ts'
import { misp } from '../../exports/misp.ts'
import { dataClasses } from '../../model/data-classes.ts'
import { Intent } from '../../model/signal.ts'
import { SourceType } from '../../model/target.ts'
import type { Timeline, TimelineEntry } from '../../model/timeline.ts'
import { entryWith, timelineOf } from './timelines.ts'

// An event as MISP takes it: held against its own templates, relationships and vocabularies.

const schemas = join(import.meta.dirname, '../fixtures/schemas/misp')
const read = <T>(file: string): T => JSON.parse(readFileSync(join(schemas, file), 'utf8')) as T

interface Definition {
  uuid: string
  version: number
  name: string
  description: string
  'meta-category': string
  required?: string[]
  requiredOneOf?: string[]
  attributes: Record<
    string,
    { 'misp-attribute': string; multiple?: boolean; values_list?: string[]; disable_correlation?: boolean }
  >
}
const definitionOf = (name: string): Definition => read(`objects/${name}.json`)

const relationships = new Set(read<{ values: { name: string }[] }>('relationships.json').values.map(({ name }) => name))

interface Taxonomy {
  namespace: string
  predicates: { value: string }[]
  values?: { predicate: string; entry: { value: string }[] }[]
}
const machineTags = new Set(
  ['tlp', 'infoleak', 'dark-web', 'admiralty-scale'].flatMap((name) => {
    const { namespace, predicates, values } = read<Taxonomy>(`taxonomies/${name}.json`)
    if (!values) return predicates.map(({ value }) => `${namespace}:${value}`)
    return values.flatMap(({ predicate, entry }) => entry.map(({ value }) => `${namespace}:${predicate}="${value}"`))
  }),
)

interface Tag {
  name: string
}
interface Attribute {
  uuid: string
  object_relation: string
  type: string
  value: string
  to_ids: boolean
  disable_correlation: boolean
  timestamp: string
  Tag?: Tag[]
}
interface MispObject {
  uuid: string
  name: string
  'meta-category': string
  template_uuid: string
  template_version: string
  timestamp: string
  Attribute: Attribute[]
  ObjectReference: { uuid: string; object_uuid: string; referenced_uuid: string; relationship_type: string }[]
}
interface Event {
  uuid: string
  date?: string
  timestamp?: string
  threat_level_id: string
  Tag: Tag[]
  Object: MispObject[]
}

const write = (timeline: Timeline): string => [...misp.write(timeline)].join('')
const eventOf = (timeline: Timeline): Event => JSON.parse(write(timeline)).Event
const objectsOf = (timeline: Timeline, name: string): MispObject[] =>
  eventOf(timeline).Object.filter((object) => object.name === name)
const valueIn = (object: MispObject | undefined, relation: string): string | undefined =>
  object?.Attribute.find(({ object_relation }) => object_relation === relation)?.value

interface Change {
  id: string
  listing?: string
  kind?: TimelineEntry['event']['kind']
  signal?: Partial<TimelineEntry['signal']>
}
const changed = (entry: TimelineEntry, { id, listing, kind, signal }: Change): TimelineEntry => ({
  ...entry,
  event: { ...entry.event, kind: kind ?? entry.event.kind },
  listing: { ...entry.listing, id: listing ?? entry.listing.id },
  signal: { ...entry.signal, ...signal },
  post: { ...entry.post, id },
})

const card = {
  victim: 'PT Contoh',
  website: 'contoh.test',
  country: 'ID',
  deadline: null,
  size: '',
  price: '',
  published: null,
}
const links = [
  { url: 'https://mega.nz/file/abc#key', text: 'download' },
  { url: 'https://victim.example/', text: 'their site' },
]

/** Every kind of site with every intent, what is bare and what is hostile, a copy and an edit. */
const everything = timelineOf(
  ...SourceType.options.flatMap((platform) =>
    Intent.options.flatMap((intent) => {
      const id = `raid/${platform}-${intent}`
      const signal = { intent, dataClasses: [...dataClasses] }
      return [
        changed(entryWith({ platform, card: platform === 'leaksite' ? card : null, links }), {
          id,
          listing: id,
          signal,
        }),
        changed(entryWith({ platform, bare: true, links }), {
          id,
          listing: id,
          kind: 'edited',
          signal: { intent, dataClasses: [...dataClasses] },
        }),
        changed(entryWith({ platform, bare: true, title: '', text: '', victims: [] }), {
          id: `${id}-copy`,
          listing: id,
          kind: 'seen-elsewhere',
          signal: { intent, confidence: 0, severity: 0 },
        }),
      ]
    }),
  ),
  { ...changed(entryWith({ bare: true }), { id: 'raid/nobody' }), account: { id: null, site: 'raid', handle: null } },
  { ...changed(entryWith({}), { id: 'raid/other' }), account: { id: 'raid/other', site: 'raid', handle: 'Other' } },
  changed(
    entryWith({ url: 'javascript:alert(1)', handle: '"}', title: '"}],', text: '</script>', victims: ['', '"'] }),
    {
      id: 'raid/"',
      listing: '"',
    },
  ),
)

test.each(Object.entries(templates))('%s: its template is the published one', (name, template) => {
  const definition = definitionOf(name)
  expect([template.uuid, template.version, template.description]).toEqual([
    definition.uuid,
    String(definition.version),
    definition.description,
  ])
  const relations = Object.keys(template.attributes)
  expect(template.attributes).toEqual(
    Object.fromEntries(relations.map((relation) => [relation, definition.attributes[relation]?.['misp-attribute']])),
  )
  expect(template.uncorrelated).toEqual(
    relations.filter((relation) => definition.attributes[relation]?.disable_correlation),
  )
})

describe('an event', () => {
  const event = eventOf(everything)

  test('has every template in use, and of each object what the template asks for, allows and names', () => {
    expect(new Set(event.Object.map(({ name }) => name))).toEqual(new Set(Object.keys(templates)))
    for (const object of event.Object) {
      const definition = definitionOf(object.name)
      const relations = object.Attribute.map(({ object_relation }) => object_relation)
      expect(object.template_uuid).toBe(definition.uuid)
      expect(object['meta-category']).toBe(definition['meta-category'])
      for (const required of definition.required ?? []) expect(relations).toContain(required)
      if (definition.requiredOneOf) expect(definition.requiredOneOf.some((one) => relations.includes(one))).toBe(true)
      for (const { object_relation, type, value } of object.Attribute) {
        const known = definition.attributes[object_relation]
        expect(type).toBe(known?.['misp-attribute'])
        expect(value).not.toBe('')
        if (known?.values_list) expect(known.values_list).toContain(value)
        if (!known?.multiple) expect(relations.filter((relation) => relation === object_relation)).toHaveLength(1)
        if (type === 'datetime') expect(new Date(value).toISOString()).toBe(value)
      }
    }
  })

  test('relates by names that MISP has, and only to what is in it', () => {
    const uuids = new Set(event.Object.map(({ uuid }) => uuid))
    const references = event.Object.flatMap(({ uuid, ObjectReference }) =>
      ObjectReference.map((reference) => ({ ...reference, from: uuid })),
    )
    for (const { from, object_uuid, referenced_uuid, relationship_type } of references) {
      expect(relationships).toContain(relationship_type)
      expect(object_uuid).toBe(from)
      expect(uuids).toContain(referenced_uuid)
      expect(referenced_uuid).not.toBe(from)
    }
    expect(new Set(references.map(({ relationship_type }) => relationship_type))).toEqual(
      new Set(['seller-of', 'authored-by', 'duplicate-of', 'describes', 'affects', 'mentions', 'annotates']),
    )
  })

  test('is tagged in words of the vocabularies', () => {
    const tags = [...event.Tag, ...event.Object.flatMap(({ Attribute }) => Attribute.flatMap(({ Tag }) => Tag ?? []))]
    expect(new Set(tags.map(({ name }) => name)).size).toBeGreaterThan(15)
    for (const { name } of tags) expect(machineTags).toContain(name)
    expect(event.Tag.map(({ name }) => name)).toContain('tlp:amber')
  })

  test('has ids of version 5, each once, and times in seconds as text', () => {
    const ids = [
      event.uuid,
      ...event.Object.flatMap(
        ({ uuid, Attribute, ObjectReference }) => [
          uuid,
          ...Attribute.map((one) => one.uuid),
          ...ObjectReference.map((one) => one.uuid),
        ], //
      ),
    ]
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    for (const { timestamp, Attribute } of event.Object)
      for (const time of [timestamp, ...Attribute.map((one) => one.timestamp)]) expect(time).toMatch(/^\d{10}$/)
  })

  test('calls nothing an indicator but the stolen data that a post links', () => {
    const indicators = event.Object.flatMap(({ Attribute }) => Attribute.filter(({ to_ids }) => to_ids))
    expect(new Set(indicators.map(({ object_relation, value }) => `${object_relation} ${value}`))).toEqual(
      new Set(['embedded-link https://mega.nz/file/abc#key']),
    )
    expect(write(everything)).not.toContain('https://victim.example')
  })

  test('says of what it is: who sells what to whom, by which post, with both dates and the hash', () => {
    const timeline = timelineOf(entryWith({}))
    const [account] = objectsOf(timeline, 'user-account')
    const [victim] = objectsOf(timeline, 'victim')
    const [incident] = objectsOf(timeline, 'incident')
    const [post] = objectsOf(timeline, 'microblog')
    const [moment] = objectsOf(timeline, 'annotation')
    const related = (object: MispObject | undefined) =>
      object?.ObjectReference.map(({ relationship_type, referenced_uuid }) => [relationship_type, referenced_uuid])
    expect(valueIn(account, 'username')).toBe('Kotz')
    expect(valueIn(victim, 'name')).toBe('BPJS Kesehatan')
    expect(valueIn(incident, 'description')).toContain('279,000,000 records')
    expect(valueIn(post, 'url')).toBe('https://raid.example/thread-1001.html')
    expect(valueIn(post, 'creation-date')).toBe('2021-05-12T14:03:20.000Z')
    expect(related(account)).toEqual([['seller-of', incident?.uuid]])
    expect(related(incident)).toEqual([['affects', victim?.uuid]])
    expect(related(post)).toContainEqual(['authored-by', account?.uuid])
    expect(related(moment)).toEqual([['annotates', post?.uuid]])
    for (const part of ['2021-05-12T14:03:20.000Z', '2021-05-12T14:10:00.000Z', 'a'.repeat(64), 'C6'])
      expect(valueIn(moment, 'text')).toContain(part)
  })
})

test('the same trail is the same file; a longer one keeps its ids and is newer', () => {
  const short = timelineOf(entryWith({}))
  expect(write(short)).toBe(write(timelineOf(entryWith({}))))
  const later = {
    ...changed(entryWith({}), { id: 'raid/1001', kind: 'edited' }),
    seenAt: new Date('2021-06-01T00:00:00Z'),
  }
  const [before, after] = [eventOf(short), eventOf(timelineOf(entryWith({}), later))]
  expect(after.uuid).toBe(before.uuid)
  expect(Number(after.timestamp)).toBeGreaterThan(Number(before.timestamp))
  expect(after.Object.map(({ uuid }) => uuid)).toEqual(expect.arrayContaining(before.Object.map(({ uuid }) => uuid)))
})

test('two events share no id, for MISP knows each once', () => {
  const seller = eventOf(timelineOf(entryWith({})))
  const victim = eventOf({ ...timelineOf(entryWith({})), subject: { kind: 'victim', name: 'BPJS Kesehatan' } })
  const ids = new Set(seller.Object.map(({ uuid }) => uuid))
  expect(victim.Object.filter(({ uuid }) => ids.has(uuid))).toEqual([])
})

test('a period in which nothing happened is an event of its own day, with nobody but the account', () => {
  const event = eventOf(timelineOf())
  expect(event.threat_level_id).toBe('4')
  expect(event.date).toBeUndefined()
  expect(event.Object.map(({ name }) => name)).toEqual(['user-account'])
  expect(eventOf({ ...timelineOf(), accounts: [] }).Object).toEqual([])
})
