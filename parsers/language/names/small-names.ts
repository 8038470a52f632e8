import { matchesIn } from '../../matches.ts'
import type { Named } from './names.ts'

/** Something that may be an organisation's name: its kind and up to three words behind it. */
export interface SmallName extends Named {
  /** An office of a town or a province, which is named by it: "dinkes rekajaya". */
  isOffice: boolean
  /** Its kind is an everyday word, behind which one word more describes as often as it names: "toko bangunan". */
  isEveryday: boolean
}

/** Kinds behind which even one word is a name. */
const kinds =
  'koperasi simpan pinjam|koperasi|ksp|kspps|bmt|bpr|rumah sakit|rsu|rsia|rsud|rs|klinik|apotek|gym|hotel|universitas|univ|politeknik|poltek|stikes|stie|pt|cv|yayasan|ponpes|pesantren|pdam|asuransi|bimbel|warnet|clinic|hospital|university|municipalidad de|ayuntamiento de|alcaldia de|gobernacion de|prefeitura(?: municipal)? de|camara de'
/** Everyday words for kinds, by language: Indonesian and Malay, Vietnamese, Spanish and Portuguese, Russian. */
const everydayKinds = [
  'lpd|puskesmas|optik|kursus|rental (?:motor|mobil|ps)|toko(?: (?:emas|kosmetik|baju|online|hp))?|kedai(?: emas)?|butik|salon|barbershop|laundry|catering|kosan|kost|bengkel|showroom|dealer|perumahan|apartemen|pinjol|aplikasi|travel(?: umroh)?|resto|cafe|kafe|pusat tuisyen|tadika|syarikat|sekolah',
  'spa|trung tam|phong kham|nha khoa|tham my vien|benh vien|truong|chung cu|cua hang',
  'colegio|escuela|escola|instituto|academia|autoescuela|gimnasio|farmacia|clinica|cooperativa|faculdade|universidad|universidade|imobiliaria|inmobiliaria|loja|tienda',
  'автошкол\\p{L}{1,2}|клиник\\p{L}{1,2}|стоматолог\\p{L}{1,3}|школ\\p{L}{1,2}|магазин\\p{L}{0,2}|больниц\\p{L}{1,2}|мфо|салон\\p{L}{0,2}',
].join('|')
/** "smkn 2 rekajaya", "sd negeri 1 rekajaya". */
const schools =
  '(?:(?:sdn|smpn|sman|smkn|mtsn|mtss|sdit|smpit|smait|man|sd|smp|sma|smk|mts|paud)(?: negeri| n| swasta)?(?: \\d{1,3})?|m[ai] negeri(?: \\d{1,3})?)'
const offices =
  'desa|samsat|dinkes|din(?:dik|kop|as pendidikan)[a-z]{0,6}|dis(?:dik|hub|nak|nak(?:er|ertrans)|pora|par|bud|tan|perin|pendik|penduk|dag|kop|kominfo|perkim|sos)[a-z]{0,9}|dispendik|dinsos|disdukcapil|dukcapil|bapenda|bappeda|bpkad|bpbd|bkd|bkpsdm|bkpp|bawaslu|kpud|satpol pp|dprd|inspektorat|puskesmas|pemkab|pemkot|pemprov|pemda|polda|polres|polresta|polsek|kodim|kejari|kecamatan|kelurahan|kantor (?:desa|camat|lurah)|dinas [a-z]{4,12}'
const word =
  "(?:(?<!(?:desa|kelurahan|kecamatan) )(?:kab|prov)\\.|[\\p{L}&'’-][\\p{L}\\d&'’-]{2,19}|(?:kab|kota|prov|kec|kel)\\.|a[lnrs]|el|d[aeo]|del)"
const pattern = new RegExp(`(?:(${offices})|(${everydayKinds})|${schools}|${kinds})\\.?(?: ${word}){1,4}`, 'uy')

const wordsOfKind = new Set(
  `${kinds}|${everydayKinds}|${schools}|negeri|dinas|kab|kab.|kota|prov|prov.|kec|kec.|kel|kel.|al|an|ar|as|el|da|de|do|del`.split(
    /[| ()?:]/,
  ),
)
const emptyWords = new Set(
  'swasta besar kecil gede ternama terkenal lokal daerah yang yg dari dengan untuk ini itu and the for with from full fresh area wilayah all baru lama mana nya umum jiwa gigi mata hewan kecantikan penyalur motor mobil syariah online chain group near some other any estetik estetika aesthetic spa dan atau terdekat setempat rangkaian gadget roda kendaraan pajak bocor kebobolan hacked leak leaked data murah bagus rame langganan sebelah tetangga kampung punya milik dekat kami gue gw saya cabang se outlet resmi palsu jual beli buat jaman tahun pak bapak bu ibu mas mbak nih dong bang gan kak kena tau tahu rasa rasanya melek sadar mikir malu diem diam tidur bangun liat lihat denger dengar jawab bales balas kapok nangis panik ribut ketar pusing pura masih udah sudah belum bisa gabisa mau harus jangan biar supaya kok sih kan lah deh loh aja saja juga lagi banget semua tutup buka minta kasih dikasih pake pakai kerja jaga bayar tolong silakan apa siapa kenapa gimana bagaimana mana tersebut terkait'.split(
    ' ',
  ),
)
/** Kinds that are seldom spoken of without their name. */
const seldomAlone =
  'koperasi|ksp|kspps|bmt|ponpes|pesantren|bimbel|warnet|yayasan|pdam|rental (?:motor|mobil)|(?:toko|kedai) emas|pusat tuisyen|adult site|dating site|trung tam|phong kham|nha khoa|municipalidad de|ayuntamiento de|alcaldia de|gobernacion de|prefeitura(?: municipal)? de|autoescuela|автошкол[а-я]{1,2}'
const properKinds = new RegExp(
  `(?<![a-zа-я\\d])(?:${offices}|${schools}|${seldomAlone}) (?=[a-zа-я]{3}|al |an |as |ar )`,
  'g',
)
/** Where words for offices, schools and the like stand in a folded text, which are seldom spoken of without their name. */
export const kindPlaces = (text: string): number[] => matchesIn(text, properKinds).map(({ index }) => index)

/** Whether a word is part of the kind, at which no name may end. */
export const isWordOfKind = (word: string): boolean => wordsOfKind.has(word.toLowerCase())
/** Whether a word describes an organisation without naming it. */
export const isEmptyWord = (word: string): boolean => emptyWords.has(word.toLowerCase())

/** An organisation written without capitals that begins at a place of a folded text: "koperasi mitra rekaan", "smkn 2 rekajaya". */
export const smallNameAt = (text: string, place: number): SmallName | undefined => {
  pattern.lastIndex = place
  const match = pattern.exec(text)
  if (!match) return undefined
  const [name, office, everyday] = match
  const isOffice = office !== undefined
  return { name, start: place, end: place + name.length, isOffice, isEveryday: everyday !== undefined }
}
