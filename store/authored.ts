import type { Post } from '../model/post.ts'
import type { Signal } from '../model/signal.ts'
import type { Sql } from './database.ts'

/** A signed post as it is stored, with what it was read to offer. */
export interface AuthoredPost
  extends Pick<Post, 'id' | 'site' | 'platform' | 'title' | 'text' | 'signature' | 'pageSha256'> {
  author: string
  /** The address of the author's profile; '' where no page gave one. */
  profileUrl: string
  contacts: Signal['contacts'] | null
  firstSeenAt: Date
}

/** Signed posts behind one id, in the order of their ids. */
export const authoredPosts = (sql: Sql, after: string, most: number): Promise<AuthoredPost[]> =>
  sql.query<AuthoredPost>(
    `select post.id, post.site, post.platform, post.title, post.text, post.signature, post.author,
       post.page_sha256 as "pageSha256", post.first_seen_at as "firstSeenAt", account.url as "profileUrl",
       signal.signal -> 'contacts' as contacts
     from pantau.posts post join pantau.accounts account on account.id = post.account_id
     left join pantau.signals signal on signal.post_id = post.id
     where post.id > $1 and post.author is not null order by post.id limit $2`,
    [after, most],
  )
