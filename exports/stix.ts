import type { Timeline, TimelineEntry } from '../model/timeline.ts'
import type { Format } from './format.ts'
import { actorsOf } from './stix/actors.ts'
import { incidentOf, kinshipsOf, tiesOf } from './stix/incident.ts'
import { momentOf } from './stix/moments.ts'
import { amber, idOf, nameOf, objectOf, pantau, type StixObject } from './stix/objects.ts'

const titles = {
  seller: 'The trail of a seller',
  listing: 'The story of a listing',
  victim: 'What was offered of',
} as const

/** Everything that a trail tells, but for the report over it. An object may come more than once, always the same. */
function* objectsOf(timeline: Timeline): Generator<StixObject> {
  yield* [amber, pantau]
  const actors = actorsOf(timeline)
  yield* actors.objects
  const incidents = new Map<string, StixObject>()
  for (const [id, entries] of byListing(timeline.entries)) {
    const incident = incidentOf(entries, timeline)
    if (incident === null) continue
    incidents.set(id, incident)
    yield incident
    yield* tiesOf(incident, entries, actors)
  }
  yield* kinshipsOf(incidents, timeline.kin)
  for (const entry of timeline.entries) yield* momentOf(entry, actors, incidents.get(entry.listing.id) ?? null)
}

function byListing(entries: readonly TimelineEntry[]): Map<string, TimelineEntry[]> {
  const listings = new Map<string, TimelineEntry[]>()
  for (const entry of entries) {
    const known = listings.get(entry.listing.id)
    if (known) known.push(entry)
    else listings.set(entry.listing.id, [entry])
  }
  return listings
}

/** The report that holds all of it together; none where nothing happened. A period that begins elsewhere is another report. */
function reportOf({ subject, entries }: Timeline, refs: readonly string[]): StixObject | null {
  const seen = entries.map(({ seenAt }) => seenAt.getTime())
  if (seen.length === 0) return null
  const created = new Date(seen.reduce((a, b) => Math.min(a, b)))
  const modified = new Date(seen.reduce((a, b) => Math.max(a, b)))
  const name = nameOf(subject.name)
  return objectOf(
    'report',
    idOf('report', subject.kind, name, created.toISOString()),
    { created, modified },
    {
      name: `${titles[subject.kind]}: ${name}`,
      description: `Events: ${entries.length}. Claims are the seller's own, and unproven; personal data is masked; links in texts are defanged.`,
      report_types: [subject.kind === 'seller' ? 'threat-actor' : 'threat-report', 'observed-data'],
      published: modified.toISOString(),
      object_refs: refs,
    },
  )
}

/**
 * For threat-intelligence platforms: a STIX 2.1 bundle. A listing is an incident, its seller a threat actor, every event a
 * note with both dates over the data observed. Every id is derived from what it names, so a trail exported again
 * updates what a platform already has, and the same trail is the same bundle, byte for byte.
 */
export const stix: Format = {
  id: 'stix',
  name: 'STIX 2.1 (bundle)',
  extension: '.json',
  mime: 'application/stix+json;version=2.1',
  live: /"(?:value|url)":"(?:[^"\\]|\\.)*"/g,
  *write(timeline) {
    const { subject, entries } = timeline
    const ends = [entries[0], entries.at(-1)].map((entry) => entry?.seenAt.toISOString() ?? '')
    const bundleId = idOf('bundle', subject.kind, subject.name, String(entries.length), ...ends)
    yield `{"type":"bundle","id":"${bundleId}","objects":[\n${JSON.stringify(amber)}`
    const written = new Set([amber.id])
    for (const object of objectsOf(timeline)) {
      if (written.has(object.id)) continue
      written.add(object.id)
      yield `,\n${JSON.stringify(object)}`
    }
    const report = reportOf(
      timeline,
      [...written].filter((id) => id !== amber.id),
    )
    if (report) yield `,\n${JSON.stringify(report)}`
    yield '\n]}\n'
  },
}
