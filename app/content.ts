import { createHmac } from 'node:crypto'
import type { ParsedPost } from '../model/post.ts'
import { maskText } from '../parsers/mask.ts'
import { hashUnder, type Key, type KeyRing } from '../parsers/personal/keys.ts'

/** What makes a post another one when it changes. Its date, address, signature and quotes do not: those change without it. */
const contentOf = ({ author, title, text, links, images }: ParsedPost): string =>
  JSON.stringify([author, title, text, links.map(({ url }) => url), images.map(({ url }) => url)])

const hash = (key: Key, post: ParsedPost): string =>
  `${key.id}:${createHmac('sha256', key.secret).update(contentOf(post)).digest('hex').slice(0, 32)}`

/** A keyed hash of what the site showed: the plain hash of a short post could be guessed. */
export const contentHash = (keys: KeyRing, post: ParsedPost): string => hash(keys.current, post)

/** Whether a stored hash is that of this post, under whichever key it was made. */
export function sameContent(keys: KeyRing, stored: string, post: ParsedPost): boolean {
  const key = keys.all.find(({ id }) => stored.startsWith(`${id}:`))
  return key !== undefined && hash(key, post) === stored
}

/** An id of the site's own, as it may be stored: one that carries personal data (a number in an address) as a hash. */
export const storableId = (keys: KeyRing, id: string): string =>
  maskText(id.replaceAll('-', ' ')) === id.replaceAll('-', ' ') ? id : hashUnder(keys.current, id)
