import { forumReader } from '../markup/forum/forum.ts'
import type { Engine } from './engine.ts'

/**
 * MyBB 1.6 and 1.8, the software of RaidForums, BreachForums and many markets of their kind. Ids come first
 * (`post_1`, `pid_1`, `tid_1`): MyBB's own scripts need them, so themes keep them while they rename every class. Classes
 * with two underscores are those of the theme that RaidForums had and BreachForums took over.
 */
const reader = forumReader('MyBB', {
  marks: [
    {
      select: 'body #copyright a[href*="mybb.com"], #footer a[href*="mybb.com"], .footer a[href*="mybb.com"]',
      strength: 0.95,
      why: 'the footer says "Powered By MyBB"',
    },
    {
      select: 'script[src*="jscripts/general.js"], script[src*="/jscripts/thread.js"]',
      strength: 0.9,
      why: "it loads MyBB's jscripts",
    },
    { select: 'link[href*="/cache/themes/theme"]', strength: 0.85, why: 'its styles lie in cache/themes' },
    { select: 'input[name="my_post_key"]', strength: 0.8, why: 'its forms carry my_post_key' },
    {
      select:
        'a[href*="member.php?action=profile"], a[href*="printthread.php?tid="], a[href*="archive/index.php?thread-"]',
      strength: 0.5,
      why: "its links are MyBB's",
    },
  ],
  urls: {
    drop: ['sortby', 'order', 'datecut', 'prefix', 'mode', 'my_post_key'],
    dropAt: { action: /^(lastpost|newpost|nextoldest|nextnewest|whoposted)$/, page: /^[01]?$/ },
    dropBeside: { pid: 'tid' },
    rewrite: [
      [/\/archive\/index\.php(?:\?|\/)thread-(\d+)(?:-\d+)?\.html.*$/, '/showthread.php?tid=$1'],
      [/\/archive\/index\.php(?:\?|\/)forum-(\d+)(?:-\d+)?\.html.*$/, '/forumdisplay.php?fid=$1'],
      [/\/archive\/(?:index\.php)?$/, '/index.php'],
      [/\/printthread\.php\?(?:.*&)?tid=(\d+).*$/, '/showthread.php?tid=$1'],
      [/\/(thread-\d+)-(?:lastpost|newpost|nextoldest|nextnewest|post-\d+)\.html$/, '/$1.html'],
      [/\/(Thread-[^/?]+)\?(?:.*&)?(?:action=(?:lastpost|newpost)|pid=\d+).*$/, '/$1'],
    ],
  },
  addresses: {
    thread: /\/showthread\.php\?(?:.*&)?tid=(\d+)|\/showthread\.php\?|\/thread-(\d+)|\/Thread-([^/?#]+)/,
    board: /\/forumdisplay\.php|\/forum-\d+|\/Forum-|\/search\.php\?(?:.*&)?action=results/,
    profile: /\/member\.php\?(?:.*&)?action=profile|\/user-\d+|\/User-/,
    archive: /\/archive\/|\/printthread\.php/,
  },
  dates: {
    order: 'month-first',
    clock: ['#current_time', '#footer .lower', '#footer .smalltext'],
    skip: 'a, .post_edit, .edited_post, span[id^="edited_by_"]',
  },
  message: ['#content .tborder td.trow1', '.tborder td.trow1', '.tborder td', '#content .error', '.error'],
  next: 'a.pagination_next',
  previous: ['.pagination:not(.pagination_breadcrumb) a.pagination_previous'],
  post: {
    item: [
      '#posts [id^="post_"]:not([id^="post_meta"]):not([id^="post_url"])',
      '[id^="post_"].post',
      '.post:has([id^="pid_"])',
    ],
    id: { select: ['[id^="pid_"]', '[id^="post_"]'], attribute: 'id', match: /(\d+)$/ },
    author: [
      '.author_information .largetext a',
      '.post_author strong a[href*="action=profile"], .post_author strong a[href*="User-"], .post_author strong a[href*="user-"]',
      '[class*="author"] .largetext a, [class*="author"] strong a',
      '.author_information .largetext',
      '.post__user-profile a:not(:has(img))',
      '.post__user-profile',
      // Any account's link, but those of a mention or an edit note: they name somebody else.
      '[href*="action=profile"]:not(:has(img), [id^="pid_"] *, .post_edit *), [href*="/User-"]:not(:has(img), [id^="pid_"] *, .post_edit *)',
    ],
    date: [
      '.post_date',
      '[class*="post__date"], [class*="post-date"], [class*="postdate"]',
      '.post_head .smalltext',
      'time',
    ],
    edited: ['.edited_post', '.post_edit .smalltext, span[id^="edited_by_"]', '.post_edit'],
    body: ['[id^="pid_"]', '.post_body'],
    signature: ['.signature', '[class*="signature"]'],
    attachments: '.post_content > fieldset, .post_attachments',
    link: ['.post_head .float_right a[href*="pid"]', 'a[href*="#pid"]'],
    number: { select: ['.post_head .float_right a[href*="pid"]', 'a[href*="#pid"]'], match: /#\s*([\d,]+)/ },
    quote: 'blockquote',
    cite: 'blockquote > cite',
    drop: '.codeblock > .title, .phpcodeblock > .title, .post_edit, .edited_post, .quick_jump, .hidden-content-title',
    // The box of the Lock plugin, which the markets of this kind use.
    hidden: '.hidden-content',
  },
  thread: {
    ids: [
      { select: 'form input[name="tid"]', attribute: 'value', match: /^(\d+)$/ },
      {
        select: 'a[href*="printthread.php?tid="], a[href*="newreply.php?tid="]',
        attribute: 'href',
        match: /[?&]tid=(\d+)/,
      },
    ],
    title: [
      '.thread-info__name',
      '#content table.tborder > tr:first-child .thead div:last-child > strong',
      '.thead div:not(.float_right) > strong',
      '.navigation .active',
      'h1',
      'title',
    ],
  },
  row: {
    item: ['tr.inline_row', 'tr:has([id^="tid_"])', ':has(> [id^="tid_"])'],
    link: ['[id^="tid_"] > a', 'a[id^="tid_"]'],
    title: ['span:has(> [id^="tid_"])'],
    replies: ['a[href*="whoposted"]'],
    date: ['.lastpost', '[class*="lastpost"], [class*="last-post"]'],
    people: [
      'tr.inline_row .author a, tr.inline_row .lastpost a[href*="action=profile"], tr.inline_row .lastpost a[href*="User-"]',
    ],
  },
  board: {
    item: [
      'tr:has([id^="mark_read_"])',
      'tr:has(.forum_status)',
      'tr:has(> td > strong > a[href*="forumdisplay.php"])',
    ],
    link: [
      'td strong > a[href*="forumdisplay.php"], td strong > a[href*="forum-"], td strong > a[href*="Forum-"], .sub_control a, [class*="subforum"] a',
    ],
    counts: 'td:nth-child(3), td:nth-child(4)',
    date: 'td:last-child > span.smalltext',
  },
  profile: {
    item: ['td:has(> span.largetext):has(> span.smalltext)', '.profile__user-basic-info'],
    handle: {
      select: [
        'fieldset .largetext strong',
        'td > .largetext strong',
        '.largetext strong',
        '.profile__user-basic-info span',
      ],
    },
    row: 'tr:has(> td > strong), tr:has(> td > span)',
    label: 'td:first-child > strong, td:first-child > span',
    value: 'td:nth-child(2)',
  },
  archived: 'a[href*="showthread.php"], a[href*="archive/index.php?thread-"], a[href*="archive/index.php?forum-"]',
})

/** MyBB. */
export const mybb: Engine = {
  id: 'mybb',
  name: 'MyBB',
  type: 'forum',
  reads:
    'index, boards, threads with quotes, signatures and edits, profiles; print and archive views lead to their thread',
  needs: '',
  start: 'https://forum.example/forumdisplay.php?fid=5',
  limits: 'a theme that renames ids as well as classes is read by what repeats; hidden content stays hidden',
  ...reader,
}
