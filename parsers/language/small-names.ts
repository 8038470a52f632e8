import { matchesIn } from './matches.ts'
import type { Named } from './names.ts'

/** Something that may be an organisation's name: its kind and up to three words behind it. */
export interface SmallName extends Named {
  /** An office of a town or a province, which is named by it: "dinkes rekajaya". */
  isOffice: boolean
}

const kinds =
  'koperasi simpan pinjam|koperasi|ksp|kspps|bmt|bpr|rumah sakit|rsu|rsia|rsud|rs|klinik|apotek|gym|hotel|universitas|univ|politeknik|poltek|stikes|stie|pt|cv|yayasan|ponpes|pdam|asuransi|clinic|hospital|university'
/** "smkn 2 rekajaya", "sd negeri 1 rekajaya". */
const schools = '(?:sdn|smpn|sman|smkn|mtsn|man|sd|smp|sma|smk|mts)(?: negeri| n)?(?: \\d{1,3})?'
const offices =
  'desa|samsat|dinkes|disdik|dispendik|dishub|dinsos|disnaker|disdukcapil|dukcapil|bapenda|bpbd|bkd|pemkab|pemkot|pemprov|pemda|polda|polres|polresta|polsek|kecamatan|kelurahan|dinas \\p{L}{4,12}'
const word = "[\\p{L}&'’-]{3,20}"
const pattern = new RegExp(`(?:(${offices})|${kinds}|${schools})\\.?(?: ${word}){1,3}`, 'iuy')

const wordsOfKind = new Set(`${kinds}|negeri|dinas`.split(/[| ]/))
const emptyWords = new Set(
  'swasta besar kecil gede ternama terkenal lokal daerah yang yg dari dengan untuk ini itu and the for with from full fresh area wilayah all baru lama mana nya umum jiwa gigi mata hewan kecantikan penyalur motor mobil syariah online chain group near some other any estetik estetika aesthetic spa dan atau terdekat setempat rangkaian gadget roda kendaraan pajak bocor kebobolan hacked leak leaked data'.split(
    ' ',
  ),
)
const properKinds = new RegExp(
  `(?<![\\p{L}\\d])(?:${offices}|koperasi|ksp|kspps|bmt|ponpes|${schools}) (?=\\p{L}{4})`,
  'giu',
)
/** Where words for offices, schools and cooperatives stand in a text, which are seldom spoken of without their name. */
export const kindPlaces = (text: string): number[] => matchesIn(text, properKinds).map(({ index }) => index)

/** Whether a word is part of the kind, at which no name may end. */
export const isWordOfKind = (word: string): boolean => wordsOfKind.has(word.toLowerCase())
/** Whether a word describes an organisation without naming it. */
export const isEmptyWord = (word: string): boolean => emptyWords.has(word.toLowerCase())

/** An organisation written without capitals that begins at a place: "koperasi mitra rekaan", "smkn 2 rekajaya". */
export const smallNameAt = (text: string, place: number): SmallName | undefined => {
  pattern.lastIndex = place
  const match = pattern.exec(text)
  if (!match) return undefined
  const [name, office] = match
  return { name, start: place, end: place + name.length, isOffice: office !== undefined }
}
