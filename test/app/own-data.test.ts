import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeIn } from '../../app/pipeline.ts'
import { decide } from '../../app/sellers/verdict.ts'
import type { Message } from '../../model/alert.ts'
import type { Page } from '../../model/page.ts'
import { postOf } from '../../model/post.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// What rules ask of the line besides the offer itself: what of one's own stands in it, and who is behind it.

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse(`
targets:
  - { id: raid, type: forum, start: ["http://127.0.0.1:9/"], allowPrivate: true }
  - { id: breach, type: forum, start: ["http://127.0.0.1:9/b"], allowPrivate: true }
watchlists:
  - { id: ours, domains: [example.co.id], mails: ['hr.*@*.example.com'], ids: ['PLG-########'] }
rules:
  - { id: our-rows, watchlists: [ours], channels: [out] }
  - { id: kotz, sellers: [raid/Kotz], channels: [out] }
channels: [{ id: out, type: webhook, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }]
`)
})
afterAll(async () => {
  await house.close()
  await house.remove()
})

let posts = 0
/** A post is seen on a site; why each rule hit it. */
async function seen(
  at: string,
  author: string,
  postedAt: string,
  text: string,
  thread?: string,
): Promise<Record<string, string[]>> {
  const target = house.config.targets.find(({ id }) => id === at)
  if (!target) throw new Error(`no target ${at}`)
  const postId = `p${++posts}`
  const url = `http://127.0.0.1:9/${at}/${postId}`
  const title = thread === undefined ? `Selling members of yayasan-${postId}.test` : ''
  const post = postOf({ postId, url, thread: thread ?? postId, author, postedAt, title, text })
  const page: Page = {
    ...{ url, finalUrl: url, status: 200, headers: {}, body: text, via: 'direct', fetchedAt: new Date(postedAt) },
    sha256: createHash('sha256').update(text).digest('hex'),
  }
  const document = { engine: 'generic', why: '', kind: 'thread' as const, posts: [post], profiles: [], links: [] }
  const { told } = await takeIn(document, target, page, house.line)
  const rows = await house.database.query<{ ruleId: string; message: Message }>(
    `select rule_id as "ruleId", message from pantau.alerts where event_id = any ($1::text[])`,
    [told.map(({ event }) => event)],
  )
  return Object.fromEntries(rows.map(({ ruleId, message }) => [ruleId, message.reasons]))
}

const offer = 'Selling database, 2,300,000 records: email, phone, password. Price $3000. Telegram @penjual_praktik'

test('one’s own addresses and numbers in a sample are counted before it is masked, and only counted', async () => {
  const rows = Array.from(
    { length: 37 },
    (_, n) => `${n},orang${n}@${n % 2 ? 'mail.' : ''}example.co.id,PLG-0000${1000 + n}`,
  )
  const others = Array.from({ length: 5 }, (_, n) => `x,orang${n}@example.test,PLG-12345`)
  const sample = [...rows, ...rows.slice(0, 3), ...others, 'y,hr.ani [at] jkt [dot] example [dot] com'].join('\n')
  const told = await seen('raid', 'budi', '2026-01-02T09:00:00Z', `${offer}\nSample:\n${sample}`)
  expect(told['our-rows']).toEqual(
    expect.arrayContaining([
      'watchlist ours: 37 addresses of example[.]co[.]id in the post',
      'watchlist ours: 37 numbers of the form PLG-######## in the post',
      'watchlist ours: 1 address of hr.*@*.example[.]com in the post',
    ]),
  )
  // Nothing that was stored has one of them.
  for (const table of ['posts', 'signals', 'listings', 'alerts', 'listing_events'])
    expect(await house.database.query(`select 1 from pantau.${table} t where t::text ~ 'orang\\d'`), table).toEqual([])
})

test('an offer without anything of ours is nobody’s, though it is full of others’', async () => {
  const told = await seen('raid', 'budi', '2026-01-03T09:00:00Z', `${offer}\nSample:\na@example.test\nPLG-1`)
  expect(told).toEqual({})
})

test('a seller is known on another site once an analyst has confirmed him, and when he comes back', async () => {
  expect(Object.keys(await seen('raid', 'Kotz', '2026-02-01T09:00:00Z', offer))).toEqual(['kotz'])
  expect(await seen('breach', 'k0tz', '2026-02-02T09:00:00Z', offer.replace('penjual', 'k0tz'))).toEqual({})
  const verdict = { from: 'raid/kotz', to: 'breach/k0tz', verdict: 'confirmed', why: 'same voice', by: 'ana' } as const
  await decide(house.database, verdict, new Date('2026-02-03T09:00:00Z'))
  const known = await seen(
    'breach',
    'k0tz',
    '2026-02-04T09:00:00Z',
    offer.replace('3000', '4000').replace('2,3', '7,1'),
  )
  expect(known.kotz).toContain('seller raid/Kotz, here as breach/k0tz')
})

test('a bump alone is nothing, and after a long silence it says that a watched seller is back', async () => {
  const opened = await seen('raid', 'Kotz', '2026-03-01T09:00:00Z', offer.replace('2,3', '5,5'), 'shop')
  expect(opened.kotz).toContain('intent sale, event opened')
  expect(await seen('raid', 'Kotz', '2026-03-02T09:00:00Z', 'bump, still selling', 'shop')).toEqual({})
  const back = await seen('raid', 'Kotz', '2026-04-15T09:00:00Z', 'bump, still selling this database', 'shop')
  expect(back.kotz).toEqual(
    expect.arrayContaining(['the seller shows up after 44 days', 'intent sale, event seller-active']),
  )
})
