import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LocalDatabase } from '../../store/database.ts'
import { openEmbedded } from '../../store/embedded.ts'
import { migrate } from '../../store/migrate.ts'
import { freshFolder } from '../services/embedded.ts'

// What a migration makes of rows that stand already.

const shipped = join(import.meta.dirname, '../../store/migrations')
let database: LocalDatabase
let older: string
let leave: () => Promise<void>

beforeEach(async () => {
  const { folder, remove } = await freshFolder()
  older = await mkdtemp(join(tmpdir(), 'pantau-older-'))
  database = await openEmbedded({ folder, floorBytes: 0 })
  leave = async () => {
    await database.close()
    await remove()
    await rm(older, { recursive: true })
  }
})
afterEach(() => leave())

/** Brings the schema to a version, as the pantau of that time did. */
async function migrateTo(version: number): Promise<void> {
  for (const name of await readdir(shipped))
    if (Number(name.slice(0, 4)) <= version) await copyFile(join(shipped, name), join(older, name))
  await migrate(database, older)
}

test('0007: marks lose the host that their site lies on, and keep any other', async () => {
  await migrateTo(6)
  const rows = [
    ['a', 'https://a.example/index.php', null, null],
    ['a', 'https://a.example/thread-1', '5 | x', 'https://a.example/thread-1?page=2'],
    ['a', 'https://a.example/thread-2', '6 | x', 'https://a.example/thread-2'],
    ['a', 'https://elsewhere.example/thread-1', '7 | x', 'https://elsewhere.example/thread-1'],
    ['a', 'k1:0123456789abcdef0123456789abcdef', '8 | x', null],
    ['b', 'http://b.example:8080/view/1', null, 'http://b.example:8080/view/1'],
  ]
  for (const row of rows)
    await database.query(
      `insert into pantau.marks (site, url, mark, last_url, watched, read_at) values ($1, $2, $3, $4, false, now())`,
      row,
    )
  await database.query(`insert into pantau.targets (id, caught_up) values ('a', true)`)
  await migrate(database)
  expect(
    await database.query(`select site, url, mark, last_url as last from pantau.marks order by site, mark nulls first`),
  ).toEqual([
    { site: 'a', url: 'https://a.example/index.php', mark: null, last: null },
    { site: 'a', url: '/thread-1', mark: '5 | x', last: '/thread-1?page=2' },
    { site: 'a', url: '/thread-2', mark: '6 | x', last: '/thread-2' },
    {
      site: 'a',
      url: 'https://elsewhere.example/thread-1',
      mark: '7 | x',
      last: 'https://elsewhere.example/thread-1',
    },
    { site: 'a', url: 'k1:0123456789abcdef0123456789abcdef', mark: '8 | x', last: null },
    { site: 'b', url: '/view/1', mark: null, last: '/view/1' },
  ])
})

test('0013: what stands already is found by its words, and events know whose they are and when', async () => {
  await migrateTo(12)
  await database.query(`
    insert into pantau.posts (id, site, platform, engine, post_id, account_id, author, posted_at, date_text, title, text,
      quotes, signature, links, images, url, content_hash, page_sha256, first_seen_at, seen_at)
    select 'raid/' || post, 'raid', 'forum', 'mybb', post, 'raid/kotz', 'Kotz', '2021-05-12', '', 'Penjualan data', 'fresh',
      '[]', '', '[]', '[{"text": "READY STOK"}, {"url": "a.png"}]', '', '', '', '2021-05-13', '2021-05-13'
    from unnest(array['1', '2']) as post;
    insert into pantau.listings (id, site, handle, post_id, title, url, intent, status, victims, countries, data_classes,
      contacts, payment, escrow, sample, severity, confidence, first_seen_at, last_seen_at)
    values ('one', 'raid', 'Kotz', 'raid/1', 'Data', '', 'sale', 'open', '["BPJS Kesehatan"]', '[]', '[]', '[]', '[]',
      false, false, 9, 1, '2021-05-13', '2021-05-13');
    insert into pantau.signals values ('raid/1', 'one', 'sale', 9, '{}', '2021-05-13');
    insert into pantau.listing_events (id, listing_id, post_id, kind, posted_at, seen_at, changes, page_sha256)
    values ('a', 'one', 'raid/1', 'opened', '2021-05-12', '2021-05-13', '[]', ''),
      ('b', 'one', 'raid/1', 'removed', null, '2021-05-14', '[]', '')`)
  await migrate(database)
  const found = (word: string) =>
    database.query(`select id from pantau.posts where words @@ to_tsquery('indonesian', $1)`, [word])
  expect(await found('menjual')).toEqual([{ id: 'raid/1' }])
  expect(await found('stok')).toEqual([{ id: 'raid/1' }])
  expect(
    await database.query(`select account_id as who, happened_at as at from pantau.listing_events order by happened_at`),
  ).toEqual([
    { who: 'raid/kotz', at: new Date('2021-05-12') },
    { who: 'raid/kotz', at: new Date('2021-05-14') },
  ])
})

test('0026: alerts of one rule about one listing become a thread, and deliveries know what they are about', async () => {
  await migrateTo(25)
  await database.query(`
    insert into pantau.alerts (id, rule_id, event_id, listing_id, message, created_at) values
      ('later', 'all', 'e2', 'l', '{}', '2026-01-02'), ('first', 'all', 'e1', 'l', '{}', '2026-01-01'),
      ('other rule', 'big', 'e2', 'l', '{}', '2026-01-02'), ('other listing', 'all', 'e3', 'm', '{}', '2026-01-03'),
      ('operator', 'operator', null, null, '{}', '2026-01-01');
    insert into pantau.deliveries (id, alert_id, channel_id, due_at) values ('d', 'later', 'soc', now()), ('o', 'operator', 'soc', now())`)
  await migrate(database)
  expect(await database.query(`select id, root_id as root from pantau.alerts order by id`)).toEqual([
    { id: 'first', root: 'first' },
    { id: 'later', root: 'first' },
    { id: 'operator', root: 'operator' },
    { id: 'other listing', root: 'other listing' },
    { id: 'other rule', root: 'other rule' },
  ])
  expect(await database.query(`select id, listing_id as listing from pantau.deliveries order by id`)).toEqual([
    { id: 'd', listing: 'l' },
    { id: 'o', listing: null },
  ])
})
