import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPost } from '../../app/visit/news.ts'
import { kinship } from '../../listings/kin.ts'
import { offerOf } from '../../listings/offer.ts'
import { track } from '../../listings/track.ts'
import { sameCount, weigh } from '../../listings/weights.ts'
import type { Mentions, Verdict } from '../../model/kin.ts'
import type { Listing } from '../../model/listing.ts'
import { type Post, postOf } from '../../model/post.ts'
import { accountKey } from '../../model/seller.ts'
import type { Signal } from '../../model/signal.ts'
import type { SourceType } from '../../model/target.ts'
import { createMasker } from '../../parsers/mask.ts'
import { createPostReader } from '../../parsers/read.ts'

/** A post of a labelled pair. */
interface Written {
  site: string
  type: SourceType
  author: string | null
  postedAt: string
  title: string
  text: string
}

/** Two posts, and whether the data of the later one was offered before. */
export interface Pair {
  id: string
  earlier: Written
  later: Written
  label: Verdict
  why: string
}

export const pairsOf = (half: 'dev' | 'held'): Pair[] =>
  readFileSync(join(import.meta.dirname, 'pairs', `${half}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

const key = { id: 'pairs', secret: Buffer.alloc(32, 1) }
const keys = { current: key, all: [key] }
const line = { read: createPostReader(), mask: createMasker(keys), keys }

function read(written: Written, name: string): { post: Post; signal: Signal | null } {
  const { site, type, author, postedAt, title, text } = written
  const parsed = postOf({
    postId: name,
    url: `https://${site}.test/${name}`,
    author,
    postedAt,
    title,
    text,
    thread: name,
  })
  const { post, signal } = readPost(parsed, type, line)
  const id = `${site}/${name}`
  const seen = { id, site, platform: type, engine: 'generic', pageSha256: '', seenAt: new Date(postedAt) }
  return { post: { ...post, ...seen }, signal: signal && { ...signal, postId: id } }
}

/** What the store would find around a post. */
const around = (listing: Listing, post: Post, signal: Signal): Listing[] => {
  const isTheirs =
    listing.accountId !== null && post.author !== null && listing.accountId === accountKey(post.site, post.author)
  const has = signal.contacts.some((one) =>
    listing.contacts.some((other) => one.type === other.type && one.value === other.value),
  )
  return isTheirs || has ? [listing] : []
}

/** What the line makes of a pair, and what a rule would that knows only victim and count. */
export function judged(pair: Pair): { verdict: Verdict; naive: boolean; why: string } {
  const [first, second] = [read(pair.earlier, 'a'), read(pair.later, 'b')]
  if (!first.signal || !second.signal)
    return { verdict: 'new', naive: false, why: `no signal: ${first.signal ? 'later' : 'earlier'}` }
  const { listing } = track(first.signal, first.post, 'a', { listings: [], own: null })
  const naive =
    listing.records !== null &&
    second.signal.records !== null &&
    sameCount(listing.records, second.signal.records) &&
    second.signal.victims.some((name) => listing.victims.includes(name))
  const known = { listings: around(listing, second.post, second.signal), own: null }
  const { listing: now, event } = track(second.signal, second.post, 'b', known)
  if (event.kind !== 'opened')
    return { verdict: event.kind === 'seen-elsewhere' ? 'cross-posted' : 'same', naive, why: event.kind }
  const earlier = offerOf(listing, first.signal, first.post, mentionsIn(first.post))
  const later = offerOf(now, second.signal, second.post, mentionsIn(second.post))
  const why = weigh(earlier, later).map(({ points, why }) => `${points} ${why}`)
  return { verdict: kinship(earlier, later)?.verdict ?? 'new', naive, why: why.join('; ') }
}

const mentionsIn = (post: Post): Mentions => line.read.mentions({ ...post, type: post.platform })
