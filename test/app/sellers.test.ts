import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member } from '../../app/demo/world/content.ts'
import { serveForum } from '../../app/demo/world/forum.ts'
import { createForum, type Forum } from '../../app/demo/world/forum-state.ts'
import { type Site, serve } from '../../app/demo/world/serve.ts'
import { visit } from '../../app/pipeline.ts'
import { listSellers } from '../../app/sellers/list.ts'
import { type SellerPage, sellerPage } from '../../app/sellers/page.ts'
import { relink } from '../../app/sellers/relink.ts'
import { pageOf } from '../../app/sellers/table.ts'
import { decide } from '../../app/sellers/verdict.ts'
import { timelineOf } from '../../app/timeline.ts'
import type { Verdict } from '../../model/seller.ts'
import { ed25519 } from '../parsers/keys.ts'
import { pantau } from './cli.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// Two boards, and a person who sells on both under two names; another who has taken one of his names; and a middleman whom
// everybody names.

const member = (name: string, signature?: string): Member => ({
  ...{ name, title: 'Member', joined: '2020-01-26', reputation: 3 },
  ...(signature === undefined ? {} : { signature }),
})
const middleman = 'Telegram: @rekber_uji'
const shops = ['toko_a', 'toko_b', 'toko_c', 'toko_d']
const start = new Date('2021-05-01T00:00:00Z')
const forums = {
  raid: createForum(
    [],
    [member('Kotz', 'Telegram: @kotz_uji'), ...shops.map((name) => member(name, middleman)), member('penjaja')],
    start,
  ),
  breach: createForum(
    [],
    [member('SangRaja'), member('kotz'), member('penadah', middleman), member('penyalin')],
    start,
  ),
}
const sites: Site[] = []
let house: TestHouse

beforeAll(async () => {
  for (const forum of Object.values(forums)) sites.push(await serve(serveForum(forum)))
  const targets = Object.keys(forums).map(
    (id, at) =>
      `  - { id: ${id}, type: forum, start: ["${sites[at]?.url}/index.php"], allowPrivate: true, robots: ignore, limits: { delay: 1ms } }`,
  )
  house = await openTestHouse(`targets:\n${targets.join('\n')}\n`)
  const { raid, breach } = forums
  sell(raid, 'Kotz', 'Bank Rekaan', `Price $900. My PGP key:\n${ed25519.block}`, 'Indonesia', '2021-05-03T14:10:00Z')
  sell(raid, 'Kotz', 'Koperasi Praktik', 'Price $300.', 'Malaysia', '2021-05-04T14:40:00Z')
  raid.addThread('databases', {
    ...{
      by: 'Kotz',
      prefix: 'BUYING' as const,
      title: 'WTB database of citizens, Indonesia',
      at: new Date('2021-05-05T15:00:00Z'),
    },
    text: 'I want to buy a database of Indonesian citizens: name, NIK, phone. I pay $2000 in BTC.',
  })
  sell(
    breach,
    'SangRaja',
    'Asuransi Uji',
    `Price $700. I was Kotz on raid. PGP ${ed25519.fingerprint}`,
    'Indonesia',
    '2021-06-01T14:00:00Z',
  )
  sell(breach, 'kotz', 'Toserba Uji', 'Price $100. Telegram @palsu_uji', 'Indonesia', '2021-06-02T03:00:00Z')
  sell(breach, 'penadah', 'Klinik Uji', 'Price $100.', 'Indonesia', '2021-06-03T03:00:00Z')
  for (const shop of shops)
    sell(raid, shop, `Apotek ${shop.slice(-1).toUpperCase()}`, 'Price $50.', 'Indonesia', '2021-06-04T03:00:00Z')
  await look()
})
afterAll(async () => {
  await house.close()
  await house.remove()
  for (const site of sites) await site.close()
})

const look = async (): Promise<void> => {
  for (const target of house.config.targets) await visit(target, house.line)
}
function sell(forum: Forum, by: string, victim: string, words: string, country: string, at: string): number {
  return forum.addThread('databases', {
    ...{ by, prefix: 'SELLING' as const, title: `${victim} customers database`, at: new Date(at) },
    text: `Selling the customers database of ${victim}, ${country}. 2,300,000 records: name, email, phone.\n${words}`,
  })
}
const page = (name: string, options = {}): Promise<SellerPage> => sellerPage(house.database, name, options)
const ids = ({ accounts }: { accounts: readonly { id: string }[] }): string[] => accounts.map(({ id }) => id)
const say = (from: string, to: string, verdict: Verdict['verdict'], why = 'seen'): Promise<Verdict> =>
  decide(house.database, { from, to, verdict, why, by: 'ana' }, new Date())

