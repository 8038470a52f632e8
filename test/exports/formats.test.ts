import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formats } from '../../exports/index.ts'
import type { Timeline } from '../../model/timeline.ts'
import { entryWith, timelineOf } from './timelines.ts'

const write = (id: string, timeline: Timeline): string => [...(formats.get(id)?.write(timeline) ?? [])].join('')

/** Reads RFC 4180 strictly: throws for a stray quote, a bare line end or a row of another length. */
function readCsv(file: string): string[][] {
  const rows: string[][] = []
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y
  let row: string[] = []
  while (cell.lastIndex < file.length) {
    const at = cell.lastIndex
    const match = cell.exec(file)
    if (match === null) throw new Error(`no CSV at ${at}: ${JSON.stringify(file.slice(at, at + 40))}`)
    const [, value = '', end] = match
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value)
    if (end !== ',') {
      rows.push(row)
      row = []
    }
  }
  if (rows.some(({ length }) => length !== rows[0]?.length)) throw new Error('rows of different lengths')
  return rows
}

/** Takes off the apostrophes that neutralise formulas. */
const asWritten = (cell: string): string => cell.replace(/(^|[\n;])'(?='*[^\S\n]*[=+\-@＝＋－＠])/g, '$1')

function readRows(timeline: Timeline): Record<string, string>[] {
  const file = write('csv', timeline)
  expect(file.startsWith('\ufeff')).toBe(true)
  const [names = [], ...rows] = readCsv(file.slice(1))
  return rows.map((row) => Object.fromEntries(row.map((value, index) => [names[index] ?? '', value])))
}

const readObjects = (timeline: Timeline): Record<string, unknown>[] =>
  write('jsonl', timeline)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

/** Characters that act on a program or disguise text; line breaks aside. */
const acting = /(?!\n)\p{Cc}|\p{Cs}|[\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

const hostile = [
  "=cmd|' /C calc'!A0",
  '+1+cmd',
  '-2+3',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  '  =1+1',
  '＝1+1',
  "'=1+1",
  'nice\n=HYPERLINK("https://evil.example","x")',
  'a; =1+1',
  'quote " and , comma',
  'right\u202etxt.exe',
  '\u001b]0;owned\u0007red \u001b[31mtext',
  'null\u0000byte and half \ud800 pair',
]

describe('every format', () => {
  test.each([...formats.values()])(
    '$id: has a name, an extension and a type, and writes an empty timeline',
    (format) => {
      expect(format.extension).toMatch(/^\.[a-z]+$/)
      expect(format.mime).toMatch(/^[a-z]+\/[a-z0-9-]+/)
      expect(format.name).not.toBe('')
      expect(() => write(format.id, timelineOf())).not.toThrow()
    },
  )

  test.each([...formats.keys()])('%s: no control or direction characters, whatever a post holds', (id) => {
    const entries = hostile.map((text) =>
      entryWith({
        handle: text,
        title: text,
        text,
        victims: [text],
        changes: [{ field: text, before: text, after: [text] }],
      }),
    )
    const file = write(id, timelineOf(...entries))
    expect(file.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')).not.toMatch(acting)
    expect(file).not.toContain('owned')
    expect(file).not.toContain('[31m')
  })

  test.each([...formats.values()])(
    '$id: links are dead, but where it says that addresses stand as they are',
    (format) => {
      const url = 'https://raid.example/t'
      const text = 'https://raid.example/text'
      const links = [{ url: 'https://files.example/a.zip', text }]
      const entry = entryWith({ url, title: url, text: `${text}\n${text}`, links })
      const file = write(format.id, timelineOf(entry))
      const live = format.live ? (file.match(format.live) ?? []) : []
      if (format.live) expect(live).not.toHaveLength(0)
      expect(live.join(), 'no text').not.toContain('/text')
      expect(format.live ? file.replace(format.live, '') : file).not.toMatch(/https?:/)
      expect(file).toContain('hxxps://raid[.]example/t')
    },
  )
})

describe('csv', () => {
  test('names its columns in the order that investigators were promised', () => {
    const [header = ''] = write('csv', timelineOf()).split('\r\n')
    expect(header).toBe(
      '\ufeffposted_at,seen_at,site,account,event,intent,status,victims,countries,data_classes,records,price_amount,' +
        'price_currency,price_per,contacts,payment,title,excerpt,url,listing_id,post_id,changes,page_sha256,severity,confidence,admiralty,verdict',
    )
  })

  test('writes one row an entry, every value as it is', () => {
    const changes = [{ field: 'price', before: { amount: 0.3, currency: 'BTC', per: 'dataset' }, after: null }]
    const [row] = readRows(timelineOf(entryWith({ changes, victims: ['BPJS Kesehatan', 'Dukcapil'] })))
    expect(row).toMatchObject({
      posted_at: '2021-05-12T14:03:20.000Z',
      account: 'Kotz',
      victims: 'BPJS Kesehatan; Dukcapil',
      records: '279000000',
      price_amount: '0.15',
      contacts: 'whatsapp:+6281200000001; telegram:kotz_test',
      excerpt: 'Fresh data.\nSample on request.',
      changes: 'price: 0.3 BTC → none',
      confidence: '0.97',
      admiralty: 'C6',
    })
  })

  test('leaves empty what is not known', () => {
    const [row] = readRows(timelineOf(entryWith({ bare: true })))
    expect(row).toMatchObject({ posted_at: '', records: '', price_amount: '', price_per: '', contacts: '' })
  })

  test.each(hostile)('%j begins no formula, where "," parts the columns and where ";" does', (text) => {
    const timeline = timelineOf(entryWith({ handle: text, title: text, text, victims: [text, text] }))
    const cells = readRows(timeline).flatMap((row) => Object.values(row))
    const elsewhere = write('csv', timeline).split(/[;\r\n]/)
    for (const cell of [...cells, ...elsewhere]) expect(cell).not.toMatch(/^\s*"?\s*[=+\-@＝＋－＠]/)
  })

  test('any text comes back, cut to its length', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom('', '=', '\n=', ';+', "'@", '","'),
        (text, sign) => {
          const timeline = timelineOf(entryWith({ text: sign + text, title: `t${text}` }))
          const [row] = readRows(timeline)
          const [object] = readObjects(timeline)
          expect(asWritten(row?.excerpt ?? '')).toBe(object?.excerpt)
          expect(asWritten(row?.title ?? '')).toBe(object?.title)
        },
      ),
    )
  })
})

