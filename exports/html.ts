import { oneLine } from '../model/plain.ts'
import type { Timeline, TimelineEntry } from '../model/timeline.ts'
import { changeWords, countryWords, numberWords, priceWords } from '../model/words.ts'
import type { Format } from './format.ts'
import { kinds } from './trail/kinds.ts'
import { axisOf, lanes, legend } from './trail/lanes.ts'
import { linksTable } from './trail/links-table.ts'
import { type Markup, markup } from './trail/markup.ts'
import { reportRow } from './trail/press.ts'
import { prices } from './trail/prices.ts'
import { type Row, rowOf } from './trail/row.ts'
import { style } from './trail/style.ts'

type When = (moment: Date) => string

/** "2021-05-12 21:03", in the trail's zone. */
const whenIn = (zone: string): When => {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  const format = new Intl.DateTimeFormat('sv-SE', { ...parts, timeZone: zone, hourCycle: 'h23' })
  return (moment) => format.format(moment)
}

const figure = (name: string, value: string): Markup => markup`<div><dt>${name}</dt><dd>${value || 'none'}</dd></div>`

const most = 6
const some = (values: readonly string[]): string =>
  values.length > most ? `${values.slice(0, most).join(', ')} and ${values.length - most} more` : values.join(', ')
const distinct = (values: readonly string[]): string[] => [...new Set(values)]

/** What one wants to know first. */
function figures({ entries }: Timeline, when: When): Markup {
  const rows = entries.map(rowOf)
  const days = entries.map(({ postedAt, seenAt }) => when(postedAt ?? seenAt).slice(0, 10))
  const largest = rows.reduce((largest, { records }) => Math.max(largest, records ?? 0), 0)
  return markup`<dl class="figures">
${figure('First and last', distinct([days[0] ?? '', days.at(-1) ?? '']).join(' to '))}
${figure('Events', numberWords(entries.length))}
${figure('Listings', numberWords(distinct(rows.map(({ listing_id }) => listing_id)).length))}
${figure('Victims', some(distinct(rows.flatMap(({ victims }) => victims))))}
${figure('Countries', some(distinct(rows.flatMap(({ countries }) => countries)).map(countryWords)))}
${figure('Largest claim', largest > 0 ? `${numberWords(largest)} records` : '')}
${figure('Contacts', some(distinct(rows.flatMap(({ contacts }) => contacts.map(({ type, value }) => `${type} ${value}`)))))}
</dl>`
}

const accountsTable = ({ accounts }: Timeline, when: When): Markup | null =>
  accounts.length === 0
    ? null
    : markup`<h2>Accounts</h2><div class="scroll"><table><thead><tr><th>Site</th><th>Handle</th><th>Joined</th><th>Posts</th><th>Reputation</th><th>First seen</th><th>Last seen</th></tr></thead><tbody>
${accounts.map(
  (account) =>
    markup`<tr><td>${account.site}</td><td>${oneLine(account.handle)}</td><td>${account.joinedAt?.slice(0, 10)}</td><td>${account.posts}</td><td>${account.reputation}</td><td class="when">${when(account.firstSeenAt)}</td><td class="when">${when(account.lastSeenAt)}</td></tr>
`,
)}</tbody></table></div>`

/** Where the data of its listings was offered before. */
const seenBefore = ({ kin, entries }: Timeline, when: When): Markup | null => {
  const titles = new Map(entries.map(({ listing }) => [listing.id, oneLine(listing.title)]))
  return kin.length === 0
    ? null
    : markup`<h2>The same data, offered before</h2><div class="scroll"><table><thead><tr><th>Listing</th><th>Verdict</th><th>Earlier</th><th>By</th><th>Offered</th><th>Why</th><th>Sure</th></tr></thead><tbody>
${kin.map(
  (one) =>
    markup`<tr><td class="what">${titles.get(one.of) ?? ''}<br><code>${one.of}</code></td><td>${one.verdict}</td><td class="what">${oneLine(one.title)}<br><code>${one.listingId}</code></td><td>${oneLine(one.handle ?? 'unsigned')}<br><small>${one.site}</small></td><td class="when">${when(one.offeredAt)}</td><td>${one.reasons.join(', ')}</td><td>${Math.round(one.strength * 100)}%</td></tr>
`,
)}</tbody></table></div>`
}

