import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPostReader, readLimit, type SignalReading } from '../../parsers/read.ts'
import { nik } from './personal-notations.ts'

// What a post tells of the goods beyond the labelled fields: columns, formats, size, freshness, exclusivity.

const read = createPostReader({}, { today: new Date('2024-06-01T00:00:00Z') })
const readText = (text: string, title = ''): SignalReading | null => read({ title, text, author: 'x', type: 'forum' })
const signalOf = (more: string, title = ''): SignalReading => {
  const signal = readText(`jual database nasabah, nama nik no hp, 5000 baris, harga 1jt nego\n${more}`, title)
  if (!signal) throw new Error(`no signal in: ${more}`)
  return signal
}

describe('columns', () => {
  test.each([
    ['the header of a CSV', 'nik,nama,tempat_lahir,tgl_lahir,jk', ['nik', 'nama', 'tempat_lahir', 'tgl_lahir', 'jk']],
    ['with quotes', '"id";"Nama Lengkap";"NIK";"No HP"', ['id', 'Nama Lengkap', 'NIK', 'No HP']],
    ['between bars', 'no | nkk | nik | nama | alamat', ['no', 'nkk', 'nik', 'nama', 'alamat']],
    ['between tabs', 'id\tfull_name\temail\tpassword', ['id', 'full_name', 'email', 'password']],
    ['a list that is called so', 'Fields: id | nama | nik | gol_darah', ['id', 'nama', 'nik', 'gol_darah']],
    ['up to the end of its sentence', 'kolom: NIK, nama, no KK. Minat DM, jangan PM', ['NIK', 'nama', 'no KK']],
    [
      'one a line',
      'Isi kolom:\n- nama\n- email\n- NIK\n- IP modem\n\nhubungi saya',
      ['nama', 'email', 'NIK', 'IP modem'],
    ],
    ['Chinese', '字段：姓名、手机号、身份证、地址', ['姓名', '手机号', '身份证', '地址']],
    ['Russian', 'Поля: ФИО, телефон, паспорт, адрес', ['ФИО', 'телефон', 'паспорт', 'адрес']],
    [
      'a definition in SQL',
      "CREATE TABLE IF NOT EXISTS `users` (\n `id` int(11) NOT NULL,\n `nama` varchar(100) DEFAULT 'x,y',\n `no_hp` varchar(20),\n PRIMARY KEY (`id`)\n);",
      ['id', 'nama', 'no_hp'],
    ],
    [
      'a statement in SQL',
      "INSERT INTO users (id, nama, no_hp) VALUES (1, 'BUDI', '081200000001');",
      ['id', 'nama', 'no_hp'],
    ],
    [
      'keys of rows',
      '{"id":1,"nama":"BUDI REKA","nik":"9903010101900001","phone":"081200000001"}',
      ['id', 'nama', 'nik', 'phone'],
    ],
    [
      'a form',
      'Nama: BUDI REKA\nNIK: 9903010101900001\nAlamat: JL KOSONG\nNo HP: 081200000001',
      ['Nama', 'NIK', 'Alamat', 'No HP'],
    ],
  ])('%s', (_what, more, expected) => {
    expect(signalOf(more).columns).toEqual(expected)
  })

  test.each([
    ['values behind VALUES', "INSERT INTO users VALUES ('BUDI REKA', 'SITI MAYA', 'AGUS');"],
    ['rows', 'BUDI REKA;9903010101900001;081200000011\nSITI MAYA;9903010101900002;081200000012'],
    ['a sentence', 'bisa cari nama, alamat rumah orang, atau no hp siapa saja gan'],
    ['formats', 'format: csv, sql, json'],
  ])('%s are none', (_what, more) => {
    expect(signalOf(more).columns).toEqual([])
  })

  test('a hundred at most, of the longest list', () => {
    const names = Array.from({ length: 150 }, (_, at) => `${['nama', 'nik', 'email'][at % 3]}`)
    const { columns } = signalOf(`fields: nama, nik, email\n${names.join(',')}`)
    expect(columns).toHaveLength(100)
  })

  test('no id of a row is among them, nor in a reason', () => {
    const row = fc.tuple(nik, fc.constantFrom(',', ';', '|', '\t', ' / '), fc.constantFrom('', 'fields: ', '{"nik":"'))
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), (rows) => {
        const lines = rows.map(([id, mark, lead]) => [`${lead}BUDI REKA`, id, 'alamat', '081200000001'].join(mark))
        const { columns, plausibility, reasons } = signalOf(`nama,nik,alamat,no hp\n${lines.join('\n')}`)
        const told = JSON.stringify([columns, plausibility, reasons.filter(({ field }) => field !== 'contacts')])
        for (const [id] of rows) expect(told).not.toContain(id)
        expect(told).not.toContain('081200000001')
        expect(columns).toEqual(['nama', 'nik', 'alamat', 'no hp'])
      }),
    )
  })
})

