import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../model/clock.ts'
import { instantOf, type Paste, type When } from './content.ts'
import { type Answer, escapeHtml, html } from './serve.ts'

const perPage = 15

/** A paste site run by Stikked: the list of recent pastes, a page for each, and its raw text. */
export const servePastes =
  (pastes: readonly Paste[], start: Date, clock: Clock = () => new Date()) =>
  (base: string) =>
  (url: URL): Answer => {
    const headers = {
      'cache-control': 'no-store, no-cache, must-revalidate',
      'set-cookie': `stikked=${randomBytes(16).toString('hex')}; path=/; HttpOnly`,
    }
    const [, kind, id = ''] = /^\/(lists|view\/raw|view)(?:\/([\w-]+))?$/.exec(url.pathname) ?? []
    const paste = pastes.find((other) => other.id === id)
    if (kind === 'lists' && /^\d*$/.test(id))
      return { type: html, headers, body: listHtml(pastes, { start, now: clock() }, base, Number(id)) }
    if (kind === 'view/raw' && paste) return { type: 'text/plain; charset=utf-8', headers, body: paste.text }
    if (kind === 'view' && paste) return { type: html, headers, body: pasteHtml(paste, { start, now: clock() }, base) }
    return { status: 404, type: html, headers, body: missing }
  }

function listHtml(pastes: readonly Paste[], times: Times, base: string, offset: number): string {
  const rows = pastes.slice(offset, offset + perPage).map(
    ({ id, title, by, at, language }, index) => `
		<tr class="${index % 2 === 0 ? 'odd' : 'even'}">
			<td class="first"><a href="${base}/view/${id}">${escapeHtml(title)}</a></td>
			<td>${escapeHtml(by)}</td>
			<td>${language}</td>
			<td>${age(at, times)}</td>
		</tr>
`,
  )
  return frame(
    base,
    'Stikked',
    `<h1>Recent Pastes <a href="${base}/lists/rss"><img src="${base}/images/rss.png" alt="rss" /></a></h1>
<form action=""><div class="item_group searchgroup"><div class="item"><label for="search">Search</label><input type="text" name="search" value="" id="search" maxlength="100" tabindex="1" /></div></div></form>
					<table class="recent">
				<tbody>
					<tr>
						<th class="title">Title</th>
						<th class="name">Name</th>
						<th class="lang">Language</th>
						<th class="time">When</th>
					</tr>
${rows.join('')}				</tbody>
			</table>
		<div class="pages">${pageLinks(pastes.length, base, offset)}</div>`,
  )
}

function pageLinks(count: number, base: string, offset: number): string {
  const numbers = Array.from({ length: Math.ceil(count / perPage) }, (_, page) =>
    page * perPage === offset
      ? `<strong>${page + 1}</strong>`
      : `<a href="${base}/lists${page === 0 ? '' : `/${page * perPage}`}" data-ci-pagination-page="${page + 1}"${page === 0 ? ' rel="start"' : ''}>${page + 1}</a>`,
  )
  const next = offset + perPage
  return `${numbers.join('')}${next < count ? `<a href="${base}/lists/${next}" data-ci-pagination-page="${next / perPage + 1}" rel="next">&gt;</a>` : ''}`
}

const pasteHtml = ({ id, title, by, at, language, text }: Paste, times: Times, base: string): string =>
  frame(
    base,
    `${escapeHtml(title)} - Stikked`,
    `<div class="paste_info">
	<div class="info">
		<h1 class="pagetitle right">${escapeHtml(title)}</h1>
		<div class="meta">
			<span class="detail by">From ${escapeHtml(by)}, ${age(at, times)}, written in ${language}, viewed 0 times.</span>
			<div class="spacer"></div>
			<span class="detail"><span class="item">URL </span><a href="${base}/view/${id}">${base}/view/${id}</a></span>
			<span class="detail">
            <a class="control" href="${base}/view/download/${id}">Download Paste</a> or <a class="control" href="${base}/view/raw/${id}">View Raw</a>
            </span>
		</div>
	</div>
</div>
<div class="paste"><div class="text_formatted"><div class="container"><div class="text" style="font-family:monospace;"><ol>${text
      .split('\n')
      .map(
        (line) =>
          `<li style="font-weight: normal; vertical-align:top;"><div>${escapeHtml(line) || '&nbsp;'}</div></li>`,
      )
      .join('\n')}</ol></div></div></div></div>`,
  )

const frame = (
  base: string,
  title: string,
  content: string,
): string => `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"
 	"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
	<head>
		<meta http-equiv="Content-type" content="text/html; charset=utf-8" />
		<title>${title}</title>
<link type="text/css" rel="stylesheet" href="${base}/themes/default/css/main.css" media="screen" />
	<script type="text/javascript">
	//<![CDATA[
	var base_url = '${base}/';
	//]]>
	</script>
	</head>
	<body>
		<div id="container">
			<div class="container">
				<div class="header">
					<h1><a href="${base}/" class="title">Stikked</a></h1>
					<ul class="tabs">
						<li><a  href="${base}/" title="Create A New Paste">Create</a></li>
						<li><a class="active" href="${base}/lists" title="Recent Pastes">Recent</a></li>
						<li><a  href="${base}/trends" title="Trending Pastes">Trending</a></li>
					</ul>
				</div>
				<div class="content">
					<div class="container">
						${content}
					</div>
				</div>
			<div class="footer">
	Powered by <a href="https://github.com/claudehohl/Stikked">Stikked<!-- version 0.13.0 --></a>
</div>
			</div>
		</div>
	</body>
</html>
`

/** When the world began, and what time it is in it. */
interface Times {
  start: Date
  now: Date
}

function age(at: When, { start, now }: Times): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - instantOf(at, start).getTime()) / 60_000))
  const [count, unit] =
    minutes < 60
      ? [minutes, 'Minute']
      : minutes < 1_440
        ? [Math.floor(minutes / 60), 'Hour']
        : [Math.floor(minutes / 1_440), 'Day']
  return count === 0 ? '1 Second ago.' : `${count} ${unit}${count === 1 ? '' : 's'} ago.`
}

const missing = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>404 Page Not Found</title>
</head>
<body>
	<div id="container">
		<h1>404 Page Not Found</h1>
		<p>The page you requested was not found.</p>	</div>
</body>
</html>`
