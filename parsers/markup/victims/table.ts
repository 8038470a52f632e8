import { compileSelectors, type Found, type PageIndex, type Selector } from '../page/selectors.ts'

/** How a leak site lays out its victims. */
export type Layout = 'cards' | 'blog' | 'table' | 'countdown'

/**
 * A layout of leak sites, as a table of selectors of those that are known. What it does not name is found by what
 * repeats and by the words of labels; of several selectors the first that finds something counts.
 */
export interface VictimTable {
  layout: Layout
  /** One victim in a list. */
  card: {
    item?: Selector
    victim?: Selector
    /** To the victim's own page. */
    link?: Selector
    website?: Selector
    country?: Selector
    size?: Selector
    price?: Selector
    status?: Selector
    deadline?: Selector
    posted?: Selector
    updated?: Selector
    /** No part of the card's words. */
    drop?: Selector
  }
  /** The page of one victim. */
  detail: { item?: Selector; victim?: Selector }
  /** The gang's own name for itself. */
  author?: Selector
  next?: Selector
  /** The box of a page that has nothing but a message. */
  message?: Selector
}

/** A table with its selectors compiled into one walk. */
export interface CompiledVictims extends VictimTable {
  find: (index: PageIndex) => Found
}

const nextPage = [
  'a[rel="next"], link[rel="next"]',
  '.pagination .next a, .pagination a.next, a.next.page-numbers, a.next, .next-page a, a.next-page, li.next a',
]

/** A date written for machines. */
export const machineTime = 'time[datetime]'

/** Compiles a table. Done once, when the engine's file is loaded: a selector with a mistake stops the program then. */
export function compileVictims(table: VictimTable): CompiledVictims {
  const whole = { ...table, next: table.next ?? nextPage, message: table.message ?? messages }
  const { card, detail, author, next, message } = whole
  const find = compileSelectors(...Object.values(card), ...Object.values(detail), author, next, message, machineTime)
  return { ...whole, find }
}

const messages = '.alert, .message, .error, .empty, .no-results, main > p, .container > p, body > p, body > h1, h1, h2'

/** The selectors that a target may replace, by the names that its `selectors` use. */
export const victimSelectors: readonly string[] = [
  ...[
    'item',
    'victim',
    'link',
    'website',
    'country',
    'size',
    'price',
    'status',
    'deadline',
    'posted',
    'updated',
    'drop',
  ].map((name) => `card.${name}`),
  ...['item', 'victim'].map((name) => `detail.${name}`),
  ...['author', 'next', 'message'],
]
