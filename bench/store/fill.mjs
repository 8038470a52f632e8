// Fills a store with signals, and with sellers and victims whose popularity falls as one over their rank (Zipf), as on
// markets; seeded, so that every run holds the same. Rows are made by PostgreSQL from their numbers, in batches; indexes
// are left out meanwhile and made again, which is what a restore does too.

/** A listing has two and a half signals on average: its first post, bumps and replies. */
export const listingsOf = ({ signals }) => Math.ceil(signals / 2.5)
const batch = 50_000
const sentences = 20_000
const vocabulary = 4_000

/** @param sql a connection; @param sizes signals, sellers, victims; @param say told of what was done */
export async function fillStore(sql, sizes, say) {
  const listings = listingsOf(sizes)
  await sql.query(helpers(sizes, listings))
  await sql.query(`select setseed(0.5); insert into bench.sentences ${sentencesSql}`)
  const indexes = await dropIndexes(sql)
  const inBatches = async (name, count, statement) => {
    const before = performance.now()
    for (let from = 1; from <= count; from += batch)
      await sql.query(statement(`generate_series(${from}, ${Math.min(count, from + batch - 1)})`))
    say(`${count.toLocaleString('en')} ${name} in ${seconds(before)} s`)
  }
  await inBatches('sellers', sizes.sellers, accountsSql)
  await inBatches('accounts’ clues', sizes.sellers, cluesSql)
  await inBatches('listings', listings, listingsSql)
  await inBatches('posts', sizes.signals, (range) => postsSql(range, listings))
  await inBatches('signals', sizes.signals, (range) => signalsSql(range, listings))
  await inBatches('events', sizes.signals, (range) => eventsSql(range, listings))
  const before = performance.now()
  for (const { definition } of indexes) await sql.query(definition)
  say(`${indexes.length} indexes in ${seconds(before)} s`)
  await sql.query('vacuum analyze')
}

const seconds = (before) => ((performance.now() - before) / 1000).toFixed(0)

/** Numbers between 0 and 1 that depend on a row's number and a seed alone, and what they choose. */
const helpers = ({ sellers, victims }, listings) => `
  create schema bench;
  create function bench.u(n bigint, seed int) returns float8 language sql immutable parallel safe as
    $$ select (hashint8extended(n, seed) & 2147483647)::float8 / 2147483648 $$;
  create function bench.rank(n bigint, seed int, count int) returns int language sql immutable parallel safe as
    $$ select floor(power(count, bench.u(n, seed)))::int $$;
  create function bench.seller(listing bigint) returns int language sql immutable parallel safe as
    $$ select bench.rank(listing, 1, ${sellers}) $$;
  create function bench.victim(listing bigint) returns text language sql immutable parallel safe as
    $$ select 'Perusahaan ' || initcap(translate(bench.rank(listing, 2, ${victims})::text, '0123456789', 'abdegiklmo')) $$;
  create function bench.site(n int) returns text language sql immutable parallel safe as $$ select 'site-' || n % 7 $$;
  -- Of syllables, one a digit: handles that begin, go on and end alike, as handles do.
  create function bench.handle(seller int) returns text language sql immutable parallel safe as
    $$ select initcap(string_agg((array['ka','tor','ri','mu','zen','dox','lex','pa','shi','bro'])[1 + digit::int], ''))
       from unnest(string_to_array(((seller::bigint * 7919) % 1000003)::text, null)) as digit $$;
  create function bench.account(seller int) returns text language sql immutable parallel safe as
    $$ select bench.site(seller) || '/' || lower(bench.handle(seller)) $$;
  create function bench.intent(listing bigint) returns text language sql immutable parallel safe as
    $$ select (array['sale','sale','sale','sale','giveaway','wanted','dump','extortion'])[1 + floor(8 * bench.u(listing, 3))::int] $$;
  create function bench.opened(listing bigint) returns timestamptz language sql immutable parallel safe as
    $$ select '2023-01-01'::timestamp at time zone 'UTC' + floor(86400000.0 * 1000 * bench.u(listing, 4)) * interval '1 ms' $$;
  -- The first signals open a listing each; the others follow on one.
  create function bench.listing(signal bigint) returns bigint language sql immutable parallel safe as
    $$ select case when signal <= ${listings} then signal else 1 + floor(${listings} * bench.u(signal, 5))::bigint end $$;
  create function bench.posted(signal bigint) returns timestamptz language sql immutable parallel safe as
    $$ select bench.opened(bench.listing(signal)) + case when signal <= ${listings} then interval '0'
         else floor(86400000.0 * 90 * bench.u(signal, 6)) * interval '1 ms' end $$;
  create unlogged table bench.sentences (id int primary key, words text not null)`

