import type { TimelineEntry } from '../../model/timeline.ts'
import { writtenAddresses } from '../../model/written-address.ts'
import { addressOf } from './address.ts'
import { hosterOf } from './hosters.ts'

/** What lies at an address: the post itself, data to download, or a sample of it. */
export type LinkKind = 'post' | 'download' | 'sample'

/** An address that an offer gives, or stands at. */
export interface OfferLink {
  kind: LinkKind
  url: URL
}

type Post = TimelineEntry['post']

/** In words, and in the names of files, where "_" parts them. */
const sampleWords =
  /(?<![a-z])(?:samples?|sampel|contoh|proofs?|bukti|previews?|screenshots?|tangkapan layar)(?![a-z])/i

/** Words that are nothing but the name of a download: "mirror 2", "Unduh:". */
const downloadWords = /^\W*(?:downloads?|mirrors?|unduh(?:an)?)(?: (?:links?|here|disini|di sini|files?|\d{1,3}))?\W*$/i

/** How files of data, packed or not, are called. Not pages, and not pictures, of which every site has its own. */
const dataFile = /\.(?:zip|rar|7z|tgz|gz|bz2|xz|zst|tar|sql|csv|tsv|jsonl?|xlsx?|mdb|accdb|bak|dump|db|sqlite|txt)$/i

/** Every address in a post with the words that stand for it: of a bare one in the text, the words before it on its line. */
function named({ links, text }: Post): { address: string; words: string }[] {
  const inText = writtenAddresses(text).map(({ address, at }) => {
    const words =
      text
        .slice(Math.max(0, at - 60), at)
        .split('\n')
        .at(-1) ?? ''
    return { address, words }
  })
  return [...inText, ...links.map(({ url, text: words }) => ({ address: url, words }))]
}

/**
 * What lies at an address that an offer names; `null` where it is none of the goods. Only what is known for certain to be
 * of a kind counts, by the service, the file's name or the offer's own word: an offer also links its victim's site and
 * the news, and those must never stand on a list of what is to be blocked.
 */
function kindOf(url: URL, words: string): LinkKind | null {
  const keeps = hosterOf(url.hostname)?.keeps
  const isService = keeps !== undefined && keeps !== 'posts' && url.pathname.length + url.hash.length > 1
  const isFile = dataFile.test(url.pathname)
  const isCalled = keeps !== 'posts' && url.pathname.length > 1 && downloadWords.test(words)
  if (!isService && !isFile && !isCalled) return null
  if (keeps === 'pastes' || keeps === 'pictures' || sampleWords.test(words) || sampleWords.test(url.pathname))
    return 'sample'
  return 'download'
}

/** The post's own address first, then the goods that it links, each address once. */
export function linksOf(post: Post): OfferLink[] {
  const own = addressOf(post.url)
  const found = new Map<string, OfferLink>(own ? [[own.href, { kind: 'post', url: own }]] : [])
  const add = (address: string, kindFor: (url: URL) => LinkKind | null): void => {
    const url = addressOf(address)
    const kind = url && !found.has(url.href) ? kindFor(url) : null
    if (url && kind) found.set(url.href, { kind, url })
  }
  for (const { address, words } of named(post)) add(address, (url) => kindOf(url, words))
  for (const { url: address } of post.images)
    add(address, (url) => (hosterOf(url.hostname)?.keeps === 'pictures' ? 'sample' : null))
  return [...found.values()]
}
