import { describe, expect, test } from 'vitest'
import { createPostReader } from '../../parsers/read.ts'

const read = createPostReader()
const offer = 'Selling database of 100k customers: name, phone, address. Price $500.\n'
const contactsOf = (words: string): string[] => {
  const signal = read({ title: '', text: offer + words, author: null, type: 'forum' })
  if (!signal) throw new Error(`no signal: ${words}`)
  return signal.contacts.map(({ type, value }) => `${type}:${value}`).sort()
}

const tox = `${'0A1B2C3D'.repeat(9)}4E5F`
const session = `05${'0a1b2c3d'.repeat(8)}`

describe('ways to be reached', () => {
  test.each([
    ['tg: @dealer_00', 'telegram:dealer_00'],
    ['Telegram - @Dealer_00', 'telegram:dealer_00'],
    ['tele:dealer_00', 'telegram:dealer_00'],
    ['tele @ dealer_00', 'telegram:dealer_00'],
    ['TG👉dealer_00', 'telegram:dealer_00'],
    ['TG ➡️ @dealer_00', 'telegram:dealer_00'],
    ['telegram dealer_00', 'telegram:dealer_00'],
    ['телеграм: @dealer_00', 'telegram:dealer_00'],
    ['Связь в тг @dealer_00', 'telegram:dealer_00'],
    ['飞机：dealer00', 'telegram:dealer00'],
    ['电报dealer_00', 'telegram:dealer_00'],
    ['تليجرام: @dealer_00', 'telegram:dealer_00'],
    ['https://t.me/dealer_00', 'telegram:dealer_00'],
    ['t.me/s/dealer_00', 'telegram:dealer_00'],
    ['t . me / dealer_00', 'telegram:dealer_00'],
    ['t[.]me/dealer_00', 'telegram:dealer_00'],
    ['telegram (dot) me / dealer_00', 'telegram:dealer_00'],
    ['write @dealer_00', 'telegram:dealer_00'],
    ['Telegram:\n@dealer_00', 'telegram:dealer_00'],
    ['hubungi tele saya di dealer_00', 'telegram:dealer_00'],
    ['dealer_00 on telegram', 'telegram:dealer_00'],
    ['@ dealer_00 (tele)', 'telegram:dealer_00'],
    ['tele (dealer_00)', 'telegram:dealer_00'],
    ['t,me/dealer_00', 'telegram:dealer_00'],
    ['081200000001 (WA)', 'whatsapp:+6281200000001'],
    ['wa 0 8 1 2 0 0 0 0 0 0 0 1', 'whatsapp:+6281200000001'],
    ['WA O812OOOOOOO1', 'whatsapp:+6281200000001'],
    ['واتساب: ٠٨١٢٠٠٠٠٠٠٠١', 'whatsapp:+6281200000001'],
    ['wa 0812-0000-0001', 'whatsapp:+6281200000001'],
    ['WA: +62 812 0000 0001', 'whatsapp:+6281200000001'],
    ['whatsapp +234 800 000 0099', 'whatsapp:+2348000000099'],
    ['wa.me/6281200000001', 'whatsapp:+6281200000001'],
    ['zap +55 00 90000-0001', 'whatsapp:+5500900000001'],
    ['Zalo 0000 000 212, khách Việt Nam', 'phone:+84000000212'],
    [`tox: ${tox}`, `tox:${tox}`],
    [`Session ID ${session}`, `session:${session.toUpperCase()}`],
    ['jabber: dealer@xmpp.example', 'xmpp:dealer@xmpp.example'],
    ['жаба dealer@exploit.example', 'xmpp:dealer@exploit.example'],
    ['mail Dealer.One@example.com', 'email:dealer.one@example.com'],
    ['dealer [at] example [dot] com', 'email:dealer@example.com'],
    ['dealer(at)example.com', 'email:dealer@example.com'],
    ['matrix @dealer:matrix.example', 'matrix:dealer:matrix.example'],
    ['discord dealer#0000', 'discord:dealer#0000'],
    ['discord: dealer_00', 'discord:dealer_00'],
    ['wickr dealer00', 'wickr:dealer00'],
    ['wickr me: dealer', 'wickr:dealer'],
    ['threema DEALER00', 'threema:dealer00'],
    ['signal dealer.01', 'signal:dealer.01'],
    ['signal: +62 812 0000 0001', 'signal:+6281200000001'],
    ['icq 000-000-001', 'icq:000000001'],
    ['QQ号：000000001', 'qq:000000001'],
    ['微信 dealer00001', 'wechat:dealer00001'],
    ['加V：dealer_00', 'wechat:dealer_00'],
    ['line id: dealer_00', 'line:dealer_00'],
    ['ig: dealer.00', 'instagram:dealer.00'],
    ['facebook.com/dealer.00', 'facebook:dealer.00'],
    ['x.com/dealer00', 'x:dealer00'],
  ])('%s', (words, contact) => {
    expect(contactsOf(words)).toEqual([contact])
  })
})

