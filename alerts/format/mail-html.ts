import type { Fact, Message } from '../../model/alert.ts'
import { bandOf, type SeverityBand } from '../../model/severity.ts'
import { arranged } from '../message/arrange.ts'
import { wordsOf } from '../words/words.ts'
import { escapeHtml } from './escape.ts'
import { barsOf, tilesOf } from './mail-chart.ts'
import { eventOf } from './severity.ts'

// Mail clients know tables and inline styles, little else: no style sheet, no image, no font or script from outside,
// and it must read well in Outlook's Word engine, Gmail and a phone, in light and dark.

/** The colours of a badge. Contrast of text on ground is 4.5:1 or better (WCAG 2, AA). */
const badgeColours: Readonly<Record<SeverityBand, { ground: string; text: string }>> = {
  critical: { ground: '#b42318', text: '#ffffff' },
  high: { ground: '#c2410c', text: '#ffffff' },
  medium: { ground: '#fde68a', text: '#5f370e' },
  low: { ground: '#e2e8f0', text: '#334155' },
}

/** The label colours of TLP 2.0: https://www.first.org/tlp/. */
const tlpColours: Record<Message['tlp'], string> = {
  CLEAR: '#ffffff',
  GREEN: '#33ff00',
  AMBER: '#ffc000',
  'AMBER+STRICT': '#ffc000',
  RED: '#ff2b2b',
}

const sans = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const mono = "font-family:Consolas,'Liberation Mono',Menlo,monospace"

/** A harmless message as a page of HTML that mail clients show well. */
export function htmlOf(message: Message, deliveryId: string): string {
  const band = bandOf(message.severity)
  const parts = [
    heading(message, band),
    ...arranged(message, {
      why: [reasons(message)],
      next: [next(message)],
      facts: [chart(message), facts(message)],
      rest: [excerpt(message), source(message)],
    }),
  ]
  return `<!DOCTYPE html>
<html lang="${message.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${escapeHtml(message.subject)}</title>
</head>
<body style="margin:0;padding:0;background:#eef1f5">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#eef1f5">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:100%;max-width:640px;background:#ffffff;border:1px solid #d5dbe3;border-top:4px solid ${message.kind === 'digest' ? '#1d4ed8' : badgeColours[band].ground}">
${parts.filter(Boolean).join('\n')}
${footer(message, deliveryId)}
</table>
</td></tr>
</table>
</body>
</html>
`
}

const row = (content: string, style = 'padding:0 28px 20px'): string => `<tr><td style="${style}">${content}</td></tr>`

const pill = (text: string, ground: string, colour: string): string =>
  `<span style="display:inline-block;padding:3px 10px;background:${ground};color:${colour};${sans};font-size:12px;line-height:18px;font-weight:600;letter-spacing:.2px">${escapeHtml(text)}</span>`

const label = (text: string): string =>
  `<div style="${sans};font-size:11px;line-height:16px;font-weight:600;letter-spacing:.6px;text-transform:uppercase;color:#64748b;padding-bottom:6px">${escapeHtml(text)}</div>`

function heading(message: Message, band: SeverityBand): string {
  const { frame } = wordsOf(message.language)
  const badges = [
    ...(message.kind === 'digest'
      ? []
      : [pill(`${frame.bands[band]} · ${message.severity}`, badgeColours[band].ground, badgeColours[band].text)]),
    pill(`TLP:${message.tlp}`, '#000000', tlpColours[message.tlp]),
    pill(eventOf(message), '#e2e8f0', '#334155'),
  ]
  return row(
    `${badges.join('&nbsp; ')}
<h1 style="margin:14px 0 0;${sans};font-size:21px;line-height:29px;font-weight:600;color:#0f172a;word-break:break-word">${escapeHtml(message.subject)}</h1>`,
    'padding:24px 28px 18px',
  )
}

/** Figures at a glance, and below them what they were before. */
const chart = ({ chart }: Message): string =>
  chart === undefined ? '' : `${row(tilesOf(chart))}\n${row(`${label(chart.title)}${barsOf(chart)}`)}`

