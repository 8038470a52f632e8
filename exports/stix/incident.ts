import type { Credibility } from '../../model/admiralty.ts'
import type { Kin } from '../../model/kin.ts'
import { defang, oneLine } from '../../model/plain.ts'
import type { PressLink } from '../../model/press.ts'
import type { Intent } from '../../model/signal.ts'
import type { Timeline, TimelineEntry } from '../../model/timeline.ts'
import { addressOf } from '../trail/address.ts'
import type { Actors } from './actors.ts'
import { claimsOf, titleOf } from './claims.ts'
import { idOf, nameOf, objectOf, relationshipOf, type StixObject, victimOf } from './objects.ts'

/** The incident core extension of cti-stix-common-objects, in its draft of 10 October 2023. */
const core = 'extension-definition--ef765651-680c-498d-9894-99799f2fa126'

/** What has happened to the data, as far as the offer tells, in the words of the extension's `event-type-ov`; none of data that is only asked for. */
const incidentTypes: Readonly<Record<Intent, string | null>> = {
  extortion: 'data-exfiltration',
  sale: 'unauthorized-release',
  giveaway: 'unauthorized-release',
  dump: 'unauthorized-release',
  wanted: null,
}

/** The Admiralty code's credibility as a confidence (STIX 2.1, appendix A); what cannot be judged has none. */
const confidences: Readonly<Record<Credibility, number | undefined>> = {
  1: 90,
  2: 70,
  3: 50,
  4: 30,
  5: 10,
  6: undefined,
}

/**
 * The leak that a listing speaks of: suspected, as it rests on what a seller says, and new, as nobody has looked into it.
 * `null` where data is only asked for: then none has leaked. `entries` are those of the listing, oldest first.
 */
export function incidentOf(
  entries: readonly TimelineEntry[],
  { kin, press }: Pick<Timeline, 'kin' | 'press'>,
): StixObject | null {
  const last = entries.findLast(({ signal }) => incidentTypes[signal.intent] !== null)
  if (last === undefined) return null
  const { listing, signal } = last
  const reports = press.filter(({ listingId }) => listingId === listing.id)
  const modified = [...entries, ...reports].reduce((latest, { seenAt }) => Math.max(latest, seenAt.getTime()), 0)
  return objectOf(
    'incident',
    idOf('incident', 'listing', listing.id),
    { created: listing.firstSeenAt, modified: new Date(modified) },
    {
      name: `Offer of data: ${titleOf(last)}`,
      description: [
        'Data is offered. What is claimed of it, unproven:',
        ...claimsOf(last),
        ...kin.filter(({ of }) => of === listing.id).map(seenBeforeWords),
        `Listing ${listing.id}, ${listing.status}.`,
      ].join('\n'),
      labels: [
        `pantau:intent="${signal.intent}"`,
        `pantau:status="${listing.status}"`,
        `pantau:verdict="${listing.verdict}"`,
      ],
      confidence: confidences[signal.credibility],
      external_references: reports.map(referenceTo),
      extensions: {
        [core]: {
          extension_type: 'property-extension',
          determination: 'suspected',
          investigation_status: 'new',
          detection_methods: ['automated-tool', 'Pantau'],
          incident_types: [incidentTypes[signal.intent]],
          scores: [
            {
              name: 'Pantau severity',
              value: entries.reduce((most, { signal }) => Math.max(most, signal.severity), 0),
              description: '0 to 100: how much harm the data would do, if the claims are true.',
            },
          ],
        },
      },
    },
  )
}

const seenBeforeWords = ({ verdict, title, site, handle, offeredAt, reasons }: Kin): string =>
  defang(
    oneLine(
      `Seen before, ${verdict}: "${title}" by ${handle ?? 'somebody'} on ${site}, ${offeredAt.toISOString().slice(0, 10)} (${reasons.join(', ')})`,
    ),
  )

const referenceTo = ({ site, title, url, publishedAt, seenAt }: PressLink): Record<string, unknown> => {
  const address = addressOf(url)
  return {
    source_name: site,
    description: `${nameOf(title)} (${(publishedAt ?? seenAt).toISOString().slice(0, 10)})`,
    ...(address ? { url: address.href } : {}),
  }
}

/**
 * That an incident is an earlier one told again: the same person's, or made of the same data. Incidents that the trail does
 * not tell of stay words in the description.
 */
export function* kinshipsOf(incidents: ReadonlyMap<string, StixObject>, kin: Timeline['kin']): Generator<StixObject> {
  for (const { of, listingId, verdict, strength, reasons, offeredAt } of kin) {
    const [incident, earlier] = [incidents.get(of), incidents.get(listingId)]
    if (!incident || !earlier) continue
    const type = verdict === 'recycled' ? 'related-to' : 'duplicate-of'
    const description = `${verdict}: the same data (${reasons.map(nameOf).join(', ')})`
    const versions = { created: offeredAt, modified: offeredAt }
    yield relationshipOf(incident, type, earlier, versions, { description, confidence: Math.round(strength * 100) })
  }
}

/** Whom an incident struck, and who is said to be behind it; sightings elsewhere may be somebody else's. */
export function* tiesOf(
  incident: StixObject,
  entries: readonly TimelineEntry[],
  { behind }: Actors,
): Generator<StixObject> {
  const [first] = entries
  if (!first) return
  const versions = { created: first.listing.firstSeenAt, modified: first.listing.firstSeenAt }
  for (const victim of entries.flatMap(({ signal }) => signal.victims)) {
    const identity = victimOf(victim)
    yield identity
    yield relationshipOf(incident, 'targets', identity, versions, { description: 'by the claim of the offer' })
  }
  for (const { account, event } of entries) {
    const by = event.kind === 'seen-elsewhere' ? undefined : behind(account.id)
    if (by) yield relationshipOf(incident, 'attributed-to', by.actor, versions, { description: 'offers the data' })
  }
}
