import type { Link } from '../model/page.ts'
import { allWords } from '../model/picture-words.ts'
import type { ParsedPost } from '../model/post.ts'
import type { Profile } from '../model/profile.ts'
import type { PersonalData, Span } from '../model/signal.ts'
import { findCardFields } from './personal/cards.ts'
import { findPersonal, type Personal, valuesIn } from './personal/find.ts'
import { hashUnder, type KeyRing } from './personal/keys.ts'
import { withCountry } from './personal/numbers.ts'

/** Stands for one UTF-16 unit, so that every span into a text is true of the masked text too. */
const mark = '•'
const hashesPerKind = 100
/** Hashing a page of a million numbers would take seconds; so many are enough to know a dump again. */
const hashedPerKind = 10_000

/** Takes personal data out of what was read, before anything is stored, logged or sent. */
export interface Masker {
  /**
   * `keep`: the contacts that the author offers in his own ad. They stay, and so does the same value wherever else he
   * writes it; what others are quoted with does not. `count` is shown the mail addresses that were taken out, to count them.
   */
  post(
    post: ParsedPost,
    keep: readonly Span[],
    count?: (addresses: Iterable<string>) => void,
  ): { post: ParsedPost; personal: PersonalData[] }
  /** Contacts that are a mail address or a phone number are left out: masked, two of them would look like one. */
  profile(profile: Profile): Profile
  /** For what is stored and shown of a link; whoever fetches it needs the link as it was. */
  link(link: Link): Link
  /** A handle that is a mail address or a number is somebody's; any other is only a name. */
  handle(handle: string): string
}

/** A text without personal data, of the same length. Needs no key: for logs. `keep` are spans that stay as they are. */
export const maskText = (text: string, keep: readonly { start: number; end: number }[] = []): string =>
  cover(text, findPersonal(text, keep))

/** The masker of one process: it hashes what it takes out under the ring's current key. */
export function createMasker(keys: KeyRing): Masker {
  return {
    post: (post, keep, count) => maskPost(keys, post, keep, count),
    profile: (profile) => ({
      ...profile,
      handle: maskHandle(profile.handle),
      url: maskAddress(profile.url),
      ...(profile.earlierHandles ? { earlierHandles: profile.earlierHandles.map(maskHandle) } : {}),
      contacts: profile.contacts.filter(({ type, value }) => isHandle(type) || maskText(value) === value),
    }),
    handle: maskHandle,
    link: (link) => ({
      ...link,
      url: maskAddress(link.url),
      ...(link.title === undefined ? {} : { title: maskText(link.title) }),
      ...(link.mark === undefined ? {} : { mark: maskText(link.mark) }),
      ...(link.author === undefined ? {} : { author: maskHandle(link.author) }),
    }),
  }
}

/** Messengers whose handles look like mail addresses and are none. */
const isHandle = (type: string): boolean => type === 'xmpp' || type === 'matrix'

const maskAddress = (url: string): string => cover(url, findPersonal(url, [], true))
const maskHandle = (handle: string): string => cover(handle, personalOfHandle(handle))

/** A handle is personal data where it is a mail address or a number; letters with a number are just a name. */
const personalOfHandle = (handle: string): Personal[] =>
  /@|\[at\]|\(at\)/i.test(handle) || !/\p{L}/u.test(handle)
    ? findPersonal(handle)
    : findPersonal(handle).filter(({ kind }) => kind === 'phone-numbers' || kind === 'payment-cards')

