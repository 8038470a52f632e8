import { forumReader } from '../markup/forum/forum.ts'
import type { Engine } from './engine.ts'

/**
 * XenForo 2, and XenForo 1 that many sites still run. Attributes and ids come first (`js-post-1`, `data-author`,
 * `data-quote`): its scripts need them, so themes keep them. Routes may be renamed (`/t/` for `/threads/`): a thread is
 * known by the number behind its slug.
 */
const reader = forumReader('XenForo', {
  marks: [
    { select: 'html#XF, html#XenForo', strength: 0.97, why: "its <html> has XenForo's id" },
    { select: 'html[data-app="public"][data-template]', strength: 0.92, why: "its <html> names XenForo's template" },
    {
      select: '.p-footer-copyright a[href*="xenforo.com"], #copyright a[href*="xenforo.com"]',
      strength: 0.9,
      why: 'the footer says XenForo',
    },
    {
      select:
        'script[src*="/js/xf/"], script[src*="js/xenforo/"], link[href*="css.php?css=public%3A"], link[href*="css.php?css=xenforo"]',
      strength: 0.85,
      why: "it loads XenForo's scripts or styles",
    },
    { select: 'input[name="_xfToken"]', strength: 0.8, why: 'its forms carry _xfToken' },
    {
      select: '[id^="js-post-"][data-author], .structItem--thread, #messageList > [id^="post-"][data-author]',
      strength: 0.6,
      why: "its posts and rows are XenForo's",
    },
  ],
  urls: {
    drop: [
      ...['order', 'direction', 'last_days', 'prefix_id', 'no_date_limit', 'starter_id'],
      ...['_xfToken', '_xfRequestUri', '_xfResponseType', '_xfWithData', '_xfNoRedirect'],
    ],
    // The ways to the first unread post, to the newest and to any one lead into the same thread.
    rewrite: [[/\/([^/?]*\.\d+|\d+)\/(?:unread|latest|page-1|post-\d+)\/?(?=[?&]|$)/, '/$1/']],
  },
  addresses: {
    thread: /[/?]threads\/(?:[^/?&]*\.)?(\d+)(?:[/?&]|$)/,
    board: /[/?](?:forums|categories)\/[^/?&]+|[/?](?:whats-new|find-new|find-threads)\b/,
    profile: /[/?]members\/(?:[^/?&]*\.)?\d+/,
  },
  dates: { order: 'month-first', epoch: 'data-time' },
  message: [
    '.p-body-pageContent .blockMessage, .js-emptyThreadList',
    '.errorPanel, .errorOverlay, .discussionListItems > .primaryContent:only-child',
    '.baseHtml',
  ],
  walls: { login: 'html[data-template="login"], #pageLogin' },
  next: ['a.pageNav-jump--next', 'a.pageNavSimple-el--next', '.PageNav a.text:last-child', 'link[rel="next"]'],
  previous: ['a.pageNav-jump--prev, a.pageNavSimple-el--prev', '.PageNav a.text:first-child', 'link[rel="prev"]'],
  post: {
    item: ['[id^="js-post-"]', '#messageList > [id^="post-"]', '.message[id^="post-"]', '[data-content^="post-"]'],
    id: { select: ['[id^="js-post-"]', '[id^="post-"]'], attribute: 'id', match: /post-(\d+)$/ },
    author: [
      '.message-name .username, .message-articleUserName .username',
      '.messageUserInfo .userText .username',
      '.message-user a.username, .messageUserInfo a.username:not(:has(img))',
    ],
    handle: { select: '[data-author]', attribute: 'data-author' },
    date: [
      '.message-attribution time, .message-articleWritten time',
      '.datePermalink .DateTime',
      '.messageMeta .DateTime',
      '.messageUserInfo small',
      'time:not(.message-lastEdit time, .bbWrapper time)',
    ],
    edited: ['.message-lastEdit time', '.editDate .DateTime'],
    body: ['.message-body .bbWrapper', '.messageContent .messageText', '.bbWrapper:not(.message-signature *)'],
    form: '.message-userContent > .message-fields',
    signature: ['.message-signature', '.signature'],
    attachments: '.message-attachments .file, .message-attachments .attachment, .attachedFiles .attachment',
    link: [
      '.message-attribution a[href*="post-"]',
      'a.postNumber, a.datePermalink',
      '.message-attribution-main a, a.message-attribution-main',
    ],
    number: {
      select: [
        '.message-attribution-opposite li:last-child a',
        '.message-attribution-opposite a:last-child',
        'a.postNumber',
      ],
      match: /#\s*([\d.,]+)/,
    },
    quote: '.bbCodeBlock--quote, .bbCodeQuote',
    cite: '.bbCodeBlock--quote > .bbCodeBlock-title, .bbCodeQuote .attribution',
    cited: [
      { select: '.bbCodeBlock--quote[data-quote]', attribute: 'data-quote' },
      { select: '.bbCodeQuote[data-author]', attribute: 'data-author' },
    ],
    drop: [
      '.bbCodeBlock-expandLink, .quoteExpand, .bbCodeBlock:not(.bbCodeBlock--quote) > .bbCodeBlock-title',
      '.bbCodeCode > .type, .bbCodePHP > .type, .bbCodeHtml > .type',
      // What the board itself wrote about a link, below the title that the link bears.
      '.bbCodeBlock--unfurl .contentRow-figure, .bbCodeBlock--unfurl .contentRow-snippet, .bbCodeBlock--unfurl .contentRow-minor',
      '.messageTextEndMarker, .js-selectToQuoteEnd, .mceSmilie, .mceSmilieSprite',
    ],
    hidden: [
      '.bbCodeBlock--hide, .bbCodeBlock--hidden, .bbCodeHide, .bbCodeHidden, [class*="messageHide"], [class*="hide-content"]',
      // "Log in to see this": a note inside the body.
      '.message-body a[href*="login"][data-xf-click="overlay"], .messageText a.OverlayTrigger[href*="login"]',
    ],
  },
  thread: {
    ids: [
      { select: 'html[data-content-key^="thread-"]', attribute: 'data-content-key', match: /^thread-(\d+)$/ },
      { select: '[data-lb-id^="thread-"]', attribute: 'data-lb-id', match: /^thread-(\d+)$/ },
      { select: 'link[rel="canonical"]', attribute: 'href', match: /[./](\d+)\/?(?:page-\d+\/?)?$/ },
    ],
    title: ['h1.p-title-value', '.titleBar h1', 'h1', 'title'],
  },
  row: {
    item: ['.structItem--thread', '.discussionListItem[id^="thread-"]'],
    link: ['.structItem-title a:not(.labelLink)', '.title a:not(.prefixLink, .unreadLink)'],
    title: ['.structItem-title', '.title'],
    replies: ['.structItem-cell--meta dl:not(.structItem-minor) dd', '.stats .major dd'],
    date: ['time.structItem-latestDate', '.structItem-cell--latest time', '.lastPost .DateTime'],
    people: ['.structItem--thread a.username', '.discussionListItem a.username'],
  },
  board: {
    item: ['.node--forum', '.forumNodeInfo'],
    link: ['.node-title a, .subNodeLink--forum', '.nodeTitle a'],
    counts: ['.node-stats dd', '.nodeStats dd'],
    date: ['.node-extra-date', '.nodeLastPost .DateTime'],
  },
  profile: {
    item: ['.memberHeader', '.profilePage'],
    handle: { select: ['.memberHeader-name .username', '.memberHeader-name', '.profilePage h1'] },
    row: ['.memberHeader dl, .p-body-pageContent dl.pairs--columns', '.profilePage dl'],
    label: 'dt',
    value: 'dd',
  },
})

/** XenForo. */
export const xenforo: Engine = {
  id: 'xenforo',
  name: 'XenForo',
  type: 'forum',
  reads: 'XenForo 1 and 2: index, boards, threads with quotes, signatures, edits and attached files, profiles',
  needs: '',
  start: 'https://forum.example/forums/marketplace.5/',
  limits: 'content hidden until one replies or logs in stays hidden and is noted; articles and media are not read',
  ...reader,
}
