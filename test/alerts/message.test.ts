import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alertId, deliveryId, operatorAlertId } from '../../alerts/identify.ts'
import { composeListing, composeOperator } from '../../alerts/message/compose.ts'
import { harmless } from '../../alerts/message/harmless.ts'
import { Message } from '../../model/alert.ts'
import { everyDetail, happeningWith, rule } from './happenings.ts'

const now = new Date('2021-05-12T14:11:00Z')
const hit = { rule: rule({ id: 'indonesia' }), reasons: [{ about: 'country' as const, country: 'ID' }] }
const compose = (...parts: Parameters<typeof happeningWith>) => composeListing(happeningWith(...parts), hit, now)
const factOf = (message: Message, label: string) => message.facts.find((fact) => fact.label === label)?.value

describe('a listing', () => {
  test('is told whole', () => {
    const message = Message.parse(compose())
    expect(message).toMatchObject({
      subject: 'BPJS Kesehatan: 279,000,000 records for sale by Kotz (0.15 BTC)',
      kind: 'listing',
      event: 'opened',
      tlp: 'AMBER',
      severity: 92,
      source: 'hxxps://raid[.]example/thread-1001.html?pid=1#pid1',
      excerpt: 'I sell the whole country.\nSample at hxxps://files[.]example/sample.rar, NIK [nik masked].',
      reasons: ['rule indonesia', 'country ID'],
      evidence: 'a'.repeat(64),
    })
    expect(message.facts).toEqual([
      { label: 'Victim', value: 'BPJS Kesehatan' },
      { label: 'What', value: 'email addresses, names, national ID numbers, phone numbers' },
      { label: 'Records', value: '279,000,000' },
      { label: 'Price', value: '0.15 BTC' },
      { label: 'Title', value: 'SELLING Indonesian full citizen 279M' },
      { label: 'Seller', value: 'Kotz on raid, joined 2019-03-02, 412 posts, reputation 33' },
      { label: 'Posted', value: "2021-05-12 14:03 UTC (the site's date)" },
      { label: 'Seen', value: '2021-05-12 14:10 UTC' },
      { label: 'Status', value: 'open' },
      { label: 'Countries', value: 'Indonesia (ID)' },
      { label: 'Data from', value: '2021-05' },
      { label: 'New here', value: 'yes: nothing like it was seen before' },
      { label: 'Terms', value: 'sample shown or offered, escrow accepted' },
      { label: 'Contacts', value: 'telegram kotz_test' },
      { label: 'Payment', value: 'BTC' },
      { label: 'Where', value: 'raid-leaks' },
      { label: 'Admiralty', value: 'C6: source fairly reliable, offer cannot be judged' },
      { label: 'Severity', value: '92 of 100' },
      { label: 'Confidence', value: '97%' },
      { label: 'Page SHA-256', value: 'a'.repeat(64) },
    ])
  })

  test('that changed its price shows both, in subject and facts', () => {
    const before = { amount: 0.3, currency: 'BTC', per: 'dataset' }
    const after = { amount: 0.15, currency: 'BTC', per: 'dataset' }
    const message = compose({ event: { kind: 'repriced', changes: [{ field: 'price', before, after }] } })
    expect(message.subject).toBe('BPJS Kesehatan: 279,000,000 records for sale, repriced by Kotz (0.3 BTC → 0.15 BTC)')
    expect(factOf(message, 'Change')).toBe('price: 0.3 BTC → 0.15 BTC')
    expect(factOf(message, 'Opened')).toBe('2021-05-12 14:03 UTC')
  })

  test('that is sold says so', () => {
    const changes = [{ field: 'status', before: 'open', after: 'sold' }]
    const message = compose({ event: { kind: 'sold', changes }, listing: { status: 'sold' } })
    expect(message.subject).toBe('BPJS Kesehatan: 279,000,000 records sold by Kotz (0.15 BTC)')
    expect(factOf(message, 'Change')).toBe('status: open → sold')
  })

  test('without victim, count and price is named by country and class', () => {
    const listing = {
      victims: [],
      records: null,
      dataClasses: ['id-selfies' as const],
      handle: 'jual_data',
      contacts: [],
    }
    const item = { amount: 15_000, currency: 'IDR', per: 'item' as const }
    expect(compose({ listing: { ...listing, price: null } }).subject).toBe(
      'Indonesia: selfies with identity documents for sale by jual_data',
    )
    expect(compose({ listing: { ...listing, price: item } }).subject).toBe(
      'Indonesia: selfies with identity documents for sale by jual_data (15,000 IDR per item)',
    )
    expect(factOf(compose({ listing }), 'Contacts')).toBeUndefined()
  })

  test('tells the goods, what else is claimed, and what weighs most', () => {
    const message = compose({ signal: everyDetail })
    const facts = Object.fromEntries(message.facts.map(({ label, value }) => [label, value]))
    expect(facts).toMatchObject({
      Freshness: 'said to be new, or never sold before',
      Exclusive: 'said to be sold once, or to few',
      Sample: '48 of 50 NIKs well-formed, 31 regions',
      'Format and size': 'csv, sql; 1.2 TB',
      Columns: 'id, nama, nik, kk, hp, alamat, rt, rw, kel, kec and 2 more',
      'Other claims': 'also says 15,000,000 records; price was 3,000 USD; price is also 500 USD; is also dated 2019',
      Admiralty: 'C3: source fairly reliable, offer possibly true: the ids that it shows are well-formed',
      Severity: '92 of 100: 279,000,000 records (+40), national ID numbers (+16)',
      Confidence: '97%: counts far more in the text than in the title (-10), says how much (+10)',
    })
    const order = Object.keys(facts)
    expect(order.indexOf('Freshness')).toBe(order.indexOf('Data from') + 1)
    expect(order.indexOf('Terms')).toBe(order.indexOf('Other claims') + 1)
  })

  test('that keeps a figure of an earlier post does not explain it by this one', () => {
    const reasons = [{ field: 'severity', value: '+15', why: 'about to find a buyer' }]
    const message = compose({ listing: { severity: 95 }, signal: { reasons } })
    expect(factOf(message, 'Severity')).toBe('95 of 100')
  })

  test('of nobody, about nothing, at no time can still be told', () => {
    const message = compose({
      listing: { victims: [], countries: [], dataClasses: [], records: null, price: null, handle: null },
      post: { postedAt: null, dateText: 'the year 2031' },
      event: { postedAt: null },
      account: null,
    })
    expect(message.subject).toBe('Unnamed victim: data for sale')
    expect(factOf(message, 'Seller')).toBe('anonymous on raid')
    expect(factOf(message, 'Posted')).toBe('no date that can be true; the site says "the year 2031"')
  })

  test('many victims are counted, long texts cut at a word', () => {
    const message = compose({
      listing: { victims: ['One', 'Two', 'Three', 'Four'] },
      post: { text: 'word '.repeat(10_000), title: 'x'.repeat(100_000) },
    })
    expect(message.subject).toMatch(/^One, Two and 2 more: /)
    expect(message.excerpt.length).toBeLessThanOrEqual(500)
    expect(message.excerpt).toMatch(/ word…$/)
    expect(factOf(message, 'Title')?.length).toBe(200)
  })

  test('from a hostile post does no harm: what is composed is harmless already', () => {
    const evil = '\u001b[31m<!channel>\u202eevil\r\nBcc: a@evil.example https://evil.example/x?y=1 10.0.0.1'
    const message = compose({
      listing: { victims: [evil], handle: evil, title: evil, contacts: [{ type: 'email', value: evil }] },
      post: { title: evil, text: evil, url: `https://evil.example/${evil}`, dateText: evil },
      signal: {
        columns: Array.from({ length: 100 }, (_, at) => `${at}${evil}`),
        formats: ['sql'],
        reasons: [{ field: 'severity', value: '+1', why: evil }],
      },
    })
    expect(harmless(message)).toEqual(message)
    const all = JSON.stringify(message)
    expect(all).not.toMatch(/https?:|evil\.example|10\.0\.0\.1|\\u001b|\u202e|\\r|\[31m/)
    expect(message.subject).not.toContain('\n')
  })
})

test('a harmless message stays as it is, whatever it held', () => {
  const text = fc.string({ unit: 'binary', maxLength: 1_500 })
  fc.assert(
    fc.property(text, text, (one, two) => {
      const made = harmless({
        ...compose(),
        subject: one,
        excerpt: two,
        source: one,
        facts: [{ label: one, value: two, key: one }],
        next: [one, two],
        link: two,
      })
      expect(harmless(made)).toEqual(made)
    }),
  )
})

test.each([
  ['a script', 'javascript:alert(1)'],
  ['a link without a page', 'https://pantau.example.com'],
  ['another user', 'https://pantau.example.com@evil.example/alerts/a'],
  ['a mark of Slack', 'https://pantau.example.com/alerts/a|b>'],
  ['an attribute', 'https://pantau.example.com/alerts/a"onclick="b'],
  ['a blank', 'https://pantau.example.com/alerts/a b'],
  ['a link without end', `https://pantau.example.com/alerts/${'a'.repeat(500)}`],
])('the link to handle an alert is no %s', (_name, link) => {
  const fine = 'https://pantau.example.com:8443/alerts/AbC-_09.x~y'
  expect(harmless({ ...compose(), link: fine }).link).toBe(fine)
  expect(harmless({ ...compose(), link }).link).toBeNull()
})

test('the words of the post that fields were read from are told, as far as they are its own', () => {
  const reasons = [
    { field: 'intent', value: 'sale', why: 'a word', span: { part: 'title' as const, start: 0, end: 7 } },
    { field: 'records', value: '279000000', why: 'a count', span: { part: 'title' as const, start: 32, end: 36 } },
    { field: 'price', value: '0.15', why: 'a price' },
  ]
  expect(factOf(compose({ signal: { reasons } }), 'Read from')).toBe('intent “SELLING”, records “279M”')
  expect(factOf(compose({ signal: { reasons, postId: 'raid/other' } }), 'Read from')).toBeUndefined()
})

test('a note to the operators', () => {
  const note = {
    subject: 'Target raid-leaks gives nothing',
    facts: [{ label: 'Target', value: 'raid-leaks\u0007' }],
    reasons: ['a'],
  }
  expect(Message.parse(composeOperator(note, now))).toMatchObject({
    subject: 'Target raid-leaks gives nothing',
    kind: 'operator',
    event: null,
    facts: [{ label: 'Target', value: 'raid-leaks' }],
    evidence: '',
    createdAt: now.toISOString(),
  })
})

test('ids are derived, apart, and 32 hex digits', () => {
  expect(alertId('r', 'e')).toBe(alertId('r', 'e'))
  const ids = [alertId('r', 'e'), alertId('re', ''), deliveryId('r', 'e'), operatorAlertId('r'), alertId('r', 'f')]
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/)
})
