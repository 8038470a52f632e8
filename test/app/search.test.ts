import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookAt } from '../../app/explain/hues.ts'
import { type SearchOptions, search } from '../../app/search/answer.ts'
import { report } from '../../app/search/report.ts'
import { hashUnder, type KeyRing } from '../../parsers/personal/keys.ts'
import { findAccounts } from '../../store/accounts.ts'
import type { LocalDatabase, Sql } from '../../store/database.ts'
import { openEmbedded } from '../../store/embedded.ts'
import { listingsAround } from '../../store/listings.ts'
import { migrate } from '../../store/migrate.ts'
import { openServer } from '../../store/server.ts'
import { trailPage } from '../../store/timeline.ts'
import { saveVerdict } from '../../store/verdicts.ts'
import { freshFolder } from '../services/embedded.ts'
import { describeWith } from '../services/need.ts'
import { freshDatabase } from '../services/postgres.ts'
import { readWhole } from '../store/plans.ts'
import { pantau } from './cli.ts'
import { type Offer, writeOffers } from './offers.ts'

const current = { id: 'k2', secret: Buffer.alloc(32, 2) }
const former = { id: 'k1', secret: Buffer.alloc(32, 1) }
const keys: KeyRing = { current, all: [former, current] }
const nik = '9901011201990001'
const phone = '081200000001'
const shows = (kind: string, ...hashes: string[]) => ({
  personal: [{ kind, count: hashes.length, shapes: {}, hashes }],
})

const offers: Offer[] = [
  { id: 'title', title: 'Penjualan data nasabah', text: 'harga nego', signal: { victims: ['Bank Rakyat'] } },
  { id: 'text', title: 'Ready stock', text: 'Kami menjual rekening nasabah, 2 juta baris.', author: 'gudang_data' },
  { id: 'english', title: 'Fresh leads', text: 'I am selling customer records of several companies' },
  { id: 'picture', title: 'Ready', text: 'PM', pictures: ['KTP selfie masih fresh'], author: 'Selfieking' },
  {
    ...{ id: 'hostile', title: '<b>\u001b[31mmerah', text: 'zebra \u0001zebra\u0002 <script>zebra</script>' },
    ...{ author: "x'; $(reboot)", url: 'https://zebra.example' },
  },
  {
    id: 'wanted',
    title: 'WTB paspor',
    text: 'butuh paspor',
    author: 'K0tz',
    site: 'lain',
    signal: { intent: 'wanted' },
  },
  { id: 'undated', title: 'Paspor lama', postedAt: null, seenAt: new Date('2022-01-01') },
  {
    ...{ id: 'nik-1', title: 'Sampel satu', signal: shows('national-ids', hashUnder(former, nik)) },
    text: 'sampel 9901••••••••••••',
  },
  { id: 'nik-2', title: 'Sampel dua', signal: shows('national-ids', hashUnder(current, nik)) },
  { id: 'contact', title: 'Hubungi', signal: { contacts: [{ type: 'whatsapp', value: '+6281200000001' }] } },
  { id: 'styled', title: '𝗧𝗼𝗸𝗼𝗽𝗲𝗱𝗶𝗮 ９１ juta', signal: { victims: ['Tokopedia'] } },
  ...Array.from({ length: 25 }, (_, at) => ({
    ...{ id: `page-${at}`, title: `Halaman ${'x '.repeat(at % 5)}giraffe`, site: 'kebun', author: `penjual${at}` },
    postedAt: `2021-06-${String(at + 1).padStart(2, '0')}T00:00:00Z`,
  })),
]

describe('search, on the embedded database', () => {
  suite(async () => {
    const { folder, remove } = await freshFolder()
    const database = await openEmbedded({ folder, floorBytes: 0 })
    return { database, leave: remove }
  })
})
await describeWith('postgres', 'search, on PostgreSQL', (url) => {
  suite(async () => {
    const { url: fresh, drop } = await freshDatabase(url)
    return { database: await openServer(fresh), leave: drop }
  })
})