function facts(message: Message): string {
  if (message.facts.length === 0) return ''
  /** A hash fits on one line where it is small. */
  const look = (value: string) => (/^[0-9a-f]{64}$/.test(value) ? `;${mono};font-size:11px` : '')
  const cell = `${sans};font-size:14px;line-height:20px;vertical-align:top;border-top:1px solid #e8ecf1`
  /** Of one that was gathered, where it stands and what it is called are small print. */
  const words = ({ value, link }: Fact): string => {
    const [said = '', ...small] = message.kind === 'gathered' ? value.split(' · ') : [value]
    const print = `<span style="font-size:12px;line-height:17px;color:#56657a">${escapeHtml(small.join(' · '))}</span>`
    const shown =
      link === undefined
        ? escapeHtml(said)
        : `<a href="${escapeHtml(link)}" style="color:#1d4ed8;text-decoration:none">${escapeHtml(said)}</a>`
    return small.length === 0 ? shown : `${shown}<br>${print}`
  }
  const written = message.facts.filter(({ label }) => label !== message.chart?.draws)
  const rows = written.map(
    (fact) =>
      `<tr><td width="112" style="width:112px;padding:5px 12px 5px 0;color:#64748b;${cell}">${escapeHtml(fact.label)}</td>` +
      `<td style="padding:5px 0;color:#0f172a;word-break:break-word;overflow-wrap:anywhere;${cell}${look(fact.value)}">${words(fact)}</td></tr>`,
  )
  return row(
    `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-bottom:1px solid #e8ecf1">
${rows.join('\n')}
</table>`,
  )
}

function excerpt(message: Message): string {
  if (message.excerpt === '') return ''
  const lines = escapeHtml(message.excerpt).replaceAll('\n', '<br>')
  return row(
    `${label(wordsOf(message.language).frame.fromPost)}<div style="padding:12px 14px;background:#f6f8fa;border-left:3px solid #cbd5e1;${sans};font-size:14px;line-height:21px;color:#1e293b;word-break:break-word;overflow-wrap:anywhere">${lines}</div>`,
  )
}

function next(message: Message): string {
  const { frame } = wordsOf(message.language)
  const steps = message.next.map(
    (step, at) =>
      `<tr><td width="24" style="width:24px;padding:3px 0;vertical-align:top;${sans};font-size:14px;line-height:20px;font-weight:600;color:#1d4ed8">${at + 1}</td>` +
      `<td style="padding:3px 0;vertical-align:top;${sans};font-size:14px;line-height:20px;color:#0f172a;word-break:break-word;overflow-wrap:anywhere">${escapeHtml(step)}</td></tr>`,
  )
  const list =
    steps.length === 0
      ? ''
      : `${label(frame.next)}<table width="100%" cellpadding="0" cellspacing="0" border="0">${steps.join('\n')}</table>`
  // A cell with a ground is the one button that Outlook shows; the address is written out nowhere else.
  const button =
    message.link === null
      ? ''
      : `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin-top:12px"><tr><td bgcolor="#1d4ed8" style="background:#1d4ed8;padding:10px 18px"><a href="${escapeHtml(message.link)}" style="${sans};font-size:14px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none">${escapeHtml(frame.link)}</a></td></tr></table>`
  return list === '' && button === '' ? '' : row(list + button)
}

function source(message: Message): string {
  if (message.source === '') return ''
  return row(
    `${label(wordsOf(message.language).frame.defanged)}<div style="${mono};font-size:13px;line-height:19px;color:#1e293b;word-break:break-all">${escapeHtml(message.source)}</div>`,
  )
}

function reasons(message: Message): string {
  if (message.reasons.length === 0) return ''
  const items = message.reasons.map((reason) => `<div style="padding-bottom:2px">${escapeHtml(reason)}</div>`)
  return row(
    `${label(wordsOf(message.language).frame.whyYou)}<div style="${sans};font-size:13px;line-height:19px;color:#334155">${items.join('')}</div>`,
  )
}

function footer(message: Message, deliveryId: string): string {
  const { frame, values } = wordsOf(message.language)
  const at = Date.parse(message.createdAt)
  const when = Number.isNaN(at) ? message.createdAt : values.time(new Date(at))
  return row(
    `TLP:${message.tlp} · ${frame.sentBy} · ${escapeHtml(when)}<br>
<span style="${mono};font-size:11px">${escapeHtml(deliveryId)}</span>`,
    `padding:14px 28px 18px;background:#f6f8fa;border-top:1px solid #e8ecf1;${sans};font-size:12px;line-height:18px;color:#56657a`,
  )
}
