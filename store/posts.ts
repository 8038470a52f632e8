import { type Board, type Picture, Post } from '../model/post.ts'
import { accountKey } from '../model/seller.ts'
import type { Sql } from './database.ts'
import { texts, toJson } from './json.ts'

/** A masked Post with the keyed hash of what the site showed: the same hash again means that nothing was edited. */
export interface StoredPost {
  post: Post
  contentHash: string
}

/** What is known of a post that was seen before. */
export interface SeenPost {
  contentHash: string
  /** When it was found gone; `null` while it stands. */
  goneAt: Date | null
  /** Since when it says what it says. */
  seenAt: Date
  thread: string | null
  board: Board | null
}

/** Those of the posts that were seen before, by post id. */
export async function seenPosts(sql: Sql, ids: readonly string[]): Promise<Map<string, SeenPost>> {
  if (ids.length === 0) return new Map()
  const rows = await sql.query<SeenPost & { id: string }>(
    `select id, content_hash as "contentHash", gone_at as "goneAt", seen_at as "seenAt", thread, board from pantau.posts
     where id = any ($1::text[])`,
    [texts(ids)],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The pictures of a post as they were stored last, with what they said. */
export async function picturesOf(sql: Sql, id: string): Promise<Picture[]> {
  const [row] = await sql.query<Pick<Post, 'images'>>(`select images from pantau.posts where id = $1`, [id])
  return row?.images ?? []
}

/** A post to be written; one with a signal can be found by its words (store/search.ts), for as long as it is kept. */
export interface PostToSave extends StoredPost {
  signal?: object | null
}

/** Writes posts, new and edited ones alike, each with its version, in one statement. This is what marks them as seen. */
export async function savePosts(sql: Sql, posts: readonly PostToSave[]): Promise<void> {
  if (posts.length === 0) return
  const rows = posts.map(({ post, contentHash, signal = null }) => ({
    ...post,
    contentHash,
    isOffer: signal !== null,
    accountId: post.author === null ? null : accountKey(post.site, post.author),
  }))
  await sql.query(
    `with written as (
       insert into pantau.posts (id, site, platform, engine, post_id, thread, board, account_id, author, posted_at,
         date_text, edited_at, title, text, quotes, signature, links, images, hidden, card, url, content_hash, page_sha256,
         first_seen_at, seen_at, is_offer)
       select id, site, platform, engine, "postId", thread, board, "accountId", author, "postedAt", "dateText",
         "editedAt", title, text, quotes, signature, links, images, hidden, card, url, "contentHash", "pageSha256",
         "seenAt", "seenAt", "isOffer"
       from jsonb_to_recordset($1::jsonb) as post (id text, site text, platform text, engine text, "postId" text,
         thread text, board jsonb, "accountId" text, author text, "postedAt" timestamptz, "dateText" text,
         "editedAt" timestamptz, title text, text text, quotes jsonb, signature text, links jsonb, images jsonb,
         hidden boolean, card jsonb, url text, "contentHash" text, "pageSha256" text, "seenAt" timestamptz, "isOffer" boolean)
       on conflict (id) do update set
         thread = coalesce(excluded.thread, posts.thread), board = coalesce(excluded.board, posts.board),
         author = coalesce(posts.author, excluded.author), account_id = coalesce(posts.account_id, excluded.account_id),
         date_text = excluded.date_text, posted_at = coalesce(posts.posted_at, excluded.posted_at),
         edited_at = excluded.edited_at, title = excluded.title, text = excluded.text, quotes = excluded.quotes,
         signature = excluded.signature, links = excluded.links, images = excluded.images, hidden = excluded.hidden,
         card = excluded.card, url = excluded.url, content_hash = excluded.content_hash,
         page_sha256 = excluded.page_sha256, seen_at = excluded.seen_at, gone_at = null, purged_at = null,
         is_offer = posts.is_offer or excluded.is_offer
       returning id, seen_at, content_hash, page_sha256
     )
     insert into pantau.post_versions (post_id, seen_at, content_hash, page_sha256)
     select id, seen_at, content_hash, page_sha256 from written on conflict do nothing`,
    [toJson(rows)],
  )
}

/** Writes that posts are gone, by the page that lacks them; what they said last stays. */
export async function losePosts(sql: Sql, posts: readonly Pick<Post, 'id' | 'seenAt' | 'pageSha256'>[]): Promise<void> {
  if (posts.length === 0) return
  await sql.query(
    `with lost as (
       update pantau.posts set gone_at = gone."seenAt"
       from jsonb_to_recordset($1::jsonb) as gone (id text, "seenAt" timestamptz, "pageSha256" text)
       where posts.id = gone.id returning posts.id, gone."seenAt", gone."pageSha256"
     )
     insert into pantau.post_versions (post_id, seen_at, content_hash, page_sha256)
     select id, "seenAt", null, "pageSha256" from lost on conflict do nothing`,
    [toJson(posts.map(({ id, seenAt, pageSha256 }) => ({ id, seenAt, pageSha256 })))],
  )
}

const columns = `id, site, platform, engine, post_id as "postId", thread, board, author, posted_at as "postedAt",
  date_text as "dateText", edited_at as "editedAt", title, text, quotes, signature, links, images, hidden, card, url,
  content_hash as "contentHash", page_sha256 as "pageSha256", seen_at as "seenAt"`

/** Posts as they were last seen, by their ids. */
export async function postsById(sql: Sql, ids: readonly string[]): Promise<StoredPost[]> {
  const rows = await sql.query<{ postedAt: Date | null; editedAt: Date | null; contentHash: string }>(
    `select ${columns} from pantau.posts where id = any ($1::text[]) order by id`,
    [texts(ids)],
  )
  return rows.map(({ contentHash, postedAt, editedAt, ...row }) => ({
    post: Post.parse({
      ...row,
      postedAt: postedAt?.toISOString() ?? null,
      editedAt: editedAt?.toISOString() ?? null,
    }),
    contentHash,
  }))
}

/** The ids of a listing's posts: those that were read as its offer, and the one that opened it. */
export async function postsOfListing(sql: Sql, listingId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select post_id as id from pantau.signals where listing_id = $1
     union select post_id from pantau.listings where id = $1 order by id`,
    [listingId],
  )
  return rows.map(({ id }) => id)
}

/** A version of a post: what it said from a moment on, as a keyed hash, or that it was gone. */
export interface PostVersion {
  postId: string
  seenAt: Date
  /** `null`: the post was gone. Equal hashes are equal contents. */
  contentHash: string | null
  /** The page that showed it, or that lacked it. */
  pageSha256: string
}

/** Every version of every post that belongs to a listing, oldest first. */
export const versionsOf = (sql: Sql, listingId: string): Promise<PostVersion[]> =>
  sql.query<PostVersion>(
    `select version.post_id as "postId", version.seen_at as "seenAt", version.content_hash as "contentHash",
       version.page_sha256 as "pageSha256"
     from pantau.post_versions version join pantau.signals signal on signal.post_id = version.post_id
     where signal.listing_id = $1 order by version.seen_at, version.post_id`,
    [listingId],
  )
