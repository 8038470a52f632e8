import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RecordClass } from '../../model/retention.ts'
import { tablesOf } from '../../store/backup-tables.ts'
import type { LocalDatabase } from '../../store/database.ts'
import { openEmbedded } from '../../store/embedded.ts'
import { deleteHold, saveHold } from '../../store/holds.ts'
import { migrate } from '../../store/migrate.ts'
import { leftovers, overdue, purgeBatch, removeLeftovers } from '../../store/retention.ts'
import { openServer } from '../../store/server.ts'
import { freshFolder } from '../services/embedded.ts'
import { describeWith } from '../services/need.ts'
import { freshDatabase } from '../services/postgres.ts'

// The statements of a purge, on both kinds of database.

describe('on the embedded database', () => {
  suite(async () => {
    const { folder, remove } = await freshFolder()
    return { database: await openEmbedded({ folder, floorBytes: 0 }), remove }
  })
})

await describeWith('postgres', 'on a server', (adminUrl) => {
  suite(async () => {
    const { url, drop } = await freshDatabase(adminUrl)
    return { database: await openServer(url), remove: drop }
  })
})

/** Five listings `l1` to `l5` with a post, an event, an alert and a kept page each, and twenty posts that offer nothing. */
const rows = `
  insert into pantau.accounts (id, site, handle, url, first_seen_at, last_seen_at)
    select 's/a' || n, 's', 'a' || n, '', '2020-01-01', '2020-01-01' from generate_series(1, 8) n;
  insert into pantau.posts (id, site, platform, engine, post_id, thread, account_id, author, date_text, title, text, quotes,
      signature, links, images, url, content_hash, page_sha256, first_seen_at, seen_at)
    select 's/p' || n, 's', 'forum', 'mybb', 'p' || n, 't' || n % 10, 's/a' || (n - 1) % 8 + 1, 'a', '', '', 'words', '[]', '', '[]',
      '[]', '', 'hash', 'page' || n, '2020-01-01', '2020-01-01'
    from generate_series(1, 25) n;
  insert into pantau.post_versions (post_id, seen_at, content_hash, page_sha256)
    select id, seen_at, content_hash, page_sha256 from pantau.posts;
  insert into pantau.listings (id, site, account_id, thread, post_id, title, url, intent, status, victims, countries,
      data_classes, contacts, payment, escrow, sample, severity, confidence, first_seen_at, last_seen_at)
    select 'l' || n, 's', 's/a' || n, 't' || n, 's/p' || n, '', '', 'sale', 'open', '[]', '[]', '[]', '[]', '[]', false, false, 1,
      1, '2020-01-01', ('2020-01-0' || n)::timestamptz
    from generate_series(1, 5) n;
  insert into pantau.signals (post_id, listing_id, intent, severity, signal, read_at)
    select 's/p' || n, 'l' || n, 'sale', 1, '{}', '2020-01-01' from generate_series(1, 5) n;
  insert into pantau.listing_events (id, listing_id, post_id, kind, seen_at, changes, page_sha256)
    select 'e' || n, 'l' || n, 's/p' || n, 'opened', '2020-01-01', '[]', 'page' || n from generate_series(1, 5) n;
  insert into pantau.alerts (id, root_id, rule_id, event_id, listing_id, message, created_at)
    select 'x' || n, 'x' || n, 'r', 'e' || n, 'l' || n, '{}', '2020-01-01' from generate_series(1, 5) n;
  insert into pantau.deliveries (id, alert_id, channel_id, state, due_at)
    select 'd' || n, 'x' || n, 'c', case n when 4 then 'due' else 'sent' end, '2020-01-01' from generate_series(1, 5) n;
  insert into pantau.evidence (page_sha256, site, target_id, url, status, via, fetched_at, intent, keeping, why, worker, file,
      file_bytes, file_key, warc_sha256, stored_at)
    select 'page' || n, 's', 't', '', 200, 'direct', '2020-01-01', 'sale', 'page', '', 'w', 'f' || n, 1, 'k', 'h', '2020-01-01'
    from generate_series(1, 5) n;
  insert into pantau.visits (target_id, started_at, ended_at, pages, unchanged, posts, new_posts, changed_posts, signals,
      alerts, stopped, errors)
    select 't', at, at, 1, 0, 0, 0, 0, 0, 0, 'done', '[]'
    from generate_series('2020-01-01'::timestamptz, '2020-01-03', '1 day') at;
  insert into pantau.tips (content_id, source, reported_by, note, reliability, reported_at, site, page_sha256, posts)
    values ('c', '', '', '', 'F', '2020-01-01', 's', 'page1', '[]')`