function suite(open: () => Promise<{ database: LocalDatabase; leave(): Promise<void> }>): void {
  let database: LocalDatabase
  let leave: () => Promise<void>
  beforeAll(async () => {
    ;({ database, leave } = await open())
    await migrate(database)
    await writeOffers(database, offers)
  })
  afterAll(async () => {
    await database.close()
    await leave()
  })

  const ask = (words: string, options: Partial<SearchOptions> = {}) =>
    search(database, words, { limit: 10, ...options }, async () => keys)
  const posts = async (words: string, options: Partial<SearchOptions> = {}): Promise<string[]> =>
    (await ask(words, options)).posts?.results.map(({ id }) => id.split('/')[1] ?? '') ?? []
  const sellers = async (words: string, options: Partial<SearchOptions> = {}): Promise<string[]> =>
    (await ask(words, options)).sellers?.results.map(({ id }) => id) ?? []

  test('a word is found in every form, in Indonesian and in English; a title counts more than a text', async () => {
    for (const form of ['jual', 'dijual', 'menjual', 'penjualan']) expect(await posts(form)).toEqual(['title', 'text'])
    for (const form of ['sell', 'sells', 'SELLING']) expect(await posts(form)).toEqual(['english'])
    expect(await posts('nasabah')).toEqual(['title', 'text'])
    expect(await posts('menjual companies')).toEqual([])
    expect(await posts('customers company')).toEqual(['english'])
  })

  test('all words, a phrase, a word left out, one or another, and what begins so', async () => {
    expect(await posts('nasabah rekening')).toEqual(['text'])
    expect(await posts('"rekening nasabah"')).toEqual(['text'])
    expect(await posts('"nasabah rekening"')).toEqual([])
    expect(await posts('nasabah -rekening')).toEqual(['title'])
    expect(new Set(await posts('companies or rekening'))).toEqual(new Set(['english', 'text']))
    expect(await posts('comp*')).toEqual(['english'])
    expect(await posts('comp')).toEqual([])
  })

  test('the words of pictures, styled letters, authors and stop words are found', async () => {
    expect(await posts('selfie fresh')).toEqual(['picture'])
    expect(await posts('tokopedia 91')).toEqual(['styled'])
    expect(await posts('gudang_data')).toEqual(['text'])
    expect(await posts('several of')).toEqual(['english'])
  })

  test('a passage shows what was looked for, whatever the text says of itself', async () => {
    const { posts: found } = await ask('companies')
    expect(found?.results[0]?.snippet.filter(({ isHit }) => isHit)).toEqual([{ text: 'companies', isHit: true }])
    const hostile = await ask('zebra')
    const pieces = hostile.posts?.results[0]?.snippet ?? []
    expect(pieces.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(['zebra', 'zebra'])
    const text = report(hostile, 'again', lookAt(false))
    expect(text).toContain('⟦zebra⟧ ⟦zebra⟧')
    for (const control of ['\u0001', '\u0002', '\u001b']) expect(text).not.toContain(control)
    const [command] = report(await ask('reboot'), 'again', lookAt(false)).match(/pantau timeline .* --of seller/) ?? []
    expect(command).toBe(`pantau timeline 'raid/x'\\''; $(reboot)' --of seller`)
  })

  test('listings are found by title, victim and seller, and by a contact before all', async () => {
    const listings = async (words: string) => (await ask(words)).listings?.results.map(({ id }) => id)
    expect(await listings('bank rakyat')).toEqual(['listing-title'])
    expect(await listings('gudang_data')).toEqual(['listing-text'])
    expect(await listings('harga')).toEqual([])
    expect(await listings(phone)).toEqual(['listing-contact'])
  })

  test('a seller is found by his handle, its beginning, or one like it', async () => {
    expect(await sellers('kotz')).toEqual(expect.arrayContaining(['raid/kotz', 'lain/k0tz']))
    expect((await sellers('kotz'))[0]).toBe('raid/kotz')
    expect(await sellers('gudang')).toEqual(['raid/gudang_data'])
    expect(await sellers('selfiekng')).toEqual(['raid/selfieking'])
    expect(await sellers('nobody_like_that')).toEqual([])
    expect(await sellers('kotz', { intent: 'wanted' })).toEqual(['lain/k0tz'])
  })

  test('filters: kind, site, seller, victim, period', async () => {
    expect(await posts('paspor')).toHaveLength(2)
    expect(await posts('paspor', { intent: 'wanted' })).toEqual(['wanted'])
    expect(await posts('paspor', { site: 'raid' })).toEqual(['undated'])
    expect(await posts('paspor', { seller: 'k0tz' })).toEqual(['wanted'])
    expect(await posts('paspor', { since: new Date('2022-01-01') })).toEqual(['undated'])
    expect(await posts('paspor', { until: new Date('2022-01-01') })).toEqual(['wanted'])
    expect(await posts('nasabah', { victim: 'BANK-rakyat' })).toEqual(['title'])
    await expect(ask('paspor', { victim: 'Bank Nirmala' })).rejects.toThrow(/no listing names "Bank Nirmala"/)
    await expect(ask('paspor', { seller: 'nobody' })).rejects.toThrow(/no account is called "nobody"/)
    const verdict = { from: 'lain/k0tz', to: 'raid/kotz', why: 'the same key', by: 'analyst', at: new Date() }
    await saveVerdict(database, { ...verdict, verdict: 'confirmed' })
    expect(await posts('paspor', { seller: 'raid/kotz' })).toEqual(expect.arrayContaining(['wanted', 'undated']))
    await saveVerdict(database, { ...verdict, verdict: 'refused' })
    expect(await posts('paspor', { seller: 'raid/kotz' })).toEqual(['undated'])
  })

  test('pages follow each other, best first, and miss and repeat nothing', async () => {
    for (const kind of ['listings', 'posts'] as const) {
      const whole = (await ask('giraffe', { in: kind, limit: 100 }))[kind]?.results ?? []
      expect(whole).toHaveLength(25)
      expect(whole.map(({ score }) => score)).toEqual(whole.map(({ score }) => score).sort((a, b) => b - a))
      const ids: string[] = []
      for (let after: SearchOptions['after']; ; ) {
        const page = (await ask('giraffe', { in: kind, limit: 4, after }))[kind]
        ids.push(...(page?.results.map(({ id }) => id) ?? []))
        if (!page?.next) break
        after = page.next
      }
      expect(ids).toEqual(whole.map(({ id }) => id))
    }
    const first = await ask('penjual*', { in: 'sellers', limit: 20 })
    const rest = await ask('penjual*', { in: 'sellers', limit: 20, after: first.sellers?.next ?? undefined })
    const ids = [...(first.sellers?.results ?? []), ...(rest.sellers?.results ?? [])].map(({ id }) => id)
    expect(new Set(ids).size).toBe(25)
    expect(rest.sellers?.next).toBeNull()
  })

  test('a number is found by its hash under every key, and is no word', async () => {
    const answer = await ask(`${nik} sampel`)
    expect(answer.words).toBe('sampel')
    expect(answer.personal).toMatchObject([{ kind: 'national-ids', count: 2 }])
    expect(answer.personal[0]?.ads.map(({ listingId }) => listingId).sort()).toEqual(['listing-nik-1', 'listing-nik-2'])
    expect(answer.posts?.results.map(({ id }) => id)).toHaveLength(2)
    const alone = await ask('9901 0112 0199 0001')
    expect(alone).toMatchObject({ words: '', personal: [{ count: 2 }], posts: { results: [] } })
    expect(report(alone, 'again', lookAt(false))).toMatch(/^2 ads show the hash of this \(national-ids\)/)
    const unknown = await ask('9901011201990002')
    expect(report(unknown, 'again', lookAt(false))).toContain('No ad shows the hash of this')
    expect(JSON.stringify([answer, alone, unknown])).not.toMatch(/99010112|0199 ?000/)
  })

  test('no text is too odd to look for, and none is read as anything but words', async () => {
    const odd = ["'", '"', ':*', 'a:*', "x' | !y", '<->', 'a <-> b', '& | !', '()', "'; drop table pantau.posts; --"]
    const odder = [
      '\0',
      'a\0b',
      '\ud800',
      '%',
      '\\',
      '$1',
      'or',
      'or or',
      '-',
      '--',
      '""',
      '*',
      '**',
      'a*b',
      '\u202e',
      '•',
    ]
    for (const words of [...odd, ...odder, 'dan yang the of', 'x'.repeat(2_000)])
      await ask(words).catch((error: Error) => expect(error.message).toMatch(/^nothing to look for in /))
    await expect(ask('-nasabah')).rejects.toThrow(/nothing to look for in "-nasabah": give a word that is to be there/)
    await expect(ask('x or -nasabah')).rejects.toThrow(/nothing to look for/)
    await expect(ask('y'.repeat(100_000))).rejects.toThrow(/2000 characters at most/)
    await expect(ask('z '.repeat(40))).rejects.toThrow(/32 words at most/)
    expect(await posts("na'sabah")).toEqual([])
    expect(await posts('nasabah & rekening')).toEqual(['text'])
  })

  test('a post that is emptied is found no more', async () => {
    await writeOffers(database, [{ id: 'purged', title: 'Okapi', text: 'okapi' }])
    expect(await posts('okapi')).toEqual(['purged'])
    await database.query(`update pantau.posts set title = '', text = '' where id = 'raid/purged'`)
    expect(await posts('okapi')).toEqual([])
  })

  test('a trail is read in pages of any length', async () => {
    const of = { accountIds: ['raid/kotz', 'lain/k0tz'] }
    const whole = await trailPage(database, of, {}, { limit: 100 })
    expect(whole.next).toBeNull()
    expect(whole.entries.length).toBeGreaterThan(4)
    const ids: string[] = []
    for (let after = null as Awaited<ReturnType<typeof trailPage>>['next']; ; ) {
      const page = await trailPage(database, of, {}, { after, limit: 2 })
      ids.push(...page.entries.map(({ post }) => post.id))
      if (page.next === null) break
      after = page.next
    }
    expect(ids).toEqual(whole.entries.map(({ post }) => post.id))
  })

  test('every question has an index to be answered from', async () => {
    const whole = (ask: Parameters<typeof readWhole>[1]) => readWhole(database, ask)
    const all = { seller: 'kotz', victim: 'tokopedia', intent: 'sale', site: 'raid', since: new Date(0) } as const
    for (const filters of [{}, all, { victim: 'tokopedia' }, { seller: 'kotz' }])
      expect(
        await whole((sql) => search(sql, `data or "nasabah" ${nik}`, { limit: 10, ...filters }, async () => keys)),
      ).toEqual([])
    for (const of of [{ accountIds: ['raid/kotz'] }, { listingId: 'listing-text' }, { victim: 'tokopedia' }])
      expect(await whole((sql) => trailPage(sql, of, {}, { limit: 10 }))).toEqual([])
    const trace = { postId: 'raid/text', site: 'raid', thread: null, accountId: 'raid/kotz' }
    const contacts = [{ type: 'telegram', value: 'kotz' } as const]
    expect(await whole((sql) => findAccounts(sql, 'kotz'))).toEqual([])
    const locked = (sql: Sql) => listingsAround(sql, { ...trace, contacts })
    expect(await whole(locked)).toEqual([])
    expect(await whole((sql) => sql.query('select 1 from pantau.listings where severity > 3'))).toEqual(['listings'])
  })
}

test('the command reads its words from standard input, shows no number, and says what is wrong with what it was given', async () => {
  const { folder, remove } = await freshFolder()
  const database = await openEmbedded({ folder, floorBytes: 0 })
  await migrate(database)
  await writeOffers(database, offers.slice(0, 9))
  await database.close()
  await writeFile(join(folder, 'pantau.yaml'), 'targets: []\n')
  const secrets = keys.all.map(({ id, secret }) => ({ id, secret: secret.toString('hex') }))
  const env = { PANTAU_DATA: folder, PANTAU_KEYS: JSON.stringify({ current: 'k2', keys: secrets }) }
  const run = (args: string[], input?: string) => pantau(['search', ...args], env, folder, input).ended

  const { code, stdout, stderr } = await run(['-', '--format', 'json'], `${nik} nasabah`)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({ words: 'nasabah', personal: [{ count: 2 }], posts: { next: null } })
  expect(stdout).not.toContain(nik)
  const [page, wrong] = [
    await run(['nasabah', '--limit', '1']),
    await run(['nasabah', '--after', 'x', '--in', 'posts']),
  ]
  const [, next = ''] = page.stdout.match(/more: pantau search … --in posts --after (\S+)/) ?? []
  expect((await run(['nasabah', '--in', 'posts', '--after', next])).stdout).toMatch(/^Posts\n.*Ready stock/)
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('what "more:" or "next" said') })
  await remove()
})
