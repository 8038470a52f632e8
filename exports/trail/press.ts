import { defang, oneLine } from '../../model/plain.ts'
import type { PressLink } from '../../model/press.ts'
import type { Timeline } from '../../model/timeline.ts'
import { type Row, rowOf } from './row.ts'

/** A report as a row: the event is `reported`, the site that of the news; it claims nothing and is nobody's offer. */
export const reportRow = ({ listingId, postId, site, url, title, publishedAt, seenAt, ...report }: PressLink): Row => ({
  posted_at: publishedAt?.toISOString() ?? null,
  seen_at: seenAt.toISOString(),
  site,
  account: '',
  event: 'reported',
  intent: '',
  status: '',
  victims: [],
  countries: [],
  data_classes: [],
  records: null,
  price_amount: null,
  price_currency: null,
  price_per: null,
  contacts: [],
  payment: [],
  title: defang(oneLine(title)),
  excerpt: oneLine(`linked by: ${report.reasons.join(', ')}`),
  url: defang(oneLine(url)),
  listing_id: oneLine(listingId),
  post_id: oneLine(postId),
  changes: [],
  page_sha256: report.pageSha256,
  severity: null,
  confidence: null,
  admiralty: '',
  verdict: '',
})

const momentOf = ({ posted_at, seen_at }: Row): string => posted_at ?? seen_at

/** The rows of a trail, events and reports, oldest first. */
export function* rowsOf({ entries, press }: Pick<Timeline, 'entries' | 'press'>): Generator<Row> {
  const reports = press.map(reportRow)
  let next = 0
  for (const entry of entries) {
    const row = rowOf(entry)
    for (let report = reports[next]; report && momentOf(report) < momentOf(row); report = reports[++next]) yield report
    yield row
  }
  yield* reports.slice(next)
}
