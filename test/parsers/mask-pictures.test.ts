import { expect, test } from 'vitest'
import { allWords } from '../../model/picture-words.ts'
import { type ParsedPost, type Picture, postOf } from '../../model/post.ts'
import type { Span } from '../../model/signal.ts'
import { createMasker } from '../../parsers/mask.ts'

const key = { id: 'k1', secret: Buffer.alloc(32, 1) }
const { post: mask } = createMasker({ current: key, all: [key] })
const pictures = (...texts: string[]): Picture[] =>
  texts.map((text, n) => ({ url: `http://a.test/${n}.png`, alt: '', text, confidence: 0.9 }))
const postWith = (text: string, ...texts: string[]): ParsedPost =>
  postOf({ postId: '1', url: 'http://a.test/1', text, images: pictures(...texts) })
const said = ({ images }: ParsedPost): (string | undefined)[] => images.map(({ text }) => text)

test('what a picture says is masked to the same length, and counted with the rest', () => {
  const post = postWith('NIK 9901014107900001', 'NIK 9902014107900002', 'hubungi budi.contoh@example.com')
  const masked = mask(post, [])
  expect(said(masked.post)).toEqual(['NIK 9902••••••••••••', expect.stringMatching(/^hubungi .*•.*$/)])
  expect(allWords(masked.post).text).toHaveLength(allWords(post).text.length)
  expect(masked.personal).toMatchObject([
    { kind: 'national-ids', count: 2 },
    { kind: 'email-addresses', count: 1 },
  ])
})

test('the holder of a card is masked with its number; a name without one is only a name', () => {
  const card = 'NIK : 9901014107900001\n= Nama ; SITI CONTOH\nTempat/Tgl Lahir: KOTA, 01-07-1990\nAlamat JL CONTOH 1'
  const form = 'Nama : Lapak Contoh\nAlamat : pasar contoh'
  const [ofCard, ofForm] = said(mask(postWith('', card, form), []).post)
  expect(ofCard).toMatch(/^NIK : 9901•{12}\n= Nama ; •{11}\nTempat\/Tgl Lahir: •{16}\nAlamat •{11}$/)
  expect(ofForm).toBe(form)
})

test('the contact that is offered in a picture stays there, and wherever its author writes it', () => {
  const post = postWith('wa 081200000001 / 081200000002', 'minat WA 081200000001', 'korban 081200000003')
  const all = allWords(post).text
  const start = all.indexOf('081200000001', all.indexOf('minat'))
  const keep: Span[] = [{ part: 'text', start, end: start + 12 }]
  const masked = mask(post, keep).post
  expect(masked.text).toMatch(/^wa 081200000001 \/ 0812•{8}$/)
  expect(said(masked)).toEqual(['minat WA 081200000001', 'korban 0812••••••••'])
})

test('spans into all words of a post point to the same words in its pictures', () => {
  const post = postWith('dijual', 'satu', '', 'tiga')
  const { text, unlabelled, places } = allWords(post)
  expect(places.map(({ picture, start, end }) => [picture, text.slice(start, end)])).toEqual([
    [0, 'satu'],
    [2, 'tiga'],
  ])
  expect(places.map(({ start, end }) => unlabelled.slice(start, end))).toEqual(['satu', 'tiga'])
  expect(unlabelled).toHaveLength(text.length)
  expect(unlabelled).not.toContain('picture')
  expect(allWords(postOf({ postId: '1', url: '', text: 'dijual' })).text).toBe('dijual')
})