/** Sentences of ten words; a word's rank is as likely as it is in a language, and some are numbers. */
const sentencesSql = `
  select n, (
    select string_agg(case when random() < 0.05 then floor(random() * 100000)::text else word.word end, ' ')
    from (select floor(power(${vocabulary}, random()))::int as rank from generate_series(1, 10 + n * 0)) as drawn
    join lateral (
      select case when rank <= 40 then (array['data','database','jual','menjual','dijual','selling','fresh','records','juta',
        'million','email','password','nomor','telepon','alamat','nik','ktp','selfie','harga','price','escrow','telegram',
        'kontak','sample','download','dump','leak','bocor','kebocoran','pelanggan','customers','users','hash','breach',
        'nasabah','rekening','bank','kartu','identity','company'])[rank]
        else translate(rank::text, '0123456789', 'kabisutorm') || (array['an','kan','s','ing','i',''])[1 + rank % 6] end as word
    ) as word on true
  ) from generate_series(1, ${sentences}) as n`

const accountsSql = (range) => `
  insert into pantau.accounts (id, site, handle, url, joined_at, posts, reputation, first_seen_at, last_seen_at)
  select bench.account(n), bench.site(n), bench.handle(n), '', '2020-01-01', n % 900, n % 300, '2023-01-01',
    '2025-12-01'
  from ${range} as n`

/** A name and an address of his own, a wallet that one in five shares with another, and a middleman's whom many name. */
export const cluesSql = (range) => `
  insert into pantau.clues (account_id, kind, value, page_sha256, first_seen_at, last_seen_at)
  select bench.account(n), clue.kind, clue.value, '', '2024-01-01', '2025-01-01' from ${range} as n cross join lateral (values
    ('handle', lower(bench.handle(n))), ('telegram', lower(bench.handle(n))), ('btc', 'wallet-' || floor(n * 0.9)),
    ('xmpp', 'rekber-' || bench.rank(n, 50, 5000))) as clue (kind, value)`

const listingsSql = (range) => `
  insert into pantau.listings (id, site, account_id, handle, thread, post_id, title, url, intent, status, victims, countries,
    data_classes, records, price, contacts, payment, escrow, sample, severity, confidence, posted_at, first_seen_at, last_seen_at)
  select md5('listing ' || n), bench.site(seller), bench.account(seller), handle, n::text,
    bench.site(seller) || '/' || n, 'Database ' || bench.victim(n) || ' ' || s.words, 'https://example.com/' || n,
    bench.intent(n), case when bench.u(n, 7) < 0.3 then 'sold' else 'open' end, jsonb_build_array(bench.victim(n)),
    '["ID"]', '["email-addresses", "phone-numbers"]', floor(power(10, 3 + 5 * bench.u(n, 8))),
    jsonb_build_object('amount', 100 + floor(9900 * bench.u(n, 9)), 'currency', 'USD', 'per', 'dataset'),
    jsonb_build_array(jsonb_build_object('type', 'telegram', 'value', lower(handle))), '["BTC"]', true, true, 60, 0.9,
    bench.opened(n), bench.opened(n) + interval '1 hour', bench.opened(n) + interval '60 days'
  from ${range} as n cross join lateral (select seller, bench.handle(seller) as handle from bench.seller(n) as seller) as who
  join bench.sentences s on s.id = 1 + floor(${sentences} * bench.u(n, 10))::int`

