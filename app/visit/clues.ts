import { type Clue, handleKey, uidOf } from '../../model/clue.ts'
import type { Post } from '../../model/post.ts'
import type { Profile } from '../../model/profile.ts'
import { accountKey } from '../../model/seller.ts'
import type { SeenClue } from '../../store/clues.ts'

/** A post, as far as it tells who wrote it. */
export interface Authored extends Pick<Post, 'id' | 'site' | 'author' | 'pageSha256'> {
  /** The address of the author's profile; '' where no page gave one. */
  profileUrl: string
  isOffer: boolean
}

/** What a post shows of its author. Where it shows anything, or offers something, his name and number are clues too. */
export function cluesOfPost(
  { id, site, author, pageSha256, profileUrl, isOffer }: Authored,
  clues: readonly Clue[],
): SeenClue[] {
  if (author === null || (!isOffer && clues.length === 0)) return []
  const of = { accountId: accountKey(site, author), postId: id, pageSha256 }
  return [...identifying(author, profileUrl, site), ...clues].map((clue) => ({ ...clue, ...of }))
}

/** What a profile shows of whose it is. */
export function cluesOfProfile({
  handle,
  url,
  contacts,
  earlierHandles = [],
  site,
  pageSha256,
}: Pick<Profile, 'handle' | 'url' | 'contacts' | 'earlierHandles'> & { site: string; pageSha256: string }): SeenClue[] {
  const of = { accountId: accountKey(site, handle), postId: null, pageSha256 }
  const earlier = new Set(earlierHandles.map(handleKey))
  const clues: Clue[] = [
    ...identifying(handle, url, site),
    ...contacts.map(({ type, value }) => ({ kind: type, value })),
    ...[...earlier].flatMap((value) =>
      value === '' || value === handleKey(handle) ? [] : [{ kind: 'alias' as const, value }],
    ),
  ]
  return clues.map((clue) => ({ ...clue, ...of }))
}

/** An account's name, and its number on its site where its profile's address has one. */
function identifying(handle: string, url: string, site: string): Clue[] {
  const [name, uid] = [handleKey(handle), uidOf(url)]
  return [
    ...(name === '' ? [] : [{ kind: 'handle' as const, value: name }]),
    ...(uid === null ? [] : [{ kind: 'uid' as const, value: `${site}:${uid}` }]),
  ]
}