/** What news reported of its listings. */
const pressTable = ({ press }: Timeline, when: When): Markup | null =>
  press.length === 0
    ? null
    : markup`<h2>In the press</h2><div class="scroll"><table><thead><tr><th>Published</th><th>Where</th><th>Report</th><th>Of listing</th><th>Linked by</th><th>SHA-256 of the page</th></tr></thead><tbody>
${press.map((report) => {
  const { title, url, listing_id, page_sha256 } = reportRow(report)
  const published = report.publishedAt ? when(report.publishedAt) : 'not said'
  return markup`<tr><td class="when">${published}<small>seen ${when(report.seenAt)}</small></td><td>${report.site}</td><td class="what"><strong>${title}</strong><div><code>${url}</code></div></td><td><code>${listing_id}</code></td><td>${report.reasons.join(', ')}</td><td><code>${page_sha256}</code></td></tr>
`
})}</tbody></table></div>`

/** What an entry claims, each with its word. */
const claimsOf = ({ victims, countries, data_classes, records, payment }: Row, { signal }: TimelineEntry): Markup[] =>
  [
    ['Of', victims.join(', ')],
    ['In', countries.map(countryWords).join(', ')],
    ['Records', records === null ? '' : numberWords(records)],
    ['Price', signal.price ? priceWords(signal.price) : ''],
    ['Data', data_classes.join(', ')],
    ['Payment', payment.join(', ')],
  ].flatMap(([name, value]) => (value ? [markup`<div>${name}: <strong>${value}</strong></div>`] : []))

function entryRow(entry: TimelineEntry, when: When): Markup {
  const row = rowOf(entry)
  const { word, colour } = kinds[entry.event.kind]
  const posted = entry.postedAt ? when(entry.postedAt) : 'not said'
  return markup`<tr><td class="when">${posted}<small>seen ${when(entry.seenAt)}</small></td>
<td>${row.account || 'unsigned'}<br><small>${row.site}</small></td>
<td><span class="kind" style="color:${colour}">${word}</span><br><small>${row.intent}${entry.event.kind === 'opened' && row.verdict !== 'new' ? `, ${row.verdict}` : ''}</small></td>
<td class="what"><strong>${row.title}</strong>${row.changes.map((change) => markup`<div>${changeWords(change)}</div>`)}<div><code>${row.url}</code></div></td>
<td class="claims">${claimsOf(row, entry)}</td>
<td>${row.severity}<br><small>${row.admiralty}</small></td>
<td><code>${row.page_sha256}</code></td></tr>
`
}

const titles = {
  seller: 'The trail of a seller',
  listing: 'The story of a listing',
  victim: 'What was offered of',
} as const

/**
 * For people: one page that needs nothing else, no script and no network, with the events drawn over time, the prices,
 * and every event in a table with the site's date and ours and the hash of the page that it was read from.
 */
export const html: Format = {
  id: 'html',
  name: 'Web page (drawn timeline, print-ready)',
  extension: '.html',
  mime: 'text/html; charset=utf-8',
  *write(timeline) {
    const { subject, entries, zone } = timeline
    const when = whenIn(zone)
    const name = oneLine(subject.name)
    yield markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex"><title>${`${name}: timeline`}</title><style>${{ html: style }}</style></head><body><main>
<p class="lead">${titles[subject.kind]}</p><h1>${name}</h1>
<p class="lead">Times are in ${zone}. What the site says of its dates comes first, then when Pantau saw it. Links are defanged, personal data is masked.</p>
${figures(timeline, when)}
`.html
    if (entries.length > 0) {
      const axis = axisOf(entries, zone)
      const drawn = prices(entries, axis, when)
      yield markup`<h2>Events over time</h2><div class="drawing">${lanes(entries, axis, when)}</div>${legend(entries)}
${drawn.length > 0 ? markup`<h2>Prices</h2><div class="drawing">${drawn}</div>` : null}
`.html
    }
    yield (accountsTable(timeline, when) ?? { html: '' }).html
    yield (linksTable(timeline) ?? { html: '' }).html
    yield (seenBefore(timeline, when) ?? { html: '' }).html
    yield (pressTable(timeline, when) ?? { html: '' }).html
    yield '<h2>Every event</h2><div class="scroll"><table><thead><tr><th>When</th><th>Who</th><th>Event</th><th>What</th><th>Claims</th><th>Severity</th><th>SHA-256 of the page</th></tr></thead><tbody>\n'
    for (const entry of entries) yield entryRow(entry, when).html
    yield markup`</tbody></table></div><footer>Written by Pantau. Each event was read from the page whose hash stands beside it. Claims are the seller’s own, and unproven.</footer></main></body></html>
`.html
  },
}
