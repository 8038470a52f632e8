import { expect, test } from 'vitest'
import { ownVictims } from '../../parsers/language/matching/own-words.ts'
import { createPostReader } from '../../parsers/read.ts'

const post = (text: string) => ({ title: '', text, author: null, type: 'forum' as const })

test('a name that the gazetteer knows under another stays the usual name', () => {
  expect(ownVictims([], ['tokped', 'Rekaan Raya'])).toEqual([{ name: 'Rekaan Raya', aliases: [] }])
  expect(ownVictims([{ name: 'tokped', aliases: ['tko rekaan'] }], [])).toEqual([
    { name: 'Tokopedia', aliases: ['tko rekaan'] },
  ])
})

test('a watchlist’s name that is an alias of an own victim makes no second one', () => {
  const bank = { name: 'Bank Contoh', aliases: ['BNKX'], country: 'ID' }
  expect(ownVictims([bank], ['bank contoh', 'bnkx', 'Rekaan', 'REKAAN'])).toEqual([
    bank,
    { name: 'Rekaan', aliases: [] },
  ])
})

test('the operator’s words are read beside the reader’s own', () => {
  const ad = post('oper data nasabah BNKX 150rb baris: nama, nomor anggota contoh, sidikrekaan lengkap')
  expect(createPostReader()(ad)?.victims ?? []).toEqual([])
  const read = createPostReader({
    victims: [{ name: 'Bank Contoh', aliases: ['BNKX'], country: 'ID' }],
    dataClasses: { biometrics: ['sidikrekaan'], usernames: ['nomor anggota*'] },
    cues: { sells: ['oper data'] },
  })
  expect(read(ad)).toMatchObject({
    intent: 'sale',
    victims: ['Bank Contoh'],
    countries: ['ID'],
    dataClasses: ['biometrics', 'names', 'usernames'],
  })
})

test('an own word against an offer keeps a post quiet', () => {
  const text = 'Jual database nasabah 2jt baris: nama, nik, email. Harga 500 USD. Demikian warta rekaan.'
  expect(createPostReader()(post(text))?.intent).toBe('sale')
  const cues = { alleges: ['warta rekaan'], reports: ['demikian'], moderates: ['jual database nasabah'] }
  expect(createPostReader({ cues })(post(text))).toBeNull()
})