/** Tables without a time: what is known of sites and targets, hashes, and what speaks of the house itself. */
const stays = [
  'channel_gates',
  ...['marks', 'targets', 'rhythms', 'pauses', 'troubles', 'sessions', 'leases', 'backfills', 'backfill_steps'],
  ...['post_versions', 'keys', 'custody', 'holds', 'leftovers'],
]

function suite(open: () => Promise<{ database: LocalDatabase; remove(): Promise<void> }>): void {
  let database: LocalDatabase
  let remove: () => Promise<void>
  const before = new Date('2021-01-01')
  beforeAll(async () => {
    ;({ database, remove } = await open())
    await migrate(database)
    await database.query(rows)
    await saveHold(database, { listingId: 'l2', why: 'a case', by: 'siti', at: new Date() })
  })
  afterAll(async () => {
    await database.close()
    await remove()
  })

  const dueOf = async (): Promise<Record<string, number>> => {
    const counts: [string, number][] = []
    for (const of of RecordClass.options) counts.push([of, (await overdue(database, of, before)).count])
    return Object.fromEntries(counts)
  }
  const some = (of: RecordClass, after: Date | null, limit: number) =>
    database.transaction((sql) => purgeBatch(sql, of, { after, before, limit, now: new Date() }))

  test('what a hold, an open delivery, a signal and a last visit keep is not due', async () => {
    // Of twenty posts two stand in the thread of the listing that is held.
    expect(await dueOf()).toEqual({
      ...{ posts: 18, evidence: 4, listings: 4, alerts: 3, accounts: 3, visits: 2, tips: 1 },
    })
    expect(await overdue(database, 'posts', new Date('2019-01-01'))).toEqual({ count: 0, oldest: null })
  })

  test('a class goes batch by batch, and the last batch says that it is the last', async () => {
    const first = await some('posts', null, 10)
    expect(first).toMatchObject({ last: new Date('2020-01-01') })
    expect(first.ids).toHaveLength(10)
    const second = await some('posts', first.last, 10)
    expect(second).toMatchObject({ last: null, files: [] })
    expect(second.ids).toHaveLength(8)
    expect(new Set([...first.ids, ...second.ids]).size).toBe(18)
    expect(await leftovers(database)).toContain('posts')
  })

  test('the oldest listings go first, each with all that is its own, and nothing of others', async () => {
    expect((await some('listings', null, 2)).ids).toEqual(['l1', 'l3'])
    const left = (table: string): Promise<object[]> =>
      database.query(`select listing_id as id from pantau.${table} order by 1`)
    for (const table of ['signals', 'listing_events', 'alerts'])
      expect(await left(table), table).toEqual([{ id: 'l2' }, { id: 'l4' }, { id: 'l5' }])
    expect(
      await database.query(`select id from pantau.posts where purged_at is null and id < 's/p6' order by id`),
    ).toEqual(expect.arrayContaining([{ id: 's/p2' }, { id: 's/p4' }, { id: 's/p5' }]))
    expect(await database.query(`select count(*)::int as n from pantau.post_versions`)).toEqual([{ n: 25 }])
  })

  test('a page gives up its file and its key, and keeps its hashes', async () => {
    const { files } = await some('evidence', null, 10)
    expect(files.map(({ file }) => file).sort()).toEqual(['f1', 'f3', 'f4', 'f5'])
    expect(
      await database.query(
        `select file, file_key is null as forgotten, warc_sha256 from pantau.evidence order by page_sha256 limit 2`,
      ),
    ).toEqual([
      { file: null, forgotten: true, warc_sha256: 'h' },
      { file: 'f2', forgotten: false, warc_sha256: 'h' },
    ])
  })

  test('the rest goes too, until only what is kept is left; released, that goes as well', async () => {
    for (const of of RecordClass.options) await some(of, null, 100)
    expect(await database.query(`select id from pantau.listings`)).toEqual([{ id: 'l2' }])
    expect(await database.query(`select id from pantau.accounts`)).toEqual([{ id: 's/a2' }])
    expect(await deleteHold(database, 'l2')).toBe(true)
    expect(await dueOf()).toMatchObject({ listings: 1, evidence: 1, alerts: 1, posts: 2 })
  })

  test('its tables are rewritten, those that were emptied by reference too', async () => {
    expect(await leftovers(database)).toEqual(
      expect.arrayContaining([
        'accounts',
        'deliveries',
        'evidence',
        'kin',
        'listing_events',
        'posts',
        'signals',
        'watches',
      ]),
    )
    const reached = new Set(await leftovers(database))
    const rest = (await tablesOf(database)).map(({ name }) => name).filter((name) => !reached.has(name))
    expect(rest.sort(), 'a table that no purge reaches has a reason to stay: say it here').toEqual(stays.sort())
    await removeLeftovers(database)
    expect(await leftovers(database)).toEqual([])
  })
}
