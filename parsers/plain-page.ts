import { createHash } from 'node:crypto'
import type { Page } from '../model/page.ts'
import { postOf } from '../model/post.ts'
import { openDocument } from './markup/page/open.ts'
import { plainText } from './markup/pastes/text.ts'
import { lineOf, textOf } from './markup/text.ts'
import { canonicalUrl } from './markup/urls.ts'
import { refuseWall } from './markup/walls.ts'
import type { ParsedDocument } from './parse.ts'

/**
 * A page that no engine knows, as one post of nobody: its title and the words that a visitor sees. For what a person has
 * picked out; a crawler that took every page for a post would read menus. Throws LoginNeededError and BlockedError for
 * walls; a page without words gives no post.
 */
export function readPlainPage(page: Page): ParsedDocument {
  const document = openDocument(page)
  const isMarkup = /html|xml/.test(document.mime)
  const empty: ParsedDocument = { kind: 'missing', posts: [], profiles: [], links: [], engine: 'text', why }
  if (refuseWall(document)) return empty
  const text = isMarkup ? textOf(document.root) : plainText(document.page.body)
  if (text.trim() === '') return { ...empty, kind: 'empty' }
  const heading = isMarkup ? (document.index.under('title')[0] ?? document.index.under('h1')[0]) : undefined
  const url = canonicalUrl(document.url.href, document.url) ?? document.url.href
  const postId = createHash('sha256').update(url).digest('hex').slice(0, 32)
  const title = heading === undefined ? '' : lineOf(heading)
  return { ...empty, kind: 'paste', posts: [postOf({ postId, title, text, url })] }
}

const why = 'no engine knows it: its words are read as one post'
