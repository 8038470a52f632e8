import { linksOf } from '../exports/trail/links.ts'
import { PantauError } from '../model/errors.ts'
import type { PressLink } from '../model/press.ts'
import type { Account, Link } from '../model/seller.ts'
import { siteOf, type Target } from '../model/target.ts'
import type { SubjectKind, Timeline } from '../model/timeline.ts'
import { accountsOf, findAccounts } from '../store/accounts.ts'
import type { Sql } from '../store/database.ts'
import { kinOf } from '../store/kin.ts'
import { linkStates } from '../store/offer-links.ts'
import { pressOf } from '../store/press.ts'
import { isListing, type Period, type TrailOf, trail, victimCalled } from '../store/timeline.ts'
import { notApart, personBehind } from './sellers/person.ts'

/** What is wanted of a trail besides its name. */
export interface TimelineOptions extends Period {
  /** What the name is of; by default whatever is known by it: a listing, then somebody, then a victim. */
  of?: SubjectKind | undefined
  zone?: string | undefined
  /** Of somebody: take accounts in that strong reasons speak for, though nobody has confirmed them. */
  withSuggested?: boolean | undefined
}

interface Subject {
  subject: Timeline['subject']
  of: TrailOf
  /** `undefined` where the entries say whose they are. */
  accounts?: Account[]
  links?: Link[]
}

async function subjectCalled(
  sql: Sql,
  name: string,
  { of: wanted, withSuggested = false }: Pick<TimelineOptions, 'of' | 'withSuggested'>,
): Promise<Subject> {
  const may = (kind: SubjectKind): boolean => wanted === undefined || wanted === kind
  if (may('listing') && (await isListing(sql, name)))
    return { subject: { kind: 'listing', name }, of: { listingId: name } }
  const called = may('seller') ? await notApart(sql, name, await findAccounts(sql, name)) : []
  if (called.length > 0) {
    const start = called.map(({ id }) => id)
    const { accountIds, links } = await personBehind(sql, start, { withSuggested })
    return { subject: { kind: 'seller', name }, of: { accountIds }, accounts: await accountsOf(sql, accountIds), links }
  }
  const victim = may('victim') ? await victimCalled(sql, name) : null
  if (victim !== null) return { subject: { kind: 'victim', name: victim }, of: { victim } }
  throw new PantauError(
    `nothing is known of "${name}": give a handle as the site shows it (or site/handle), a listing's id as an export has it, or a victim's name as alerts call it`,
  )
}

/**
 * The trail of whatever a name stands for, of somebody with all accounts that were confirmed to be his; a PantauError
 * where nothing is known by it. Of several `targets` on one site,
 * the first says how reliable it is.
 */
export async function timelineOf(
  sql: Sql,
  name: string,
  targets: readonly Target[],
  { of: wanted, withSuggested, zone = 'UTC', ...period }: TimelineOptions = {},
): Promise<Timeline> {
  const { subject, of, accounts, links = [] } = await subjectCalled(sql, name, { of: wanted, withSuggested })
  const reliabilities = new Map([...targets].reverse().map((target) => [siteOf(target), target.reliability]))
  const entries = await trail(sql, of, period)
  const listings = [...new Set(entries.map(({ listing }) => listing.id))]
  const ids = new Set(entries.flatMap(({ account }) => account.id ?? []))
  const urls = new Set(entries.flatMap(({ post }) => linksOf(post).map(({ url }) => url.href)))
  return {
    subject,
    goods: await linkStates(sql, [...urls]),
    accounts: accounts ?? (await accountsOf(sql, [...ids])),
    kin: await kinOf(sql, listings),
    press: (await pressOf(sql, listings)).filter(within(period)),
    links,
    entries: entries.map((entry) => ({ ...entry, reliability: reliabilities.get(entry.account.site) ?? 'F' })),
    zone,
  }
}

/** A report lies in a period as an event does: by its date, or ours where it gives none. */
const within =
  ({ since, until }: Period) =>
  ({ publishedAt, seenAt }: PressLink): boolean => {
    const at = publishedAt ?? seenAt
    return (!since || at >= since) && (!until || at < until)
  }
