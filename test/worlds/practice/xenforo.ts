import type { PageEntry } from '../format.ts'
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

// A forum's pages in the structure of XenForo 2, for a guest. Its dates carry the instant, whatever their words say.

/** Every page that the forum has now, by its path; an address under a title that a thread had before leads to it. */
export function xenforoPages(forum: Forum): Map<string, string | PageEntry> {
  const pages = new Map<string, string | PageEntry>()
  const put = (path: string, page: Parameters<typeof frame>[1]): void => void pages.set(path, frame(forum, page))
  put('/forums/', {
    template: 'forum_list',
    key: '',
    title: forum.name,
    content: boards.map((b) => nodeHtml(forum, b)).join(''),
  })
  for (const board of boards) {
    const paged = inPages(threadsOf(forum, board.fid), threadsPerPage)
    for (const [at, threads] of paged.entries()) {
      const rows = threads.map((thread) => rowHtml(forum, thread)).join('')
      const content = `${numbers(pathOf(board), at, paged.length)}<div class="structItemContainer-group js-threadList">${rows || '<div class="js-emptyThreadList">There are no threads in this forum.</div>'}</div>`
      put(pagePath(pathOf(board), at), { template: 'forum_view', key: '', title: board.name, content })
    }
  }
  for (const thread of forum.threads) {
    for (const title of thread.formerTitles)
      pages.set(threadPath({ ...thread, title }), { status: 301, type: 'text/html', location: threadPath(thread) })
    const paged = inPages(thread.posts, postsPerPage)
    for (const [at, posts] of paged.entries()) {
      const shown = posts.map((post, index) => postHtml(forum, thread, post, at * postsPerPage + index + 1)).join('')
      const content = `${numbers(threadPath(thread), at, paged.length)}<div class="js-replyNewMessageContainer">${shown}</div>`
      const title = labelled(thread)
      put(pagePath(threadPath(thread), at), {
        template: 'thread_view',
        key: `thread-${thread.tid}`,
        title,
        content,
        board: thread.board,
      })
    }
  }
  for (const { name } of forum.members.values())
    put(memberPath(forum, name), {
      template: 'member_view',
      key: '',
      title: escapeHtml(name),
      content: profileHtml(forum, name),
    })
  return pages
}

/** What the forum says of a thread that is not there; its status is 404. */
export const xenforoMissing = (forum: Forum): string =>
  frame(forum, {
    template: 'error',
    key: '',
    title: 'Oops! We ran into some problems.',
    content: '<div class="blockMessage">The requested thread could not be found.</div>',
  })

const slug = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
const pathOf = ({ fid, name }: (typeof boards)[number]): string => `/forums/${slug(name)}.${fid}/`
/** XenForo's address of a thread follows its title; the number at its end is what counts. */
const threadPath = ({ tid, title }: Thread): string => `/threads/${slug(title)}.${tid}/`
const memberPath = (forum: Forum, name: string): string => `/members/${slug(name)}.${forum.memberCalled(name).uid}/`
const pagePath = (path: string, at: number): string => (at === 0 ? path : `${path}page-${at + 1}`)
const labelled = ({ prefix, title }: Thread): string =>
  `${prefix ? `<span class="label label--accent" dir="auto">${prefix}</span><span class="label-append">&nbsp;</span>` : ''}${escapeHtml(title)}`

const numbers = (path: string, at: number, count: number): string =>
  count < 2
    ? ''
    : `<div class="pageNav"><ul class="pageNav-main"><li class="pageNav-page pageNav-page--current">${at + 1}</li></ul>${at + 1 < count ? `<a href="${pagePath(path, at + 1)}" class="pageNav-jump pageNav-jump--next">Next</a>` : ''}</div>`

const time = (at: Date, kind = ''): string =>
  `<time class="${kind}u-dt" dir="auto" datetime="${at.toISOString()}" data-time="${Math.floor(at.getTime() / 1_000)}">${at.toDateString()}</time>`

const userLink = (forum: Forum, name: string): string =>
  `<a href="${memberPath(forum, name)}" class="username " dir="auto" data-user-id="${forum.memberCalled(name).uid}">${escapeHtml(name)}</a>`

const crumb = (fid: number | undefined): string =>
  boards
    .filter((board) => board.fid === fid)
    .map(
      (board) =>
        `<li itemprop="itemListElement"><a href="${pathOf(board)}" itemprop="item"><span itemprop="name">${board.name}</span></a></li>`,
    )
    .join('')

const frame = (
  forum: Forum,
  {
    template,
    key,
    title,
    content,
    board,
  }: { template: string; key: string; title: string; content: string; board?: number },
): string => `<!DOCTYPE html>
<html id="XF" lang="en-US" dir="LTR" data-xf="2.2" data-app="public" data-template="${template}" data-container-key="" data-content-key="${key}" data-logged-in="false" class="has-no-js template-${template}">
<head><meta charset="utf-8" /><title>${forum.name}</title><link rel="stylesheet" href="/css.php?css=public%3Anormalize.css" /><script src="/js/xf/preamble.min.js"></script></head>
<body data-template="${template}"><div class="p-pageWrapper" id="top"><div class="p-body"><div class="p-body-inner">
<ul class="p-breadcrumbs"><li itemprop="itemListElement"><a href="/forums/" itemprop="item"><span itemprop="name">Forums</span></a></li>${crumb(board)}</ul>
<div class="p-body-header"><div class="p-title"><h1 class="p-title-value">${title}</h1></div></div>
<div class="p-body-main"><div class="p-body-content"><div class="p-body-pageContent">${content}</div></div></div>
</div></div><footer class="p-footer" id="footer"><div class="p-footer-copyright"><a href="https://xenforo.com" class="u-concealed">Community platform by XenForo</a></div></footer></div></body></html>`

