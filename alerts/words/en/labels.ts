import type { Message } from '../../../model/alert.ts'

/** What the facts of a message are called; their order is that in which factsOf tells them. */
export const labels = {
  victim: 'Victim',
  what: 'What',
  records: 'Records',
  price: 'Price',
  title: 'Title',
  seller: 'Seller',
  past: 'Past offers',
  posted: 'Posted',
  seen: 'Seen',
  opened: 'Opened',
  change: 'Change',
  status: 'Status',
  countries: 'Countries',
  dataFrom: 'Data from',
  freshness: 'Freshness',
  novelty: 'New here',
  seenBefore: 'Seen before',
  press: 'In the press',
  exclusive: 'Exclusive',
  sample: 'Sample',
  format: 'Format and size',
  columns: 'Columns',
  claims: 'Other claims',
  quotes: 'Read from',
  terms: 'Terms',
  contacts: 'Contacts',
  payment: 'Payment',
  where: 'Where',
  admiralty: 'Admiralty',
  severity: 'Severity',
  confidence: 'Confidence',
  evidence: 'Page SHA-256',
}

/** Fixed words around a message, as channels write them. */
export const frame = {
  severity: 'Severity',
  bands: { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' },
  /** What a badge says where it is no listing event. */
  kinds: { listing: 'listing', operator: 'operator', gathered: 'gathered', digest: 'digest' } satisfies Record<
    Message['kind'],
    string
  >,
  noSubject: '(no subject)',
  more: 'More',
  leftOut: (count: number): string => `${count} facts that there was no room for`,
  excerpt: 'Excerpt',
  /** Above the excerpt of a mail. */
  fromPost: 'From the post (personal data masked)',
  source: 'Source',
  /** Above the source of a mail. */
  defanged: 'Source (defanged)',
  why: 'Why',
  whyYou: 'Why you get this',
  next: 'What to do next',
  link: 'Handle this alert',
  sentBy: 'sent by Pantau',
  severityOf: (severity: number): string => `Severity ${severity} of 100`,
  evidenceNote: 'SHA-256 of the page as it was captured',
  contactNote: 'Contact that the offer gives',
}
