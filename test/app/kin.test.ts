import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenChannel, Parcel } from '../../alerts/channel.ts'
import { deliver } from '../../app/deliver.ts'
import { takeIn } from '../../app/pipeline.ts'
import { upkeep } from '../../app/upkeep.ts'
import type { Message } from '../../model/alert.ts'
import type { Page } from '../../model/page.ts'
import { postOf } from '../../model/post.ts'
import type { ParsedDocument } from '../../parsers/parse.ts'
import { kinOf } from '../../store/kin.ts'
import { pressOf } from '../../store/press.ts'
import { saveVerdict } from '../../store/verdicts.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// One set of data over the years and over three sites, as the line takes it in.

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse(`
targets:
  - { id: raid, type: forum, start: ["http://127.0.0.1:9/"], allowPrivate: true }
  - { id: darkbay, type: forum, start: ["http://127.0.0.1:9/b"], allowPrivate: true }
  - { id: pasar, type: chat, start: ["http://127.0.0.1:9/c"], allowPrivate: true }
  - { id: koran, type: news, start: ["http://127.0.0.1:9/d"], allowPrivate: true }
rules:
  - { id: all, channels: [out, jakarta] }
  - { id: unheard-of, verdicts: [new], channels: [out] }
channels:
  - { id: out, type: webhook, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
  - { id: jakarta, type: webhook, language: id, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
`)
})
afterAll(async () => {
  await house.close()
  await house.remove()
})

let posts = 0
/** A post is seen on a site; what its alerts say, by rule. */
async function seen(
  at: string,
  author: string,
  postedAt: string,
  title: string,
  text: string,
  postId = `p${++posts}`,
): Promise<Map<string, Message>> {
  const target = house.config.targets.find(({ id }) => id === at)
  if (!target) throw new Error(`no target ${at}`)
  const fetchedAt = new Date(`${postedAt}T10:00:00Z`)
  const url = `http://127.0.0.1:9/${at}/${postId}`
  const post = postOf({ postId, url, thread: postId, author, postedAt: `${postedAt}T09:00:00Z`, title, text })
  const document: ParsedDocument = {
    engine: 'generic',
    why: '',
    kind: 'thread',
    posts: [post],
    profiles: [],
    links: [],
  }
  const page = pageOf(url, text, fetchedAt)
  const { told } = await takeIn(document, target, page, house.line)
  const rows = await house.database.query<{ ruleId: string; message: Message }>(
    `select rule_id as "ruleId", message from pantau.alerts where event_id = any ($1::text[])`,
    [told.map(({ event }) => event)],
  )
  return new Map(rows.map(({ ruleId, message }) => [ruleId, message]))
}

/** Every field of a page that nobody fetched. */
function pageOf(url: string, body: string, fetchedAt: Date): Page {
  const sha256 = createHash('sha256').update(body).digest('hex')
  return {
    url,
    finalUrl: url,
    status: 200,
    headers: { 'content-type': 'text/html' },
    body,
    fetchedAt,
    sha256,
    via: 'direct',
  }
}

const fact = (message: Message | undefined, label: string): string | undefined =>
  message?.facts.find((one) => one.label === label)?.value

const fields = 'Email, password hash, name, phone, gender, birthday.'

