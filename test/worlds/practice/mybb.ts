import { mybbClock, mybbDate, mybbDay } from '../../../app/demo/world/mybb-dates.ts'
import {
  boards,
  escapeHtml,
  type Forum,
  inPages,
  type Post,
  postsPerPage,
  type Thread,
  threadsOf,
  threadsPerPage,
  withBreaks,
} from './forum.ts'

// A forum's pages in the structure of MyBB 1.8's default theme, for a guest.

/** Every page that the forum has now, by its path. */
export function mybbPages(forum: Forum, home: string, now: Date): Map<string, string> {
  const pages = new Map<string, string>()
  const put = (path: string, title: string, content: string, board = ''): void =>
    void pages.set(path, frame(forum, home, { title, content, board }, now))
  put('/index.php', forum.name, indexHtml(forum, home, now))
  for (const { fid, name } of boards)
    for (const [at, threads] of inPages(threadsOf(forum, fid), threadsPerPage).entries()) {
      const count = Math.ceil(threadsOf(forum, fid).length / threadsPerPage)
      const base = `forumdisplay.php?fid=${fid}`
      const rows = threads.map((thread) => rowHtml(forum, thread, home, now)).join('\n')
      put(pagePath(base, at), `${forum.name} - ${name}`, `${pagination(base, at, count)}${tableOf(name, rows)}`)
    }
  for (const thread of forum.threads)
    for (const [at, posts] of inPages(thread.posts, postsPerPage).entries()) {
      const count = Math.ceil(thread.posts.length / postsPerPage)
      const base = `showthread.php?tid=${thread.tid}`
      const first = at * postsPerPage
      const shown = posts.map((post, index) => postHtml(forum, thread, post, first + index + 1, home, now)).join('\n')
      put(
        pagePath(base, at),
        escapeHtml(thread.title),
        `${pagination(base, at, count)}${threadHtml(thread, shown)}`,
        crumb(thread),
      )
    }
  for (const { uid, name } of forum.members.values())
    put(`/member.php?action=profile&uid=${uid}`, `Profile of ${name}`, profileHtml(forum, name, now))
  return pages
}

/** What the forum says of a thread that is not there, with status 200. */
export const mybbMissing = (forum: Forum, home: string, now: Date): string =>
  frame(
    forum,
    home,
    {
      title: forum.name,
      board: '',
      content:
        '<table class="tborder"><tr><td class="thead"><span class="smalltext"><strong>Error</strong></span></td></tr><tr><td class="trow1">The specified thread does not exist.</td></tr></table>',
    },
    now,
  )

const pagePath = (base: string, at: number): string => `/${base}${at === 0 ? '' : `&page=${at + 1}`}`

function pagination(base: string, at: number, count: number): string {
  if (count < 2) return ''
  const next =
    at + 1 < count ? `<a href="${escapeHtml(`${base}&page=${at + 2}`)}" class="pagination_next">Next &raquo;</a>` : ''
  return `<div class="pagination"><span class="pages">Pages (${count}):</span> <span class="pagination_current">${at + 1}</span>${next}</div>`
}

const profileUrl = (forum: Forum, name: string, home: string): string =>
  `${home}/member.php?action=profile&amp;uid=${forum.memberCalled(name).uid}`

const crumb = ({ board }: Thread): string => {
  const name = boards.find(({ fid }) => fid === board)?.name ?? ''
  return `<a href="forumdisplay.php?fid=3">Marketplace</a> &rsaquo; <a href="forumdisplay.php?fid=${board}">${name}</a> <br />`
}

const frame = (
  forum: Forum,
  home: string,
  { title, content, board }: { title: string; content: string; board: string },
  now: Date,
): string => `<!DOCTYPE html>
<html xml:lang="en" lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head><title>${title}</title>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<script type="text/javascript" src="${home}/jscripts/general.js?ver=1827"></script>
<link type="text/css" rel="stylesheet" href="${home}/cache/themes/theme1/global.css?t=1" />
</head>
<body><div id="container"><a name="top" id="top"></a>
<div id="header"><div id="logo"><div class="wrapper"><a href="${home}/index.php"><img src="${home}/images/logo.png" alt="${forum.name}" /></a></div></div></div>
<div id="content"><div class="wrapper">
<div class="navigation"><a href="${home}/index.php">${forum.name}</a> &rsaquo; ${board}<span class="active">${title}</span></div>
${content}
</div></div>
<div id="footer"><div class="lower"><div class="wrapper">
<span id="current_time"><strong>Current time:</strong> ${mybbClock(now)}</span>
<span id="copyright">Powered By <a href="https://mybb.com" target="_blank" rel="noopener">MyBB</a>, &copy; 2002-2021 <a href="https://mybb.com">MyBB Group</a>.</span>
</div></div></div></div></body></html>`

function indexHtml(forum: Forum, home: string, now: Date): string {
  const rows = boards.map(({ fid, name }) => {
    const threads = threadsOf(forum, fid)
    const posts = threads.reduce((sum, thread) => sum + thread.posts.length, 0)
    const last = threads[0]?.posts.at(-1)
    const lastHtml = last
      ? `<span class="smalltext">${mybbDate(last.at, now)}<br />by <a href="${profileUrl(forum, last.by, home)}">${escapeHtml(last.by)}</a></span>`
      : '<div style="text-align: center;">Never</div>'
    return `<tr><td class="trow1" align="center" width="1"><span class="forum_status forum_on" id="mark_read_${fid}"></span></td>
<td class="trow1"><strong><a href="forumdisplay.php?fid=${fid}">${name}</a></strong></td>
<td class="trow1" align="center">${threads.length}</td><td class="trow1" align="center">${posts}</td><td class="trow1" align="right">${lastHtml}</td></tr>`
  })
  return `<table border="0" class="tborder"><tbody id="cat_3_e">${rows.join('\n')}</tbody></table>`
}