/** The author of a signal is its listing's seller. */
const ofSignal = (range) => `
  ${range} as n, lateral (select bench.listing(n) as listing) as of,
    lateral (select seller, bench.handle(seller) as handle from bench.seller(of.listing) as seller) as who, lateral (select bench.site(who.seller) as site) as place`

const postsSql = (range, listings) => `
  insert into pantau.posts (id, site, platform, engine, post_id, thread, account_id, author, posted_at, date_text, title, text,
    quotes, signature, links, images, url, content_hash, page_sha256, first_seen_at, seen_at, is_offer)
  select site || '/' || n, site, 'forum', 'mybb', n::text, listing::text, site || '/' || lower(handle), handle,
    bench.posted(n), '', case when n <= ${listings} then 'Database ' || bench.victim(listing) else '' end, s.words, '[]', '', '[]', '[]',
    'https://example.com/' || n, 'k1:' || md5(n::text), '', bench.posted(n) + interval '1 hour',
    bench.posted(n) + interval '1 hour', true
  from ${ofSignal(range)}, lateral (
    select string_agg(words, '. ') as words from bench.sentences
    where id = any (array(select 1 + floor(${sentences} * bench.u(n, 20 + k))::int from generate_series(1, 6) as k))
  ) as s`

/** Three in ten show personal data, of which hashes are kept; now and then the same rows are shown again. */
const signalsSql = (range) => `
  insert into pantau.signals (post_id, listing_id, intent, severity, signal, read_at)
  select site || '/' || n, md5('listing ' || listing), bench.intent(listing), 60, jsonb_build_object(
    'postId', site || '/' || n, 'intent', bench.intent(listing), 'status', 'open', 'victims', jsonb_build_array(bench.victim(listing)),
    'countries', '["ID"]'::jsonb, 'dataClasses', '["email-addresses", "phone-numbers"]'::jsonb,
    'records', floor(power(10, 3 + 5 * bench.u(listing, 8))), 'price', null,
    'contacts', jsonb_build_array(jsonb_build_object('type', 'telegram', 'value', lower(handle))), 'payment', '["BTC"]'::jsonb,
    'escrow', true, 'sample', true, 'leakDate', null, 'severity', 60, 'confidence', 0.9,
    'reasons', (select jsonb_agg(jsonb_build_object('field', 'records', 'value', k::text, 'why', 'a count of people before "records"',
      'span', jsonb_build_object('part', 'text', 'start', k, 'end', k + 9))) from generate_series(1, 6) as k),
    'personal', case when bench.u(n, 11) > 0.3 then '[]' else jsonb_build_array(jsonb_build_object('kind', 'national-ids', 'count', 10,
      'hashes', (select jsonb_agg('k1:' || md5((bench.rank(n, 40 + k, 2000000))::text)) from generate_series(1, 10) as k))) end
  ), bench.posted(n) + interval '1 hour'
  from ${ofSignal(range)}`

const eventsSql = (range, listings) => `
  insert into pantau.listing_events (id, listing_id, post_id, account_id, kind, posted_at, seen_at, changes, page_sha256)
  select md5('event ' || n), md5('listing ' || listing), site || '/' || n, site || '/' || lower(handle),
    case when n <= ${listings} then 'opened' else (array['bumped','bumped','edited','repriced','sold'])[1 + floor(5 * bench.u(n, 12))::int] end,
    bench.posted(n), bench.posted(n) + interval '1 hour', '[]', md5(n::text)
  from ${ofSignal(range)}`

/** Takes away what only makes finding fast. */
async function dropIndexes(sql) {
  const indexes = await sql.query(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid::regclass::text in ('pantau.posts', 'pantau.signals', 'pantau.listings', 'pantau.listing_events', 'pantau.accounts')
      and not indisunique`)
  for (const { name } of indexes) await sql.query(`drop index ${name}`)
  return indexes
}
