import { escapeHtml, inPages } from './forum.ts'

export interface Paste {
  id: string
  title: string
  by: string
  at: Date
  text: string
}

const perPage = 15

/** A paste site's pages in the structure of Stikked: lists of recent pastes, the newest first, and each paste. */
export function stikkedPages(pastes: readonly Paste[], home: string, now: Date): Map<string, string> {
  const pages = new Map<string, string>()
  const newest = pastes.toSorted((one, other) => other.at.getTime() - one.at.getTime())
  for (const [at, some] of inPages(newest, perPage).entries()) {
    const rows = some.map(
      ({ id, title, by, at: when }) =>
        `<tr class="odd"><td class="first"><a href="${home}/view/${id}">${escapeHtml(title)}</a></td><td>${escapeHtml(by)}</td><td>Plain Text</td><td>${age(when, now)}.</td></tr>`,
    )
    const next =
      (at + 1) * perPage < pastes.length ? `<a href="${home}/lists/${(at + 1) * perPage}" rel="next">&gt;</a>` : ''
    const list = `<h1>Recent Pastes</h1><table class="recent"><tbody><tr><th class="title">Title</th><th class="name">Name</th><th class="lang">Language</th><th class="time">When</th></tr>${rows.join('\n')}</tbody></table><div class="pages"><strong>${at + 1}</strong>${next}</div>`
    pages.set(at === 0 ? '/lists' : `/lists/${at * perPage}`, frame(home, 'Tempel', list))
  }
  for (const paste of pastes) pages.set(`/view/${paste.id}`, pasteHtml(paste, home, now))
  return pages
}

/** What the site says of a paste that is not there; its status is 404. */
export const stikkedMissing = (): string =>
  '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>404 Page Not Found</title></head><body><div id="container"><h1>404 Page Not Found</h1><p>The page you requested was not found.</p></div></body></html>'

const pasteHtml = ({ id, title, by, at, text }: Paste, home: string, now: Date): string =>
  frame(
    home,
    title,
    `<div class="paste_info"><h1 class="pagetitle right">${escapeHtml(title)}</h1><div class="meta"><span class="detail by">From ${escapeHtml(by)}, ${age(at, now)}, written in Plain Text.</span>
<a class="control" href="${home}/view/download/${id}">Download Paste</a></div></div>
<div class="paste"><div class="text_formatted"><div class="container"><div class="text"><ol>${text
      .split('\n')
      .map((line) => `<li><div>${escapeHtml(line) || '&nbsp;'}</div></li>`)
      .join('\n')}</ol></div></div></div></div>`,
  )

const frame = (home: string, title: string, content: string): string => `<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en"><head><meta http-equiv="Content-type" content="text/html; charset=utf-8" /><title>${escapeHtml(title)}</title></head>
<body><div id="container"><div class="container"><div class="header"><h1><a href="${home}/" class="title">Tempel</a></h1></div><div class="content"><div class="container">${content}</div></div>
<div class="footer">Powered by <a href="https://github.com/claudehohl/Stikked">Stikked<!-- version 0.13.0 --></a></div></div></div></body></html>`

const units = [
  { name: 'Day', ms: 86_400_000 },
  { name: 'Hour', ms: 3_600_000 },
  { name: 'Minute', ms: 60_000 },
] as const

/** "3 Days ago": as rough as Stikked tells it. */
function age(at: Date, now: Date): string {
  const since = now.getTime() - at.getTime()
  const unit = units.find(({ ms }) => since >= ms)
  if (!unit) return '1 Second ago'
  const count = Math.floor(since / unit.ms)
  return `${count} ${unit.name}${count === 1 ? '' : 's'} ago`
}
