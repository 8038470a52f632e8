import type { BrowserContext } from 'playwright-core'
import type { Wish } from '../fetcher.ts'
import { type Jar, siteOfHost } from '../session/jar.ts'

/** Gives a context the cookies of a jar. */
export async function lendCookies(context: BrowserContext, jar: Jar | undefined): Promise<void> {
  if (jar === undefined || jar.isEmpty()) return
  await context.addCookies(
    jar
      .cookies()
      .map(({ expires, ...cookie }) => ({ ...cookie, expires: expires === undefined ? -1 : expires / 1_000 })),
  )
}

/**
 * Takes what a context has now back into the jar: the cookies of the site that was asked. What strangers set, whose pictures
 * and scripts a page has, ends with the context.
 */
export async function takeCookies(context: BrowserContext, { jar, url }: Pick<Wish, 'jar' | 'url'>): Promise<void> {
  if (jar === undefined) return
  const site = siteOfHost(new URL(url).hostname)
  const cookies = await context.cookies().catch(() => undefined) // the browser has ended: the jar stays as it was
  if (cookies === undefined) return
  const others = jar.cookies().filter(({ domain }) => siteOfHost(domain) !== site)
  jar.clear()
  for (const cookie of others) jar.put(cookie)
  for (const { expires, ...cookie } of cookies)
    if (siteOfHost(cookie.domain) === site) jar.put({ ...cookie, ...(expires > 0 ? { expires: expires * 1_000 } : {}) })
}
