import { setTimeout as sleep } from 'node:timers/promises'
import { linksOf } from '../exports/trail/links.ts'
import { FetchError } from '../model/errors.ts'
import type { Listing } from '../model/listing.ts'
import type { LinkAnswer } from '../model/offer-link.ts'
import type { Post } from '../model/post.ts'
import type { Sql } from '../store/database.ts'
import { type DueLink, noteOfferLinks, saveLinkAnswer, takeDueLinks } from '../store/offer-links.ts'
import type { House } from './house.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Links that one turn of the chore asks for, and hosts that it asks at once. */
const linksATurn = 100
const hostsAtOnce = 5
/** Between two questions to one host. */
const usualPauseMs = 2_000
/** Nobody else takes what this worker has taken for so long; longer than a turn can take. */
const turnMs = 2 * hourMs
/** What has not answered for so long, and stands in no post that was seen since, is not asked for any more. */
const patienceMs = 90 * dayMs

/** Writes down the downloads and samples that a post gives, as it may be stored: what is masked there is no address. */
export const noteGoods = (sql: Sql, listing: Listing, post: Post): Promise<void> =>
  noteOfferLinks(
    sql,
    listing.id,
    linksOf(post).flatMap(({ kind, url }) => (kind === 'post' || !isWhole(url.href) ? [] : [url.href])),
    post.seenAt,
  )

/** Nothing in it is masked. */
const isWhole = (url: string): boolean => !/•|%E2%80%A2/i.test(url)

/**
 * Asks the addresses whose turn it is whether something lies there: a HEAD request each, over the way of `links.via`,
 * redirects not followed, never a GET. One host is asked one question at a time, with a pause between.
 */
export async function askLinks({ config, database, line, mailroom }: House, pauseMs = usualPauseMs): Promise<void> {
  const { check, every, ...way } = config.links
  if (!check) return
  const now = line.now()
  const due = await takeDueLinks(database, now, new Date(now.getTime() + turnMs), linksATurn)
  const byHost = new Map<string, DueLink[]>()
  for (const link of due) {
    const { host } = new URL(link.url)
    byHost.set(host, [...(byHost.get(host) ?? []), link])
  }
  const counts: Record<LinkAnswer, number> = { up: 0, gone: 0, unknown: 0 }
  const hosts = byHost.values()
  const askHosts = async (): Promise<void> => {
    for (const links of hosts)
      for (const [at, link] of links.entries()) {
        if (at > 0) await sleep(pauseMs)
        const { answer, why } = await ask(link.url, way, line)
        counts[answer] += 1
        const asked = { ...link, lastUpAt: answer === 'up' ? line.now() : link.lastUpAt }
        await saveLinkAnswer(database, {
          url: link.url,
          answer,
          why,
          at: line.now(),
          dueAt: nextQuestion(asked, every, line.now()),
        })
      }
  }
  await Promise.all(Array.from({ length: hostsAtOnce }, askHosts))
  if (due.length > 0) mailroom.log.info({ ...counts, hosts: byHost.size }, 'links of offers asked for')
}

/** A status that says so is an answer; a server that is away, refuses us or is busy says nothing of what lies there. */
async function ask(
  url: string,
  way: { via: string; allowPrivate: boolean },
  { crawler }: House['line'],
): Promise<{ answer: LinkAnswer; why: string }> {
  try {
    const status = await crawler.head(url, way)
    if (status < 400) return { answer: 'up', why: `HTTP ${status}` }
    return { answer: status === 404 || status === 410 || status === 451 ? 'gone' : 'unknown', why: `HTTP ${status}` }
  } catch (error) {
    // Anything else is ours, as that this process is leaving: the link was not asked, and comes round again.
    if (error instanceof FetchError) return { answer: 'unknown', why: error.message.slice(0, 300) }
    throw error
  }
}

/** When to ask again; `null` once it has been silent too long. */
function nextQuestion({ lastSeenAt, lastUpAt }: DueLink, everyMs: number, now: Date): Date | null {
  const lastSign = Math.max(lastSeenAt.getTime(), lastUpAt?.getTime() ?? 0)
  return now.getTime() - lastSign > patienceMs ? null : new Date(now.getTime() + everyMs)
}
