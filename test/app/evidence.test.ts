import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findEvidence, onePage } from '../../app/evidence/find.ts'
import { bodyIn, isKept, readEvidence } from '../../app/evidence/read.ts'
import { takeIn, visit } from '../../app/pipeline.ts'
import { readWarc } from '../../evidence/read-warc.ts'
import type { Page } from '../../model/page.ts'
import { type ParsedPost, postOf } from '../../model/post.ts'
import { type ParsedDocument, parsePage } from '../../parsers/parse.ts'
import { custodyOf, verifyCustody } from '../../store/custody.ts'
import { evidenceOfPage, newestEvidence, type StoredEvidence } from '../../store/evidence.ts'
import { all } from '../evidence/all.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { type Site, startSite } from './site.ts'

// Pages that gave a signal are kept, encrypted and by policy; what looks at them is noted, and what is destroyed is gone.

const sale =
  'SELLING database of contoh-toko.example.co.id, 91,500,000 records: name, email, phone.\nPrice $5000, BTC only. Contact telegram @penjual_toko'
const people = (count: number): string =>
  Array.from({ length: count }, (_, n) => `${n + 1}|Contoh Satu|081200000${100 + n}|contoh${n}@example.com`).join('\n')
const dump = `id|nama|hp|email\n${people(12)}`
const teeming = `${sale.replaceAll('toko', 'klinik')}\nSample:\n${people(30)}`
const honest = '#!/bin/sh\n# nothing to see here\ntar czf /backup/home.tar.gz /home\n'

let site: Site
let house: TestHouse
let vaultFolder: string
beforeAll(async () => {
  site = await startSite({ sale, dump, teeming, honest })
  house = await openTestHouse(`
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], alertAge: any, allowPrivate: true, limits: { delay: 1ms } }
work: { freeSpace: 10MB }
`)
  vaultFolder = join(house.data, 'evidence')
  await visitAll()
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await site.close()
})

const visitAll = async (of: TestHouse = house): Promise<void> => {
  for (const target of of.config.targets) await visit(target, of.line)
}
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.enc')).sort()
const captureOf = async (path: string): Promise<StoredEvidence> => {
  const found = (await newestEvidence(house.database, 100)).find(({ url }) => url.endsWith(path))
  if (!found) throw new Error(`no capture of ${path}`)
  return found
}
const open = async (capture: StoredEvidence, detail = {}): Promise<Buffer> => {
  if (!isKept(capture)) throw new Error('only its hash is kept')
  return readEvidence(house.database, house.line.evidence.vault, capture, { by: 'siti@desk', action: 'read', detail })
}

test('of a sale the page is kept, of a dump its hash, and of what offers nothing there is no trace', async () => {
  const captures = await newestEvidence(house.database, 100)
  const seen = captures.map(({ url, intent, keeping, why, kept }) => [
    url.split('/').at(-1),
    intent,
    keeping,
    why,
    kept !== null,
  ])
  expect(seen.sort()).toEqual([
    ['dump', 'dump', 'hash', 'a dump', false],
    ['sale', 'sale', 'page', 'a sale', true],
    ['teeming', 'sale', 'hash', 'data of 30 people', false],
  ])
  expect(await filesIn(vaultFolder)).toEqual([(await captureOf('/sale')).kept?.file])
})

test('no file under the data folder has a word of the page in the clear but the masked post in the store', async () => {
  const { kept } = await captureOf('/sale')
  const file = await readFile(join(vaultFolder, kept?.file ?? ''))
  for (const word of ['SELLING', 'contoh-toko', 'penjual_toko', 'HTTP/1.1']) expect(file.includes(word)).toBe(false)
})

test('the page comes back byte for byte, as an exchange that did take place', async () => {
  const capture = await captureOf('/sale')
  const warc = await open(capture, { why: 'case 7' })
  const body = await bodyIn(warc, capture.pageSha256)
  expect(body.payload.toString()).toBe(sale)
  expect(body.head).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(body.date).toBe(capture.fetchedAt.toISOString())
  const records = await all(readWarc(warc))
  expect(records.flatMap(({ faults }) => faults)).toEqual([])
  expect(records.find(({ type }) => type === 'request')?.head).toMatch(
    /^GET \/view\/raw\/sale HTTP\/1\.1\r\nhost: 127\.0\.0\.1:/,
  )
})

