import { setImmediate } from 'node:timers/promises'
import { asksForSellers, compileRules, type Hit } from '../../alerts/rules/match.ts'
import { needsWords } from '../../alerts/rules/watched.ts'
import { ListingEventKind } from '../../model/listing.ts'
import type { Rule, RuleEvent } from '../../model/rule.ts'
import { findAccounts } from '../../store/accounts.ts'
import type { Sql } from '../../store/database.ts'
import { firstStored, historyBegins, type PastEvent, type PastFilter, pastEvents } from '../../store/replay.ts'
import type { Config } from '../config.ts'
import { personBehind } from '../sellers/person.ts'
import { sellerBehind } from '../visit/seller.ts'
import { emptyOutcome, note, type Outcome } from './outcome.ts'
import { asTheyStood, sitesOf, wasOld, withoutWords, wordsOf } from './past.ts'

/** What rules would have sent, had they been there. */
export interface Replay {
  /** What was asked for, or where the history begins. */
  since: Date
  until: Date
  /** Events that a rule could wait for. */
  events: number
  /** Of these, what was too old when it was found to be told. */
  old: number
  outcomes: Outcome[]
}

/** Events that are read at once: the embedded database yields to nobody during a statement. */
const eventsAtOnce = 1_000

/**
 * Takes stored history through rules as if they had been there: every event in its order, with the offer as it stood
 * after it. Most rules are judged without any words; those of posts are read only where a watchlist has to look into them.
 */
export async function replay(
  sql: Sql,
  { config, rules }: { config: Pick<Config, 'targets' | 'watchlists'>; rules: readonly Rule[] },
  asked: { since: Date; until: Date; examples: number; onProgress?(events: number, at: Date): void },
): Promise<Replay> {
  const begins = await historyBegins(sql)
  const since = begins !== null && begins > asked.since ? begins : asked.since
  const watched = asksForSellers(rules) ? await accountsOf(sql, rules) : new Set<string>()
  const filter: PastFilter = { since, until: asked.until, kinds: kindsOf(rules), accountIds: [...watched] }
  const outcomes = new Map(rules.map((rule) => [rule.id, emptyOutcome(rule)]))
  const judge = createJudge(sql, config, rules, watched, await firstStored(sql))
  const result = { since, until: asked.until, events: 0, old: 0, outcomes: [...outcomes.values()] }

  for (let last: PastEvent | null = null; ; ) {
    const page: PastEvent[] = await pastEvents(sql, filter, last, eventsAtOnce)
    for (const { event, targetId, hits, isOld } of await judge(await asTheyStood(sql, page))) {
      if (isOld) result.old += 1
      else
        for (const hit of hits) {
          const outcome = outcomes.get(hit.rule.id)
          if (outcome) note(outcome, { event, targetId, hit }, asked.examples)
        }
    }
    result.events += page.length
    last = page.at(-1) ?? last
    if (last) asked.onProgress?.(result.events, last.seenAt)
    if (page.length < eventsAtOnce) return result
    await setImmediate()
  }
}

interface Verdict {
  event: PastEvent
  targetId: string
  hits: Hit[]
  isOld: boolean
}

/** Judges events by the rules: all of them without words first, and with words what is left to those that look into them. */
function createJudge(
  sql: Sql,
  { targets, watchlists }: Pick<Config, 'targets' | 'watchlists'>,
  rules: readonly Rule[],
  watched: ReadonlySet<string>,
  began: ReadonlyMap<string, Date>,
): (events: readonly PastEvent[]) => Promise<Verdict[]> {
  const wordy = new Set(watchlists.filter(needsWords).map(({ id }) => id))
  const looks = new Set(rules.filter((rule) => rule.watchlists.some((id) => wordy.has(id))).map(({ id }) => id))
  const lookers = rules.filter(({ id }) => looks.has(id))
  const first = compileRules(
    rules.map((rule) => (looks.has(rule.id) ? { ...rule, watchlists: [] } : rule)),
    watchlists,
  )
  const second = compileRules(lookers, watchlists)
  const watchedAt = sitesOf(targets, began)

  /** Which of a site's targets came upon an event is not known: any will do. */
  const judgeWithoutWords = async (event: PastEvent) => {
    const site = watchedAt(event.site)
    const seller = watched.has(event.accountId ?? '') ? await sellerBehind(event, sql) : null
    const tries = site.targets.map((target) => {
      const happening = { ...withoutWords(event, target), seller }
      return { happening, hits: first(happening) }
    })
    const best = tries.find(({ hits }) => hits.length > 0)
    return best ? { event, ...best, isOld: wasOld(event, site) } : null
  }

  return async (events) => {
    const judged = (await Promise.all(events.map(judgeWithoutWords))).filter((one) => one !== null)
    const open = judged.filter(({ hits, isOld }) => !isOld && hits.some(({ rule }) => looks.has(rule.id)))
    const words = await wordsOf(sql, [...new Set(open.map(({ event }) => event.postId))])
    return judged.map(({ event, happening, hits, isOld }) => {
      const said = isOld ? undefined : words.get(event.postId)
      const looked = said ? second({ ...happening, ...said, post: { ...happening.post, ...said.post } }) : []
      const all = [...hits.filter(({ rule }) => !looks.has(rule.id)), ...looked]
      return { event, targetId: happening.targetId, hits: all, isOld }
    })
  }
}

/** What has to be read for what rules wait for: a price comes with its other changes. */
function kindsOf(rules: readonly Rule[]): ListingEventKind[] {
  const repriced: readonly RuleEvent[] = ['price-drop', 'price-rise', 'sample-added', 'contact-changed']
  const events = new Set(rules.flatMap((rule) => rule.events))
  return ListingEventKind.options.filter(
    (kind) => events.has(kind) || (kind === 'repriced' && repriced.some((event) => events.has(event))),
  )
}

/** The accounts of everybody whom rules name, as far as they are known to be his. */
async function accountsOf(sql: Sql, rules: readonly Rule[]): Promise<Set<string>> {
  const accounts = new Set<string>()
  for (const name of new Set(rules.flatMap(({ sellers }) => sellers))) {
    const known = await findAccounts(sql, name)
    const { accountIds } = await personBehind(
      sql,
      known.map(({ id }) => id),
    )
    for (const id of accountIds) accounts.add(id)
  }
  return accounts
}
