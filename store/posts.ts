import type { Picture, Post } from '../model/post.ts'
import { accountKey } from '../model/seller.ts'
import type { Sql } from './database.ts'
import { toJson } from './json.ts'

/** A masked Post with the keyed hash of what the site showed: the same hash again means that nothing was edited. */
export interface StoredPost {
  post: Post
  contentHash: string
}

/** The content hashes of those of the posts that were seen before, by post id. */
export async function seenPosts(sql: Sql, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await sql.query<{ id: string; contentHash: string }>(
    `select id, content_hash as "contentHash" from pantau.posts where id in (select jsonb_array_elements_text($1::jsonb))`,
    [toJson(ids)],
  )
  return new Map(rows.map(({ id, contentHash }) => [id, contentHash]))
}

/** The pictures of a post as they were stored last, with what they said. */
export async function picturesOf(sql: Sql, id: string): Promise<Picture[]> {
  const [row] = await sql.query<Pick<Post, 'images'>>(`select images from pantau.posts where id = $1`, [id])
  return row?.images ?? []
}

/** Writes posts, new and edited ones alike, in one statement. This is what marks them as seen. */
export async function savePosts(sql: Sql, posts: readonly StoredPost[]): Promise<void> {
  if (posts.length === 0) return
  const rows = posts.map(({ post, contentHash }) => ({
    ...post,
    contentHash,
    accountId: post.author === null ? null : accountKey(post.site, post.author),
  }))
  await sql.query(
    `insert into pantau.posts (id, site, platform, engine, post_id, thread, account_id, author, posted_at, date_text,
       edited_at, title, text, quotes, signature, links, images, hidden, card, url, content_hash, page_sha256,
       first_seen_at, seen_at)
     select id, site, platform, engine, "postId", thread, "accountId", author, "postedAt", "dateText",
       "editedAt", title, text, quotes, signature, links, images, hidden, card, url, "contentHash", "pageSha256",
       "seenAt", "seenAt"
     from jsonb_to_recordset($1::jsonb) as post (id text, site text, platform text, engine text, "postId" text,
       thread text, "accountId" text, author text, "postedAt" timestamptz, "dateText" text, "editedAt" timestamptz,
       title text, text text, quotes jsonb, signature text, links jsonb, images jsonb, hidden boolean, card jsonb, url text,
       "contentHash" text, "pageSha256" text, "seenAt" timestamptz)
     on conflict (id) do update set
       posted_at = coalesce(posts.posted_at, excluded.posted_at), edited_at = excluded.edited_at, title = excluded.title,
       text = excluded.text, quotes = excluded.quotes, signature = excluded.signature, links = excluded.links,
       images = excluded.images, hidden = excluded.hidden, card = excluded.card, url = excluded.url,
       content_hash = excluded.content_hash, page_sha256 = excluded.page_sha256, seen_at = excluded.seen_at`,
    [toJson(rows)],
  )
}
