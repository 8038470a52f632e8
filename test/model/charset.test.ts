import { expect, test } from 'vitest'
import { decodeBody } from '../../model/charset.ts'
import { encode, sentences } from '../app/charsets.ts'

const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const html = 'text/html'

test.each([
  ['UTF-8 with its mark', [0xef, 0xbb, 0xbf, 0xc3, 0xa9], 'text/html; charset=windows-1251', 'é'],
  ['UTF-16 little endian with its mark', [0xff, 0xfe, 0x41, 0x00, 0xac, 0x20], html, 'A€'],
  ['UTF-16 big endian with its mark', [0xfe, 0xff, 0x00, 0x41, 0x20, 0xac], html, 'A€'],
])('a byte order mark wins, and is not text: %s', (_, bytes, type, text) => {
  expect(decodeBody(Uint8Array.from(bytes), type)).toBe(text)
})

test.each([
  ['windows-1251', [0xcf, 0xf0, 0xee, 0xe4, 0xe0, 0xec], 'Продам'],
  ['GBK', [0xca, 0xfd, 0xbe, 0xdd], '数据'],
  ['gb18030', [0xca, 0xfd, 0xbe, 0xdd], '数据'],
  ['big5', [0xb8, 0xea, 0xae, 0xc6], '資料'],
  ['Shift_JIS', [0x8c, 0xc2, 0x90, 0x6c], '個人'],
  ['EUC-KR', [0xc1, 0xa4, 0xba, 0xb8], '정보'],
  ['koi8-r', [0xf0, 0xd2, 0xcf, 0xc4, 0xc1, 0xcd], 'Продам'],
  ['iso-8859-1', [0x80, 0xe9, 0x92], '€é’'],
])('%s, from the header, from a meta element and from an XML declaration', (charset, bytes, text) => {
  const words = Uint8Array.from(bytes)
  const with_ = (head: string): Uint8Array => Buffer.concat([latin(head), words])
  expect(decodeBody(words, `text/html; charset=${charset}`)).toBe(text)
  expect(decodeBody(words, `text/plain;charset="${charset}"`)).toBe(text)
  const short = `<!doctype html><meta charset="${charset}">`
  expect(decodeBody(with_(short), html)).toBe(short + text)
  const long = `<META http-equiv=Content-Type content='text/html; charset=${charset}'>`
  expect(decodeBody(with_(long), undefined)).toBe(long + text)
  const xml = `<?xml version="1.0" encoding="${charset}"?>`
  expect(decodeBody(with_(xml), 'application/rss+xml')).toBe(xml + text)
})

test('without a word about it: UTF-8 where valid, else windows-1252', () => {
  expect(decodeBody(Buffer.from('data penduduk – 数据 – é'), html)).toBe('data penduduk – 数据 – é')
  expect(decodeBody(latin('caf\xe9 \x80 5'), html)).toBe('café € 5')
  expect(decodeBody(new Uint8Array(), undefined)).toBe('')
})

test('an unknown charset is passed over', () => {
  expect(decodeBody(Buffer.from('é'), 'text/html; charset=klingon')).toBe('é')
  const head = '<meta charset="windows-1251">'
  const body = Buffer.concat([latin(head), Uint8Array.from([0xcf])])
  expect(decodeBody(body, 'text/html; charset=none')).toBe(`${head}П`)
})

test('a meta element counts in markup only, in its first 1024 bytes, and outside comments', () => {
  const meta = '<meta charset="windows-1251">'
  expect(decodeBody(Buffer.from(`${meta}é`), 'text/plain')).toBe(`${meta}é`)
  expect(decodeBody(Buffer.from(`<!-- ${meta} -->é`), html)).toBe(`<!-- ${meta} -->é`)
  const late = `${' '.repeat(1024)}${meta}é`
  expect(decodeBody(Buffer.from(late), html)).toBe(late)
})

test('a meta element that was readable as ASCII cannot mean UTF-16', () => {
  const text = '<meta charset="utf-16le">é'
  expect(decodeBody(Buffer.from(text), html)).toBe(text)
})

test('bytes that the charset does not know become the replacement character', () => {
  expect(decodeBody(Uint8Array.from([0x41, 0xff, 0x42]), 'text/html; charset=utf-8')).toBe('A�B')
})

const both = Object.entries(sentences).map(([charset, sentence]) => [charset, sentence] as const)

test.each(both)('%s, where nobody says so, and where somebody says UTF-8', (charset, sentence) => {
  const bytes = encode(sentence, charset)
  expect(decodeBody(bytes, 'text/plain')).toBe(sentence)
  expect(decodeBody(bytes, 'text/plain; charset=utf-8')).toBe(sentence)
  // Markup and other people's English do not drown it.
  const page = `<html><body>${'<p class="post">Powered by a board, all rights reserved</p>'.repeat(200)}`
  expect(decodeBody(encode(page + sentence, charset), html)).toBe(page + sentence)
})

test.each(both)('UTF-8 that calls itself %s is UTF-8', (charset, sentence) => {
  expect(decodeBody(Buffer.from(sentence), `text/plain; charset=${charset}`)).toBe(sentence)
})

test('too little to judge by is taken as it is declared, or as windows-1252', () => {
  expect(decodeBody(encode('два', 'windows-1251'), html)).toBe('äâà')
  const broken = Buffer.concat([Buffer.from('Продам базу'), Uint8Array.from([0xd0])])
  expect(decodeBody(broken, 'text/html; charset=utf-8')).toBe('Продам базу\ufffd')
})

test('a program is no UTF-16', () => {
  const program = Buffer.from('7f454c4602010100000000000000000003003e0001000000', 'hex')
  expect(decodeBody(program, 'text/plain')).toBe(program.toString('latin1'))
})
