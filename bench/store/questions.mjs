import { offersOf } from './kin.mjs'

// What an analyst and the line ask of the store, as the code asks it.

/**
 * Each question: its name, the bound of its median in ms where it has one, and how it is asked about an offer that was
 * drawn at random, so that whoever offers more is drawn more often; it gives how much was found.
 */
export async function questionsOf(load) {
  const { findAccounts } = await load('store/accounts.js')
  const { trailPage } = await load('store/timeline.js')
  const { listingsAround } = await load('store/listings.js')
  const { postsWithHashes, searchListings, searchPosts } = await load('store/search.js')
  const { searchAccounts } = await load('store/search-handles.js')
  const { readWords, toTsquery } = await load('store/search-words.js')

  const { keysToAsk } = await load('listings/offer.js')
  const { kinship } = await load('listings/kin.js')
  const { offersLike } = await load('store/kin.js')
  const { sellerPage } = await load('app/sellers/page.js')
  const { personBehind } = await load('app/sellers/person.js')

  const page = { limit: 100 }
  const search = async (sql, words, filters = {}) => {
    const query = await toTsquery(sql, readWords(words))
    const found = [await searchListings(sql, query, [words], filters, { limit: 10 })]
    found.push(await searchPosts(sql, query, filters, { limit: 10 }))
    return found.reduce((sum, { results }) => sum + results.length, 0)
  }
  const trailOf = async (sql, of) => (await trailPage(sql, of, {}, page)).entries.length
  return [
    {
      name: 'a seller’s page',
      bound: 100,
      ask: async (sql, { account_id }) => (await sellerPage(sql, account_id)).offers.length,
    },
    {
      name: 'links of an account',
      bound: 50,
      ask: async (sql, { account_id }) => (await personBehind(sql, [account_id])).links.length,
    },
    {
      name: 'a seller’s trail, first 100',
      bound: 100,
      ask: async (sql, { account_id: id }) => {
        const accounts = await findAccounts(sql, id)
        return trailOf(sql, { accountIds: accounts.map((account) => account.id) })
      },
    },
    {
      name: 'the busiest seller’s, first 100',
      bound: 100,
      ask: (sql, { busiest }) => trailOf(sql, { accountIds: [busiest] }),
    },
    { name: 'a listing’s trail', bound: 100, ask: (sql, { listing_id }) => trailOf(sql, { listingId: listing_id }) },
    { name: 'a victim’s trail, first 100', ask: (sql, { victim }) => trailOf(sql, { victim }) },
    {
      name: 'listings around a post',
      bound: 50,
      ask: async (sql, { post_id, site, thread, account_id, contacts }) => {
        const trace = { postId: post_id, site, thread, accountId: account_id, contacts }
        return (await listingsAround(sql, trace)).listings.length
      },
    },
    {
      name: 'likeness: a new listing’s kin',
      bound: 50,
      ask: async (sql, { offer, listing_id }) => {
        const known = await offersLike(sql, keysToAsk(offer))
        return known.filter((one) => one.listingId !== listing_id && kinship(one.offer, offer)).length
      },
    },
    { name: 'search: a rare word', ask: (sql, { number }) => search(sql, String(number % 100_000)) },
    { name: 'search: two words', ask: (sql) => search(sql, 'nasabah kebocoran') },
    { name: 'search: a common word', ask: (sql) => search(sql, 'menjual') },
    { name: 'search: a phrase', ask: (sql) => search(sql, '"jual data"') },
    { name: 'search: two words, of a victim', ask: (sql, { victim }) => search(sql, 'jual data', { victim }) },
    {
      name: 'search: a word, by a seller',
      ask: (sql, { account_id }) => search(sql, 'data', { accountIds: [account_id] }),
    },
    {
      name: 'search: a handle, mistyped',
      ask: async (sql, { handle }) =>
        (await searchAccounts(sql, [`${handle.slice(0, 5)}x${handle.slice(6)}`], {}, { limit: 10 })).results.length,
    },
    {
      name: 'search: a number’s hash',
      ask: async (sql, { hash }) => (await postsWithHashes(sql, [hash], {}, 10)).results.length,
    },
  ]
}

/** Offers to ask about, drawn from all at random but the same in every run. */
export async function drawOffers(sql, load, sizes, count) {
  const drawn = await sql.query(
    `select n as number, bench.listing(n)::int as listing, signal.post_id, signal.listing_id, post.site, post.thread,
       post.account_id, post.author as handle, listing.contacts, bench.account(1) as busiest,
       bench.victim(bench.listing(n)) as victim, 'k1:' || md5(bench.rank(n, 41, 2000000)::text) as hash
     from (select 1 + floor(${sizes.signals} * bench.u(k, 99))::bigint as n from generate_series(1, ${count}) as k) as drawn
     join pantau.posts post on post.id = bench.site(bench.seller(bench.listing(n))) || '/' || n
     join pantau.signals signal on signal.post_id = post.id
     join pantau.listings listing on listing.id = signal.listing_id`,
  )
  for (const one of drawn) [one.offer] = (await offersOf(sql, load, one.listing, one.listing)).map(({ offer }) => offer)
  return drawn
}
