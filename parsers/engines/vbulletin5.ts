import { forumReader } from '../markup/forum/forum.ts'
import type { Engine } from './engine.ts'

/**
 * vBulletin 5 and 6, which share little but the name with the versions before. Everything is a node: a post's id and the
 * moment at which it was published are attributes of its element, and that moment is the only one with a zone.
 */
const reader = forumReader('vBulletin', {
  marks: [
    {
      select: 'meta[name="generator"][content^="vBulletin 5"], meta[name="generator"][content^="vBulletin 6"]',
      strength: 0.97,
      why: 'the generator says vBulletin 5 or 6',
    },
    { select: 'body#vb-page-body', strength: 0.95, why: "its <body> has vBulletin's id" },
    {
      select: 'script[src*="/header-rollup-"], link[href*="css.php?styleid="][href*="sheet=css_"]',
      strength: 0.85,
      why: "it loads vBulletin's rollups or style sheets",
    },
    {
      select: '.js-post[data-node-publishdate], .js-topic-item[data-node-id]',
      strength: 0.7,
      why: "its posts and rows are vBulletin's nodes",
    },
  ],
  urls: {
    drop: ['p', 'view', 'securitytoken', 'sort', 'order'],
    dropAt: { page: /^[01]?$/ },
    rewrite: [[/\/page1\/?(?=\?|$)/, '']],
  },
  addresses: {
    thread: /^(?!.*\/member\/).*\/(\d+)-[^/?]*(?:\/page\d+)?\/?(?:\?|$)|\/node\/\d+/,
    board: /\/forum\/[^/?]/,
    profile: /\/member\/\d/,
  },
  dates: { order: 'month-first', clock: '#footer-current-datetime', skip: 'a' },
  message: [
    '.error-page .message, .js-error-page .message',
    '.error-page, #error-page',
    '.b-module__message',
    '.no-topics',
  ],
  walls: { login: '#page-login, body[data-page="login"]', error: '.error-page, .js-error-page, #error-page' },
  next: [
    'a.right-arrow[href]:not(.h-disabled, [href="#"])',
    'a.js-pagenav-next-button[rel="next"]',
    'link[rel="next"]',
  ],
  previous: [
    'a.left-arrow[href]:not(.h-disabled, [href="#"])',
    'a.js-pagenav-prev-button[rel="prev"]',
    'link[rel="prev"]',
  ],
  post: {
    item: ['.js-post[data-node-id]', '.b-post[data-node-id]'],
    id: { select: '[data-node-id]', attribute: 'data-node-id', match: /^(\d+)$/ },
    author: [
      '.author strong a, .author a[data-vbnamecard]',
      '.author [itemprop="name"], .b-userinfo__details [itemprop="name"]',
      '.author strong',
      '.author',
    ],
    date: ['.b-post__timestamp time', 'time[itemprop="dateCreated"]', '.b-post__timestamp'],
    epoch: { select: '[data-node-publishdate]', attribute: 'data-node-publishdate' },
    edited: '[class*="edited"], [class*="edit-note"], [class*="edit-info"], [class*="edit-date"]',
    body: ['.js-post__content-text', '[itemprop="text"]'],
    signature: '.post-signature',
    attachments: '.b-post__attachments li, .b-post-attachments__item',
    link: 'a.b-post__count',
    number: { select: '.b-post__count', match: /#\s*([\d.,]+)/ },
    quote: '.bbcode_quote',
    cite: '.bbcode_postedby',
    cited: [{ select: '.bbcode_postedby strong' }],
    drop: '.bbcode_description, .bbcode_quote_container, img.inlineimg, img.b-smilie',
    hidden: '.bbcode_hide, [class*="hide_bbcode"], [class*="bbcode_hidden"]',
  },
  thread: {
    ids: [
      { select: '.js-conversation-starter[data-node-id]', attribute: 'data-node-id', match: /^(\d+)$/ },
      { select: 'link[rel="canonical"]', attribute: 'href', match: /\/(\d+)-[^/?]*(?:\/page\d+)?$/ },
    ],
    title: ['h1.main-title', 'h1', 'title'],
  },
  row: {
    item: ['.js-topic-item[data-node-id]', '.topic-item'],
    link: ['a.js-topic-title', 'a.topic-title'],
    prefix: '.js-topic-prefix, .topic-prefix',
    replies: ['.posts-count'],
    date: ['.cell-lastpost .post-date', '.cell-lastpost time', '.cell-lastpost'],
    people: '.topic-item .topic-info a[href*="/member/"], .topic-item .lastpost-by a',
  },
  board: {
    item: '.forum-item',
    link: ['a.forum-title, a.subforum-title, .sub-forum a', '.cell-forum a'],
    counts: '.topics-count, .posts-count',
    date: ['.lastpost-date', '.lastpost .post-date', 'time'],
  },
  profile: {
    item: '.profile-sidebar-widget, .profileSidebar-widget',
    handle: { select: ['.profile-display-name, .profile-username', 'h1'] },
    row: '.profile-info-item, .stat-item',
    label: 'label, .label',
    value: 'span, .value',
  },
})

/** vBulletin 5 and 6. */
export const vbulletin5: Engine = {
  id: 'vbulletin5',
  name: 'vBulletin 5 and 6',
  type: 'forum',
  reads: 'index, channels, topics with quotes, signatures, edits and attachments',
  needs: '',
  start: 'https://forum.example/forum/marketplace',
  limits: 'comments under a reply, blogs and social groups are not read',
  ...reader,
}
