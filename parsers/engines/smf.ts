import { forumReader } from '../markup/forum/forum.ts'
import type { Engine } from './engine.ts'

/**
 * Simple Machines Forum 2.0 and 2.1, and what is left of 1.1. Its ids are those of messages (`msg_77`, `subject_77`,
 * `modified_77`): its scripts need them, so themes keep them. Parameters are parted by `;`, and one topic answers at
 * `topic=5.0`, `topic=5.msg77`, `topic=5.new` and more. Links in the head to a "next" page mean the next topic.
 */
const reader = forumReader('SMF', {
  marks: [
    {
      select:
        '.copyright a[href*="simplemachines.org"], #footer a[href*="simplemachines.org"], footer a[href*="simplemachines.org"], #footerarea a[href*="simplemachines.org"]',
      strength: 0.95,
      why: 'the footer names Simple Machines',
    },
    {
      select: 'script[src*="/Themes/"][src*="script.js"], link[href*="/Themes/"][href*=".css"]',
      strength: 0.9,
      why: "it loads SMF's Themes",
    },
    {
      select: '#forumposts [id^="msg_"], #quickModForm [id^="msg_"], #messageindex, #boardindex_table',
      strength: 0.85,
      why: "its blocks are SMF's",
    },
    {
      select: '[id^="subject_"] a[href*="#msg"], .pagelinks a.navPages',
      strength: 0.7,
      why: "its links to messages are SMF's",
    },
    { select: '#frmLogin, form#guest_form', strength: 0.6, why: "its login form is SMF's" },
    { select: 'a[href*="index.php?action=profile;u="]', strength: 0.5, why: "its links to members are SMF's" },
  ],
  urls: {
    drop: ['sort', 'desc', 'topicseen', 'all', 'wap2', 'wap', 'imode', 'theme', 'prev_next', 'viewresults', 'nowap'],
    rewrite: [
      [/\/index\.php\?(?:.*[&;])?action=printpage[;&](?:.*[&;])?topic=(\d+).*$/, '/index.php?topic=$1.0'],
      [/([?&;]topic=\d+)(?:\.(?:msg\d+|new|from\d+))?(?=$|[&;])/, '$1.0'],
      [/([?&;]board=\d+)(?=$|[&;])/, '$1.0'],
      [/(\/topic,\d+)\.(?:msg\d+|new)\.html/, '$1.0.html'],
    ],
  },
  addresses: {
    thread: /[?&;]topic=(\d+)|\/topic,(\d+)|[?&;]msg=\d+/,
    board: /[?&;]board=\d+|\/board,\d+|[?&;]action=(?:search2|unread|recent)|[?&;]area=show(?:posts|topics)/,
    profile: /[?&;]action=profile|\/profile\/?/,
    archive: /[?&;]action=printpage/,
  },
  dates: {
    order: 'month-first',
    clock: ['.user time, #inner_wrap time', '#upper_section .user li:last-child', 'td.titlebg2 span.smalltext'],
    skip: 'td.lastpost a, [id^="board_"] .lastpost a, .lastpost a[href*="action=profile"], .lastedit, .modified_reason, .modified a',
    // « Reply #3 on: … »
    around: /^«\s*(?:[^\d:]*(?:#\d+)?[^\d:]*:\s+)?|\s*»$/g,
  },
  message: [
    '#fatal_error .padding',
    '#fatal_error',
    '#maintenance_mode',
    '#frmLogin .information, #frmLogin .roundframe',
    '#frmLogin',
  ],
  walls: { login: '#frmLogin:not(#maintenance_mode, :has(#maintenance_mode))', blocked: '#maintenance_mode' },
  next: [
    '.pagelinks a:has(.next_page)',
    '.pagelinks .current_page + a, .pagelinks > strong + a.navPages',
    'strong + a.navPages, b + a.navPages',
  ],
  previous: [
    '.pagelinks a:has(.previous_page)',
    '.pagelinks a.nav_page ~ .current_page',
    'a.navPages ~ strong, a.navPages ~ b',
  ],
  post: {
    item: [
      '#forumposts [class*="windowbg"]:has(> .post_wrapper)',
      '#forumposts .post_wrapper',
      '.post_wrapper:has([id^="msg_"])',
      'td[class^="windowbg"]:has([id^="subject_"])',
    ],
    id: {
      select: ['.inner[id^="msg_"], [data-msgid]', '[id^="subject_"]', '[id^="msg_"]'],
      attribute: 'id',
      match: /^(?:msg|subject)_(\d+)/,
    },
    author: [
      '.poster h4 a[href*="action=profile"]',
      '.poster h4',
      'td[width="16%"] > b a, td[width="16%"] > b',
      'a[href*="action=profile"]:not(:has(img), .inner *, .post *, .modified *)',
    ],
    date: [
      '.postinfo > a[href*="msg"], .postinfo time',
      '[id^="subject_"] ~ .smalltext',
      '.keyinfo .smalltext:not(.modified)',
    ],
    edited: ['.modified[id^="modified_"], [id^="modified_"]', '.modified'],
    body: [
      '.inner[id^="msg_"]',
      '[id^="msg_"]:not([id$="_extra_info"], [id*="_quick"], [id$="_footer"], [id$="_signature"])',
      '.post',
    ],
    signature: ['.signature', '[id$="_signature"]'],
    attachments: '.attachments, [id$="_footer"]',
    link: ['[id^="subject_"] a[href*="msg"]', 'a[href*="#msg"]:not(.inner *, .post *)', '.postinfo > a[href*="msg"]'],
    quote: 'blockquote, div.quote',
    cite: 'blockquote > cite, .quoteheader',
    block: 'code.bbc_code, div.code',
    drop: '.codeheader, .codeoperation, .quotefooter, .bbc_code_header, .hidden_content, .hidden-content, .hiddencontent, [id^="modified_"]',
    hidden: '.hidden_content, .hidden-content, .hiddencontent',
  },
  thread: {
    ids: [
      {
        select:
          'link[rel="canonical"][href*="topic"], a[href*="action=printpage"], form[action*="topic="], .navigate_section a[href*="topic="]',
        attribute: 'href',
        match: /topic[=,](\d+)/,
      },
      { select: 'input[name="topic"]', attribute: 'value', match: /^(\d+)$/ },
    ],
    title: [
      '#top_subject',
      '.display_title',
      '.navigate_section li.last a, .navigate_section li:last-child a',
      '[id^="subject_"]',
      'title',
    ],
  },
  row: {
    item: [
      '#topic_container > div',
      '#messageindex tr:has([id^="msg_"])',
      'tr:has(> td [id^="msg_"] > a[href*="topic"])',
      ':has(> * [id^="msg_"] > a[href*="topic"])',
      ':has(> .topic_details), :has(> * > .topic_details)',
    ],
    link: ['[id^="msg_"] > a[href*="topic"]', 'h5 a[href*="topic"]'],
    replies: { select: ['td.stats, .board_stats'], match: /(\d[\d.,]*)/ },
    date: ['.lastpost', '.topic_details .smalltext', 'td:last-child .smalltext'],
    people: ['#messageindex a[href*="action=profile"], #topic_container a[href*="action=profile"]'],
  },
  board: {
    item: [
      'tr[id^="board_"], div[id^="board_"]:not([id$="_children"], [id$="_childboards"])',
      'tr:has(> td a[name^="b"][href*="board"])',
    ],
    link: [
      'a.subject, .children a[href*="board"]:not([href*="action="])',
      'a[name^="b"][href*="board"], .smalltext a[href*="board"]',
    ],
    counts: 'td.stats, .board_stats',
    date: '.lastpost',
  },
  profile: {
    item: ['#profileview, #basicinfo'],
    handle: { select: '#basicinfo h4', skip: '#basicinfo h4 .position' },
    row: ['#detailedinfo dt, #basicinfo dt'],
    label: 'dt',
    value: 'dd',
  },
  archived: '#main_content_section a[href*="topic="]',
})

/** SMF. */
export const smf: Engine = {
  id: 'smf',
  name: 'Simple Machines Forum (SMF)',
  type: 'forum',
  reads:
    'index, boards, topics with quotes, signatures, edits and attachments, profiles; a member’s posts and print views lead to their topics',
  needs: '',
  start: 'https://forum.example/index.php?board=5.0',
  limits: 'a theme that renames the message ids is read by what repeats; profiles are often kept for members',
  ...reader,
}
