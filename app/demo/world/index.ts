import type { Clock } from '../../../model/clock.ts'
import { articles } from './articles.ts'
import { channel, messages } from './channel.ts'
import type { Day } from './days.ts'
import { serveForum } from './forum.ts'
import { cases } from './forum-cases.ts'
import { kotzBefore } from './forum-kotz.ts'
import { lounge } from './forum-lounge.ts'
import { market } from './forum-market.ts'
import { members } from './forum-members.ts'
import { createForum, type Forum } from './forum-state.ts'
import { serveNews } from './news-site.ts'
import { servePastes } from './paste-site.ts'
import { pastes } from './pastes.ts'
import { serve } from './serve.ts'
import { serveChannel } from './telegram-site.ts'
import { type SiteName, type Truth, truthOf } from './truth.ts'

/** A small internet on loopback: four sites, each on a free port of its own. */
export interface World {
  /** Where each site lies and where a visit to it begins. */
  sites: Record<SiteName, { url: string; start: string[] }>
  /** Where the forum is to be had too. */
  mirror: string
  truth: Truth
  /** The forum's content, which may be changed while it is served. */
  forum: Forum
  /** Requests that each site has answered since the start. */
  requests(): Record<SiteName, number>
  /** Lets happen what happened since the visit before this day's. */
  goOn(day: Day): void
  close(): Promise<void>
}

/** Starts the practice world. Dates of its content that are not fixed count back from `start`; `now` is its clock. */
export async function startWorld(start = new Date(), now: Clock = () => new Date()): Promise<World> {
  const pasted = [...pastes]
  const forum = createForum([...cases, ...kotzBefore, ...market, ...lounge], members, start)
  const served = {
    forum: await serve(serveForum(forum, now), now),
    paste: await serve(servePastes(pasted, start, now), now),
    telegram: await serve(serveChannel(channel, messages, start), now),
    news: await serve(serveNews(articles, start), now),
  }
  const mirror = await serve(serveForum(forum, now), now)
  const each = <T>(of: (site: SiteName) => T): Record<SiteName, T> => ({
    forum: of('forum'),
    paste: of('paste'),
    telegram: of('telegram'),
    news: of('news'),
  })
  const starts: Record<SiteName, string> = {
    forum: '/index.php',
    paste: '/lists',
    telegram: `/s/${channel.handle}`,
    news: '/feed.xml',
  }
  const urls = each((site) => served[site].url)
  return {
    sites: each((site) => ({ url: urls[site], start: [urls[site] + starts[site]] })),
    mirror: mirror.url,
    truth: truthOf(forum, urls),
    forum,
    requests: () => each((site) => served[site].requests()),
    goOn: (day) => {
      served.forum.hangUp(false)
      day.happens?.({ forum, pastes: pasted, forumIsDown: () => served.forum.hangUp(true), now: now() })
    },
    close: async () => {
      await Promise.all([...Object.values(served), mirror].map((site) => site.close()))
    },
  }
}