test('accounts that share a key are suggested to be one person’s, and not put together', async () => {
  const kotz = await page('raid/kotz')
  expect(ids(kotz)).toEqual(['raid/kotz'])
  const [first] = kotz.links
  expect(first).toMatchObject({ from: 'breach/sangraja', to: 'raid/kotz', state: 'suggested', verdict: null })
  expect(first?.reasons.map(({ kind }) => kind)).toEqual(['pgp', 'alias'])
  expect(first?.strength).toBeGreaterThan(0.95)
  // The same handle on another site is a weak reason, and a middleman’s address is none for those who name him.
  expect(kotz.links.find(({ from }) => from === 'breach/kotz')).toMatchObject({ state: 'weak', strength: 0.3 })
  expect(pageOf(await page('Kotz'))).toContain('nobody has confirmed that they are one person')
  const shop = await page('toko_a')
  expect(shop.links.length).toBe(4)
  expect(shop.links.every(({ state }) => state === 'weak')).toBe(true)
  expect(ids(await page('toko_a', { withSuggested: true }))).toEqual(['raid/toko_a'])
})

test('a page tells what an account deals in, when, and in which language', async () => {
  const { accounts, dealing, hours, languages, clues, offers } = await page('raid/kotz')
  expect(accounts[0]).toMatchObject({ handle: 'Kotz', joinedAt: '2020-01-26T00:00:00.000Z', reputation: 3 })
  expect(accounts[0]?.versions).toHaveLength(1)
  expect(dealing.intents).toEqual({ sale: 2, wanted: 1 })
  expect(dealing.countries).toEqual([
    { what: 'ID', sold: 1, bought: 1 },
    { what: 'MY', sold: 1, bought: 0 },
  ])
  expect(dealing.dataClasses).toContainEqual({ what: 'national-ids', sold: 0, bought: 1 })
  expect([hours[14], hours[15], hours.reduce((sum, count) => sum + count)]).toEqual([2, 1, 3])
  expect(languages[0]).toEqual({ language: 'en', posts: 3 })
  expect(clues.map(({ kind, value }) => [kind, value]).sort()).toEqual([
    ['pgp', ed25519.fingerprint],
    ['telegram', 'kotz_uji'],
  ])
  expect(offers.map(({ intent }) => intent)).toEqual(['wanted', 'sale', 'sale'])
})

test('a profile that changes has another version, and one that does not has none', async () => {
  const reread = async (): Promise<number> => {
    await house.database.query(
      `update pantau.accounts set profiled_at = now() - interval '8 days' where id = 'raid/kotz'`,
    )
    // A profile is read where a page names its seller.
    forums.raid.addReply(1, { by: 'toko_a', text: 'nice' })
    await look()
    return (await page('raid/kotz')).accounts[0]?.versions.length ?? 0
  }
  expect(await reread()).toBe(1)
  const [kotz] = forums.raid.members
  if (!kotz) throw new Error('no member')
  kotz.reputation = 31
  expect(await reread()).toBe(2)
  expect((await page('raid/kotz')).accounts[0]).toMatchObject({
    reputation: 31,
    versions: [{ reputation: 3 }, { reputation: 31 }],
  })
})

test('what an analyst confirms belongs together from then on, in page, list and timeline', async () => {
  const suggested = await page('raid/kotz', { withSuggested: true })
  expect(ids(suggested)).toEqual(['breach/sangraja', 'raid/kotz'])
  expect(pageOf(suggested)).toContain('Suggested links were followed')
  await say('raid/kotz', 'SangRaja', 'confirmed', 'the key signs on both')
  const confirmed = await page('SangRaja')
  expect(ids(confirmed)).toEqual(['breach/sangraja', 'raid/kotz'])
  expect(confirmed.offers).toHaveLength(4)
  expect(pageOf(confirmed)).toMatch(/confirmed by ana, .*: the key signs on both/)
  const listed = await listSellers(house.database, 50)
  expect(listed.find(({ name }) => name === 'SangRaja')).toMatchObject({
    accountIds: ['breach/sangraja', 'raid/kotz'],
    offers: 4,
  })
  const { accounts, entries } = await timelineOf(house.database, 'raid/kotz', house.config.targets)
  expect(ids({ accounts })).toEqual(['breach/sangraja', 'raid/kotz'])
  expect(new Set(entries.map(({ account }) => account.id))).toEqual(new Set(['breach/sangraja', 'raid/kotz']))
})

test('what is refused stays refused when new reasons appear, and nobody comes together by way of a third', async () => {
  await say('breach/kotz', 'raid/kotz', 'refused', 'an impersonator')
  sell(
    forums.breach,
    'kotz',
    'Restoran Uji',
    `Price $80. PGP ${ed25519.fingerprint}`,
    'Indonesia',
    '2021-06-09T03:00:00Z',
  )
  await look()
  const link = (await page('raid/kotz')).links.find(({ from, to }) => from === 'breach/kotz' && to === 'raid/kotz')
  expect(link).toMatchObject({ state: 'refused', verdict: { by: 'ana', why: 'an impersonator' } })
  expect(link?.strength).toBeGreaterThan(0.9)
  expect(ids(await page('raid/kotz', { withSuggested: true }))).toEqual(['breach/sangraja', 'raid/kotz'])
  await expect(say('breach/kotz', 'breach/sangraja', 'confirmed')).rejects.toThrow(
    'would bring breach/kotz and raid/kotz together, which ana told apart ("an impersonator")',
  )
  // Whoever was wrong says so, and the record has both words.
  await say('breach/kotz', 'raid/kotz', 'confirmed', 'it was him after all')
  expect(ids(await page('raid/kotz'))).toEqual(['breach/kotz', 'breach/sangraja', 'raid/kotz'])
  expect(await house.database.query(`select 1 from pantau.link_verdicts`)).toHaveLength(3)
  await say('breach/kotz', 'raid/kotz', 'refused', 'no')
  // Whose trail is asked for, where a handle is that of two who were told apart, nobody knows.
  await expect(page('Kotz')).rejects.toThrow(
    'accounts that ana told apart ("no"): say which one, breach/kotz or raid/kotz',
  )
  await expect(timelineOf(house.database, 'Kotz', [])).rejects.toThrow('told apart')
  await expect(say('kotz', 'SangRaja', 'confirmed')).rejects.toThrow('"kotz" is the name of 2 accounts')
  await expect(say('nobody', 'SangRaja', 'confirmed')).rejects.toThrow('no account is called "nobody"')
})

