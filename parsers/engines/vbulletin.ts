import { forumReader } from '../markup/forum/forum.ts'
import type { Engine } from './engine.ts'

/**
 * vBulletin 3 and 4. Its scripts need the ids `post_message_1`, `postmenu_1`, `edit1` and `thread_title_1`, so themes keep
 * them; version 3 has little else: its date stands bare beside an anchor, its quote is a table, its signature a bare
 * <div>. vBSEO and version 4 write other addresses for the same pages.
 */
const reader = forumReader('vBulletin', {
  marks: [
    {
      select: 'meta[name="generator"][content^="vBulletin 3"], meta[name="generator"][content^="vBulletin 4"]',
      strength: 0.97,
      why: 'the generator says vBulletin 3 or 4',
    },
    { select: 'html#vbulletin_html', strength: 0.95, why: "its <html> has vBulletin's id" },
    {
      select:
        'script[src*="clientscript/vbulletin"]:not([src*="core/"]), link[href*="clientscript/vbulletin"]:not([href*="core/"])',
      strength: 0.9,
      why: "it loads vBulletin's clientscript",
    },
    { select: 'input[name="vb_login_username"]', strength: 0.85, why: "its login form is vBulletin's" },
    {
      select: '[id^="td_post_"] [id^="post_message_"], .postcontainer [id^="post_message_"], a[id^="thread_title_"]',
      strength: 0.7,
      why: "its posts and rows have vBulletin's ids",
    },
    {
      select: 'a[href*="forumdisplay.php?f="], a[href*="showthread.php?t="], a[href*="archive/index.php/t-"]',
      strength: 0.4,
      why: "its links are vBulletin's",
    },
  ],
  urls: {
    drop: [
      ...['goto', 'postcount', 'pp', 'viewfull', 'mode', 'daysprune', 'sort', 'order', 'prefixid', 'nojs', 'noquote'],
      ...['styleid', 'langid', 'posted', 'securitytoken'],
    ],
    dropAt: { page: /^[01]?$/ },
    dropBeside: { p: 't' },
    rewrite: [
      [/\/archive\/index\.php[/?]t-(\d+)(?:-p-\d+)?\.html.*$/, '/showthread.php?t=$1'],
      [/\/archive\/index\.php[/?]f-(\d+)(?:-p-\d+)?\.html.*$/, '/forumdisplay.php?f=$1'],
      [/\/archive\/(?:index\.php)?$/, '/index.php'],
      [/\/printthread\.php\?(?:.*&)?t=(\d+).*$/, '/showthread.php?t=$1'],
      // Version 4 puts the slug where a parameter's name stands: printthread.php?20-Title, showthread.php?20-Title&p=101.
      [/\/printthread\.php\?(\d+[^&]*?)(?:&.*)?$/, '/showthread.php?$1'],
      [/\/((?:showthread\.php[?/]|threads\/)\d+[^?&]*?)(?:\/page1)?[?&](?:.*&)?(?:p|goto)=.*$/, '/$1'],
      [/\/((?:showthread\.php[?/]|threads\/)\d+[^?&]*)\/page1(?=[?&]|$)/, '/$1'],
      // vBSEO's ways into a thread.
      [/\/(\d+-[^/?]*?)-(?:post\d+|new-post|last-post|newpost|lastpost|print)\.html$/, '/$1.html'],
    ],
  },
  addresses: {
    thread:
      /\/showthread\.php\?(?:.*&)?t=(\d+)|\/showthread\.php[?/](\d+)|\/threads\/(\d+)|\/show(?:thread|post)\.php\?|\/(\d+)-[^/?]+\.html$/,
    board: /\/forumdisplay\.php|\/forums\/\d+|\/search\.php\?(?:.*&)?searchid=/,
    profile: /\/member\.php[?/]|\/members\/./,
    archive: /\/archive\/|\/printthread\.php/,
  },
  dates: {
    order: 'month-first',
    clock: ['#footer_time', 'div.smallfont[align="center"]:has(> .time)'],
    skip: 'a, .reason, [id^="postcount"]',
  },
  message: ['.standard_error .blockrow', '.standard_error', '.panelsurround .panel', '.panelsurround', '#threadlist'],
  walls: {
    // "Invalid thread specified": only this message has a link to write to the administrator.
    missing: '.standard_error a[href*="sendmessage.php"], .panelsurround a[href*="sendmessage.php"]',
    login: '.standard_error input[name="vb_login_username"], .panelsurround input[name="vb_login_username"]',
  },
  next: [
    'a[rel="next"]',
    'link[rel="next"]',
    '.pagenav td:has(strong) + td > a',
    '.pagination .selected + span:not(.prev_next, .first_last) > a',
  ],
  previous: ['a[rel="prev"]', 'link[rel="prev"]', '.pagenav td:has(+ td strong) > a'],
  post: {
    // Ads between posts look like them; only posts have a number and a link of their own.
    item: [
      '#posts > [id^="post_"]:has(.nodecontrols)',
      'li[id^="post_"]:has([id^="post_message_"])',
      '[id^="edit"]:has([id^="post_message_"])',
      'table[id^="post"]:has([id^="post_message_"])',
      ':has(> [id^="post_message_"])',
    ],
    id: { select: '[id^="post_message_"]', attribute: 'id', match: /(\d+)$/ },
    author: [
      '.username_container .username, .userinfo .username',
      '.bigusername',
      '[id^="postmenu_"]:not([id$="_menu"])',
      'a[href*="member.php"]:not([id^="post_message_"] *)',
    ],
    date: [
      '.postdate .date',
      '.postdate',
      'td:has(> a[name^="post"])',
      'div:has(> a[name^="post"])',
      'span:has(> a[name^="post"])',
      '.thead',
    ],
    edited: ['.lastedited', '[id^="td_post_"] .smallfont > em'],
    body: '[id^="post_message_"]',
    signature: [
      '.signature',
      '[id^="post_message_"] ~ div:not([id], [class], [style], [align]), [id^="td_post_"] > div:not([id], [class], [style], [align])',
    ],
    attachments: '.attachments, [id^="td_post_"] fieldset',
    link: ['a.postcounter[href]', 'a[id^="postcount"][href]'],
    number: { select: ['.postcounter', '[id^="postcount"]', '.nodecontrols'], match: /#?\s*([\d.,]+)/ },
    quote: '.bbcode_quote, [id^="post_message_"] table td.alt2',
    cite: '.bbcode_postedby, [id^="post_message_"] td.alt2 > div:first-child:has(> strong)',
    cited: [
      { select: '.bbcode_postedby strong' },
      { select: '[id^="post_message_"] td.alt2 > div:first-child > strong' },
    ],
    // "Quote:" and "Code:" stand above what they name.
    drop: [
      '[id^="post_message_"] .smallfont:has(+ table), [id^="post_message_"] .smallfont:has(+ .alt2)',
      '.bbcode_description, .bbcode_quote_container, .lastedited',
      '.attachments legend, [id^="td_post_"] legend, img.inlineimg',
    ],
    hidden: '.bbcode_hide, .hidemain, .hidetop, [class*="hide_bbcode"], [class*="bbcode_hidden"]',
  },
  thread: {
    ids: [
      { select: 'input[name="searchthreadid"], form input[name="t"]', attribute: 'value', match: /^(\d+)$/ },
      {
        select: 'a[href*="printthread.php?"], a[href*="misc.php?do=whoposted"]',
        attribute: 'href',
        match: /[?&](?:t=)?(\d+)/,
      },
    ],
    title: ['#pagetitle .threadtitle', 'td.navbar > strong', '#pagetitle h1', 'h1', 'title'],
  },
  row: {
    item: ['.threadbit', 'tr:has(a[id^="thread_title_"])', ':has(> a[id^="thread_title_"])'],
    link: 'a[id^="thread_title_"]',
    title: ['.threadtitle'],
    replies: ['a[href*="do=whoposted"]', 'a[onclick^="who("]'],
    date: ['.threadlastpost dd:last-child', '.smallfont:has(> .time)'],
    people: [
      '.threadbit .author a.username, .threadbit .threadlastpost a.username',
      'tr:has(a[id^="thread_title_"]) a[href*="member.php?u="]',
    ],
  },
  board: {
    item: ['.forumbit_post', 'tr:has([id^="forum_statusicon_"])', 'tr:has(> td[id^="f"] a[href*="forumdisplay.php"])'],
    link: [
      '.forumtitle a, .subforum a',
      'td a[href*="forumdisplay.php"]',
      'td[id^="f"] > div:first-child > a, td > div:first-child > a:has(> strong:only-child)',
    ],
    counts: ['.forumstats li', 'tr > td:nth-last-child(-n+2):not(:has(a))'],
    date: ['.lastpostdate', 'div:has(> .time)'],
  },
  profile: {
    item: ['.member_username', '#username_box'],
    handle: { select: ['.member_username', '#username_box h1'] },
    row: ['dl.stats', '.statistics_group li, #username_box li, .profilefield_list dt'],
    label: ['dt', '.shade'],
    value: ['dd', 'li'],
  },
  archived: 'a[href*="showthread.php"], a[href*="archive/index.php/t-"], a[href*="archive/index.php/f-"]',
})

/** vBulletin 3 and 4. */
export const vbulletin: Engine = {
  id: 'vbulletin',
  name: 'vBulletin 3 and 4',
  type: 'forum',
  reads:
    'index, boards, threads with quotes, signatures, edits and attachments, profiles; print and archive views lead to their thread',
  needs: '',
  start: 'https://forum.example/forumdisplay.php?f=5',
  limits: 'a prefix stands bare in the rows of version 3 and is left out; hidden content stays hidden',
  ...reader,
}
