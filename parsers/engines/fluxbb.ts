import { forumReader } from '../markup/forum/forum.ts'
import type { Engine } from './engine.ts'

/**
 * FluxBB and the PunBB 1.2 that it comes from share their markup (`blockpost`, `#punviewtopic`); PunBB 1.3 and 1.4 have
 * their own (`#brd-viewtopic`, `main-content`), which stands second in each part.
 */
const reader = forumReader('FluxBB', {
  marks: [
    {
      select:
        '#brdfooter a[href*="fluxbb.org"], #brdfooter a[href*="punbb"], #brd-about a[href*="punbb"], #poweredby a[href*="fluxbb"]',
      strength: 0.95,
      why: 'the footer says "Powered by FluxBB" or PunBB',
    },
    {
      select: 'div.pun[id^="pun"], #punwrap, .punwrap, #brd-wrap .brd-page',
      strength: 0.9,
      why: "it is wrapped in FluxBB's blocks",
    },
    {
      select: '#brdheader #brdmenu, #brdheader #brdwelcome, #brd-head #brd-title',
      strength: 0.85,
      why: "its header is FluxBB's",
    },
    {
      select: 'a[href^="viewtopic.php?pid="], link[href*="extern.php?action=feed"]',
      strength: 0.5,
      why: "its links are FluxBB's",
    },
  ],
  urls: {
    drop: ['sort_by', 'sort_dir', 'csrf_token'],
    dropAt: { p: /^[01]?$/, action: /^(new|last|first)$/ },
    dropBeside: { pid: 'id' },
    rewrite: [[/(\/topic[/\d][^?]*?)[/-](?:new|last)[/-]posts?(\/|\.html)?$/, '$1$2']],
  },
  addresses: {
    thread: /\/viewtopic\.php\?(?:.*&)?id=(\d+)|\/viewtopic\.php\?|\/topic\/?(\d+)|\/post\/?\d+/,
    board: /\/viewforum\.php|\/forum\/?\d+|\/search\.php\?(?:.*&)?(?:search_id|action)=|\/search\/\d+/,
    profile: /\/profile\.php\?(?:.*&)?id=\d+|\/user\/?\d+/,
  },
  dates: { order: 'month-first', skip: '.byuser, cite, .label', around: /^»\s*|^.*\((?=\D*\d)|\)$/g },
  message: [
    '#msg .inbox, #maint .inbox',
    'tr.inone .tclcon',
    '#brd-main .ct-box, .main-message',
    '#brdmain .inbox > p',
  ],
  walls: { login: '#punlogin form#login, #brd-login form', blocked: '#punmaint, #brd-maint' },
  next: [
    '.pagelink a[rel="next"], .paging a[rel="next"]',
    'a[rel="next"]',
    '.pagelink strong + a',
    '.paging strong + a',
  ],
  previous: ['.pagelink a[rel="prev"], .paging a[rel="prev"]', '.pagelink a ~ strong, .paging a ~ strong'],
  post: {
    item: ['div.blockpost[id^="p"]', '.main-topic > .post:has([id^="p"])', '[id^="p"]:has(> .box .postmsg)'],
    id: { select: '[id^="p"]', attribute: 'id', match: /^p(\d+)$/ },
    author: [
      '.postleft dt a',
      '.postleft dt strong',
      '.author-ident .username a',
      '.author-ident .username',
      '.post-byline a, .post-byline strong, .post-byline em',
      '.postleft dt',
    ],
    date: ['h2 a[href*="pid="], h2 a[href*="#p"]', '.post-link a', 'h2 a[href]', 'h2'],
    edited: ['.postedit', '.lastedit'],
    body: ['.postright > .postmsg:not(.postsignature)', '.entry-content', '.postmsg:not(.postsignature)'],
    signature: ['.postsignature', '.sig-content'],
    attachments: '.attachments, .postright > .attach',
    link: ['h2 a[href*="pid="], h2 a[href*="#p"]', '.post-link a'],
    number: { select: ['h2 .conr', '.post-num'], match: /(\d[\d.,]*)/ },
    quote: 'blockquote',
    cite: '.quotebox > cite, blockquote > cite, blockquote > .incqbox > h4, blockquote > div > h4',
    drop: '.postedit, .lastedit, .codebox > .incqbox > h4, .codebox h4',
  },
  thread: {
    ids: [
      {
        select: '.crumbs strong a[href*="id="], link[rel="canonical"][href*="id="]',
        attribute: 'href',
        match: /[?&]id=(\d+)/,
      },
      {
        select: 'form[action*="post.php?tid="], a[href*="post.php?tid="], a[href*="extern.php"][href*="tid="]',
        attribute: 'href',
        match: /[?&]tid=(\d+)/,
      },
    ],
    title: ['.crumbs strong', '.blockpost1 .postright > h3', '.main-title', '.linkst li:last-child', 'title'],
  },
  row: {
    item: [
      '#vf tbody tr',
      '.main-item[id^="topic"]',
      'tr:has(.tclcon a[href*="viewtopic.php?id="])',
      '.blockpost:not([id])',
    ],
    link: [
      '.tclcon a[href*="id="]',
      '.item-subject h3 a',
      'h2 a[href*="viewtopic.php?id="]',
      'a[href*="viewtopic.php?id="]',
    ],
    replies: { select: ['td.tc2', '.info-replies', '.postleft dd'], match: /(\d[\d.,]*)/ },
    date: ['td.tcr', '.info-lastpost', 'h2 a[href*="pid="]'],
    people: ['.blockpost:not([id]) .postleft dt a'],
  },
  board: {
    item: ['.blocktable tr:has(h3 a)', '.main-item[id^="forum"]', 'tr:has(.tclcon h3 a[href*="viewforum"])'],
    link: ['h3 a[href]', '.item-subject h3 a'],
    counts: ['td.tc2, td.tc3', '.info-topics, .info-posts'],
    date: ['td.tcr', '.info-lastpost'],
  },
  profile: {
    item: ['#viewprofile', '[id^="brd-profile"] .user-ident .username'],
    handle: { select: ['#viewprofile dd', '.user-ident .username'] },
    row: '#viewprofile dt',
    label: 'dt',
    value: 'dd',
  },
})

/** FluxBB and PunBB. */
export const fluxbb: Engine = {
  id: 'fluxbb',
  name: 'FluxBB, PunBB',
  type: 'forum',
  reads: 'index, boards, threads with quotes, signatures and edits, profiles; search results lead to their threads',
  needs: '',
  start: 'https://forum.example/viewforum.php?id=5',
  limits: 'it shows no clock and names no zone: where its offset cannot be told, dates are taken as UTC',
  ...reader,
}