const tableOf = (name: string, rows: string): string => `<table border="0" class="tborder clear">
<tr><td class="thead" colspan="6"><div><strong>${name}</strong></div></td></tr>
${rows || '<tr><td class="trow1" colspan="6">Sorry, but there are currently no threads in this forum with the specified date and time limiting options.</td></tr>'}
</table>`

function rowHtml(forum: Forum, { tid, title, prefix, posts }: Thread, home: string, now: Date): string {
  const [first, last] = [posts[0], posts.at(-1)]
  if (!first || !last) return ''
  const before = prefix ? `<span style="color: red;">${prefix}</span>&nbsp;` : ''
  return `<tr class="inline_row"><td class="trow1" width="2%"><span class="thread_status newfolder">&nbsp;</span></td><td class="trow1" width="2%">&nbsp;</td>
<td class="trow1"><div><span>${before}<span class="subject_new" id="tid_${tid}"><a href="showthread.php?tid=${tid}">${escapeHtml(title)}</a></span></span>
<div><span class="author smalltext"><a href="${profileUrl(forum, first.by, home)}">${escapeHtml(first.by)}</a>, </span><span class="thread_start_datetime smalltext">${mybbDate(first.at, now)}</span></div></div></td>
<td class="trow1"><a href="${home}/misc.php?action=whoposted&tid=${tid}" onclick="MyBB.whoPosted(${tid}); return false;">${posts.length - 1}</a></td><td class="trow1">${posts.length * 31}</td>
<td class="trow1"><span class="lastpost smalltext">${mybbDate(last.at, now)}<br /><a href="showthread.php?tid=${tid}&amp;action=lastpost">Last Post</a>: <a href="${profileUrl(forum, last.by, home)}">${escapeHtml(last.by)}</a></span></td></tr>`
}

const threadHtml = ({ title, tid, prefix }: Thread, posts: string): string =>
  `<table border="0" class="tborder tfixed clear"><tr><td class="thead"><div><strong>${prefix ? `<span style="color: red;">${prefix}</span>&nbsp;` : ''}${escapeHtml(title)}</strong></div></td></tr>
<tr><td id="posts_container"><div id="posts">${posts}</div></td></tr></table><a href="printthread.php?tid=${tid}">View a Printable Version</a>`

function postHtml(forum: Forum, thread: Thread, post: Post, number: number, home: string, now: Date): string {
  const { pid, by, at, text, quote, editedAt } = post
  const { uid, joined, signature } = forum.memberCalled(by)
  const quoted = quote
    ? `<blockquote class="mycode_quote"><cite><span> (${mybbClock(at)})</span>${escapeHtml(quote.by)} Wrote: <a href="${home}/showthread.php?pid=${quote.pid}#pid${quote.pid}" class="quick_jump"></a></cite>${withBreaks(quote.text)}</blockquote>`
    : ''
  const edited = editedAt
    ? `<span class="edited_post">(This post was last modified: ${mybbDate(editedAt, now)} by <a href="${profileUrl(forum, by, home)}">${escapeHtml(by)}</a>.)</span>`
    : ''
  return `<a name="pid${pid}" id="pid${pid}"></a><div class="post" id="post_${pid}">
<div class="post_author"><div class="author_information"><strong><span class="largetext"><a href="${home}/member.php?action=profile&amp;uid=${uid}">${escapeHtml(by)}</a></span></strong></div>
<div class="author_statistics">Joined: ${mybbDay(joined)}</div></div>
<div class="post_content"><div class="post_head"><div class="float_right"><strong><a href="showthread.php?tid=${thread.tid}&amp;pid=${pid}#pid${pid}">#${number}</a></strong></div>
<span class="post_date">${mybbDate(at, now)} <span class="post_edit" id="edited_by_${pid}">${edited}</span></span></div>
<div class="post_body scaleimages" id="pid_${pid}">${quoted}${withBreaks(text)}</div>
${signature ? `<div class="signature scaleimages">${withBreaks(signature)}</div>` : ''}<div class="post_meta" id="post_meta_${pid}"></div></div></div>`
}

function profileHtml(forum: Forum, name: string, now: Date): string {
  const { joined, signature } = forum.memberCalled(name)
  const count = forum.threads.flatMap(({ posts }) => posts).filter(({ by }) => by === name).length
  const called = escapeHtml(name)
  return `<fieldset><table width="100%"><tr><td width="75%"><span class="largetext"><strong>${called}</strong></span><br /><span class="smalltext">(Member)<br /><strong>Registration Date:</strong> ${mybbDay(joined)}<br /><strong>Local Time:</strong> ${mybbClock(now)}</span></td></tr></table></fieldset>
<table class="tborder"><tr><td colspan="2" class="thead"><strong>${called}'s Forum Info</strong></td></tr>
<tr><td class="trow1"><strong>Joined:</strong></td><td class="trow1">${mybbDay(joined)}</td></tr>
<tr><td class="trow1"><strong>Total Posts:</strong></td><td class="trow1">${count}</td></tr></table>
${signature ? `<table class="tborder"><tr><td class="thead"><strong>${called}'s Signature</strong></td></tr><tr><td class="trow1 scaleimages">${withBreaks(signature)}</td></tr></table>` : ''}`
}
