import { type Clue, handleKey, uidOf } from '../../model/clue.ts'
import type { Link, Page } from '../../model/page.ts'
import type { Profile } from '../../model/profile.ts'
import { accountKey } from '../../model/seller.ts'
import type { ParsedDocument } from '../../parsers/parse.ts'
import { noteAccounts, saveProfile, unprofiledSellers } from '../../store/accounts.ts'
import { noteClues, type SeenClue } from '../../store/clues.ts'
import type { Sql } from '../../store/database.ts'
import type { Line } from '../line.ts'
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
  const clues = news.flatMap((item) => cluesOfPost(item, authors)).map((clue) => ({ ...clue, pageSha256 }))
  for (const profile of document.profiles) {
    const handle = storableHandle(line, profile.handle)
    const shown = { ...line.mask.profile(profile), handle }
    await saveProfile(sql, site, shown, { seenAt, pageSha256 })
    const of = { accountId: accountKey(site, handle), postId: null, pageSha256 }
    clues.push(...cluesOfProfile(shown, site).map((clue) => ({ ...clue, ...of })))
  }
  await noteClues(sql, clues, seenAt)
}

/** What a post shows of its author, where it shows anything: then his name and number are of interest too. */
function cluesOfPost(
  { post, signal, clues = [] }: News,
  authors: ReadonlyMap<string, string>,
): Omit<SeenClue, 'pageSha256'>[] {
  if (post.author === null || (signal === null && clues.length === 0)) return []
  const of = { accountId: accountKey(post.site, post.author), postId: post.id }
  const own = identifying(post.author, authors.get(post.author) ?? '', post.site)
  return [...own, ...clues].map((clue) => ({ ...clue, ...of }))
}

/** An account's name, and its number on its site where its profile's address has one. */
function identifying(handle: string, url: string, site: string): Clue[] {
  const [name, uid] = [handleKey(handle), uidOf(url)]
  return [
    ...(name === '' ? [] : [{ kind: 'handle' as const, value: name }]),
    ...(uid === null ? [] : [{ kind: 'uid' as const, value: `${site}:${uid}` }]),
  ]
}

const cluesOfProfile = ({ handle, url, contacts, earlierHandles = [] }: Profile, site: string): Clue[] => [
  ...identifying(handle, url, site),
  ...contacts.map(({ type, value }) => ({ kind: type, value })),
  ...earlierHandles.flatMap((earlier) => {
    const value = handleKey(earlier)
    return value === '' || value === handleKey(handle) ? [] : [{ kind: 'alias' as const, value }]
  }),
]

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