test('what is new is told to all; a year later, by somebody else, it is recycled, and who wants news is spared', async () => {
  const first = await seen(
    'raid',
    'whysodank',
    '2020-05-02',
    'Tokopedia | 91M users',
    `Selling 91 million users of Tokopedia, March 2020. ${fields} 5000 USD`,
  )
  expect([...first.keys()].sort()).toEqual(['all', 'unheard-of'])
  expect(fact(first.get('all'), 'Seen before')).toBeUndefined()

  const again = await seen(
    'darkbay',
    'leakfan',
    '2021-07-11',
    'Tokopedia Database',
    `Tokopedia, breached 2020: 91,174,216 users for sale. ${fields} 20 USD`,
  )
  expect([...again.keys()]).toEqual(['all'])
  expect(again.get('all')?.subject).toContain('for sale (recycled) by leakfan')
  expect(fact(again.get('all'), 'Seen before')).toMatch(
    /^recycled: same 91,174,216 claim as “Tokopedia \| 91M users” by whysodank on raid, first seen 2020-05-02 \(.*the same victim/,
  )
})

test('the same person elsewhere is cross-posted, and another breach of the same victim is new', async () => {
  const there = await seen(
    'pasar',
    'Whysodank',
    '2020-05-09',
    '',
    `Tokopedia 91 million users for sale, March 2020. ${fields} 4500 USD`,
  )
  expect(fact(there.get('all'), 'Seen before')).toMatch(/^cross-posted: /)
  const other = await seen(
    'raid',
    'nightowl',
    '2023-09-03',
    'Tokopedia sellers 2023',
    'Selling Tokopedia merchant data of August 2023: owner NIK, bank account number, selfie KTP. 4.1M shops. 8000 USD',
  )
  expect([...other.keys()].sort()).toEqual(['all', 'unheard-of'])
})

test('an offer that is read late was there before: the later one learns of it', async () => {
  const text = 'Database of Bhinneka, 1,274,070 users: name, email, password hash, phone. 90 USD'
  const late = await seen('darkbay', 'jamet', '2020-11-11', 'Bhinneka 1.2M users', text)
  expect(fact(late.get('all'), 'Seen before')).toBeUndefined()
  await seen(
    'raid',
    'shinyh',
    '2020-05-10',
    'Bhinneka.com',
    'Selling 1,274,070 users of bhinneka.com: names, emails, hashed passwords, phones. 1200 USD',
  )
  const [listing] = await house.database.query<{ id: string; verdict: string }>(
    `select id, verdict from pantau.listings where handle = 'jamet'`,
  )
  expect(listing?.verdict).toBe('recycled')
  expect((await kinOf(house.database, [listing?.id ?? ''])).map(({ handle }) => handle)).toEqual(['shinyh'])
})

test('a sample that is added by an edit tells that the data is old', async () => {
  const rows = [1, 2, 3, 4].map((n) => `990101450590000${n}|CONTOH ${n}|08120000009${n}`).join('\n')
  const offer = 'Selling customers of an Indonesian leasing company, 2.3 million rows, NIK, name, phone. 900 USD'
  await seen('raid', 'finbreach', '2022-04-01', 'Leasing company 2.3M', `${offer}\n${rows}`)
  const fresh = 'Jual data nasabah kredit motor 700rb baris, nik nama hp, 500rb'
  await seen('pasar', 'juragan', '2022-10-10', '', fresh, 'edited')
  await seen('pasar', 'juragan', '2022-10-10', '', `${fresh}\ncontoh:\n${rows}`, 'edited')
  const [listing] = await house.database.query<{ id: string; verdict: string }>(
    `select id, verdict from pantau.listings where post_id = 'pasar/edited'`,
  )
  expect(listing?.verdict).toBe('recycled')
  const [kin] = await kinOf(house.database, [listing?.id ?? ''])
  expect(kin).toMatchObject({ handle: 'finbreach', verdict: 'recycled' })
  expect(kin?.reasons[0]).toMatch(/equal values in their samples/)
})

test('a report is no offer and alarms nobody; it is linked to the offers that it speaks of, those before and those after', async () => {
  const before = await seen(
    'koran',
    'Staf Redaksi',
    '2021-05-11',
    'Data 34,9 Juta Paspor Dijual di Forum',
    'JAKARTA - Data yang diklaim milik Imigrasi, 34.900.867 paspor, ditawarkan seharga 10.000 dolar AS di forum peretas.',
  )
  expect(before.size).toBe(0)
  const offer = await seen(
    'raid',
    'bjorky',
    '2021-05-12',
    '34,900,867 Indonesian passports',
    'Selling 34,900,867 passports of Imigrasi Indonesia: name, passport number, expiry, birth, gender. 10,000 USD',
  )
  expect(fact(offer.get('all'), 'In the press')).toMatch(
    /^“Data 34,9 Juta Paspor Dijual di Forum” on koran, 2021-05-11, /,
  )

  const after = await seen(
    'koran',
    'Staf Redaksi',
    '2021-05-14',
    'Imigrasi Selidiki Dugaan Kebocoran 34,9 Juta Paspor',
    'Imigrasi menyelidiki dugaan kebocoran 34,9 juta data paspor.',
  )
  expect(after.size).toBe(0)
  await seen(
    'koran',
    'Staf Redaksi',
    '2021-05-15',
    'Imigrasi Buka 200 Kantor Baru',
    'Imigrasi membuka 200 kantor baru di 34 provinsi dan melayani 2,1 juta pemohon.',
  )
  const [listing] = await house.database.query<{ id: string }>(`select id from pantau.listings where handle = 'bjorky'`)
  const press = await pressOf(house.database, [listing?.id ?? ''])
  expect(press.map(({ title }) => title)).toEqual([
    'Data 34,9 Juta Paspor Dijual di Forum',
    'Imigrasi Selidiki Dugaan Kebocoran 34,9 Juta Paspor',
  ])
  expect(press[1]?.reasons).toEqual(['the same victim', '34,900,867 in both'])
  expect(await house.database.query(`select 1 from pantau.signals where post_id like 'koran/%'`)).toEqual([])
})

test('what was stored before anything was compared is compared by a chore', async () => {
  const { database } = house
  const before = await database.query(`select listing_id, earlier_id, verdict from pantau.kin order by 1, 2`)
  await database.query(`insert into pantau.uncompared (listing_id) select id from pantau.listings`)
  await database.query(`delete from pantau.offers`)
  await database.query(`delete from pantau.kin`)
  await database.query(`update pantau.listings set verdict = 'new'`)
  await upkeep('compare', house)
  expect(before.length).toBeGreaterThan(2)
  expect(await database.query(`select listing_id, earlier_id, verdict from pantau.kin order by 1, 2`)).toEqual(before)
  expect(await database.query(`select 1 from pantau.uncompared`)).toEqual([])
})

test('an offer that is edited into another one is new again', async () => {
  const text = 'Database of Cermati, 2,900,000 users, 2020: name, email, income. 50 USD'
  await seen('raid', 'expertd', '2020-10-28', 'Cermati 2.9M', text)
  await seen('darkbay', 'archiver', '2021-10-10', 'Cermati 2.9M', text, 'turned')
  const verdict = async () =>
    (await house.database.query(`select verdict from pantau.listings where post_id = 'darkbay/turned'`))[0]?.verdict
  expect(await verdict()).toBe('recycled')
  await seen(
    'darkbay',
    'archiver',
    '2021-10-10',
    'Cermati staff',
    'Database of Cermati staff, 412 employees: name, salary, bank account, August 2021. 50 USD',
    'turned',
  )
  expect(await verdict()).toBe('new')
})

test('each channel is told in its own language, with what the same person offered before', async () => {
  const [from, to] = ['pasar/whysodank', 'raid/whysodank']
  const verdict = { from, to, verdict: 'confirmed' as const, why: 'the same contact', by: 'analyst' }
  await saveVerdict(house.database, { ...verdict, at: new Date('2020-06-01T00:00:00Z') })
  await seen(
    'raid',
    'whysodank',
    '2020-07-01',
    'Bukalapak 13M',
    'Selling database of Bukalapak, 13,000,000 users: name, email, phone. 500 USD',
  )
  const parcels = new Map<string, Parcel>()
  const open = (id: string): [string, OpenChannel] => [
    id,
    { send: async (parcel) => `${parcels.set(id, parcel).size}`, close: async () => {} },
  ]
  const mailroom = { ...house.mailroom, channels: new Map([open('out'), open('jakarta')]), dispatch: async () => {} }
  const deliveries = await house.database.query<{ id: string }>(
    `select delivery.id from pantau.deliveries delivery join pantau.alerts alert on alert.id = delivery.alert_id
     where alert.rule_id = 'all' and alert.message ->> 'subject' like 'Bukalapak%'`,
  )
  for (const { id } of deliveries) await deliver(id, mailroom)
  const [english, indonesian] = ['out', 'jakarta'].map((id) => parcels.get(id)?.message)
  expect(english).toMatchObject({ language: 'en', subject: expect.stringContaining('13,000,000 records for sale by') })
  expect(fact(english, 'Past offers')).toMatch(
    /^2 other offers under 2 accounts since 2020-05-02; last: “Tokopedia” \(2020-05-09\), “Tokopedia” \(2020-05-02\)$/,
  )
  expect(indonesian).toMatchObject({ language: 'id', subject: expect.stringContaining('13.000.000 data dijual oleh') })
  expect(fact(indonesian, 'Riwayat penjual')).toMatch(/^2 penawaran lain melalui 2 akun sejak 2 Mei 2020; terakhir: /)
  expect(indonesian?.next[0]).toMatch(/^Telusuri sistem mana/)
})

test('what is forgotten takes its links along', async () => {
  const [{ id = '' } = {}] = await house.database.query<{ id: string }>(
    `select id from pantau.listings where handle = 'shinyh'`,
  )
  await house.database.query(`delete from pantau.listings where id = $1`, [id])
  const left = await house.database.query(`select 1 from pantau.kin where earlier_id = $1 or listing_id = $1`, [id])
  expect(left).toEqual([])
})