test('keeping and reading are links of the chain of custody', async () => {
  const capture = await captureOf('/sale')
  const entries = await custodyOf(house.database, { sha256s: [capture.pageSha256] })
  expect(entries.map(({ action, by }) => [action, by])).toEqual([
    ['captured', capture.worker],
    ['read', 'siti@desk'],
  ])
  expect(entries[0]?.detail).toMatchObject({ keeping: 'page', warcSha256: capture.kept?.warcSha256 })
  expect(entries[1]?.detail).toMatchObject({ why: 'case 7', warcSha256: capture.kept?.warcSha256 })
  const ofDump = await custodyOf(house.database, { sha256s: [(await captureOf('/dump')).pageSha256] })
  expect(ofDump.map(({ action, detail }) => [action, detail.keeping])).toEqual([['captured', 'hash']])
  expect((await verifyCustody(house.database)).broken).toBeNull()
})

test('evidence is found by its hash, its listing and its seller; what it lacks is said', async () => {
  const capture = await captureOf('/sale')
  const [listing] = await house.database.query<{ id: string }>(
    `select listing_id as id from pantau.listing_events where page_sha256 = $1`,
    [capture.pageSha256],
  )
  for (const name of [capture.pageSha256, capture.pageSha256.slice(0, 8), listing?.id ?? ''])
    expect((await findEvidence(house.database, name)).map(({ id }) => id)).toEqual([capture.id])
  await expect(findEvidence(house.database, 'nobody')).rejects.toThrow(
    /no evidence is known of "nobody": give a page's SHA-256/,
  )
  const ofDump = await captureOf('/dump')
  expect(() => onePage([ofDump], 'x')).toThrow(/only the hash is kept, for a dump \(evidence\.keep/)
  expect(() => onePage([ofDump, capture], 'x')).toThrow(/"x" has 2 pages: name one by its SHA-256/)
  expect(onePage([capture], 'x')).toBe(capture)
})

/** A page as the site shows it now, taken in outside of a visit. */
async function takeInNow(path: string, at: string): Promise<void> {
  const [target] = house.config.targets
  if (!target) throw new Error('no target')
  const url = `${site.url}/view/raw/${path}`
  const body = site.pastes.get(path) ?? ''
  const page: Page = {
    ...{ url, finalUrl: url, status: 200, headers: { 'content-type': 'text/plain' }, body, via: 'direct' },
    ...{ fetchedAt: new Date(at), sha256: createHash('sha256').update(body).digest('hex') },
  }
  await takeIn(parsePage(page), target, page, house.line)
}

test('a dump that stands on a page since long counts when another post there is new', async () => {
  const [target] = house.config.targets
  if (!target) throw new Error('no target')
  const url = `${site.url}/thread/9`
  const postWith = (postId: string, text: string) =>
    postOf({ postId, url: `${url}#${postId}`, thread: '9', title: '', text })
  const show = async (posts: ParsedPost[], day: string): Promise<string | undefined> => {
    const body = JSON.stringify(posts)
    const sha256 = createHash('sha256').update(body).digest('hex')
    const page: Page = {
      url,
      finalUrl: url,
      status: 200,
      headers: {},
      body,
      via: 'direct',
      fetchedAt: new Date(day),
      sha256,
    }
    const document: ParsedDocument = { kind: 'thread', engine: 'text', why: '', posts, profiles: [], links: [] }
    await takeIn(document, target, page, house.line)
    const [capture] = await evidenceOfPage(house.database, sha256)
    return capture && `${capture.keeping}, ${capture.why}`
  }
  const [old, talk, offer] = [postWith('d1', dump), postWith('d2', 'thanks a lot'), postWith('d3', sale)]
  expect(await show([old], '2026-12-01')).toBe('hash, a dump')
  expect(await show([old, talk], '2026-12-02')).toBeUndefined()
  expect(await show([old, talk, offer], '2026-12-03')).toBe('hash, a dump')
  expect(await show([postWith('d4', sale.replace('toko', 'bank'))], '2026-12-04')).toBe('page, a sale')
})

test('a page without news is not kept again; one whose offer changed is, and one whose offer is withdrawn', async () => {
  const kept = async () =>
    (await newestEvidence(house.database, 100))
      .map(({ why, fetchedAt }) => [fetchedAt.toISOString().slice(0, 10), why])
      .slice(before)
  const before = (await newestEvidence(house.database, 100)).length
  await visitAll()
  await takeInNow('sale', '2027-01-01')
  expect(await kept()).toEqual([])
  site.pastes.set('sale', sale.replace('$5000', '$3000'))
  await takeInNow('sale', '2027-01-02')
  site.pastes.set('sale', 'the offer is withdrawn, thank you all')
  await takeInNow('sale', '2027-01-03')
  site.pastes.set('honest', 'something else that is no offer')
  await takeInNow('honest', '2027-01-04')
  expect(await kept()).toEqual([
    ['2027-01-02', 'a sale'],
    ['2027-01-03', 'a sale'],
  ])
})
