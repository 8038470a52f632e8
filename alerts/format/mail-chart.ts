import type { Chart } from '../../model/alert.ts'
import { escapeHtml } from './escape.ts'

// Figures and bars out of tables and inline styles, the same in every mail client: no picture is fetched, and none is blocked.

const sans = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const [accent, pale] = ['#1d4ed8', '#93b4f5']

/** A row of large figures. */
export const tilesOf = ({ tiles }: Chart): string => {
  const width = Math.floor(100 / Math.max(1, tiles.length))
  const cells = tiles.map(
    ({ label, value }) =>
      `<td width="${width}%" style="padding:12px 4px 10px;vertical-align:top;text-align:center;border:1px solid #e2e8f0;background:#f8fafc">` +
      `<div style="${sans};font-size:24px;line-height:30px;font-weight:600;color:#0f172a">${escapeHtml(value)}</div>` +
      `<div style="${sans};font-size:12px;line-height:16px;color:#56657a">${escapeHtml(label)}</div></td>`,
  )
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${cells.join('')}</tr></table>`
}

/** Percent of the width that a bar may take; the rest is for its count. */
const widest = 88

/** A bar a line, the last one, which the message is about, in a colour of its own. */
export function barsOf({ bars }: Chart): string {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const rows = bars.map(({ label, count }, at) => {
    const isOwn = at === bars.length - 1
    const width = count === 0 ? 0 : Math.max(1, Math.round((count / most) * widest))
    const look = `${sans};font-size:12px;line-height:16px;color:${isOwn ? '#0f172a' : '#56657a'};font-weight:${isOwn ? 600 : 400}`
    const bar =
      width === 0
        ? ''
        : `<td width="${width}%" bgcolor="${isOwn ? accent : pale}" style="width:${width}%;background:${isOwn ? accent : pale};font-size:1px;line-height:14px;height:14px">&nbsp;</td>`
    return (
      `<tr><td width="88" style="width:88px;padding:2px 10px 2px 0;white-space:nowrap;text-align:right;${look}">${escapeHtml(label)}</td>` +
      `<td style="padding:2px 0"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${bar}` +
      `<td style="padding-left:${width === 0 ? 0 : 6}px;${look}">${count}</td></tr></table></td></tr>`
    )
  })
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0">
${rows.join('\n')}
</table>`
}