describe('formats and size', () => {
  test.each([
    ['SQL dump, 12 GB', ['sql'], 12e9],
    ['1.2TB of CSV and JSON', ['csv', 'json'], 1.2e12],
    ['850 mb xlsx', ['xlsx'], 850e6],
    ['1,5 ГБ, файл эксель', ['xlsx'], 1.5e9],
    ['共 120G 表格', ['xlsx'], 120e9],
    ['two parts, 20GB and 3 GB', [], 20e9],
    ['file warga_part3.csv', ['csv'], null],
    ['see https://files.example/a/sample.json', [], null],
    ['see files.example/a/sample.json', [], null],
    ['got by SQL injection', [], null],
    ['server with 64GB RAM and storage of 2 TB', [], null],
    ['sample: 20 MB', [], null],
    ['jaringan 4G', [], null],
  ])('%s', (more, formats, bytes) => {
    expect(signalOf(more)).toMatchObject({ formats, bytes })
  })
})

describe('freshness and exclusivity', () => {
  test.each([
    ['masih fresh gan', 'fresh'],
    ['belum pernah dijual', 'fresh'],
    ['new 2024 hack', 'fresh'],
    ['never leaked before', 'fresh'],
    ['not an old leak', null],
    ['old leak, reupload', 'old'],
    ['data lama tapi lengkap', 'old'],
    ['свежая база', 'fresh'],
    ['перезалив', 'old'],
    ['一手数据', 'fresh'],
    ['旧数据', 'old'],
    ['nunca vendida', 'fresh'],
    ['base antigua', 'old'],
    ['dữ liệu cũ', 'old'],
    ['data fresh 10k, ada juga bekasan 5k', 'fresh'],
    ['transfer bank', null],
  ])('%s: %s', (more, freshness) => {
    expect(signalOf(more).freshness).toBe(freshness)
  })

  test.each([
    ['sold once', true],
    ['one buyer only', true],
    ['sekali jual langsung out', true],
    ['в одни руки', true],
    ['只卖一家', true],
    ['venda única', true],
    ['not exclusive', false],
    ['many buyers already', false],
  ])('%s: %s', (more, exclusive) => {
    expect(signalOf(more).exclusive).toBe(exclusive)
  })
})

test('each detail has a reason with the words that it came from', () => {
  const text = 'jual database nasabah, harga 1jt\nnama|nik|no_hp\n12 GB csv, masih fresh, sekali jual'
  const signal = readText(text)
  const words = Object.fromEntries(
    (signal?.reasons ?? []).map(({ field, span }) => [field, span && text.slice(span.start, span.end)]),
  )
  expect(words).toMatchObject({
    columns: 'nama|nik|no_hp',
    formats: 'csv',
    bytes: '12 GB',
    freshness: 'masih fresh',
    exclusive: 'sekali jual',
  })
})

test.each([
  'nama,nik,',
  'fields: ',
  'insert into t (',
  'create table ',
  '{"nik":1,"nama":',
  '1 GB ram ',
  'a.csv/',
  'nama: \n',
  'nik | ',
])('%j repeated: what is beyond the limit costs nothing', (unit) => {
  const text = `jual database nasabah ${unit.repeat(Math.ceil(1_000_000 / unit.length))}`
  expect(readText(text)).toEqual(readText(text.slice(0, readLimit)))
})