describe('no way to reach the seller', () => {
  test.each([
    'telegram only',
    'tg or discord, your choice',
    'add me on telegram please',
    'rekber @penengah_00 saja',
    'MM: @midman_00',
    'escrow by @guarantor_00',
    'гарант @garant_00',
    'sample line: 1,jane@example.com,+15550100000,0 Nowhere St',
    'admin,adm***@example.com,5f4dcc3b',
    'PM me here',
    'signal strength is good',
    'the line is long',
  ])('%s', (words) => {
    expect(contactsOf(words)).toEqual([])
  })
})

test('more addresses than anybody gives of himself are a sample, but for the one that he offers', () => {
  const mails = Array.from({ length: 6 }, (_, n) => `orang${n}@example.com`)
  const rows = mails.map((mail, n) => `${n},${mail},PLG-${n}`)
  expect(contactsOf(rows.slice(0, 3).join('\n'))).toEqual([])
  expect(contactsOf(rows.slice(0, 2).join('\n'))).toHaveLength(2)
  expect(contactsOf(`contact: budi@example.com\n${rows.join('\n')}`)).toEqual(['email:budi@example.com'])
  // A file a person: each has an address, and a word before it.
  expect(contactsOf(mails.map((mail) => `email: ${mail}`).join('\n'))).toEqual([])
  expect(
    contactsOf(
      mails
        .slice(0, 3)
        .map((mail) => `email: ${mail}`)
        .join('\n'),
    ),
  ).toHaveLength(3)
})

test('several ways, each once, the longest reading of each', () => {
  expect(contactsOf('tg: @dealer_00 (t.me/dealer_00), mail dealer@example.com, wa 081200000001')).toEqual([
    'email:dealer@example.com',
    'telegram:dealer_00',
    'whatsapp:+6281200000001',
  ])
})

test('thousands of at-signs and slashes cost no more than their number', () => {
  expect(contactsOf('@ / a@ '.repeat(20_000))).toEqual([])
})

describe('names of others, and names told elsewhere', () => {
  test('whom a gang addresses is no contact', () => {
    const text =
      '@ContosoTravel we hold 2M bookings of yours with passports. Pay 3 BTC in 72 hours or we publish all of it.'
    expect(read({ title: '', text, author: 'gang', type: 'social' })?.contacts).toEqual([])
    expect(contactsOf('Dear @contoso_bank, hello')).toEqual([])
  })
  test('the same nick elsewhere is the author’s name', () => {
    for (const words of ['Mesmo nick no Telegram', 'Telegram: same nick as here', 'тот же ник в телеграме']) {
      const signal = read({ title: '', text: offer + words, author: 'Dealer_00', type: 'forum' })
      expect(signal?.contacts).toEqual([{ type: 'telegram', value: 'dealer_00' }])
    }
  })
})