function nodeHtml(forum: Forum, board: (typeof boards)[number]): string {
  const threads = threadsOf(forum, board.fid)
  const posts = threads.reduce((sum, thread) => sum + thread.posts.length, 0)
  const last = threads[0]?.posts.at(-1)
  const extra = last
    ? `<div class="node-extra-row">${time(last.at, 'node-extra-date ')} ${userLink(forum, last.by)}</div>`
    : '<span class="node-extra-placeholder">None</span>'
  return `<div class="node node--id${board.fid} node--depth2 node--forum"><div class="node-body"><div class="node-main js-nodeMain"><h3 class="node-title"><a href="${pathOf(board)}">${board.name}</a></h3></div>
<div class="node-stats"><dl class="pairs pairs--rows"><dt>Threads</dt><dd>${threads.length}</dd></dl><dl class="pairs pairs--rows"><dt>Messages</dt><dd>${posts}</dd></dl></div><div class="node-extra">${extra}</div></div></div>`
}

function rowHtml(forum: Forum, thread: Thread): string {
  const { tid, prefix, title, posts } = thread
  const [first, last] = [posts[0], posts.at(-1)]
  if (!first || !last) return ''
  const label = prefix
    ? `<a href="/forums/?prefix_id=2" class="labelLink"><span class="label">${prefix}</span></a> `
    : ''
  return `<div class="structItem structItem--thread js-inlineModContainer js-threadListItem-${tid}" data-author="${escapeHtml(first.by)}"><div class="structItem-cell structItem-cell--main">
<div class="structItem-title">${label}<a href="${threadPath(thread)}" data-tp-primary="on">${escapeHtml(title)}</a></div>
<div class="structItem-minor"><ul class="structItem-parts"><li>${userLink(forum, first.by)}</li><li class="structItem-startDate"><a href="${threadPath(thread)}" rel="nofollow">${time(first.at)}</a></li></ul></div></div>
<div class="structItem-cell structItem-cell--meta"><dl class="pairs pairs--justified"><dt>Replies</dt><dd>${posts.length - 1}</dd></dl></div>
<div class="structItem-cell structItem-cell--latest"><a href="${threadPath(thread)}latest" rel="nofollow">${time(last.at, 'structItem-latestDate ')}</a><div class="structItem-minor">${userLink(forum, last.by)}</div></div></div>`
}

function postHtml(forum: Forum, thread: Thread, post: Post, number: number): string {
  const { pid, by, at, text, quote, editedAt } = post
  const { signature } = forum.memberCalled(by)
  const place = `${threadPath(thread)}post-${pid}`
  const quoted = quote
    ? `<blockquote data-quote="${escapeHtml(quote.by)}" data-source="post: ${quote.pid}" class="bbCodeBlock bbCodeBlock--quote"><div class="bbCodeBlock-title">${escapeHtml(quote.by)} said:</div><div class="bbCodeBlock-content">${withBreaks(quote.text)}</div></blockquote>`
    : ''
  return `<article class="message message--post js-post js-inlineModContainer" data-author="${escapeHtml(by)}" data-content="post-${pid}" id="js-post-${pid}"><span class="u-anchorTarget" id="post-${pid}"></span><div class="message-inner">
<div class="message-cell message-cell--user"><section class="message-user"><div class="message-userDetails"><h4 class="message-name">${userLink(forum, by)}</h4></div></section></div>
<div class="message-cell message-cell--main"><div class="message-main"><header class="message-attribution"><ul class="message-attribution-main listInline"><li><a href="${place}" rel="nofollow">${time(at)}</a></li></ul><ul class="message-attribution-opposite"><li><a href="${place}" rel="nofollow">#${number}</a></li></ul></header>
<div class="message-content"><div class="message-userContent"><article class="message-body js-selectToQuote"><div class="bbWrapper">${quoted}${withBreaks(text)}</div></article></div>
${editedAt ? `<div class="message-lastEdit">Last edited: ${time(editedAt)}</div>` : ''}${signature ? `<aside class="message-signature"><div class="bbWrapper">${withBreaks(signature)}</div></aside>` : ''}</div></div></div></div></article>`
}

function profileHtml(forum: Forum, name: string): string {
  const { uid, joined } = forum.memberCalled(name)
  const count = forum.threads.flatMap(({ posts }) => posts).filter(({ by }) => by === name).length
  return `<div class="memberHeader"><div class="memberHeader-content"><h1 class="memberHeader-name"><span class="memberHeader-nameWrapper"><span class="username" data-user-id="${uid}">${escapeHtml(name)}</span></span></h1>
<div class="memberHeader-blurb"><dl class="pairs pairs--inline"><dt>Joined</dt><dd>${time(joined)}</dd></dl></div></div><div class="memberHeader-stats"><dl class="pairs pairs--rows"><dt>Messages</dt><dd>${count}</dd></dl></div></div>`
}
