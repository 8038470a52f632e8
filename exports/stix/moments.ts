import { credibilityWords, reliabilityWords } from '../../model/admiralty.ts'
import { defang } from '../../model/plain.ts'
import type { TimelineEntry } from '../../model/timeline.ts'
import { changeWords } from '../../model/words.ts'
import { type Row, rowOf } from '../trail/row.ts'
import type { Actors } from './actors.ts'
import { claimsOf } from './claims.ts'
import { idOf, nameOf, objectOf, pantau, type StixObject, victimOf } from './objects.ts'
import { contactOf, pageOf } from './observables.ts'

/** One entry: the page that was seen and who wrote on it, and a note of what it says, with both dates and the page's hash. */
export function* momentOf(
  entry: TimelineEntry,
  { behind }: Actors,
  incident: StixObject | null,
): Generator<StixObject> {
  const { seenAt, account, event, listing, signal, post } = entry
  const seen = { created: seenAt, modified: seenAt }
  const page = pageOf(post.url)
  const by = behind(account.id)
  const contacts = signal.contacts.map(contactOf)
  const victims = signal.victims.map(victimOf)
  const things = [...(page ? [page] : []), ...(by ? [by.account] : []), ...contacts]
  yield* [...things, ...victims]
  const observed =
    things.length === 0
      ? undefined
      : objectOf(
          'observed-data',
          idOf('observed-data', post.id, seenAt.toISOString(), event.pageSha256, ...things.map(({ id }) => id)),
          seen,
          {
            first_observed: seenAt.toISOString(),
            last_observed: seenAt.toISOString(),
            number_observed: 1,
            object_refs: [...new Set(things.map(({ id }) => id))],
            external_references: [referenceOf(entry, page?.value)],
          },
        )
  if (observed) yield observed
  const about = [observed, incident, by?.actor, ...victims].flatMap((object) => (object ? [object.id] : []))
  const row = rowOf(entry)
  const names = [listing.id, post.id, event.kind, seenAt.toISOString(), event.pageSha256, JSON.stringify(event.changes)]
  yield objectOf('note', idOf('note', ...names), seen, {
    abstract: `${nameOf(row.account) || 'Somebody'} on ${nameOf(row.site)}: ${row.event}, ${row.title}`,
    content: contentOf(entry, row, page?.value),
    labels: [
      `pantau:event="${row.event}"`,
      `pantau:intent="${row.intent}"`,
      `admiralty-scale:source-reliability="${entry.reliability.toLowerCase()}"`,
      `admiralty-scale:information-credibility="${signal.credibility}"`,
    ],
    // How sure the reading is of what the page says; whether that is true is for the incident's.
    confidence: Math.round(signal.confidence * 100),
    object_refs: about.length > 0 ? [...new Set(about)] : [pantau.id],
  })
}

/** Where it was read, by the post's own id on its site, with the hash of the page. */
const referenceOf = ({ event, post, account }: TimelineEntry, url: string | undefined) => ({
  source_name: `site ${nameOf(account.site)}`,
  external_id: `post ${nameOf(post.id)}`,
  ...(url === undefined ? {} : { url }),
  ...(/^[\da-f]{64}$/i.test(event.pageSha256) ? { hashes: { 'SHA-256': event.pageSha256 } } : {}),
})

const contentOf = (entry: TimelineEntry, row: Row, address: string | undefined): string =>
  [
    `Posted, by the site: ${row.posted_at ?? 'not said'}`,
    `Seen by Pantau: ${row.seen_at}`,
    `Event: ${row.event}; ${row.intent}, ${row.status}`,
    ...row.changes.map((change) => `Change of ${defang(changeWords(change))}`),
    ...claimsOf(entry),
    `Severity: ${row.severity} of 100`,
    `Admiralty code: ${row.admiralty} (source ${reliabilityWords[entry.reliability]}, information ${credibilityWords[entry.signal.credibility]})`,
    `Address: ${address === undefined ? row.url : defang(address)}`,
    `SHA-256 of the page: ${row.page_sha256}`,
    `Text, masked: ${row.excerpt}`,
  ].join('\n')
