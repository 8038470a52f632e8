// What the line writes beside a listing when it is opened: the offer that others are compared with, and its keys. Made by
// the code that the line runs, of the rows that are there.

const batch = 5_000

/** The columns that a listing is compared by, of the listings numbered from … to. */
const listings = `
  select listing.id, listing.account_id as "accountId", listing.site, listing.handle, listing.contacts, listing.intent,
    listing.victims, listing.countries, listing.data_classes as "dataClasses", listing.records, listing.price, listing.title,
    listing.posted_at as "postedAt", listing.url, s.words as text,
    case when bench.u(n, 11) > 0.3 then '[]' else
      (select jsonb_agg('k1:' || md5((bench.rank(n, 40 + k, 2000000))::text)) from generate_series(1, 10) as k) end as hashes
  from generate_series($1::int, $2::int) as n join pantau.listings listing on listing.id = md5('listing ' || n)
  cross join lateral (
    select string_agg(words, '. ') as words from bench.sentences
    where id = any (array(select 1 + floor(20000 * bench.u(n, 20 + k))::int from generate_series(1, 6) as k))
  ) as s`

/** An offer as the line makes it of a listing, its signal and its post. */
function offerOfRow(offerOf, row) {
  const personal = [{ kind: 'national-ids', hashes: row.hashes }]
  const said = { claims: [], leakDate: null, bytes: null, columns: [], freshness: null }
  const post = { title: row.title, text: row.text, images: [], links: [], url: row.url }
  return offerOf(row, { ...row, ...said, personal }, post, { names: [], counts: [], countries: [] })
}

/** The offers of the listings numbered from … to, each with its listing's id. */
export async function offersOf(sql, load, from, to) {
  const { offerOf } = await load('listings/offer.js')
  const rows = await sql.query(listings, [from, to])
  return rows.map((row) => ({ id: row.id, offer: offerOfRow(offerOf, row) }))
}

export async function fillKin(sql, load, count, say) {
  const { keysOf } = await load('listings/offer.js')
  const { keyOf } = await load('store/kin.js')
  const before = performance.now()
  await sql.query(`alter table pantau.offer_keys drop constraint offer_keys_pkey; drop index pantau.offer_keys_offer`)
  for (let from = 1; from <= count; from += batch) {
    const offers = await offersOf(sql, load, from, Math.min(count, from + batch - 1))
    await sql.query(
      `with written as (
         insert into pantau.offers (listing_id, offer) select id, offer from unnest($1::text[], $2::jsonb[]) as made (id, offer)
         returning n, listing_id
       )
       insert into pantau.offer_keys (key, offer) select distinct made.key, written.n
       from unnest($3::text[], $4::bigint[]) as made (id, key) join written on written.listing_id = made.id`,
      [
        ...[offers.map(({ id }) => id), offers.map(({ offer }) => JSON.stringify(offer))],
        ...[
          offers.flatMap(({ id, offer }) => keysOf(offer).map(() => id)),
          offers.flatMap(({ offer }) => keysOf(offer).map(keyOf)),
        ],
      ],
    )
  }
  await sql.query(`alter table pantau.offer_keys add primary key (key, offer);
    create index offer_keys_offer on pantau.offer_keys (offer)`)
  await sql.query('vacuum analyze pantau.offers, pantau.offer_keys')
  say(`${count.toLocaleString('en')} offers in ${((performance.now() - before) / 1000).toFixed(0)} s`)
}
