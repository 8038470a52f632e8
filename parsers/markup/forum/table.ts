import type { DateOrder } from '../dates/text.ts'
import { compileSelectors, type Found, type PageIndex, type Selector } from '../page/selectors.ts'
import type { UrlRules } from '../urls.ts'

/** A value that stands in an element: its words or an attribute, or the first group of `match` in them. */
export interface Pick {
  select: Selector
  attribute?: string
  match?: RegExp
  /** Inside the element, what is no part of the value. */
  skip?: Selector
}

/**
 * A kind of forum software, as a table of selectors. Each selector is looked for in the element that its part is about
 * (a post, a row, the page); of several, the first that finds something counts, so the default theme's stands before
 * those of older versions and known themes. Prefer what the software's own scripts need (ids): themes rename the rest.
 */
export interface ForumTable {
  /** What shows that a page is this software's; the strongest that is there is the claim. */
  marks: readonly { select: Selector; strength: number; why: string }[]
  urls: UrlRules
  /** Which kind of page an address (path and query) leads to. */
  addresses: { thread: RegExp; board: RegExp; profile: RegExp; archive?: RegExp }
  dates: {
    order: DateOrder
    /** The footer's clock. */
    clock?: Selector
    /** The attribute of a date element that holds the moment in seconds since 1970, where the software writes one. */
    epoch?: string
    /** Inside a date element, what is no part of the date. */
    skip?: Selector
    /** The same in its words, taken away: `by … » `, `« … »`. */
    around?: RegExp
  }
  /** The box of a page that has nothing but a message: "The specified thread does not exist." */
  message: Selector
  /**
   * What only such a page has, whatever its language: the form of a login page, the body's own id. `error` is the box
   * that says something went wrong, and not what: asked where neither words nor status tell.
   */
  walls?: { missing?: Selector; login?: Selector; blocked?: Selector; error?: Selector }
  next: Selector
  /** There is one on every page of a thread but the first. */
  previous: Selector
  post: {
    item: Selector
    id: Pick
    author: Selector
    /** The handle in an attribute, where no element shows it. */
    handle?: Pick
    date: Selector
    /** The moment in seconds since 1970, where an attribute of the post has it: surer than a date without its zone. */
    epoch?: Pick
    /** The date of the last edit. */
    edited?: Selector
    body: Selector
    /** What the author filled into a form of the board's own, above his words: a price, a country. */
    form?: Selector
    signature?: Selector
    /** Files that hang under the body. */
    attachments?: Selector
    /** The link to the post itself. */
    link?: Selector
    /** The post's number in the thread, where it is shown: the first post is 1. */
    number?: Pick
    quote?: Selector
    cite?: Selector
    /** Who was quoted, in any language: an attribute of the quote or an element of its cite; the first that gives one. */
    cited?: readonly Pick[]
    /** What stands on lines of its own by its style alone, such as <code>. */
    block?: Selector
    /** Decoration inside a body. */
    drop?: Selector
    /** The box that stands where a part of the post is kept from this visitor. */
    hidden?: Selector
  }
  thread: {
    /** The site's id of the thread: the first of these that gives one; then `addresses.thread`'s first group. */
    ids?: readonly Pick[]
    title: Selector
  }
  row: {
    item: Selector
    /** The link to the thread's first page. */
    link: Selector
    /** The whole title with its prefix, where the link is only a part of it. */
    title?: Selector
    /** A prefix that stands beside the title, not in it. */
    prefix?: Selector
    /** The elements that count, or the number in one that counts views as well. */
    replies?: Selector | Pick
    date?: Selector
    /** The row's author and last poster. */
    people?: Selector
  }
  board: {
    /** One board in a list of boards. */
    item: Selector
    link: Selector
    /** Posts and threads in it. */
    counts?: Selector
    date?: Selector
  }
  profile: {
    /** There on an account's page only. */
    item: Selector
    handle: Pick
    row: Selector
    label: Selector
    /** In the row, or right after it: `<dt>` and `<dd>` may stand side by side. */
    value: Selector
    /** Where the markup alone tells them, in any language. */
    joined?: Selector
    posts?: Pick
    threads?: Pick
  }
  /** Links on a print or archive view that lead to the full one. */
  archived?: Selector
}

/** A table with its selectors compiled into one walk. */
export interface CompiledForum extends ForumTable {
  find: (index: PageIndex) => Found
}

/** Whether a part of a table is a Pick. */
export const isPick = (entry: Selector | Pick | undefined): entry is Pick =>
  typeof entry === 'object' && 'select' in entry

/** Where a page's relative links hang, if not on its own address. */
export const base = 'base[href]'

/** The way to a page, from the board's index down, in whatever theme; without the numbers of a board's pages. */
export const crumbs = [
  ...['.navigation', '.breadcrumb', '.breadcrumbs', '.Breadcrumbs', '.p-breadcrumbs', '#breadcrumbs', '.ipsBreadcrumb'],
  ...['.crumbs', '.navigate_section', 'span.navbar', '.navbit', 'div.nav', '.icon-home'],
]
  .map((frame) => `${frame} a:not(.pagination a)`)
  .join(', ')

/** Compiles a table. Done once, when the engine's file is loaded: a selector with a mistake stops the program then. */
export function compileForum(table: ForumTable): CompiledForum {
  const { marks, dates, post, thread, row, board, profile } = table
  const entries: (Selector | Pick | undefined)[] = [
    ...[{ ...post, cited: undefined }, row, board, profile].flatMap((part) => Object.values(part)),
    ...marks.map(({ select }) => select),
    ...Object.values(table.walls ?? {}),
    ...(thread.ids ?? []),
    ...(post.cited ?? []),
    ...[base, crumbs, thread.title, dates.clock, dates.skip, table.message, table.next, table.previous, table.archived],
  ]
  const selectors = entries.flatMap((entry) => (isPick(entry) ? [entry.select, entry.skip] : [entry]))
  return { ...table, find: compileSelectors(...selectors) }
}

/** The selectors that a target may replace, by the names that its `selectors` use. */
export const forumSelectors: readonly string[] = [
  ...[
    'item',
    'id',
    'author',
    'handle',
    'date',
    'epoch',
    'edited',
    'body',
    'form',
    'signature',
    'attachments',
    'link',
    'number',
    'quote',
  ]
    .concat('cite', 'block', 'drop', 'hidden')
    .map((name) => `post.${name}`),
  ...['item', 'link', 'title', 'prefix', 'replies', 'date', 'people'].map((name) => `row.${name}`),
  ...['item', 'link', 'counts', 'date'].map((name) => `board.${name}`),
  ...['item', 'handle', 'row', 'label', 'value', 'joined', 'posts', 'threads'].map((name) => `profile.${name}`),
  ...['thread.title', 'dates.clock', 'dates.skip', 'message', 'next', 'previous', 'archived'],
]
