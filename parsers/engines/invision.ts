import { forumReader } from '../markup/forum/forum.ts'
import type { Engine } from './engine.ts'

/**
 * Invision Community (IPS 4 and later) and its forerunner IP.Board 3. Its scripts need `elComment_1`, the `data-role` of
 * each part and `data-ipsquote-username`, so themes keep them. IP.Board has other names for all of it; its selectors
 * stand second.
 */
const reader = forumReader('Invision Community', {
  marks: [
    { select: 'body.ipsApp', strength: 0.95, why: 'its <body> is an ipsApp' },
    { select: '#ipbwrapper, #ipboard_body', strength: 0.93, why: "its <body> is IP.Board's" },
    {
      select: '#elCopyright a[href*="invision"], #copyright a[href*="invision"], a#ipsLayout_poweredBy',
      strength: 0.9,
      why: 'the footer says Invision',
    },
    {
      select: 'link[href*="/css_built_"], script[src*="/javascript_core/"], script[src*="/public/js/ipb.js"]',
      strength: 0.8,
      why: "it loads Invision's built styles or scripts",
    },
    {
      select: '[id^="elComment_"] [data-role="commentContent"], .post_block[id^="post_id_"]',
      strength: 0.7,
      why: "its posts are Invision's",
    },
  ],
  urls: {
    drop: ['tab', 'sortby', 'sortdirection', 'listResort', 'csrfKey', 'hl', 'fromsearch', '_fromLogin', '_fromLogout'],
    dropAt: {
      do: /^(?:find|getNew|getLast|getFirst|getOldestUnread)Comment$/i,
      view: /^(?:getnewpost|getlastpost|findpost)$/,
      page: /^[01]?$/,
      st: /^0?$/,
    },
    dropBeside: { comment: 'do', p: 'view', pid: 'view' },
    rewrite: [
      [/(\/topic\/\d+[^/?&]*)\/page\/1\/?(?=[?&]|$)/, '$1/'],
      // IP.Board wrote its parameters into the path.
      [/(\/topic\/\d+[^/?&]*)\/(?:page-1|page__(?:view|pid|p|hl|fromsearch)__[^/?&]*)\/?(?=[?&]|$)/, '$1/'],
      [/(\/topic\/\d+[^/?&]*\/page__st__\d+)__[^/?&]*/, '$1'],
      [/(\/topic\/\d+[^/?&]*)\/?\?p(?:id)?=\d+$/, '$1/'],
    ],
  },
  addresses: {
    thread: /\/topic\/(\d+)|[?&]showtopic=(\d+)/,
    board: /\/forum\/\d|[?&]showforum=\d|\/discover\//,
    profile: /\/(?:profile|user)\/\d|[?&]showuser=\d/,
    archive: /\/lofiversion\//,
  },
  dates: { order: 'month-first' },
  message: ['#elErrorMessage', '#elError', '.message.error', '#ipboard_body .message', '[data-role="tableRows"]'],
  walls: {
    login: 'body[data-pagemodule="system"][data-pagecontroller="login"], #elError form[action*="login"]',
    error: '#elError',
  },
  next: ['.ipsPagination_next:not(.ipsPagination_inactive) a', '.pagination .next a', 'link[rel="next"]'],
  previous: ['.ipsPagination_prev:not(.ipsPagination_inactive) a', '.pagination .prev a', 'link[rel="prev"]'],
  post: {
    item: ['[id^="elComment_"]', '.post_block[id^="post_id_"]'],
    id: { select: ['[id^="elComment_"]', '[id^="post_id_"]'], attribute: 'id', match: /(\d+)$/ },
    author: [
      '.cAuthorPane_author a, .ipsEntry__username a',
      '.cAuthorPane_author, .ipsEntry__username',
      '.author.vcard a',
      '.author.vcard',
      'a[href*="/profile/"]:not([data-role="commentContent"] *, :has(img))',
    ],
    date: [
      '.ipsComment_meta time',
      '.posted_info .published',
      '.posted_info',
      'time:not([data-role="commentContent"] time, [data-role="memberSignature"] time)',
    ],
    edited: ['[data-excludequote] time', '[data-excludequote]', '.edit strong'],
    body: ['[data-role="commentContent"]', '.entry-content'],
    signature: ['[data-role="memberSignature"]', '.signature'],
    attachments: '.post_body .attach_block, .post_body [id^="attach_wrap"]',
    link: ['a[href*="do=findComment"]', '.post_id a', 'a[href*="#comment-"], a[href*="#findComment"]'],
    number: { select: '.post_id a', match: /#\s*([\d.,]+)/ },
    quote: '.ipsQuote, .ipsBlockquote, .entry-content .blockquote',
    cite: '.ipsQuote_citation, .entry-content .citation',
    cited: [
      { select: '.ipsQuote[data-ipsquote-username]', attribute: 'data-ipsquote-username' },
      { select: '.ipsBlockquote[data-author]', attribute: 'data-author' },
    ],
    drop: '[data-excludequote], .ipsSpoiler_header, .ipsQuote_openMenu, img[data-emoticon], .entry-content .edit, .bbc_emoticon',
    hidden: [
      '[data-role="commentContent"] [class*="idden_content"], [data-role="commentContent"] [class*="iddenContent"]',
      '[data-role="commentContent"] a[href*="/login/"], .entry-content .bbc_hide',
    ],
  },
  thread: {
    ids: [{ select: '[data-feedid^="topic-"]', attribute: 'data-feedid', match: /^topic-(\d+)/ }],
    title: ['.ipsPageHeader h1', 'h1.ipsType_pageTitle', 'h1.ipsType_pagetitle', 'h1', 'title'],
  },
  row: {
    item: ['[data-rowid]:has(.ipsDataItem_title, .ipsData__title)', 'tr[id^="trow_"]', 'tr:has(a.topic_title)'],
    link: [
      '.ipsDataItem_title a:not(.ipsBadge, [href*="/tags/"])',
      '.ipsData__title a:not(.ipsBadge)',
      'a.topic_title',
    ],
    title: ['.ipsDataItem_title, .ipsData__title'],
    replies: [
      '[data-stattype="forums_comments"] .ipsDataItem_stats_number',
      '[data-stattype="forums_comments"]',
      '.col_f_views li:first-child',
    ],
    date: ['.ipsDataItem_lastPoster time', '.ipsData__last time', '.last_post li:last-child', 'time'],
    people: [
      '[data-rowid] .ipsDataItem_meta a[href*="/profile/"], [data-rowid] .ipsDataItem_lastPoster a[href*="/profile/"]:not(:has(img))',
      'tr[id^="trow_"] a[hovercard-ref="member"]',
    ],
  },
  board: {
    item: ['[data-forumid]', 'tr:has(> .col_c_forum)'],
    link: [
      '.ipsDataItem_title a, .ipsDataItem_subList a',
      '.cForumGrid__title a, .cForumGrid__subforums a, .ipsData__title a',
      '.col_c_forum h4 a, .col_c_forum .subforums a',
    ],
    counts: ['.ipsDataItem_stats_number', '.cForumGrid__stats, .ipsData__stats', '.col_c_stats li'],
    date: ['.ipsDataItem_lastPoster time', 'time', '.col_c_post li:last-child'],
  },
  profile: {
    item: ['#elProfileHeader', '.cProfileHeader', '#profile_id'],
    handle: { select: ['#elProfileHeader h1', '.cProfileHeader h1', '#profile_id .fn', 'h1'] },
    row: ['#elProfileStats li, .ipsDataItem:has(> .ipsDataItem_size3)', '.general_box li'],
    label: ['h4', '.ipsDataItem_size3', '.row_title'],
    value: ['.ipsDataItem_size3 + .ipsDataItem_generic', '.row_data', 'li'],
    joined: '#elProfileStats time',
    posts: { select: '#elProfileStats li:first-child', skip: 'h4' },
  },
  archived: 'a[href*="/topic/"], a[href*="showtopic="]',
})

/** Invision Community. */
export const invision: Engine = {
  id: 'invision',
  name: 'Invision Community',
  type: 'forum',
  reads: 'Invision Community 4 and IP.Board 3: index, boards, topics with quotes, signatures and edits, profiles',
  needs: '',
  start: 'https://forum.example/forum/5-marketplace/',
  limits: 'blogs, downloads and articles are not read; content hidden until one replies stays hidden and is noted',
  ...reader,
}
