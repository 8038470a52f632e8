import { describe, expect, test } from 'vitest'
import { createPostReader } from '../../parsers/read.ts'

// What a post does where it has none of the usual verbs. All names, numbers and contacts are invented.
const read = createPostReader()
const intentOf = (
  text: string,
  title = '',
  type: 'chat' | 'forum' | 'paste' | 'social' | 'leaksite' = 'chat',
): string => read({ title, text, author: null, type })?.intent ?? 'none'

describe('somebody is pressed without a verb of publishing', () => {
  test.each([
    "@rekaanferries 30 hours. 410k passengers with passport numbers. you never answered. then it is everyone's #dimfox",
    'Dear @RekaLearn, your CEO left us on read. 70k pupils, names and home addresses. Tuesday 09:00.',
    'Kepada pengelola RS Rekaan: rekam medis 12.000 pasien ada di ane. 3.000 USDT sampai rabu, habis itu kami siarkan',
    '@kliniktiruan korang ada sampai Khamis. 9 ribu pesakit, no IC, diagnosis. Tak balas, kami tunjuk satu Malaysia',
    '@UniversidadFicticia quedan 3 dias. 40 mil alumnos, DNI y notas. Leyeron y no contestan. Luego lo ve todo el pais',
    'ООО «Вымысел», мы ждали до среды. 80 ГБ: договоры, паспорта водителей. 2 BTC, иначе в субботу первая половина здесь',
    'إلى شركة خيال للتأمين: معنا ملفات 90 ألف مؤمن عليه، أسماء وأرقام هوية. أمامكم 48 ساعة ثم يراها الجميع',
  ])('%s', (text) => expect(intentOf(text, '', 'social')).toBe('extortion'))

  test('a part each week, until somebody pays', () => {
    const text =
      'They said no pupil was touched. Here are 90 files. The other 4,100 come every Monday until someone pays $40k'
    expect(intentOf(text, 'Second notice: Rekaan School District', 'forum')).toBe('extortion')
  })

  test.each([
    '@rekaanbank 3 days and no answer. why did my name and phone number leak? fix it',
    '@rekabelajar min, data saya ikut bocor, sudah 3 hari tidak dibalas. gimana ini?',
  ])('a customer who waits for an answer presses nobody: %s', (text) =>
    expect(intentOf(text, '', 'social')).toBe('none'),
  )
})

describe('rows that no two personal columns tell', () => {
  test.each([
    [
      'members',
      'Karl Reka - 4 Elm Rd - 07700 900011\nSue Maya - 9 Hill St - 07700 900012\nTom Kira - 2 Bay Ln - 07700 900013',
    ],
    [
      'lista',
      'JOSE REKA  000.000.011-00  (11) 90000-0011\nANA MAYA  000.000.012-00  (11) 90000-0012\nRUI KIRA  000.000.013-00  (11) 90000-0013',
    ],
    ['', '王某 13000000011 某市某路1号\n李某 13000000012 某市某路2号\n赵某 13000000013 某市某路3号'],
    ['', 'hr@corp.example Winter2024!\nit@corp.example Summer2023#\njk@corp.example Password1'],
    [
      'alumnos 7B',
      'NOMBRE / RUT / CURSO / NOTAS / APODERADO\nAna R. / 0.000.011-0 / 7B / 6,2 / Luz\nLeo M. / 0.000.012-0 / 7B / 5,1 / Eva\nIan K. / 0.000.013-0 / 7B / 4,9 / Sol',
    ],
  ])('%s: %s', (title, text) => expect(intentOf(text, title, 'paste')).toBe('dump'))

  test('a table of anything else is none', () => {
    expect(
      intentOf('team | played | points\nReds | 12 | 30\nBlues | 12 | 28\nGreens | 12 | 11', 'table', 'paste'),
    ).toBe('none')
  })
})

describe('who asks for data, and who only asks', () => {
  test.each([
    ['siapa yang nyimpen dump kampus rekaan? punya ane kepotong, ada kolom hp', ''],
    ['quem ainda tem o dump da loja ficticia completo? o link morreu, pago no pix', ''],
    ['Есть кто с базой абонентов по Вымыслову? ФИО, телефон, плачу сразу', ''],
    ['谁还有完整的快递面单数据?手里这份只有一半', ''],
    ['link lama mati. email sama hp aja, bayar via dana', 'ada yg simpan data alumni univ rekaan?'],
  ])('%s', (text, title) => expect(intentOf(text, title)).toBe('wanted'))

  test.each([
    'quem tem o contato do detran pra resolver multa da placa?',
    'Ai có kinh nghiệm làm lại CCCD bị mất cho mình hỏi, mất bao lâu?',
    'من عنده رقم خدمة عملاء البنك؟ بطاقتي انسحبت واحتاج حل',
  ])('%s', (text) => expect(intentOf(text, '', 'social')).toBe('none'))

  test('a question whether the reader needs data offers it', () => {
    expect(intentOf('Butuh leads nasabah? Nama, HP, saldo. 2.100 org. DM for price', '', 'social')).toBe('sale')
    expect(intentOf('Butuh leads nasabah, nama + HP + saldo. 2.100 org. DM kalau ada', '', 'social')).toBe('wanted')
  })
})

test('rules that are numbered and name their penalty sell nothing', () => {
  const rules = [
    'RULES LAPAK',
    '1. dilarang spam, jualan 1x sehari',
    '2. no rekber luar',
    '3. data lansia = ban',
    '4. debat = mute 2 hari',
  ]
  expect(intentOf(rules.join('\n'))).toBe('none')
})

test.each([
  ['giveaway', 'silakan ambil, free. full db pajak Kota Rekaan: nama, NIK, alamat, email. link di bio', ''],
  ['giveaway', 'Unlocks for 8 credits. username:email:md5:ip', 'Rekaan forum user database 2016, 140k'],
  ['giveaway', 'ane lepas gratis db koperasi rekaan 12rb anggota, nama nik norek. file di atas', ''],
  ['sale', 'BOT DE CONSULTAS\n/dni ficha completa\n/tel titular de la linea\n/placa dueno\n@consultas_reka00', ''],
  [
    'wanted',
    'Any store employee. You reset, we pay $900 each. Telegram @reka_port00',
    'Sim swap - need people at carriers',
  ],
])('%s: %s', (intent, text, title) => expect(intentOf(text, title)).toBe(intent))
