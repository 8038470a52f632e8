import type { Vault } from '../../evidence/vault.ts'
import { writeWarc } from '../../evidence/warc.ts'
import type { Evidence, KeepPolicy } from '../../model/evidence.ts'
import type { Page } from '../../model/page.ts'
import { postKey } from '../../model/post.ts'
import { siteOf, type Target } from '../../model/target.ts'
import { maskText } from '../../parsers/mask.ts'
import type { ParsedDocument } from '../../parsers/parse.ts'
import { noteCustody } from '../../store/custody.ts'
import type { Sql } from '../../store/database.ts'
import { knownOffers, saveEvidence } from '../../store/evidence.ts'
import type { Line } from '../line.ts'
import { version } from '../root.ts'
import { storableId } from '../visit/content.ts'
import type { News } from '../visit/news.ts'
import { keepingOf, type Offer, peopleIn } from './policy.ts'

/** What keeps pages as evidence. */
export interface EvidenceKeeper {
  vault: Vault
  policy: KeepPolicy
  /** The name of this process in rows and in the chain of custody. */
  worker: string
}

/**
 * Keeps a page that gave a signal, or changed one; of one that did neither, `null` comes back. Its file is on the disk when
 * this resolves, and its row is still to be written (`noteEvidence`): what dies between leaves a file without a row, which
 * is swept away, and never a row without a file.
 *
 * Rejects with a StoreError where the disk does not take it: the visit waits.
 */
export async function keepEvidence(
  document: ParsedDocument,
  page: Page,
  target: Target,
  news: readonly News[],
  line: Line,
): Promise<Evidence | null> {
  const offers = await offersOf(document, target, news, line)
  if (offers.length === 0) return null
  const { vault, policy, worker } = line.evidence
  const decision = keepingOf(offers, () => peopleOn(document, news, line), policy)
  const evidence: Evidence = {
    ...{ pageSha256: page.sha256, site: siteOf(target), targetId: target.id, url: maskText(page.finalUrl) },
    ...{ status: page.status, via: page.via, fetchedAt: page.fetchedAt, ...decision },
    ...{ worker, kept: null, storedAt: line.now(), deletedAt: null },
  }
  if (decision.keeping === 'hash') return evidence
  return { ...evidence, kept: await vault.write(await writeWarc(page, `Pantau/${version}`), page) }
}

/** Writes the row of a page that was kept, in the transaction that stores what it brought; as its last act. */
export async function noteEvidence(sql: Sql, evidence: Evidence): Promise<void> {
  if (!(await saveEvidence(sql, evidence))) return
  const { pageSha256: sha256, url: subject, worker: by, fetchedAt, keeping, why, kept } = evidence
  const detail = { fetchedAt, keeping, why, ...(kept ? { file: kept.file, warcSha256: kept.warcSha256 } : {}) }
  await noteCustody(sql, [{ by, action: 'captured', subject, sha256, at: evidence.storedAt, detail }])
}

/** What a page offers, by all of its posts; nothing where none of its news has to do with an offer. */
async function offersOf(
  { posts }: ParsedDocument,
  target: Target,
  news: readonly News[],
  { database, keys }: Line,
): Promise<Offer[]> {
  const isOffer = news.some(({ signal }) => signal !== null)
  // A post that is new and offers nothing changes nothing.
  if (!isOffer && news.every(({ change }) => change === 'new')) return []
  const ids = new Set(news.map(({ post }) => post.id))
  const onPage = posts.map(({ postId }) => postKey(siteOf(target), storableId(keys, postId)))
  const fresh = new Set(news.flatMap(({ change, post }) => (change === 'new' ? [post.id] : [])))
  const known = await knownOffers(
    database,
    [...new Set([...onPage, ...ids])].filter((id) => !fresh.has(id)),
  )
  if (!isOffer && !known.some(({ postId }) => ids.has(postId))) return []
  const read = news.flatMap(({ post, signal }) =>
    signal === null ? [] : [{ ...signal, hasImages: post.images.length > 0 }],
  )
  return [...read, ...known]
}

/**
 * How many people's data a page shows: in the posts that were just read it is counted, in the others not yet. What stands
 * in pictures counts in offers alone.
 */
function peopleOn({ posts }: ParsedDocument, news: readonly News[], { mask, keys }: Line): number {
  const counted = new Map(
    news.flatMap(({ post, signal, personal }) =>
      personal && (signal || post.images.every(({ text }) => !text)) ? [[post.postId, personal]] : [],
    ),
  )
  return peopleIn(posts.flatMap((post) => counted.get(storableId(keys, post.postId)) ?? mask.post(post, []).personal))
}
