import type { Timeline } from '../../model/timeline.ts'
import { type Markup, markup } from './markup.ts'
import { standingOf, toldLinks } from './persons.ts'

/** What ties the trail's accounts to each other and to others; `null` where nothing does. */
export function linksTable(timeline: Pick<Timeline, 'links' | 'accounts'>): Markup | null {
  const links = toldLinks(timeline)
  const own = new Set(timeline.accounts.map(({ id }) => id))
  const nameOf = (id: string): Markup => (own.has(id) ? markup`<strong>${id}</strong>` : markup`${id}`)
  return links.length === 0
    ? null
    : markup`<h2>Links between accounts</h2><p class="lead">Accounts of this trail stand in bold. A link that nobody has confirmed is a suggestion.</p><div class="scroll"><table><thead><tr><th>Account</th><th>May be</th><th>Standing</th><th>Sure</th><th>Why</th></tr></thead><tbody>
${links.map(
  (link) =>
    markup`<tr><td>${nameOf(link.from)}</td><td>${nameOf(link.to)}</td><td>${link.verdict ? link.verdict.verdict : 'suggested'}</td><td>${Math.round(link.strength * 100)}%</td><td class="what">${standingOf(link)}</td></tr>
`,
)}</tbody></table></div>`
}
