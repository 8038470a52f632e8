import type { Document, ParsedPage } from '../../engines/engine.ts'
import type { DateOrder } from '../dates/text.ts'
import type { Pick } from '../forum/table.ts'
import { compileSelectors, type Found, type PageIndex, type Selector } from '../page/selectors.ts'
import type { UrlRules } from '../urls.ts'

/** A kind of paste site, as a table of selectors. Of several selectors the first that finds something counts. */
export interface PasteTable {
  /** What shows that a page is this site's; the strongest that is there is the claim. */
  marks: readonly { select: Selector; strength: number; why: string }[]
  /** What shows it in other ways: the address of a raw text, a header. */
  signs?: readonly { is: (document: Document) => boolean; strength: number; why: string }[]
  /** Its `rewrite` makes one address of all views of a paste: that of the page which people open. */
  urls?: UrlRules
  /** A paste's key in the path and query of that address: the first group that is there. */
  key: RegExp
  dates?: {
    order?: DateOrder
    /** Zones that only this site writes: `CDT` to `-0500`. */
    zones?: readonly (readonly [RegExp, string])[]
  }
  /** Names that the site gives to those who give none. */
  anonymous?: RegExp
  paste: {
    /** There on a paste's page only. */
    item: Selector
    title?: Selector | Pick
    author?: Selector | Pick
    date?: Selector | Pick
    edited?: Selector | Pick
    /** Where the text stands; several where a paste has several files. */
    body: Selector
    /** Lines inside a body, where each has an element of its own. */
    line?: Selector
    /** Bodies that are formatted text, not lines of code. */
    markup?: Selector
    /** Decoration inside a formatted body. */
    drop?: Selector
    /** The names of the files, one a body. */
    file?: Selector
    /** There where a page shows only a part of the paste. */
    cut?: Selector
    /** The link to the raw text. */
    raw?: Selector
    /** The paste's own address, where the page's may be another. */
    address?: Pick
  }
  row: {
    item: Selector
    link: Selector
    title?: Selector
  }
  /** How the address of the raw text is made of the paste's, where no link leads there. */
  rawAt?: [RegExp, string]
  next?: Selector
  /** The box of a page that has nothing but a message. */
  message?: Selector
  /** What a body says instead of a paste, where no markup tells; throws BlockedError for a door that is shut. */
  refusal?: (document: Document) => 'missing' | undefined
  /** Answers of the site's API, the first that fits. */
  answers?: readonly {
    why: string
    is: (value: unknown) => boolean
    read: (value: unknown, document: Document) => ParsedPage
  }[]
}

/** What an entry of the table picks; a selector alone picks the words of its element. */
export const pickOf = (entry: Selector | Pick): Pick =>
  typeof entry === 'object' && 'select' in entry ? entry : { select: entry }

/** A table with its selectors compiled into one walk. */
export interface CompiledPastes extends PasteTable {
  find: (index: PageIndex) => Found
}

/** Compiles a table. Done once, when the engine's file is loaded: a selector with a mistake stops the program then. */
export function compilePastes(table: PasteTable): CompiledPastes {
  const entries: (Selector | Pick | undefined)[] = [
    ...table.marks.map(({ select }) => select),
    ...Object.values(table.paste),
    ...Object.values(table.row),
    table.next,
    table.message,
  ]
  const selectors = entries.map((entry) => entry && pickOf(entry).select)
  return { ...table, find: compileSelectors(...selectors) }
}

/** The selectors that a target may replace, by the names that its `selectors` use. */
export const pasteSelectors: readonly string[] = [
  ...['item', 'title', 'author', 'date', 'edited', 'body', 'line', 'markup', 'drop', 'file', 'cut', 'raw'].map(
    (name) => `paste.${name}`,
  ),
  ...['item', 'link', 'title'].map((name) => `row.${name}`),
  ...['next', 'message'],
]
