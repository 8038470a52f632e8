import type { ForumTable } from '../../markup/forum/table.ts'
import type { PostMarkup } from '../../markup/page/api.ts'
import type { UrlRules } from '../../markup/urls.ts'

/** Addresses of one topic's many views, as pages and in the API: the number behind a topic's slug is a post's place. */
export const urls: UrlRules = {
  drop: ['_', 'sort', 'lang'],
  dropAt: { page: /^1?$/ },
  rewrite: [[/(\/topic\/\d+\/(?!\d+(?:[/?]|$))[^/?]+)\/\d+/, '$1']],
}

/** The markup of a post, on a page and in the API. A quote is announced: `@kotz said in <a>Topic</a>:`. */
export const markup = {
  quote: 'blockquote',
  cite: 'p:has(a[href*="/post/"], a[href*="/topic/"]):has(+ blockquote)',
} satisfies PostMarkup

/** Pages that NodeBB's server draws. `component` attributes are those of its own scripts: themes keep them. */
export const table: ForumTable = {
  marks: [
    { select: 'script#ajaxify-data', strength: 0.95, why: "it carries NodeBB's ajaxify-data" },
    {
      select: '[component="post/content"], [component="category/topic"], [component="categories/category"]',
      strength: 0.93,
      why: "it is made of NodeBB's components",
    },
    { select: 'script[src*="/assets/nodebb"]', strength: 0.9, why: "it loads NodeBB's script" },
  ],
  urls,
  addresses: {
    thread: /\/topic\/(\d+)/,
    board: /\/category\/\d+|\/(?:recent|popular|unread|top|tags)(?=[/?]|$)/,
    profile: /\/user\/[^/?]+/,
  },
  dates: { order: 'month-first' },
  message: ['.alert-danger p:has(a[href$="/login"])', '.alert-danger', '#content .alert', '.alert-warning'],
  walls: { login: '.alert-danger a[href$="/login"], form#login-form' },
  next: ['.pagination .next:not(.disabled) a', 'link[rel="next"]'],
  previous: ['.pagination .previous:not(.disabled) a', 'link[rel="prev"]'],
  post: {
    item: '[component="post"]',
    id: { select: '[data-pid]', attribute: 'data-pid', match: /^([\w:/.-]+)$/ },
    author: ['a[data-username]:not([component="post/parent"] *)', '[itemprop="author"] a', 'a[href*="/user/"]'],
    handle: { select: '[component="post"]', attribute: 'data-username' },
    date: [
      'a[href*="/post/"] .timeago:not([component="post/parent"] *, [component="post/editor"] *)',
      '.timeago:not([component="post/parent"] *, [component="post/editor"] *)',
    ],
    edited: '[component="post/editor"] .timeago',
    body: '[component="post/content"]',
    signature: '[component="post/signature"], .post-signature',
    link: 'a[href*="/post/"].post-index, a[href*="/post/"].permalink',
    number: { select: '.post-index', match: /#\s*(\d+)/ },
    drop: '[component="post/parent"]',
    ...markup,
  },
  thread: {
    ids: [{ select: '[component="topic"]', attribute: 'data-tid' }],
    title: ['[component="topic/title"]', '[component="post/header"]', 'h1'],
  },
  row: {
    item: '[component="category/topic"]',
    link: ['[component="topic/header"] a', 'a[href*="/topic/"]'],
    replies: ['.stats-postcount .human-readable-number', '.mobile-stat .human-readable-number'],
    date: ['[component="topic/teaser"] .timeago', '.timeago'],
    people: '[component="category/topic"] a[href*="/user/"]:not(:has(.avatar, img, [component="user/picture"]))',
  },
  board: {
    item: '[component="categories/category"]',
    link: ['.title a[href*="/category/"], .category-children-item a', 'a[href*="/category/"]'],
    counts: '.stats .human-readable-number',
    date: '[component="topic/teaser"] .timeago, .teaser .timeago',
  },
  profile: {
    item: '[component="account/cover"], .account-username',
    handle: { select: ['.account .username', '.account-username'], match: /@?(\S.*)/ },
    row: '.account-stats .stat, .profile-meta > span',
    label: '.stat-label, strong',
    value: '.stat-value, .human-readable-number, .timeago',
  },
}