function maskPost(
  keys: KeyRing,
  post: ParsedPost,
  keep: readonly Span[],
  countAddresses: Parameters<Masker['post']>[2],
): ReturnType<Masker['post']> {
  const all = allWords(post)
  const spoken = { title: post.title, text: all.text }
  const kept = new Set(keep.flatMap(({ part, start, end }) => valuesIn(spoken[part].slice(start, end))))
  const seen = new Map<string, Map<string, string>>()
  const clean = (text: string, finds: Personal[], own: boolean): string => {
    const masked = finds.filter(({ value }) => !(own && isKept(kept, value)))
    for (const { kind, shape, value } of masked) seen.set(kind, (seen.get(kind) ?? new Map()).set(value, shape))
    return cover(text, masked)
  }
  const words = (text: string, own = true): string => clean(text, findPersonal(text), own)
  const part = (name: Span['part']): string =>
    clean(
      post[name],
      findPersonal(
        post[name],
        keep.filter((span) => span.part === name && span.end <= post[name].length),
      ),
      true,
    )
  /** A picture's words, by their place among all words of the post. */
  const pictured = new Map(
    all.places.map(({ picture, start, end }) => {
      const own = keep.filter((span) => span.part === 'text' && span.start >= start && span.end <= end)
      const moved = own.map((span) => ({ start: span.start - start, end: span.end - start }))
      const text = all.text.slice(start, end)
      const finds = findPersonal(text, moved)
      const masked = clean(text, finds, true)
      return [picture, finds.some(isId) ? covered(masked, findCardFields(masked)) : masked] as const
    }),
  )
  const address = (url: string): string => clean(url, findPersonal(url, [], true), true)

  const masked: ParsedPost = {
    ...post,
    title: part('title'),
    text: part('text'),
    author: post.author === null ? null : clean(post.author, personalOfHandle(post.author), true),
    quotes: post.quotes.map((quote) => ({
      author: quote.author === null ? null : clean(quote.author, personalOfHandle(quote.author), false),
      text: words(quote.text, false),
    })),
    signature: words(post.signature),
    links: post.links.map(({ url, text }) => ({ url: address(url), text: words(text) })),
    images: post.images.map(({ url, alt, full, text, ...how }, at) => ({
      ...{ url: address(url), alt: words(alt), ...how },
      ...(full === undefined ? {} : { full: address(full) }),
      ...(text === undefined ? {} : { text: pictured.get(at) ?? '' }),
    })),
    url: address(post.url),
    dateText: words(post.dateText),
    card: post.card && {
      ...post.card,
      victim: words(post.card.victim),
      website: words(post.card.website),
      country: words(post.card.country),
      size: words(post.card.size),
      price: words(post.card.price),
    },
  }
  countAddresses?.(seen.get('email-addresses')?.keys() ?? [])
  return { post: masked, personal: [...seen].map(([kind, values]) => count(keys, kind, values)) }
}

const isKept = (kept: ReadonlySet<string>, value: string): boolean =>
  kept.size > 0 &&
  (kept.has(value) || kept.has(withCountry(value)) || (/^\d{8,12}$/.test(value) && kept.has(`62${value}`)))

/** Of many values the smallest hashes are kept: two ads with the same rows share them, in whatever order they stand. */
function count(keys: KeyRing, kind: string, values: ReadonlyMap<string, string>): PersonalData {
  const hashes = [...values.keys()].slice(0, hashedPerKind).map((value) => hashUnder(keys.current, value))
  const shapes: Record<string, number> = {}
  for (const shape of values.values()) shapes[shape] = (shapes[shape] ?? 0) + 1
  return { kind, count: values.size, shapes, hashes: hashes.sort().slice(0, hashesPerKind) }
}

/** A card was photographed: what else it says of its holder is masked too. */
const isId = ({ kind }: Personal): boolean => idKinds.has(kind)
const idKinds: ReadonlySet<string> = new Set([
  'national-ids',
  'id-numbers',
  'passports',
  'drivers-licenses',
  'family-records',
])

const cover = (text: string, finds: readonly Personal[]): string =>
  covered(
    text,
    finds.flatMap(({ hide }) => hide),
  )

/** The text with a mark on every unit that must not be read. */
function covered(text: string, hidden: readonly { start: number; end: number }[]): string {
  let out = ''
  let at = 0
  for (const { start, end } of hidden) {
    if (end <= at) continue
    out += text.slice(at, Math.max(at, start)) + mark.repeat(end - Math.max(at, start))
    at = end
  }
  return out + text.slice(at)
}
