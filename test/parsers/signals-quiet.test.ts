import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPostReader } from '../../parsers/read.ts'
import type { Readable } from '../../parsers/signals/field.ts'

// Honest posts that speak of papers, data and accounts, and ads that say little of what they sell: test/corpus/LABELS.md.
// quiet.jsonl has all labels; intents.jsonl, in ten languages, says only what each post does.

interface Labelled extends Omit<Readable, 'type'> {
  id: string
  source: { type: Readable['type'] }
  label: { intent: string }
}

const postsOf = (name: string): Labelled[] =>
  readFileSync(join(import.meta.dirname, '../corpus', name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
const corpus = ['quiet.jsonl', 'intents.jsonl'].flatMap(postsOf)
const read = createPostReader()
const intentOf = ({ title, text, author, source }: Labelled): string =>
  read({ title, text, author, type: source.type })?.intent ?? 'none'
const named = (post: Labelled) => [post.id, `${post.title} ${post.text}`.trim().slice(0, 60), post] as const

describe('honest posts raise no alarm', () => {
  const honest = corpus.filter(({ label }) => label.intent === 'none')
  test('there are enough of them', () => expect(honest.length).toBeGreaterThanOrEqual(130))
  test.each(honest.map(named))('%s: %s', (_id, _words, post) => expect(intentOf(post)).toBe('none'))
})

describe('ads are read as what they are', () => {
  const ads = corpus.filter(({ label }) => label.intent !== 'none')
  test('there are enough of them', () => expect(ads.length).toBeGreaterThanOrEqual(130))
  test.each(ads.map(named))('%s: %s', (_id, _words, post) => expect(intentOf(post)).toBe(post.label.intent))
})

describe('what a word of data does in its clause', () => {
  const sold = (text: string) => read({ title: '', text, author: null, type: 'chat' })?.intent ?? 'none'
  test.each([
    ['jual scan KTP dan KK 100 pcs, 20rb/pcs', 'jual tas 200rb, syarat: scan KTP dan KK'],
    ['jual database pelanggan, nama + no hp, 500rb', 'jual aplikasi database pelanggan, 500rb'],
    ['selling customer database, 20k rows, $300', 'selling used disks, customer database wiped, $300'],
    ['cari data nasabah, nama dan no hp', 'cari sopir, gaji 4jt, kirim lamaran: nama dan no hp'],
    ['yang butuh data nasabah merapat, 1jt', 'yang butuh jasa olah data merapat, 1jt'],
  ])('"%s" is an ad, "%s" is none', (ad, honest) => {
    expect(sold(ad)).not.toBe('none')
    expect(sold(honest)).toBe('none')
  })

  test.each([
    ['need 200 passport scans, paying 5 usdt each', 'we need: passport scan, two photos and the signed form'],
    ['who has bank fullz? paying 10 usdt', 'who has a good bank? need advice'],
    ['data nasabah bank, nama + no hp. ada?', 'data nasabah aman di bank kami, ada masalah hubungi cs'],
    ['NIK -> nama, alamat, no hp. 50rb sekali cek', 'NIK dan nama diisi di formulir, 50rb biaya admin'],
  ])('a verb of everybody counts with data for its object: "%s", not "%s"', (ad, honest) => {
    expect(sold(ad)).not.toBe('none')
    expect(sold(honest)).toBe('none')
  })

  test.each([
    ['extortion', '@tokorekaan data pelanggan kalian di tangan kami. 2 BTC sebelum jumat, atau semua kami sebar'],
    ['sale', 'jual data pelanggan toko 20rb kontak, 2 BTC, siapa cepat sebelum jumat'],
    ['dump', 'ann_k:letmein7\nroot_bob:toor123\nkate.w:ilovecats9\nmax77:qazwsx1'],
  ])('%s: %s', (intent, text) => expect(sold(text)).toBe(intent))

  test('a call to those who need data sells it', () => {
    expect(sold('yang butuh data nasabah merapat, 50rb kontak, 1jt')).toBe('sale')
  })

  test('a word that begins like a negation denies nothing', () => {
    expect(sold('data pasien kalian di server kami, semua kami sebar, bayar 2 BTC')).toBe('extortion')
  })
})
