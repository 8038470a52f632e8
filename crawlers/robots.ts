import robotsParser from 'robots-parser'
import { BlockedError, type FetchError, LoginNeededError, TooLargeError, UnreadableError } from '../model/errors.ts'
import { shown } from './failures.ts'
import type { Fetched, Fetcher, Wish } from './fetcher.ts'

/** What a site's robots.txt says about one address. */
export interface Permission {
  allowed: boolean
  /** The pause between two requests that it asks for, in milliseconds; 0 where it asks for none. */
  delayMs: number
}

export interface Robots {
  /**
   * Asks the site's robots.txt, at most once a day and process, with the client that then asks for the address. Rejects
   * with a FetchError where the site does not answer.
   */
  ask(wish: Wish, fetch: Fetcher['fetch']): Promise<Permission>
}

/** Its types speak of an ES module, and it is none: what is imported is the function itself. */
const parseRobots = robotsParser as unknown as typeof robotsParser.default

/** The name under which a robots.txt may speak of us; `*` is meant for us too. */
const product = 'pantau'
/** RFC 9309, 2.5: at least 500 KiB have to be read. */
const bytes = 512_000
/** RFC 9309, 2.4: a copy is not to be used for more than a day. */
const keptMs = 86_400_000
/** A longer pause would switch the watch off. */
const longestDelayMs = 60_000
/** Sites that are remembered in one process; then the oldest is forgotten. */
const most = 5_000

/**
 * Reads robots.txt (RFC 9309), over the way that the target's requests take. A site that has none, or keeps it to
 * itself (4xx), sets no rules; one that answers 5xx or not at all may have some, so nothing is fetched until it does.
 */
export function createRobots(): Robots {
  const known = new Map<string, { rules: Promise<Rules>; until: number }>()
  const rulesOf = async (wish: Wish, fetch: Fetcher['fetch']): Promise<Rules> => {
    // What is no address of the web is the fetcher's to refuse.
    const origin = URL.canParse(wish.url) ? new URL(wish.url).origin : 'null'
    if (!origin.startsWith('http')) return free
    const key = `${wish.via} ${wish.allowPrivate} ${origin}`
    const kept = known.get(key)
    if (kept && kept.until > Date.now()) return kept.rules
    known.delete(key)
    const { etag: _, lastModified: __, token: ___, jar: ____, ...plain } = wish
    const rules = fetch({ ...plain, url: `${origin}/robots.txt`, bytes }).then(
      (fetched) => rulesIn(fetched, origin),
      (error: FetchError) => {
        if (isWithoutRules(error)) return free
        known.delete(key)
        throw error
      },
    )
    known.set(key, { rules, until: Date.now() + keptMs })
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return rules
  }
  return {
    async ask(wish, fetch) {
      const rules = await rulesOf(wish, fetch)
      return rules(wish.url)
    },
  }
}

type Rules = (url: string) => Permission

const free: Rules = () => ({ allowed: true, delayMs: 0 })

function rulesIn(fetched: Fetched, origin: string): Rules {
  const page = fetched?.page
  // A page instead of a list of rules is a forum that answers everything with itself.
  if (!page || page.status >= 400 || /^\s*</.test(page.body)) return free
  const robots = parseRobots(`${origin}/robots.txt`, withoutTraps(page.body))
  const delayMs = Math.min((robots.getCrawlDelay(product) ?? 0) * 1_000, longestDelayMs)
  return (url) => ({ allowed: robots.isAllowed(url, product) !== false, delayMs: Math.max(0, delayMs) })
}

/** Characters of rules with wildcards: matching one takes as many steps as it has characters, times those of an address. */
const mostOfWildcards = 20_000

/** Without the rules beyond a measure that is four times that of the longest genuine ones: they are there to keep us busy. */
function withoutTraps(text: string): string {
  let left = mostOfWildcards
  const lines = text.split('\n').filter((line) => {
    if (!line.includes('*') || /^\s*user-agent/i.test(line)) return true
    left -= line.length
    return left >= 0
  })
  return lines.join('\n')
}

/** The site answered, but not with rules. */
const isWithoutRules = (error: FetchError): boolean =>
  error instanceof UnreadableError ||
  error instanceof BlockedError ||
  error instanceof LoginNeededError ||
  error instanceof TooLargeError

/** What a visit says of a page that it left out. */
export const keptOut = (url: string): UnreadableError =>
  new UnreadableError(
    `${shown(url)}: the site's robots.txt keeps visitors out; set "robots: ignore" on the target if you may read it`,
  )
