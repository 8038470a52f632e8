import { deliveryId, digestAlertId } from '../alerts/identify.ts'
import { composeDigest } from '../alerts/message/digest.ts'
import { inEach } from '../alerts/message/languages.ts'
import { within } from '../alerts/tlp.ts'
import type { Message } from '../model/alert.ts'
import { addDays, instantOf } from '../model/calendar.ts'
import { type Digest, daysOf, type Period, periodsDue } from '../model/digest.ts'
import type { Figures, Sources } from '../model/figures.ts'
import type { Language } from '../model/language.ts'
import { saveAlert } from '../store/alerts.ts'
import type { Sql } from '../store/database.ts'
import { countAlerts, figuresOf, readIn, toldUntil, waitingFor, wasWatching } from '../store/figures.ts'
import { allPauses } from '../store/pauses.ts'
import { openTroubles } from '../store/troubles.ts'
import type { Config } from './config.ts'
import type { House } from './house.ts'

/** Bars of the trend, the period's own included: two weeks, or two months. */
const trendOf = { daily: 14, weekly: 8 }

/** In whose name the alerts of a digest stand: no rule can be called so. */
const ruleOf = ({ id }: Pick<Digest, 'id'>): string => `digest:${id}`

/**
 * Sends the digests that are due: each period of each once, whoever does it and however often, as its alert is named
 * after digest and period. What was due while nobody was there is sent now.
 */
export async function sendDigests(house: House): Promise<void> {
  const { config, database, line } = house
  for (const digest of config.digests)
    for (const period of periodsDue(digest, await toldUntil(database, ruleOf(digest)), line.now()))
      if (await wasWatching(database, instantsOf(digest, period)[1])) await send(digest, period, house)
}

async function send(digest: Digest, period: Period, { config, database, line, mailroom }: House): Promise<void> {
  const id = digestAlertId(digest.id, period.until)
  const now = line.now()
  const due = await database.transaction(async (sql) => {
    const figures = await figuresFor(sql, digest, period, config)
    const said = inEach(digest.channels, mailroom.languages, (language) =>
      composeDigest(figures, { digest, period, now, language }),
    )
    // One that has nothing to say, and need not, is written all the same: it is done with.
    const isSent = figures.alerts > 0 || digest.empty
    const deliveries = digest.channels.map((channelId) => ({ id: deliveryId(id, channelId), channelId }))
    const of = { ruleId: ruleOf(digest), eventId: period.until, listingId: null }
    const alert = { id, rootId: id, ...of, ...said, state: 'new' as const, createdAt: now }
    return saveAlert(sql, alert, isSent ? deliveries : [])
  })
  if (due.length > 0) line.log.info({ digest: digest.id, ...period }, 'digest written')
  await mailroom.dispatch(due)
}

/** The digest of a period in a language, written now. */
export async function writeDigest(
  sql: Sql,
  of: { digest: Digest; period: Period; now: Date; language: Language },
  config: Pick<Config, 'targets'>,
): Promise<Message> {
  return composeDigest(await figuresFor(sql, of.digest, of.period, config), of)
}

async function figuresFor(sql: Sql, digest: Digest, period: Period, config: Pick<Config, 'targets'>): Promise<Figures> {
  const { rules } = digest
  const [from, until] = instantsOf(digest, period)
  const days = daysOf(digest)
  const starts = Array.from({ length: trendOf[digest.every] + 1 }, (_, at) =>
    addDays(period.until, (at - trendOf[digest.every]) * days),
  )
  const midnights = starts.map((day) => instantOf(day, 0, digest.at.zone))
  const trend = await countAlerts(sql, midnights, rules)
  const alerts = trend.at(-1) ?? 0
  return {
    ...{ alerts, before: trend.at(-2) ?? 0, trend },
    ...(await figuresOf(sql, { from, until, rules, tlps: within(digest.tlp) })),
    waiting: await waitingFor(sql, rules),
    sources: await sourcesOf(sql, { from, until }, config),
  }
}

/** The first instant of a period, and the first that is no longer in it. */
const instantsOf = ({ at: { zone } }: Pick<Digest, 'at'>, { from, until }: Period): [from: Date, until: Date] => [
  instantOf(from, 0, zone),
  instantOf(until, 0, zone),
]

/** What was read of what is watched, and what is wrong with the rest as it stands now. */
async function sourcesOf(
  sql: Sql,
  span: { from: Date; until: Date },
  { targets }: Pick<Config, 'targets'>,
): Promise<Sources> {
  const watched = targets.filter(({ enabled }) => enabled).map(({ id }) => id)
  const { read, posts, offers } = await readIn(sql, span, watched)
  const wrong = new Map<string, string>(watched.filter((id) => !read.includes(id)).map((id) => [id, '']))
  for (const { targetId, what } of await openTroubles(sql)) if (watched.includes(targetId)) wrong.set(targetId, what)
  for (const { targetId, reason } of await allPauses(sql)) if (watched.includes(targetId)) wrong.set(targetId, reason)
  const broken = [...wrong].map(([id, why]) => ({ id, why }))
  return { watched: watched.length, read: read.length, posts, offers, broken }
}
