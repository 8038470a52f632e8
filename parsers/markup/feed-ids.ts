import { canonicalUrl, type UrlRules } from './urls.ts'

/** Boards' feeds lead to a thread's newest post: FluxBB's `action=new`, vBulletin's `goto=newpost`. It is the thread. */
export const feedUrls: UrlRules = { dropAt: { action: /^(new|last|lastpost|newpost)$/, goto: /^(newpost|lastpost)$/ } }

/**
 * The id of a feed's item. Many feeds give addresses for ids: of one on the feed's own host only the path counts, so
 * that a moved domain and a mirror change nothing. An aggregator's items keep the hosts that tell them apart.
 */
export function itemId(id: string, feed: URL): string {
  if (!/^https?:\/\//i.test(id)) return id
  const url = canonicalUrl(id, feed, feedUrls)
  if (url === null) return id
  const { host, pathname, search } = new URL(url)
  return host === feed.host ? pathname + search : url
}
