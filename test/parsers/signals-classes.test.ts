import { describe, expect, test } from 'vitest'
import type { DataClass } from '../../model/data-classes.ts'
import { createPostReader } from '../../parsers/read.ts'

const read = createPostReader()
const classesOf = (words: string): readonly DataClass[] => {
  const text = `Selling leaked database, 100k rows, price $500.\n${words}`
  const signal = read({ title: '', text, author: null, type: 'forum' })
  if (!signal) throw new Error(`no signal: ${words}`)
  return signal.dataClasses
}

describe('columns and words, in every way that they are written', () => {
  test.each<[string, DataClass[]]>([
    ['id,nama,nik,no_kk,tgl_lahir,jk', ['dates-of-birth', 'family-records', 'genders', 'names', 'national-ids']],
    ['nm_pasien, no_rkm_medis, kd_penyakit, no_peserta_bpjs', ['health-insurance', 'health-records', 'names']],
    ['nama / wa / alamat / isi paket', ['names', 'payment-histories', 'phone-numbers', 'physical-addresses']],
    ['nopol;nama_pemilik;no_rangka;no_mesin', ['names', 'vehicle-records']],
    ['first_name, last_name, dob, mmn', ['dates-of-birth', 'family-records', 'names']],
    ['firstName, lastName, emailAddress, phoneNumber', ['email-addresses', 'names', 'phone-numbers']],
    ['user, email, md5+salt, last_ip', ['email-addresses', 'ip-addresses', 'passwords', 'usernames']],
    ['name, sort code + acc no', ['bank-accounts', 'names']],
    ['patients, dx codes, insurance policy no', ['health-insurance', 'health-records']],
    ['name|mobile|nic|pickup_lat|pickup_lng', ['geolocations', 'names', 'national-ids', 'phone-numbers']],
    ['ФИО, дата рождения, СНИЛС, номер ВУ', ['dates-of-birth', 'drivers-licenses', 'names', 'national-ids']],
    ['ФИО, серия и номер паспорта, адрес', ['names', 'passports', 'physical-addresses']],
    ['姓名,手机号,身份证,收货地址', ['names', 'national-ids', 'phone-numbers', 'physical-addresses']],
    ['姓名電話身分證', ['names', 'national-ids', 'phone-numbers']],
    ['nome;cpf;fone;cep;salário', ['employment', 'names', 'national-ids', 'phone-numbers', 'physical-addresses']],
    [
      'nombre, CURP, fecha_nac, cel, domicilio',
      ['dates-of-birth', 'names', 'national-ids', 'phone-numbers', 'physical-addresses'],
    ],
    ['họ tên, sđt, địa chỉ, biển số xe', ['names', 'phone-numbers', 'physical-addresses', 'vehicle-records']],
    ['nama, no kp, jawatan, emel', ['email-addresses', 'employment', 'names', 'national-ids']],
    ['الاسم، رقم الهاتف، العنوان', ['names', 'phone-numbers', 'physical-addresses']],
    ['ad soyad, doğum tarihi, adres', ['dates-of-birth', 'names', 'physical-addresses']],
    ['nom, prenom, date de naissance, adresse', ['dates-of-birth', 'names', 'physical-addresses']],
    ['{"nama":"A***","hp":"08120000****"}', ['names', 'phone-numbers']],
  ])('%s', (words, classes) => {
    expect(classesOf(words)).toEqual(classes)
  })
})

describe('papers and pictures', () => {
  test.each<[string, DataClass[]]>([
    ['passport scans of guests', ['id-documents']],
    ['UK driving licence scans (front+back)', ['id-documents']],
    ['CNH dos motoristas (cópias)', ['id-documents']],
    ['сканы паспортов', ['id-documents']],
    ['护照首页照片', ['id-documents']],
    ['passport number', ['passports']],
    ['selfie pegang KTP', ['id-selfies']],
  ])('%s', (words, classes) => {
    expect(classesOf(words)).toEqual(classes)
  })
})

describe('what is said beside the data', () => {
  test.each<[string, DataClass[]]>([
    ['nama, no hp, tanpa password', ['names', 'phone-numbers']],
    ['name, phone, no passwords', ['names', 'phone-numbers']],
    ['姓名 手机号 解压密码 abc', ['names', 'phone-numbers']],
    ['name, address. How to order: contact the company', ['names', 'physical-addresses']],
    ['name, phone. min order 100', ['names', 'phone-numbers']],
    ['combolist email:pass', ['credentials']],
  ])('%s', (words, classes) => {
    expect(classesOf(words)).toEqual(classes)
  })
})

