import type { Figures, Sources } from '../model/figures.ts'
import type { Sql } from './database.ts'

/** Of which alerts figures are wanted. */
export interface Span {
  from: Date
  until: Date
  /** All rules' where none is named. */
  rules: readonly string[]
  /** Alerts of another TLP are counted, and none of them is named. */
  tlps: readonly string[]
}

/** Alerts that are about offers, of the rules. */
const ofRules = `alert.listing_id is not null
  and (cardinality($3::text[]) = 0 or alert.rule_id = any ($3::text[]))`

/** The alerts of a span, one row a rule and event. */
const alerts = `with alerts as materialized (
  select alert.id, alert.rule_id, alert.event_id, alert.listing_id, alert.created_at,
    (alert.message ->> 'severity')::int as severity,
    alert.message ->> 'tlp' = any ($4::text[]) as named
  from pantau.alerts alert where alert.created_at >= $1 and alert.created_at < $2 and ${ofRules})`

const most = 5

/** How many listing events were alerted of in each of the spans between these instants. */
export async function countAlerts(sql: Sql, instants: readonly Date[], rules: readonly string[]): Promise<number[]> {
  const rows = await sql.query<{ count: number }>(
    `with spans as (
       select n, value as since, lead(value) over (order by n) as until
       from unnest($1::timestamptz[]) with ordinality as given (value, n))
     select (select count(distinct alert.event_id)::int from pantau.alerts alert
       where alert.created_at >= spans.since and alert.created_at < spans.until and alert.listing_id is not null
         and (cardinality($2::text[]) = 0 or alert.rule_id = any ($2::text[]))) as count
     from spans where until is not null order by n`,
    [instants, rules],
  )
  return rows.map(({ count }) => count)
}

/** What was alerted of in a span. */
export async function figuresOf(
  sql: Sql,
  { from, until, rules, tlps }: Span,
): Promise<Omit<Figures, 'alerts' | 'before' | 'trend' | 'sources' | 'waiting'>> {
  const ask = <T extends object>(rest: string): Promise<T[]> =>
    sql.query<T>(`${alerts} ${rest}`, [from, until, rules, tlps])
  const newOffers = `select distinct listing.* from alerts join pantau.listings listing on listing.id = alerts.listing_id
    join pantau.listing_events event on event.id = alerts.event_id where event.kind = 'opened'`
  const [onOffer] = await ask<Figures['onOffer']>(
    `select count(*)::int as offers, coalesce(sum(records), 0)::float8 as records from (${newOffers}) offer
     where offer.status = 'open'`,
  )
  const [unnamed] = await ask<{ count: number }>(
    `select count(*)::int as count from (
       select event_id from alerts group by event_id having not bool_or(named)) each_event`,
  )
  return {
    byRule: await ask(
      `select rule_id as "ruleId", count(*)::int as count from alerts group by rule_id order by count desc, rule_id`,
    ),
    bySeverity: await ask(
      `select severity, count(*)::int as count from (
         select event_id, max(severity) as severity from alerts group by event_id) each_event
       group by severity order by severity desc`,
    ),
    byEvent: await ask(
      `select event.kind, count(distinct event.id)::int as count
       from alerts join pantau.listing_events event on event.id = alerts.event_id group by event.kind
       order by count desc, event.kind`,
    ),
    onOffer: onOffer ?? { offers: 0, records: 0 },
    unnamed: unnamed?.count ?? 0,
    victims: await ask(
      `select victim as name, count(*)::int as offers, coalesce(max(records), 0)::float8 as records
       from (select distinct listing.id, listing.records, victim from alerts
         join pantau.listings listing on listing.id = alerts.listing_id,
         jsonb_array_elements_text(listing.victims) as victim where named) each_victim
       group by victim order by offers desc, records desc, name limit ${most}`,
    ),
    sellers: await ask(
      `select handle, site, count(*)::int as offers
       from (select distinct listing.id, listing.handle, listing.site from alerts
         join pantau.listings listing on listing.id = alerts.listing_id where listing.handle is not null and named) each_seller
       group by handle, site order by offers desc, handle, site limit ${most}`,
    ),
    gravest: await ask(
      `select each_listing.id, severity, (
           select jsonb_agg(jsonb_build_object('language', said ->> 'language', 'subject', said ->> 'subject') order by n)
           from jsonb_array_elements(jsonb_build_array(alert.message) || alert.translations) with ordinality as words (said, n)
         ) as subjects
       from (select distinct on (listing_id) id, severity, created_at from alerts where named
         order by listing_id, severity desc, created_at desc, id) each_listing
       join pantau.alerts alert on alert.id = each_listing.id
       order by severity desc, each_listing.created_at, each_listing.id limit ${most}`,
    ),
  }
}

/** First alerts of an offer that nobody has looked at. */
export async function waitingFor(sql: Sql, rules: readonly string[]): Promise<Figures['waiting']> {
  const [row] = await sql.query<Figures['waiting']>(
    `select count(*)::int as count, min(created_at) as since from pantau.alerts alert
     where alert.id = alert.root_id and alert.state in ('new', 'escalated') and alert.listing_id is not null
       and (cardinality($1::text[]) = 0 or alert.rule_id = any ($1::text[]))`,
    [rules],
  )
  return row ?? { count: 0, since: null }
}

/** What visits to these targets read in a span. */
export async function readIn(
  sql: Sql,
  { from, until }: Pick<Span, 'from' | 'until'>,
  targetIds: readonly string[],
): Promise<Pick<Sources, 'posts' | 'offers'> & { read: string[] }> {
  const rows = await sql.query<{ id: string; posts: number; offers: number; isRead: boolean }>(
    `select target_id as id, sum(new_posts)::int as posts, sum(signals)::int as offers, bool_or(error is null) as "isRead"
     from pantau.visits where started_at >= $1 and started_at < $2
       and target_id = any ($3::text[]) group by target_id`,
    [from, until, targetIds],
  )
  return {
    read: rows.filter(({ isRead }) => isRead).map(({ id }) => id),
    posts: rows.reduce((sum, row) => sum + row.posts, 0),
    offers: rows.reduce((sum, row) => sum + row.offers, 0),
  }
}

/** Whether anything was visited before an instant: before that, nobody was watching. */
export async function wasWatching(sql: Sql, before: Date): Promise<boolean> {
  return (await sql.query(`select 1 from pantau.visits where started_at < $1 limit 1`, [before])).length > 0
}

/** Until which day a digest has told, which stands as the name of what its last alert was of; `null` where it told nothing. */
export async function toldUntil(sql: Sql, ruleId: string): Promise<string | null> {
  const [row] = await sql.query<{ day: string | null }>(
    `select max(event_id) as day from pantau.alerts where rule_id = $1`,
    [ruleId],
  )
  return row?.day ?? null
}
