import { forumReader } from '../markup/forum/forum.ts'
import type { Engine } from './engine.ts'

/**
 * Vanilla. The first post is a discussion, all others are comments: two templates, and two rows of numbers that overlap,
 * so the first post keeps Vanilla's own word in its id (`Discussion_12`). The <body>'s id names the page in any language.
 */
const reader = forumReader('Vanilla', {
  marks: [
    {
      select: 'body[id^="vanilla_"], body[id^="dashboard_"], body[id^="categories_"]',
      strength: 0.93,
      why: "its <body> names Vanilla's controller",
    },
    {
      select: '.PoweredByVanilla, #Foot a[href*="vanillaforums."]',
      strength: 0.9,
      why: 'the footer says Vanilla',
    },
    {
      select: 'script[src*="/applications/vanilla/"], script[src*="/applications/dashboard/"]',
      strength: 0.85,
      why: "it loads Vanilla's applications",
    },
    {
      select:
        '.MessageList > .ItemComment, .MessageList > .ItemDiscussion, .DataList.Discussions > [id^="Discussion_"]',
      strength: 0.7,
      why: "its lists are Vanilla's",
    },
  ],
  urls: {
    drop: ['sort', 'followed', 'Target', 'TransientKey'],
    rewrite: [[/\/p1\/?(?=\?|$)/, '']],
  },
  addresses: {
    thread: /\/discussion\/(?:embed\/)?(\d+)|\/discussion\/comment\/|\/(\d+)-[^/?]+\.html$/,
    board: /\/categories\/.|\/discussions(?:[/?]|$)/,
    profile: /\/profile\/./,
  },
  dates: { order: 'month-first' },
  message: ['.SplashInfo #Message', '.SplashInfo', '.Empty', '#Content .Messages.Errors'],
  walls: {
    missing: 'body#dashboard_home_filenotfound, body#dashboard_home_deleted',
    login: 'body#dashboard_entry_signin, body#dashboard_home_permission, body#dashboard_home_unauthorized',
    blocked: 'body#dashboard_home_updatemode',
  },
  next: ['a.Next[href]', 'link[rel="next"]'],
  previous: ['a.Previous[href]', 'link[rel="prev"]'],
  post: {
    item: [
      '.MessageList > [id^="Discussion_"], .MessageList > [id^="Comment_"]',
      '.ItemDiscussion:has(.Message), .ItemComment[id^="Comment_"]',
    ],
    id: {
      select: '[id^="Discussion_"], [id^="Comment_"]',
      attribute: 'id',
      match: /^(?:Comment_)?((?:Discussion_)?\d+)$/,
    },
    author: ['.Author .Username', '.Author a:not(:has(img))', '.Author'],
    date: ['.DateCreated time', '.DateCreated', 'time:not(.Message *)'],
    edited: ['.DateUpdated[title]', '.DateUpdated'],
    body: ['.Message', '.userContent:not(.Signature)'],
    signature: ['.UserSignature', '.Signature'],
    attachments: '.Attachments .Attachment, .AttachFileContainer .Attachment',
    link: ['.DateCreated a', 'a.Permalink'],
    quote: '.Message blockquote, .Message .blockquote, .embedQuote',
    cite: '.QuoteAuthor, .UserQuote > .blockquote-content:has(+ .blockquote-content), .embedQuote .embedText-header',
    cited: [
      { select: '.QuoteAuthor a' },
      { select: '.UserQuote > .blockquote-content:has(+ .blockquote-content) > a[href*="/profile/"]' },
      { select: '.embedQuote-userLink, .embedQuote-userName' },
      { select: 'blockquote[rel]', attribute: 'rel' },
    ],
    drop: '.SpoilerTitle button, .DismissMessage',
  },
  thread: {
    ids: [
      { select: '.MessageList > [id^="Discussion_"]', attribute: 'id', match: /^Discussion_(\d+)$/ },
      { select: 'input[name="discussionid"], input[name="DiscussionID"]', attribute: 'value', match: /^(\d+)$/ },
      { select: 'link[rel="canonical"]', attribute: 'href', match: /\/discussion\/(\d+)/ },
    ],
    title: ['#Item_0 h1', '.PageTitle h1', '.DiscussionHeader h1, #Content h1', 'h1', 'title'],
  },
  row: {
    item: ['.DataList.Discussions > .Item', 'tr[id^="Discussion_"]', '[id^="Discussion_"]:has(.Title)'],
    link: ['a.Title', '.Title a'],
    title: ['.Title'],
    replies: ['.CommentCount .Number', '.CommentCount', '.CountComments .Number', '.CountComments'],
    date: ['.LastCommentDate time', '.LastCommentDate', '.LastUser time, .LastPost time', '.DateCreated time'],
    people: [
      '.DiscussionAuthor a, .LastCommentBy a, [id^="Discussion_"] .LastUser a.UserLink, [id^="Discussion_"] .FirstUser a.UserLink',
    ],
  },
  board: {
    item: ['[id^="Category_"]'],
    link: ['.CategoryName a, .ChildCategories a', 'a.Title, .ChildCategories a', '.Title a'],
    counts: '.DiscussionCount, .CountDiscussions .Number, .CountComments .Number',
    date: ['.LastCommentDate time', '.LatestPost time', 'time'],
  },
  profile: {
    item: ['body#dashboard_profile_index', 'body.Profile .About', '.ProfileOptions'],
    handle: { select: ['.User > h1, .User .H', '.Profile h1', 'dd.Username', 'h1'] },
    row: '.About > dt',
    label: 'dt',
    value: 'dd',
    joined: '.About dd.Joined',
    posts: { select: '.ProfileTabs .CommentsTab .Count, .FilterMenu .Comments .Count' },
    threads: { select: '.ProfileTabs .DiscussionsTab .Count, .FilterMenu .Discussions .Count' },
  },
})

/** Vanilla. */
export const vanilla: Engine = {
  id: 'vanilla',
  name: 'Vanilla',
  type: 'forum',
  reads: 'categories, lists of discussions, discussions with quotes, signatures and edits, profiles',
  needs: '',
  start: 'https://forum.example/categories/marketplace',
  limits: 'pages that a script draws after loading show nothing; embeds are read as the link that they replace',
  ...reader,
}
