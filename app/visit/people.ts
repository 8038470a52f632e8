import type { Link, Page } from '../../model/page.ts'
import type { ParsedDocument } from '../../parsers/parse.ts'
import { noteAccounts, saveProfile, unprofiledSellers } from '../../store/accounts.ts'
import { noteClues } from '../../store/clues.ts'
import type { Sql } from '../../store/database.ts'
import type { Line } from '../line.ts'
import { cluesOfPost, cluesOfProfile } from './clues.ts'
import { storableHandle } from './content.ts'
import type { News } from './news.ts'

/** A seller's profile is read again after this long. */
const profileAge = 7 * 86_400_000

/** Writes down who is on a page: the authors of its news, and those whose profile it is; and what they show of themselves. */
export async function notePeople(
  news: readonly News[],
  document: ParsedDocument,
  site: string,
  { fetchedAt: seenAt, sha256: pageSha256 }: Pick<Page, 'fetchedAt' | 'sha256'>,
  line: Line,
  sql: Sql,
): Promise<void> {
  const authors = authorsOf(news, document, line)
  await noteAccounts(sql, site, authors, seenAt)
  const clues = news.flatMap(({ post, signal, clues = [] }) => {
    const profileUrl = authors.get(post.author ?? '') ?? ''
    return cluesOfPost({ ...post, pageSha256, profileUrl, isOffer: signal !== null }, clues)
  })
  for (const profile of document.profiles) {
    const handle = storableHandle(line, profile.handle)
    const shown = { ...line.mask.profile(profile), handle }
    await saveProfile(sql, site, shown, { seenAt, pageSha256 })
    clues.push(...cluesOfProfile({ ...shown, site, pageSha256 }))
  }
  await noteClues(sql, clues, seenAt)
}

/** The handles on a page with the address of their profile, masked like everything else. */
function authorsOf(news: readonly News[], document: ParsedDocument, line: Line): Map<string, string> {
  const authors = new Map<string, string>()
  for (const { post } of news) if (post.author !== null) authors.set(post.author, '')
  for (const link of document.links) {
    if (link.kind !== 'profile' || link.author === undefined) continue
    const author = storableHandle(line, link.author)
    if (authors.has(author)) authors.set(author, line.mask.link(link).url)
  }
  return authors
}

/** Of a page's profile links, one for each seller whose profile was not read lately, by handle. */
export async function profilesToRead(links: readonly Link[], site: string, line: Line): Promise<Map<string, Link>> {
  const byAuthor = new Map(
    links.flatMap((link) =>
      link.kind === 'profile' && link.author ? [[storableHandle(line, link.author), link] as const] : [],
    ),
  )
  const before = new Date(line.now().getTime() - profileAge)
  const wanted = await unprofiledSellers(line.database, site, [...byAuthor.keys()], before)
  return new Map([...byAuthor].filter(([author]) => wanted.has(author)))
}
