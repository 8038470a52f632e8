import { Evidence } from '../model/evidence.ts'
import type { Intent } from '../model/signal.ts'
import type { Sql } from './database.ts'
import { texts } from './json.ts'

const columns = `id, page_sha256 as "pageSha256", site, target_id as "targetId", url, status, via,
  fetched_at as "fetchedAt", intent, keeping, why, worker, file, file_bytes as "fileBytes", file_key as "fileKey",
  warc_sha256 as "warcSha256", stored_at as "storedAt", deleted_at as "deletedAt"`

interface EvidenceRow {
  id: number
  file: string | null
  fileBytes: number | null
  fileKey: Buffer | null
  warcSha256: string | null
}

/** A row of the table: one capture of one page. */
export type StoredEvidence = Evidence & { id: number }

const fromRow = ({ id, file, fileBytes, fileKey, warcSha256, ...row }: EvidenceRow): StoredEvidence => ({
  ...Evidence.parse({
    ...row,
    kept: file === null ? null : { file, bytes: fileBytes, key: fileKey, warcSha256 },
  }),
  id,
})

/** Writes that a page was kept; tells whether that is new. The same page fetched at the same moment is one capture. */
export async function saveEvidence(sql: Sql, evidence: Evidence): Promise<boolean> {
  const { kept } = evidence
  const rows = await sql.query(
    `insert into pantau.evidence (page_sha256, site, target_id, url, status, via, fetched_at, intent, keeping, why,
       worker, file, file_bytes, file_key, warc_sha256, stored_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     on conflict (page_sha256, fetched_at, target_id) do nothing returning id`,
    [
      ...[evidence.pageSha256, evidence.site, evidence.targetId, evidence.url, evidence.status, evidence.via],
      ...[evidence.fetchedAt, evidence.intent, evidence.keeping, evidence.why, evidence.worker],
      ...[kept?.file ?? null, kept?.bytes ?? null, kept ? Buffer.from(kept.key) : null, kept?.warcSha256 ?? null],
      evidence.storedAt,
    ],
  )
  return rows.length > 0
}

/** Every capture of a page, by its SHA-256 or the beginning of it, in lower case; the oldest first. */
export async function evidenceOfPage(sql: Sql, sha256: string): Promise<StoredEvidence[]> {
  const rows = await sql.query<EvidenceRow>(
    `select ${columns} from pantau.evidence where page_sha256 between $1 and $1 || 'g' order by fetched_at, id`,
    [sha256],
  )
  return rows.map(fromRow)
}

/** Every capture that speaks for a listing: of the pages on which one of its posts stood, changed or was missed. */
export async function evidenceOfListings(sql: Sql, listingIds: readonly string[]): Promise<StoredEvidence[]> {
  const rows = await sql.query<EvidenceRow>(
    `with listed as (select unnest($1::text[]) as id)
     select ${columns} from pantau.evidence where page_sha256 in (
       select event.page_sha256 from pantau.listing_events event join listed on listed.id = event.listing_id
       union
       select version.page_sha256 from pantau.post_versions version
       join pantau.signals signal on signal.post_id = version.post_id join listed on listed.id = signal.listing_id
     ) order by fetched_at, id`,
    [texts(listingIds)],
  )
  return rows.map(fromRow)
}

/** The listings that accounts have opened. */
export async function listingsOfAccounts(sql: Sql, accountIds: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select id from pantau.listings where account_id = any ($1::text[]) order by id`,
    [texts(accountIds)],
  )
  return rows.map(({ id }) => id)
}

/** The newest captures. */
export async function newestEvidence(sql: Sql, limit: number): Promise<StoredEvidence[]> {
  const rows = await sql.query<EvidenceRow>(
    `select ${columns} from pantau.evidence order by fetched_at desc, id desc limit $1`,
    [limit],
  )
  return rows.map(fromRow).reverse()
}

/** A file that is to be destroyed: no row names it any more. */
export interface Destroyed {
  pageSha256: string
  file: string
  worker: string
  url: string
  warcSha256: string
}

/** Forgets the files and the keys of single captures; their hashes stay. Destroy the files when this is committed. */
export async function forgetCaptures(sql: Sql, ids: readonly string[], now: Date): Promise<Destroyed[]> {
  return sql.query(
    `with gone as (
       select id, page_sha256, file, worker, url, warc_sha256 from pantau.evidence
       where file is not null and id = any ($1::bigint[]) for update
     ), forgotten as (
       update pantau.evidence set file = null, file_key = null, deleted_at = $2 from gone where evidence.id = gone.id
     )
     select page_sha256 as "pageSha256", file, worker, url, warc_sha256 as "warcSha256" from gone`,
    [ids, now],
  )
}

/** Those of the files that a row names. */
export async function namedFiles(sql: Sql, files: readonly string[]): Promise<Set<string>> {
  const rows = await sql.query<{ file: string }>(
    `select distinct file from pantau.evidence where file = any ($1::text[])`,
    [texts(files)],
  )
  return new Set(rows.map(({ file }) => file))
}

/** What a post that is known offers, as far as it decides how much of its page is kept. */
export interface KnownOffer {
  postId: string
  intent: Intent
  dataClasses: string[]
  /** Whether it shows pictures. */
  hasImages: boolean
}

/** Those of the posts that are known to offer something. */
export async function knownOffers(sql: Sql, postIds: readonly string[]): Promise<KnownOffer[]> {
  if (postIds.length === 0) return []
  return sql.query<KnownOffer>(
    `select signal.post_id as "postId", signal.intent, signal.signal -> 'dataClasses' as "dataClasses",
       jsonb_array_length(post.images) > 0 as "hasImages"
     from pantau.signals signal join pantau.posts post on post.id = signal.post_id
     where signal.post_id = any ($1::text[])`,
    [texts(postIds)],
  )
}
