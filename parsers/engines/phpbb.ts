import { forumReader } from '../markup/forum/forum.ts'
import type { Engine } from './engine.ts'

/** Themes put a post's id on its block or on an anchor in it: `p123`, and no other id begins so. */
const numbered = Array.from({ length: 9 }, (_, digit) => `[id^="p${digit + 1}"]`).join(', ')

/**
 * phpBB 3.0 to 3.3 with prosilver and its many descendants, and 3.0's subsilver2. Links carry the ids that count
 * (`#p123`, `t=5`): addresses survive every theme, classes mostly. A session id hangs in every link of a guest.
 */
const reader = forumReader('phpBB', {
  marks: [
    {
      select:
        '.copyright a[href*="phpbb.com"], #page-footer a[href*="phpbb.com"], .footer-copyright a[href*="phpbb.com"], #wrapfooter a[href*="phpbb.com"], #footer a[href*="phpbb.com"], footer a[href*="phpbb.com"]',
      strength: 0.95,
      why: 'the footer says "Powered by phpBB"',
    },
    { select: 'body#phpbb', strength: 0.93, why: "its body's id is phpbb" },
    { select: '#phpbb_alert, #phpbb_confirm', strength: 0.9, why: 'it has the boxes that phpBB’s scripts need' },
    {
      select:
        'link[href*="/styles/prosilver/"], link[href*="/styles/subsilver2/"], link[href*="/styles/"][href*="assets_version="], script[src*="assets_version="]',
      strength: 0.85,
      why: "its styles lie where phpBB's do",
    },
    { select: 'a[href*="ucp.php?mode=login"]', strength: 0.75, why: 'its login is ucp.php' },
    {
      // phpBB writes its own links with a dot: those of a post to another board do not claim the page.
      select: 'a[href^="./memberlist.php?mode="], a[href^="./viewforum.php?f="], a[href^="./viewtopic.php?"]',
      strength: 0.5,
      why: "its links are phpBB's",
    },
  ],
  urls: {
    drop: ['st', 'sk', 'sd', 'style'],
    dropAt: { start: /^0?$/, view: /^(print|unread|viewpoll|show|next|previous)$/ },
    dropBeside: { f: 't', p: 't' },
    rewrite: [
      [/(\/viewtopic\.php\?)f=\d+&(p=\d+)/, '$1$2'],
      [/(\/[^/?]*-?t(?:opic)?\d+)-0\.html/, '$1.html'],
    ],
  },
  addresses: {
    thread: /\/viewtopic\.php\?(?:.*&)?t=(\d+)|\/viewtopic\.php\?|\/(?:[^/?]*-t|topic)(\d+)(?:-\d+)?\.html/,
    board: /\/viewforum\.php|\/search\.php\?|\/(?:[^/?]*-f|forum)\d+(?:-\d+|\/page\d+)?(?:\.html|\/)/,
    profile: /\/memberlist\.php\?(?:.*&)?mode=viewprofile|\/(?:[^/?]*-u|member)\d+\.html/,
    archive: /[?&]view=print(?:&|$)/,
  },
  dates: {
    order: 'day-first',
    clock: [
      '#page-body > p.time, .sub-breadcrumb .time, #datebar td:last-child',
      '#page-footer li:has(> span[title]), #page-footer li:has(> abbr[title])',
      '#page-footer li.rightside',
      'p.datetime',
    ],
    skip: 'a, b, strong, dfn, .notice em, .username, .username-coloured, .responsive-hide',
    around: /^[^»]*»\s*/,
  },
  message: [
    '#message',
    'form#login h2, form#login_forum h2',
    '#page-body > .panel > .inner > strong',
    'p.gen, td .gen',
  ],
  walls: { login: 'form#login, form#login_forum' },
  next: [
    '.pagination .next a, .pagination a[rel="next"]',
    'a[rel="next"]',
    '.pagination .active + li > a[href*="start="]',
    'strong + .page-sep + a',
    '.display-options a.right-box',
  ],
  previous: [
    '.pagination .previous a, .pagination a[rel="prev"]',
    '.page-sep + strong',
    'link[rel="canonical"][href*="start="]',
  ],
  post: {
    item: [
      'div.post[id^="p"]',
      '.post:has([id^="post_content"])',
      `:is(${numbered}):has(.content, .postbody)`,
      'table.tablebg:has(.postbody)',
    ],
    id: {
      select: [
        'h3 a[href*="#p"]',
        '.author a[href*="#p"], .post-buttons a[href*="#p"]',
        'td.gensmall a[href*="#p"]',
        'a[href*="#p"]:not(.content *, .postbody *)',
      ],
      attribute: 'href',
      match: /#p(\d+)$/,
    },
    author: [
      '.postprofile dt .username, .postprofile dt .username-coloured',
      '.postprofile dt a[href*="mode=viewprofile"]:not(:has(img))',
      '.postprofile dt strong',
      '.author .username, .author .username-coloured',
      '.author strong',
      '.postauthor',
      '.username:not(.content *, .signature *), .username-coloured:not(.content *, .signature *)',
      'a[href*="mode=viewprofile"]:not(:has(img), .content *, .postbody *, .notice *)',
    ],
    date: [
      '.author time',
      '.author .timestamp',
      '.author',
      'td.gensmall > div:has(> a[href*="#p"])',
      '[class*="timepost"], [class*="post-date"], [class*="postdate"], [class*="post-time"]',
      'time:not(.content *)',
    ],
    edited: [
      '.notice:not(:has(> br:first-child))',
      'td:has(> .postbody) > span.gensmall:not(.error, :has(> br:first-child)), td.row3 > span.gensmall',
    ],
    body: ['.postbody .content', '.content', 'div.postbody'],
    signature: ['.signature', 'div.postbody ~ div.postbody'],
    attachments: '.attachbox dl, .inline-attachment dl, table.tablebg table.tablebg:has(a[href*="download/file.php"])',
    link: ['h3 a[href*="p="]', '.author a[href*="p="], td.gensmall a[href*="p="]', 'h3 a[href*="#p"]'],
    quote: 'blockquote, .quotecontent',
    cite: 'blockquote > cite, blockquote > div > cite, .quotetitle',
    cited: [
      {
        select:
          'blockquote > cite > a[href*="mode=viewprofile"], blockquote > div > cite > a[href*="mode=viewprofile"]',
      },
    ],
    drop: '.codebox > p, .codebox > dt, .codetitle, cite .responsive-hide, cite [data-post-id], .inline-attachment, .hidebox:has(> .hide), .hidebox > .unhide, .hidden-content.error, .hidden-content > header',
    hidden: ['.hidebox:has(> .hide), .hidden-content.error', '.postbody > .rules, [id^="post_content"] > .rules'],
  },
  thread: {
    ids: [
      { select: 'form#topic-search input[name="t"]', attribute: 'value', match: /^(\d+)$/ },
      {
        select: 'link[rel="canonical"][href*="t="], a[href*="posting.php?mode=reply"], a[href*="view=print"]',
        attribute: 'href',
        match: /[?&]t=(\d+)/,
      },
    ],
    title: [
      '.topic-title',
      'h1 a[href*="viewtopic"], h2 a[href*="viewtopic"], a.titles',
      '.postbody h3',
      'h1',
      'title',
    ],
  },
  row: {
    item: ['li.row:has(a.topictitle)', 'tr:has(a.topictitle)', ':has(> a.topictitle)', '.search.post'],
    link: ['a.topictitle', '.postprofile a[href*="viewtopic"]', 'h3 a[href*="viewtopic"]'],
    prefix: '.list-inner > [class*="prefix"]',
    replies: {
      select: ['dd.posts', '.postprofile dd:nth-last-of-type(2) > strong', 'td:has(.topicauthor) + td .topicdetails'],
      match: /(\d[\d.,]*)/,
    },
    date: ['dd.lastpost time', 'dd.lastpost', '.search-result-date', 'td:last-child .topicdetails'],
    people: [
      'li.row:has(a.topictitle) a[href*="mode=viewprofile"], tr:has(a.topictitle) a[href*="mode=viewprofile"]:not(:has(img))',
      '.search.post .author a',
    ],
  },
  board: {
    item: ['li.row:has(a.forumtitle)', 'tr:has(a.forumlink)', ':has(> a.forumtitle)'],
    link: 'a.forumtitle, a.forumlink, a.subforum',
    counts: ['dd.topics, dd.posts', 'td.row2 > p.topicdetails:only-child'],
    date: ['dd.lastpost time', 'dd.lastpost', 'td:last-child .topicdetails'],
  },
  profile: {
    item: ['form#viewprofile'],
    handle: {
      select: [
        'form#viewprofile .details .username, form#viewprofile .details .username-coloured',
        'form#viewprofile dl.details dt:first-child + dd > span',
      ],
    },
    row: 'form#viewprofile dl.details dt',
    label: 'dt',
    value: 'dd',
  },
  archived: '#page-header a[href*="viewtopic"]',
})

/** phpBB 3. */
export const phpbb: Engine = {
  id: 'phpbb',
  name: 'phpBB',
  type: 'forum',
  reads:
    'index, boards, threads with quotes, signatures, edits and attachments, profiles; search results and print views lead to their threads',
  needs: '',
  start: 'https://forum.example/viewforum.php?f=5',
  limits:
    'most boards show profiles to members only; an address with nothing but a post’s id leads to the page around it',
  ...reader,
}
