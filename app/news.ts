import type { Page } from '../model/page.ts'
import { type ParsedPost, type Post, postKey } from '../model/post.ts'
import type { Reason, Signal, Span } from '../model/signal.ts'
import { siteOf, type Target } from '../model/target.ts'
import { maskText } from '../parsers/mask.ts'
import type { ParsedDocument } from '../parsers/parse.ts'
import { seenPosts } from '../store/posts.ts'
import { contentHash, sameContent, storableId } from './content.ts'
import type { Line } from './line.ts'

/** A post that is new or edited: masked, with its reading if it is an offer. */
export interface News {
  post: Post
  signal: Signal | null
  contentHash: string
  isEdit: boolean
}

/** Page → Posts → Signals: of the page's posts, those not seen before as they are now, read and masked. */
export async function selectNews(document: ParsedDocument, target: Target, page: Page, line: Line): Promise<News[]> {
  const site = siteOf(target)
  const posts = document.posts.map((parsed) => ({ parsed, id: postKey(site, storableId(line.keys, parsed.postId)) }))
  const seen = await seenPosts(
    line.database,
    posts.map(({ id }) => id),
  )
  return posts.flatMap(({ parsed, id }) => {
    const known = seen.get(id)
    if (known !== undefined && sameContent(line.keys, known, parsed)) return []
    const { post, signal } = readPost(parsed, target, line)
    const where = {
      id,
      site,
      platform: target.type,
      engine: document.engine,
      pageSha256: page.sha256,
      seenAt: page.fetchedAt,
    }
    return [
      {
        post: { ...post, ...where },
        signal: signal && { ...signal, postId: id },
        contentHash: contentHash(line.keys, parsed),
        isEdit: known !== undefined,
      },
    ]
  })
}

/** Post → Signal, and the masked Post: the words as the site shows them end here. */
function readPost(
  parsed: ParsedPost,
  target: Target,
  { read, mask, keys }: Line,
): { post: ParsedPost; signal: Omit<Signal, 'postId'> | null } {
  const reading = read({ title: parsed.title, text: parsed.text, author: parsed.author, type: target.type })
  const { post, personal } = mask.post(parsed, reading ? contactsOffered(reading.reasons) : [])
  return {
    post: {
      ...post,
      postId: storableId(keys, parsed.postId),
      thread: parsed.thread === null ? null : storableId(keys, parsed.thread),
    },
    signal: reading && {
      ...reading,
      // A victim read off the shape of a sentence is whatever stood there, and a reason quotes its words.
      victims: reading.victims.map((name) => maskText(name)),
      reasons: reading.reasons.map(withoutPersonal),
      personal,
    },
  }
}

/** The contacts that an author offers in his own ad stay: they are the trail. */
const contactsOffered = (reasons: readonly Reason[]): Span[] =>
  reasons.flatMap(({ field, span }) => (field === 'contacts' && span ? [span] : []))

const withoutPersonal = (reason: Reason): Reason => ({
  ...reason,
  why: maskText(reason.why),
  value: reason.field === 'victims' ? maskText(reason.value) : reason.value,
})
