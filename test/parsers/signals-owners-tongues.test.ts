import { describe, expect, test } from 'vitest'
import { createPostReader } from '../../parsers/read.ts'
import type { Readable } from '../../parsers/signals/field.ts'

const read = createPostReader()
const victimsOf = (title: string, text: string, type: Readable['type'] = 'forum'): string[] | undefined =>
  read({ title, text, author: null, type })?.victims

const sale = 'Selling, price $500. Columns: name, phone, email, address'

describe('organisations by the word for what they are, in other languages', () => {
  test.each([
    ['Vendo padrón Obra Social de los Pescadores Ficticios 41k', 'Obra Social de los Pescadores Ficticios'],
    ['Socios del club Unión Loma Inventada (UY) 6.100', 'Unión Loma Inventada'],
    ['Farmácias Boa Quimera - 70 mil clientes', 'Farmácias Boa Quimera'],
    ['Plano odonto DentaSonho 2023 – 90 mil vidas', 'DentaSonho'],
    ['Prefeitura de Ribeirão Quimérico - IPTU + cadastro SUS', 'Prefeitura de Ribeirão Quimérico'],
    ['Cooperativa Agua Clara Ficticia 31 mil usuarios', 'Cooperativa Agua Clara Ficticia'],
    ['База жильцов УК «Тихий Выдумск», 18к', 'Тихий Выдумск'],
    ['Клиенты сети хостелов «Сонный Краснодар-Пример», 70к', 'Сонный Краснодар-Пример'],
    ['Bán data Nha khoa Trăng Ảo (Hà Nội), 18k khách', 'Nha khoa Trăng Ảo'],
    ['出 雾港市第九人民医院 住院数据 31万', '雾港市第九人民医院'],
    ['免费分享 台灣 晴嵐補習班 學生資料', '晴嵐補習班'],
    ['出售远岚教育科技有限公司员工数据 2万', '远岚教育科技'],
    ['للبيع قاعدة بيانات شركة ظلال الوهم للاتصالات', 'ظلال الوهم'],
    ['بيع بيانات مرضى مستشفى السراب الأهلي - العراق', 'مستشفى السراب الأهلي'],
    ['بيع بيانات تطبيق «سراب بغداد» للتوصيل', 'سراب بغداد'],
  ])('%s', (title, victim) => {
    expect(victimsOf(title, sale)).toEqual([victim])
  })
})

describe('words that say what an organisation is name nobody', () => {
  test.each([
    ['出某三甲医院体检数据 40万'],
    ['各大银行 贷款公司 客户数据 每天更新'],
    ['香港一間財務公司 借款人資料'],
    ['بيع بيانات شركة إنترنت في العراق'],
    ['للبيع بيانات بنك محلي كبير'],
    ['Vendo base de una operadora do Nordeste, 90 mil'],
    ['Bán database trang tuyển dụng 4 triệu'],
  ])('%s', (title) => {
    expect(victimsOf(title, sale)).toEqual([])
  })

  test('nor do the columns of a list', () => {
    expect(victimsOf('某省医保 90万', '字段:姓名、身份证号、手机号、就诊医院、毕业学校。价格500U')).toEqual([])
  })
})

test.each([
  ['Viña Rekaan SpA', 'Viña Rekaan'],
  ['Minera Rekaan S.A.C.', 'Minera Rekaan'],
  ['Aceros Rekaan S.A. de C.V.', 'Aceros Rekaan'],
  ['Rekaan Foods Pty Ltd', 'Rekaan Foods'],
  ['Rekaan Maschinenbau GmbH & Co. KG', 'Rekaan Maschinenbau'],
  ['虚岚精密机械有限公司', '虚岚精密机械'],
])('a leak site that names %s means %s', (title, victim) => {
  const text = '90 GB were stolen: contracts, payroll. If you do not pay, all data will be published.'
  expect(victimsOf(title, text, 'leaksite')).toEqual([victim])
})

describe('a known name beside the goods is no victim', () => {
  const rows = 'name, phone, email, $90'
  test.each([
    ['logs cloud, 5M lines, cookies and passwords, $50/week. search by domain: binance, amazon', []],
    ['продам доступ к облаку логов, куки и пароли, 40$/нед. поиск по домену: ozon, авито', []],
    [`vpn access hotel chain, 90 hosts, ${rows}. AV: Kaspersky`, []],
    [`customers of a tuition centre, ${rows}. screens: imgur.example/a/1`, []],
    ['vendo INE frente y vuelta + selfie, 90 pesos, 500 kits', []],
    ['vendo padrón INE 2024, 9 millones, nombre y domicilio, 300 usd', ['INE']],
    [`DATABASE KARYAWAN PT KHAYAL TEKSTIL\nnama\nnik ktp\nbpjs tk\nbpjs kes\n${rows}`, ['PT KHAYAL TEKSTIL']],
  ])('%s', (text, victims) => {
    expect(victimsOf('', text, 'chat')).toEqual(victims)
  })
})

test.each([
  ['a year ends no name', 'Rekamart 2024 - 1.2M customers', sale, 'Rekamart'],
  ['a small number before people is the name’s', 'Koperasi Contoh 10 members database', sale, 'Koperasi Contoh 10'],
  ['accounts are of the service named', '', 'bán 9k acc garena user|pass, check live tối qua, giá 300k, ib', 'Garena'],
])('%s', (_why, title, text, victim) => {
  expect(victimsOf(title, text, title === '' ? 'chat' : 'forum')).toEqual([victim])
})
