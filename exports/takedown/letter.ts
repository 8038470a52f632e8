import { oneLine } from '../../model/plain.ts'
import type { Timeline } from '../../model/timeline.ts'
import { type Markup, markup } from '../trail/markup.ts'
import type { Notice } from './notices.ts'
import { type Wording, wordings } from './wording.ts'

const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; color: #1f2328; background: #fff; font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
section { max-width: 960px; margin: 0 auto; padding: 32px 24px; }
section + section { border-top: 1px solid #d0d7de; }
h1 { font-size: 22px; line-height: 1.25; } h2 { font-size: 15px; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 8px 16px; }
dd { margin: 0; border-bottom: 1px dotted #57606a; min-height: 1.5em; }
.scroll { overflow-x: auto; }
table { width: 100%; min-width: 640px; border-collapse: collapse; font-size: 12px; }
th, td { padding: 6px 8px; border: 1px solid #d0d7de; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th:first-child { white-space: nowrap; }
td small { display: block; color: #57606a; } code { font: 11px/1.4 ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
td.when { min-width: 120px; }
.signature { margin-top: 64px; border-top: 1px solid #1f2328; width: 280px; max-width: 100%; color: #57606a; }
@media print {
  @page { size: A4; margin: 15mm; }
  body { font-size: 11px; } section { max-width: none; padding: 0; }
  section + section { border: 0; break-before: page; } .scroll { overflow: visible; } table { min-width: 0; }
  thead { display: table-header-group; } tr, .signature { break-inside: avoid; }
}
`

/** "12 May 2021, 21:03", in the trail's zone. */
const whenIn = ({ locale }: Wording, zone: string): ((instant: string) => string) => {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })
  return (instant) => format.format(new Date(instant))
}

function noticeRow(notice: Notice, at: number, words: Wording, when: (instant: string) => string): Markup {
  return markup`<tr><td>${at + 1}</td>
<td><small>${words.kinds[notice.kind]}</small><code class="live">${notice.url}</code><small>${words.defanged}: <code>${notice.url_defanged}</code></small></td>
<td>${notice.hoster || notice.host}<small>${notice.abuse_contact || words.unknown}</small></td>
<td class="when">${words.firstSeen}: ${when(notice.first_seen_at)}<br>${words.lastSeen}: ${when(notice.last_seen_at)}${notice.kind !== 'post' && notice.last_up_at ? markup`<br>${words.lastUp}: ${when(notice.last_up_at)}` : null}${notice.first_posted_at ? markup`<br>${words.posted}: ${when(notice.first_posted_at)}` : null}</td>
<td>${notice.account ? `${notice.account}, ${notice.site}` : notice.site}<br>${words.listing}: ${notice.listing_title} (${notice.listing_id})${notice.victims.length > 0 ? markup`<br>${words.victims}: ${notice.victims.join(', ')}` : null}<small>${words.hash}: <code>${notice.page_sha256}</code></small></td></tr>
`
}

const list = (items: readonly string[]): Markup => markup`<ol>${items.map((item) => markup`<li>${item}</li>`)}</ol>`

/**
 * The letter, piece by piece, in every language one after the other. Who writes to whom, on what day and by what law is
 * left to be filled in.
 */
export function* letter({ subject, zone }: Timeline, notices: readonly Notice[]): Generator<string> {
  const name = oneLine(subject.name)
  yield markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex"><title>${`${name}: takedown`}</title><style>${{ html: style }}</style></head><body>
`.html
  for (const words of wordings) {
    const when = whenIn(words, zone)
    yield markup`<section lang="${words.lang}"><h1>${words.title}</h1>
<dl>${words.blanks.map((blank) => markup`<dt>${blank}</dt><dd></dd>`)}</dl>
<h2>${words.subject(name)}</h2><p>${notices.length > 0 ? words.opening(notices.length) : words.none}</p>
`.html
    if (notices.length > 0) {
      yield markup`${list(words.requests)}<div class="scroll"><table><thead><tr>${words.columns.map((column, at) => markup`<th>${column}${at === 3 ? ` (${zone})` : ''}</th>`)}</tr></thead><tbody>
`.html
      for (const [at, notice] of notices.entries()) yield noticeRow(notice, at, words, when).html
      yield markup`</tbody></table></div>${list(words.limits)}`.html
    }
    yield markup`<p>${words.closing}</p><p class="signature">${words.signature}</p></section>
`.html
  }
  yield '</body></html>\n'
}
