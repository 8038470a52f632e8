import { defang, oneLine } from '../../model/plain.ts'
import { ourNamespace, uuid5 } from '../trail/uuid.ts'

/** An object as it is written: its type, its id, and whatever its type has besides. */
export interface StixObject {
  type: string
  id: string
  [property: string]: unknown
}

/** The id of an object of ours, derived from what it names: the same thing in two bundles is one object. */
export const idOf = (type: string, ...names: readonly string[]): string =>
  `${type}--${uuid5(ourNamespace, JSON.stringify([type, ...names]))}`

/** Below which the standard derives the ids of cyber-observables, so that all producers give one thing one id (STIX 2.1, 2.9). */
const observables = '00abedb4-aa42-466c-9c01-fed23315a9b7'

/**
 * The id of a cyber-observable by its contributing properties, which the standard names for each type: their canonical
 * JSON (RFC 8785), which for texts under names of ASCII is JSON with the names sorted.
 */
export const observableId = (type: string, contributing: Readonly<Record<string, string>>): string => {
  const sorted = Object.entries(contributing).sort(([one], [other]) => (one < other ? -1 : 1))
  return `${type}--${uuid5(observables, JSON.stringify(Object.fromEntries(sorted)))}`
}

/**
 * TLP 2.0's AMBER as OASIS publishes it (TLP 2.0 extension of cti-stix-common-objects; the markings that STIX 2.1 itself
 * has are TLP 1.0's). A trail names suspects and victims: it goes to who needs to know and their clients, like an alert
 * whose rule says nothing else.
 */
export const amber: StixObject = {
  type: 'marking-definition',
  spec_version: '2.1',
  id: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  created: '2022-10-01T00:00:00.000Z',
  name: 'TLP:AMBER',
  extensions: {
    'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': {
      extension_type: 'property-extension',
      tlp_2_0: 'amber',
    },
  },
}

const pantauId = idOf('identity', 'system', 'pantau')

/** From when to when: a new version of an object keeps the first of both (STIX 2.1, 3.6). */
export interface Versions {
  created: Date
  modified: Date
}

/** An object of ours: dated, signed, marked. What is `undefined`, or an empty list (the standard has none), is left out. */
export const objectOf = (
  type: string,
  id: string,
  { created, modified }: Versions,
  properties: Readonly<Record<string, unknown>>,
): StixObject => ({
  type,
  spec_version: '2.1',
  id,
  created_by_ref: pantauId,
  created: created.toISOString(),
  modified: (modified < created ? created : modified).toISOString(),
  ...Object.fromEntries(
    Object.entries(properties).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ),
  object_marking_refs: [amber.id],
})

/** What is no more than a name never changes: it is as old as our way of naming. */
export const naming: Versions = {
  created: new Date('2026-11-22T00:00:00.000Z'),
  modified: new Date('2026-11-22T00:00:00.000Z'),
}

/** Who says all this. */
export const pantau: StixObject = objectOf('identity', pantauId, naming, {
  name: 'Pantau',
  description: 'A monitor of offers of leaked data. What it reports is what pages said, read by rules.',
  identity_class: 'system',
})

/** An organisation whose data was offered. */
export const victimOf = (victim: string): StixObject => {
  const name = nameOf(victim)
  return objectOf('identity', idOf('identity', 'organization', name.toLowerCase()), naming, {
    name,
    identity_class: 'organization',
  })
}

/** That one object has to do with another, by a name that the standard or the incident extension gives it. */
export const relationshipOf = (
  from: StixObject,
  type: 'attributed-to' | 'duplicate-of' | 'related-to' | 'targets',
  to: StixObject,
  versions: Versions,
  properties: { description?: string; confidence?: number | undefined } = {},
): StixObject =>
  objectOf('relationship', idOf('relationship', from.id, type, to.id), versions, {
    relationship_type: type,
    source_ref: from.id,
    target_ref: to.id,
    ...properties,
  })

/** A name stays what it is, so that other tools find it again, unless a link hides in it. */
export const nameOf = (text: string): string => {
  const line = oneLine(text)
  return /:\/\/|https?:/i.test(line) ? defang(line) : line
}