describe('what is said of something else than the goods', () => {
  test.each<[string, DataClass[]]>([
    ['name, phone\nhttps://files.example/a.7z\nPassword: melati', ['names', 'phone-numbers']],
    ['nama, no hp, format xlsx, password 7777', ['names', 'phone-numbers']],
    ['nama, no hp. file saya kirim ke email kalian', ['names', 'phone-numbers']],
    ['nama, no hp, alamat tidak termasuk', ['names', 'phone-numbers']],
    ['ФИО, телефон, почта не нужна', ['names', 'phone-numbers']],
    ['NIK, KK valid buat registrasi kartu', ['family-records', 'national-ids']],
    ['name, phone. screenshots of admin panel', ['names', 'phone-numbers']],
    ['email, username, 300 user', ['email-addresses', 'usernames']],
    ['matrícula, nome, CPF', ['names', 'national-ids']],
    ['RDP access, university, AD user', ['access']],
    ['nama, nik, server lupa dikasih password', ['names', 'national-ids']],
    ['names, emails. backup NAS, password on a sticky note', ['email-addresses', 'names']],
    ['Company: Contoso Steel\nnames, emails', ['email-addresses', 'names']],
    ['name, phone, miles balance', ['names', 'phone-numbers']],
    ['подписка на пробив: телефон по ФИО', ['access', 'phone-numbers']],
  ])('%s', (words, classes) => {
    expect(classesOf(words)).toEqual(classes)
  })
})

describe('papers beside faces', () => {
  test.each<[string, DataClass[]]>([
    ['selfie + passport', ['id-documents', 'id-selfies']],
    ['passport (color) + selfie', ['id-documents', 'id-selfies']],
    ['selfie holding passport', ['id-selfies']],
    ['cópias de RG e CNH', ['id-documents']],
    ['4k passports, passport scans', ['id-documents']],
    ['passport scans, passport number', ['id-documents', 'passports']],
    ['documentos digitalizados (RG/CNH)', ['id-documents']],
    ['разворот + прописка + селфи с паспортом', ['id-documents', 'id-selfies']],
  ])('%s', (words, classes) => {
    expect(classesOf(words)).toEqual(classes)
  })
})

describe('accounts of a service', () => {
  const told = (text: string) => read({ title: '', text, author: null, type: 'chat' })?.dataClasses
  test('what is said of each account that is sold is no column', () => {
    expect(told('Jual akun Shopee hasil log, ada riwayat belanja, nomor bisa diganti, 90k/akun')).toEqual([
      'credentials',
    ])
    expect(told('Продам аккаунты Авито, с почтой, 300 руб/шт')).toEqual(['credentials'])
  })
  test('the table of all accounts is one of columns', () => {
    expect(told('Jual database akun Tokopedia 4jt: nama, email, no hp. 900 USD')).toEqual([
      'email-addresses',
      'names',
      'phone-numbers',
    ])
  })
  test('who seeks somebody inside seeks access', () => {
    expect(told('Dicari orang dalem leasing, bisa tarik data nopol, fee 50rb per plat')).toEqual([
      'access',
      'vehicle-records',
    ])
  })
})

describe('more ways to name a column', () => {
  test.each<[string, DataClass[]]>([
    ['CPF, zap, nome', ['names', 'national-ids', 'phone-numbers']],
    ['nome, morada, NIF', ['names', 'physical-addresses', 'tax-ids']],
    ['nama anak, no wa', ['family-records', 'names', 'phone-numbers']],
    ['nama, alamat, ayah, ibu', ['family-records', 'names', 'physical-addresses']],
    ['nama, no hp, isi sms', ['names', 'phone-numbers', 'private-messages']],
    ['name, SSN + DOB', ['dates-of-birth', 'names', 'national-ids']],
    ['22.000 order (nama, no hp)', ['names', 'payment-histories', 'phone-numbers']],
    ['名单: 中英文名, 電話', ['names', 'phone-numbers']],
    ['pengirim, penerima, no resi', ['names', 'payment-histories']],
    ['name, acct no, balance', ['bank-accounts', 'names']],
    ['nama, hp ortu', ['names', 'phone-numbers']],
    ['姓名、家長姓名、住址', ['family-records', 'names', 'physical-addresses']],
    ['họ tên, biển số, dòng xe', ['names', 'vehicle-records']],
    ['ФИО, должность, девичья фамилия матери', ['employment', 'family-records', 'names']],
    ['الاسم, رقم الهاتف, أفراد الأسرة', ['family-records', 'names', 'phone-numbers']],
    ['nombre, patente, nro de motor', ['names', 'vehicle-records']],
    ['name, NIN for some of them, mobile', ['names', 'national-ids', 'phone-numbers']],
  ])('%s', (words, classes) => {
    expect(classesOf(words)).toEqual(classes)
  })

  test('the cells of a dump without a header', () => {
    const rows = [
      'Bu Rekaan, 081200000511, gg kosong no 0, BCA 0000000091, utang 4jt',
      'Pak Fiktif, 081200000512, gg kosong no 1, BRI 0000000092, utang 2jt',
    ]
    const signal = read({ title: '', text: `dump member arisan\n${rows.join('\n')}`, author: null, type: 'paste' })
    expect(signal?.dataClasses).toEqual([
      'bank-accounts',
      'names',
      'payment-histories',
      'phone-numbers',
      'physical-addresses',
    ])
  })
})
