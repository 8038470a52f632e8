import { defang, oneLine } from '../../model/plain.ts'
import type { Account } from '../../model/seller.ts'
import type { Intent } from '../../model/signal.ts'
import type { TimelineEntry } from '../../model/timeline.ts'
import { countryWords, numberWords, priceWords } from '../../model/words.ts'
import { addressOf } from '../trail/address.ts'
import { rowOf } from '../trail/row.ts'
import { type MispObject, objectOf } from './object.ts'
import { type Ids, severityStep, spanOf, type Trail } from './trail.ts'

/** Who deals, one object an account: that two belong to one person is said by a reference, never by merging them. */
export function* accountObjects({ accounts, listings }: Trail, ids: Ids): Generator<MispObject> {
  for (const { id, site, handle, account, entries, links } of accounts) {
    const contacts = [
      ...new Map(
        entries
          .flatMap((entry) => rowOf(entry).contacts)
          .map((contact) => [`${contact.type} ${contact.value}`, contact]),
      ),
    ]
    const sold = listings.filter(
      ({ isLeak, entries }) =>
        isLeak && entries.some((entry) => entry.account.id === id && entry.signal.intent === 'sale'),
    )
    yield objectOf({
      name: 'user-account',
      uuid: ids('account', id),
      comment: `${handle} on ${site}`,
      seen: account ? { first: account.firstSeenAt, last: account.lastSeenAt } : spanOf(entries),
      values: {
        username: handle,
        description: defang(
          [`on ${site}`, ...factsOf(account), ...contacts.map(([words]) => words)].filter(Boolean).join('; '),
        ),
        link: account && addressOf(account.url)?.href,
        email: contacts.flatMap(([, { type, value }]) => (type === 'email' ? value : [])),
        created: account?.joinedAt && new Date(account.joinedAt).toISOString(),
      },
      references: [
        ...sold.map((listing) => ({ to: ids('listing', listing.id), as: 'seller-of' as const })),
        ...links.map(({ to, isConfirmed }) => ({
          to: ids('account', to),
          as: isConfirmed ? ('same-as' as const) : ('related-to' as const),
        })),
      ],
    })
  }
}

const factsOf = (account: Account | undefined): string[] =>
  account
    ? [
        account.posts === null ? '' : `${numberWords(account.posts)} posts`,
        account.reputation === null ? '' : `reputation ${account.reputation}`,
      ]
    : []

export function* victimObjects({ victims }: Trail, ids: Ids): Generator<MispObject> {
  for (const { id, name, entries } of victims)
    yield objectOf({
      name: 'victim',
      uuid: ids('victim', id),
      comment: 'As the offers call it',
      seen: spanOf(entries),
      values: { name, classification: 'organization' },
    })
}

/** What an offer says to have happened; a `wanted` says nothing of the kind. */
const incidentTypes: Record<Exclude<Intent, 'wanted'>, string> = {
  extortion: 'data-exfiltration',
  sale: 'data-exfiltration',
  giveaway: 'unauthorized-release',
  dump: 'unauthorized-release',
}

/** A leak as its listing claims it: suspected, found by a machine, and nobody's case yet. */
export function* incidentObjects({ listings }: Trail, ids: Ids): Generator<MispObject> {
  const leaks = new Set(listings.filter(({ isLeak }) => isLeak).map(({ id }) => id))
  for (const { id, title, latest, entries, kin } of listings) {
    const { intent, severity } = latest.signal
    if (intent === 'wanted') continue
    const victims = new Set(entries.flatMap((entry) => rowOf(entry).victims.map((name) => name.toLowerCase())))
    yield objectOf({
      name: 'incident',
      uuid: ids('listing', id),
      comment: `Listing ${id}, ${latest.listing.status}`,
      seen: spanOf(entries),
      values: {
        name: title,
        description: claimsOf(latest),
        criticality: severityStep(severity, 'Extreme', 'High', 'Moderate', 'Low'),
        detection_method: 'automated-tool',
        determination: 'suspected',
        incident_type: incidentTypes[intent],
        investigation_status: 'new',
      },
      references: [
        ...[...victims].filter(Boolean).map((victim) => ({ to: ids('victim', victim), as: 'affects' as const })),
        ...kin
          .filter(({ listingId }) => leaks.has(oneLine(listingId)))
          .map(({ listingId, verdict }) => ({
            to: ids('listing', oneLine(listingId)),
            as: verdict === 'recycled' ? ('related-to' as const) : ('duplicate-of' as const),
          })),
      ],
    })
  }
}

/** "Claimed, unproven: sale; of BPJS Kesehatan; …", as last claimed. */
function claimsOf(entry: TimelineEntry): string {
  const { intent, victims, countries, data_classes, records, payment, severity } = rowOf(entry)
  const { price } = entry.signal
  const claims = [
    intent,
    victims.length > 0 ? `of ${victims.join(', ')}` : '',
    countries.length > 0 ? `people of ${countries.map(countryWords).join(', ')}` : '',
    records === null ? '' : `${numberWords(records)} records`,
    data_classes.join(', '),
    price ? priceWords(price) : '',
    payment.length > 0 ? `paid in ${payment.join(', ')}` : '',
    `severity ${severity} of 100`,
  ]
  return defang(oneLine(`Claimed, unproven: ${claims.filter(Boolean).join('; ')}`))
}
