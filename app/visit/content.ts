import type { ParsedPost } from '../../model/post.ts'
import { canonicalUrl } from '../../parsers/markup/urls.ts'
import { maskText } from '../../parsers/mask.ts'
import { hashUnder, type KeyRing } from '../../parsers/personal/keys.ts'
import type { Line } from '../line.ts'

/**
 * What makes a post another one when it changes. Its date, address, signature and quotes do not: those change without it.
 * Links to the site itself count without their host, which a moved domain and a mirror change.
 */
const contentOf = (post: ParsedPost): string => contentWith(post, linksOf(post).map(withoutHost(post)))

const contentWith = ({ author, title, text, images }: ParsedPost, links: readonly string[]): string =>
  JSON.stringify([author, title, text, links, images.map(({ alt }) => alt)])

const linksOf = (post: ParsedPost): string[] => post.links.map(({ url }) => canonicalUrl(url, post.url) ?? url)

function withoutHost({ url }: ParsedPost): (link: string) => string {
  if (!URL.canParse(url)) return (link) => link
  const home = `${new URL(url).origin}/`
  return (link) => (link.startsWith(home) ? link.slice(home.length - 1) : link)
}

/** A keyed hash of what the site showed: the plain hash of a short post could be guessed. */
export const contentHash = (keys: KeyRing, post: ParsedPost): string => hashUnder(keys.current, contentOf(post))

/** Whether a stored hash is that of this post, under whichever key it was made. */
export function sameContent(keys: KeyRing, stored: string, post: ParsedPost): boolean {
  const key = keys.all.find(({ id }) => stored.startsWith(`${id}:`))
  if (key === undefined) return false
  // Some hashes were made with the hosts of all links; and whoever writes the old host into his post still means it.
  const links = linksOf(post)
  return [links.map(withoutHost(post)), links].some((form) => hashUnder(key, contentWith(post, form)) === stored)
}

/** A keyed hash of a thread's title: under the oldest key, so that a new key makes no title another one. */
export const titleHash = (keys: KeyRing, title: string): string => hashUnder(keys.all[0] ?? keys.current, title)

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
