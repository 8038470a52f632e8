import type { Document } from '../../engines/engine.ts'
import type { Moment } from '../dates/dates.ts'
import type { Element } from '../page/dom.ts'
import type { Found, Selector } from '../page/selectors.ts'
import type { CompiledForum, Pick } from './table.ts'

/** A page of a forum in reading: the table, what the walk found, and the verbs that every part of the reading needs. */
export interface ForumPage {
  readonly table: CompiledForum
  readonly document: Document
  readonly found: Found
  /** Where relative links hang: the page's address, or what its <base> says. */
  readonly base: URL
  /** A link's canonical address; `null` where it leads nowhere. */
  canonical(href: string): string | null
  pick(pick: Pick | undefined, scope?: Element): string
  /** A date as shown, and its moment: by its own words, or by the seconds that `epoch` gives. */
  dated(selector: Selector | undefined, scope?: Element, epoch?: Pick): { shown: string; moment: Moment | null }
}
