import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ParsedPost } from '../../model/post.ts'
import { createMasker } from '../../parsers/mask.ts'
import { checked, named, secrets } from './personal-kinds.ts'
import { mail, planted } from './personal-notations.ts'

// Thousands of ids of every kind, planted in every part of a post: none may be read in anything that the masker gives.

const key = { id: 'k1', secret: Buffer.from('one') }
const masker = createMasker({ current: key, all: [key] })
/** Some fifty kinds: more than a hundred thousand ids together. */
const ofEachKind = 2_000

/** What a reader would copy: digits of every script, letters, and nothing between them. */
const copied = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, (digit) => (/\d/.test(digit) ? digit : String((digit.codePointAt(0) ?? 0) & 0xf)))
    .replace(/[^\dA-Za-z]/g, '')

interface Part {
  id: string
  /** What is planted, with the words around it. */
  text: string
}

/** A post with an id in each part that has words. */
const postWith = (parts: readonly string[]): ParsedPost => {
  const [title = '', one = '', two = '', row = '', quote = '', link = '', alt = '', signature = ''] = parts
  return ParsedPost.parse({
    ...{ postId: '1', thread: null, author: 'Kotz', postedAt: null, dateText: '' },
    title: `data: ${title}`,
    text: `Sampel\n${one}\n\nharga 5 juta, 279 juta data\n${two}\n\n7;CONTOH;${row};JL KOSONG`,
    quotes: [{ author: 'Lain', text: `>> ${quote}` }],
    links: [{ url: 'https://site.test/', text: link }],
    images: [{ url: 'https://site.test/x.png', alt }],
    signature: `-- ${signature}`,
    url: 'https://forum.test/thread-1234567890.html',
  })
}
const inOnePost = 8

/** The parts in the order in which the ids are planted. */
const outOf = ({ title, text, quotes, links, images, signature }: ParsedPost): string[] => {
  const [one = '', two = '', row = ''] = text.split('\n\n')
  const words = [title, one, two, row, quotes[0]?.text, links[0]?.text, images[0]?.alt, signature]
  return words.map((word) => copied(word ?? ''))
}

const every: Record<string, fc.Arbitrary<Part>> = Object.fromEntries([
  ...Object.entries({ ...planted, ...checked }).map(([name, ids]) => [name, ids.map((id) => ({ id, text: id }))]),
  ...Object.entries(named).map(([name, ids]) => [
    `named ${name}`,
    ids.map(([before, id]) => ({ id, text: before + id })),
  ]),
  ...Object.entries(secrets).map(([name, ids]) => [name, ids.map((id) => ({ id, text: id }))]),
  ['mail', mail.map(({ text, local }) => ({ id: local, text }))],
])

test.each(Object.entries(every))('%s: none of thousands', (_, parts) => {
  fc.assert(
    fc.property(fc.array(parts, { minLength: inOnePost, maxLength: inOnePost }), (some) => {
      const post = postWith(some.map(({ text }) => text))
      const { post: masked, personal } = masker.post(post, [])
      outOf(masked).forEach((left, place) => {
        const id = copied(some[place]?.id ?? '')
        // The region, the carrier, the maker or a first letter may be read: what follows may not.
        const telling = id
          .replace(/END.{0,30}KEY$/, '')
          .slice(id.length > 20 ? 7 : id.length > 8 ? 4 : 1)
          .slice(-8)
        expect(left, some[place]?.text).not.toContain(telling)
      })
      expect(masked.text).toHaveLength(post.text.length)
      expect(masked.text).toContain('harga 5 juta, 279 juta data')
      expect(masked.url).toBe(post.url)
      expect(personal.length).toBeGreaterThan(0)
    }),
    { numRuns: ofEachKind / inOnePost },
  )
})

test('in addresses and handles too', () => {
  for (const kind of ['nik', 'card', 'mobile', 'bpjs'] as const)
    fc.assert(
      fc.property(planted[kind] ?? fc.constant(''), (id) => {
        const plain = copied(id)
        const post = ParsedPost.parse({
          ...{ postId: '1', thread: null, postedAt: null, dateText: '', title: '', text: '' },
          author: plain,
          quotes: [{ author: plain, text: '' }],
          links: [{ url: `https://site.test/u?no=${plain}&page=2`, text: '' }],
          images: [{ url: `https://site.test/scan-${plain}.jpg`, alt: '' }],
          url: `https://forum.test/u/${plain}`,
        })
        expect(JSON.stringify(masker.post(post, []))).not.toContain(plain.slice(4))
        expect(masker.handle(plain)).not.toContain(plain.slice(4))
      }),
      { numRuns: 1_000 },
    )
})

test('a post is read the same each time', () => {
  const scraps = fc.oneof(...Object.values(every)).map(({ text }) => text)
  fc.assert(
    fc.property(fc.array(scraps, { minLength: 8, maxLength: 8 }), (texts) => {
      const once = masker.post(postWith(texts), [])
      expect(masker.post(postWith(texts), [])).toEqual(once)
    }),
  )
})