describe('jsonl', () => {
  test('has the columns of the CSV, in their order, as numbers, lists and objects', () => {
    const timeline = timelineOf(entryWith({}), entryWith({ bare: true }))
    const objects = readObjects(timeline)
    expect(objects).toHaveLength(2)
    for (const object of objects) expect(Object.keys(object)).toEqual(Object.keys(readRows(timeline)[0] ?? {}))
    expect(objects[0]).toMatchObject({
      records: 279_000_000,
      price_amount: 0.15,
      countries: ['ID'],
      contacts: [
        { type: 'whatsapp', value: '+6281200000001' },
        { type: 'telegram', value: 'kotz_test' },
      ],
    })
    expect(objects[1]).toMatchObject({ posted_at: null, records: null, price_currency: null, contacts: [] })
  })

  test('an empty timeline is an empty file', () => {
    expect(write('jsonl', timelineOf())).toBe('')
  })
})

describe('timesketch', () => {
  const sheet = (timeline: Timeline): Record<string, string>[] => {
    const [names = [], ...rows] = readCsv(write('timesketch-csv', timeline))
    return rows.map((row) => Object.fromEntries(row.map((value, index) => [names[index] ?? '', value])))
  }
  const events = (timeline: Timeline): Record<string, unknown>[] =>
    write('timesketch', timeline)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))

  test('every event has what its importer wants: a message, an instant twice told, and whose clock it is', () => {
    const timeline = timelineOf(entryWith({}), entryWith({ bare: true }))
    for (const event of events(timeline)) {
      expect(event.message).toMatch(/^Kotz on raid: sale opened, BPJS Kesehatan/)
      expect(Date.parse(String(event.datetime)) * 1_000).toBe(event.timestamp)
      expect(event.datetime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/)
      expect(Number.isSafeInteger(event.timestamp)).toBe(true)
    }
    expect(events(timeline).map(({ timestamp_desc }) => timestamp_desc)).toEqual([
      'Posted, by the site',
      'Seen by Pantau',
    ])
    expect(events(timeline)[0]).toMatchObject({
      posted_at: '2021-05-12T14:03:20.000Z',
      seen_at: '2021-05-12T14:10:00.000Z',
    })
  })

  test('the sheet begins with the fields of its importer, and says the same', () => {
    const timeline = timelineOf(entryWith({}), entryWith({ bare: true }))
    expect(write('timesketch-csv', timeline)).toMatch(/^message,datetime,timestamp,timestamp_desc,posted_at,seen_at,/)
    const named = (rows: Record<string, unknown>[]) =>
      rows.map(({ message, datetime, timestamp, page_sha256 }) => [message, datetime, String(timestamp), page_sha256])
    expect(named(sheet(timeline))).toEqual(named(events(timeline)))
  })

  test.each(hostile)('%j begins no formula in the sheet', (text) => {
    const rows = sheet(timelineOf(entryWith({ handle: text, title: text, text, victims: [text] })))
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
  })
})
