import { ParseError } from '../../model/errors.ts'
import type { Page } from '../../model/page.ts'
import type { Target } from '../../model/target.ts'
import type { ParsedDocument } from '../../parsers/parse.ts'

/**
 * A start page without posts or links is a site that changed, a wall, or an error that calls itself 200, unless it says
 * by itself that there is nothing, as a search does.
 */
export function expectContent(document: ParsedDocument, target: Target, page: Page): void {
  if (document.posts.length > 0 || document.links.length > 0 || document.kind === 'empty') return
  const what = document.kind === 'missing' ? 'says that it is gone' : 'gives neither posts nor links'
  throw new ParseError(
    `${target.id}: ${page.url} ${what} (read as ${document.engine}, ${document.why}): look at the page, then correct start: or engine:`,
  )
}
