import type { ParsedPost } from '../model/post.ts'
import { canonicalUrl } from '../parsers/markup/urls.ts'
import { maskText } from '../parsers/mask.ts'
import { hashUnder, type KeyRing } from '../parsers/personal/keys.ts'
import type { Line } from './line.ts'

/** What makes a post another one when it changes. Its date, address, signature and quotes do not: those change without it. */
const contentOf = (post: ParsedPost): string =>
  JSON.stringify([
    post.author,
    post.title,
    post.text,
    post.links.map(({ url }) => canonicalUrl(url, post.url) ?? url),
    post.images.map(({ alt }) => alt),
  ])

/** A keyed hash of what the site showed: the plain hash of a short post could be guessed. */
export const contentHash = (keys: KeyRing, post: ParsedPost): string => hashUnder(keys.current, contentOf(post))

/** Whether a stored hash is that of this post, under whichever key it was made. */
export function sameContent(keys: KeyRing, stored: string, post: ParsedPost): boolean {
  const key = keys.all.find(({ id }) => stored.startsWith(`${id}:`))
  return key !== undefined && hashUnder(key, contentOf(post)) === stored
}

/** What is longer than this is not stored as it is, where it is looked up by: an index takes some 2,700 bytes. */
const longest = 400

/**
 * An id or address of the site's own, as it may be stored and looked up by. One that is very long, or that carries
 * personal data (a number in a thread's address), is a hash; under the oldest key, so that a new key renames nothing.
 */
export function storableId(keys: KeyRing, id: string): string {
  const isPlain = id.length <= longest && maskText(id.replaceAll('-', ' ')) === id.replaceAll('-', ' ')
  return isPlain ? id : hashUnder(keys.all[0] ?? keys.current, id)
}

/**
 * A handle, as it may be stored and shown. One that is somebody's number or mail address is masked, with the end of its
 * hash behind it: two numbers that look alike when masked are still two people.
 */
export function storableHandle({ mask, keys }: Pick<Line, 'mask' | 'keys'>, handle: string): string {
  const masked = mask.handle(handle)
  if (masked === handle && handle.length <= longest) return handle
  return `${masked.slice(0, 60)}#${hashUnder(keys.all[0] ?? keys.current, handle).slice(-8)}`
}