test('an account that is renamed is known by its number', async () => {
  const { raid } = forums
  const shop = raid.members.find(({ name }) => name === 'toko_b')
  if (!shop) throw new Error('no member')
  for (const { posts } of raid.threads) for (const post of posts) if (post.by === shop.name) post.by = 'lapak_baru'
  shop.name = 'lapak_baru'
  sell(raid, 'lapak_baru', 'Bank Uji', 'Price $60.', 'Indonesia', '2021-06-12T03:00:00Z')
  await look()
  const link = (await page('lapak_baru')).links.find(({ to }) => to === 'raid/toko_b')
  expect(link).toMatchObject({ state: 'suggested', strength: 0.99 })
  expect(link?.reasons[0]?.why).toBe('both have the same number on their site raid:3')
})

test('the command line tells and decides while the service runs', async () => {
  const run = (...args: string[]) =>
    pantau(['sellers', ...args, '-c', join(house.data, 'pantau.yaml')], { PANTAU_DATA: house.data }).ended
  const [links, why, refused] = await Promise.all([
    run('links', 'penadah'),
    run('confirm', 'raid/toko_a', 'raid/toko_c'),
    run('refuse', 'raid/toko_a', 'raid/toko_c', '--why', 'two shops', '--as', 'ana'),
  ])
  expect(links.stdout).toMatch(/weak .* breach\/penadah — raid\/toko_a\n .*both are reached by telegram at rekber_uji/)
  expect([why.code, why.stderr]).toEqual([1, expect.stringContaining('say why: --why')])
  expect([refused.code, refused.stdout]).toEqual([0, expect.stringContaining('raid/toko_a and raid/toko_c: refused')])
  const { links: known } = await page('raid/toko_a')
  expect(known.find(({ to }) => to === 'raid/toko_c')?.verdict).toMatchObject({ why: 'two shops', by: 'ana' })
})

test('what was stored before a clue was known is found again, and twice is once', async () => {
  const clues = (): Promise<object[]> =>
    house.database.query(`select account_id, kind, value, post_id from pantau.clues order by 1, 2, 3, 4`)
  const before = await clues()
  await house.database.query(`delete from pantau.clues`)
  const { posts } = await relink(house.database, house.line.read)
  expect(posts).toBeGreaterThan(10)
  const all = new Set((await clues()).map((clue) => JSON.stringify({ ...clue, post_id: undefined })))
  for (const clue of before) expect(all).toContain(JSON.stringify({ ...clue, post_id: undefined }))
  const after = await clues()
  await relink(house.database, house.line.read)
  expect(await clues()).toEqual(after)
})

test('an account that is purged takes along what it showed, and what was said of it', async () => {
  await house.database.query(`delete from pantau.accounts where id = 'breach/kotz'`)
  const left = await house.database.query(
    `select account_id from pantau.clues where account_id = 'breach/kotz'
     union all select account_id from pantau.account_versions where account_id = 'breach/kotz'
     union all select first from pantau.link_verdicts where 'breach/kotz' in (first, second)`,
  )
  expect(left).toEqual([])
})

test('the same words on two sites within days tie those who posted them, and not for sure', async () => {
  const words =
    'Fresh from the cash registers of a chain of forty shops, every evening of last winter, with whatever people bought, ' +
    'returned or put on a loyalty card. Nobody has this beside me. Price $450, no haggling.'
  sell(forums.raid, 'penjaja', 'Swalayan Uji', words, 'Indonesia', '2021-07-01T03:00:00Z')
  sell(forums.breach, 'penyalin', 'Swalayan Uji', words, 'Indonesia', '2021-07-04T03:00:00Z')
  await look()
  for (const name of ['raid/penjaja', 'breach/penyalin']) {
    const [link, ...others] = (await page(name)).links
    expect(others).toEqual([])
    expect(link).toMatchObject({ from: 'breach/penyalin', to: 'raid/penjaja', state: 'weak', strength: 0.5 })
    expect(link?.reasons.map(({ kind, why }) => [kind, why])).toEqual([
      ['text', 'both posted the same ad, 100% of the words alike'],
    ])
  }
})
