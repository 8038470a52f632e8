import type { Credibility, Reliability } from '../../../model/admiralty.ts'
import { dataClassIn } from '../../../model/data-classes.ts'
import type { Words } from '../words.ts'
import { verdicts } from './offer.ts'
import { values } from './values.ts'

type Facts = Words['facts']

export const dataClass: Facts['dataClass'] = (name) => dataClassIn(name, 'id')
export const statuses: Facts['statuses'] = { open: 'masih ditawarkan', sold: 'terjual' }

export const reliability: Record<Reliability, string> = {
  A: 'andal sepenuhnya',
  B: 'umumnya andal',
  C: 'cukup andal',
  D: 'umumnya tidak andal',
  E: 'tidak andal',
  F: 'keandalannya tidak dapat dinilai',
}
export const credibility: Record<Credibility, string> = {
  1: 'dikonfirmasi pihak lain',
  2: 'kemungkinan besar benar',
  3: 'mungkin benar',
  4: 'diragukan',
  5: 'kecil kemungkinannya benar',
  6: 'tidak dapat dinilai',
}

export const picture: Facts['picture'] = (n, percent) => `[gambar ${n}, terbaca dengan keyakinan ${percent}%]`

export const fields: Facts['fields'] = {
  intent: 'jenis penawaran',
  status: 'status',
  victims: 'korban',
  countries: 'negara',
  dataClasses: 'jenis data',
  records: 'jumlah data',
  price: 'harga',
  contacts: 'kontak',
  payment: 'pembayaran',
  escrow: 'rekening bersama',
  sample: 'sampel',
  leakDate: 'tanggal data',
  thread: 'utas',
  board: 'forum',
}
export const isField: Facts['isField'] = (name): name is keyof typeof fields => name in fields
export const changed: Facts['changed'] = (field, before, after) => `${field}: ${before} → ${after}`
export const value: Facts['value'] = (said) => {
  if (said === null || said === undefined || said === '') return 'tidak ada'
  if (typeof said === 'number') return values.number(said)
  if (typeof said === 'boolean') return said ? 'ya' : 'tidak'
  if (said instanceof Date) return values.time(said)
  if (Array.isArray(said)) return said.length === 0 ? 'tidak ada' : said.map(value).join(', ')
  if (typeof said === 'object' && 'type' in said && 'value' in said) return `${said.type} ${said.value}`
  return typeof said === 'string' ? said : JSON.stringify(said)
}

export const seller: Facts['seller'] = ({ handle, site, joined, posts, reputation }) =>
  handle === null
    ? `anonim di ${site}`
    : [
        `${handle} di ${site}`,
        joined === null ? '' : `bergabung ${joined}`,
        posts === null ? '' : `${posts} unggahan`,
        reputation === null ? '' : `reputasi ${reputation}`,
      ]
        .filter(Boolean)
        .join(', ')

export const past: Facts['past'] = ({ offers, isMore, accounts, since, sold, recycled, last }) => {
  if (offers === 0) return 'belum diketahui ada penawaran lain'
  const told = [sold > 0 ? `${sold} terjual` : '', recycled > 0 ? `${recycled} berisi data lama` : '']
  const counts = told.filter(Boolean).join(', ')
  return [
    `${isMore ? 'lebih dari ' : ''}${offers} penawaran lain`,
    accounts > 1 ? ` melalui ${accounts} akun` : '',
    ` sejak ${since}`,
    counts === '' ? '' : `: ${counts}`,
    `; terakhir: ${last.map(({ what, day }) => `“${what}” (${day})`).join(', ')}`,
  ].join('')
}

export const posted: Facts['posted'] = (time) => `${time} (menurut situs)`
export const undated: Facts['undated'] = (siteSays) =>
  siteSays === '' ? 'situs tidak mencantumkan tanggal' : `tanggal tidak masuk akal; situs menulis "${siteSays}"`

export const freshness: Facts['freshness'] = {
  fresh: 'diklaim baru, atau belum pernah dijual',
  old: 'pernah beredar, menurut unggahannya sendiri',
}
export const exclusive: Facts['exclusive'] = 'diklaim dijual kepada satu atau sedikit pembeli saja'
export const terms: Facts['terms'] = {
  sample: 'sampel ditampilkan atau ditawarkan',
  escrow: 'menerima rekening bersama',
}

export const claims: Facts['claims'] = {
  price: (price, isEarlier) => (isEarlier ? `harga semula ${price}` : `juga menyebut harga ${price}`),
  leakDate: (date, isEarlier) => (isEarlier ? `semula bertanggal ${date}` : `juga bertanggal ${date}`),
  records: (count, isEarlier) => (isEarlier ? `semula menyebut ${count} data` : `juga menyebut ${count} data`),
  more: (count) => `dan ${count} lainnya`,
}

export const seenBefore: Facts['seenBefore'] = ({ verdict, claim, title, handle, site, day, why, later }) =>
  [
    `${verdicts[verdict]}: ${claim === null ? 'data sama dengan' : `klaim ${claim} sama dengan`} “${title}”`,
    `${handle === null ? '' : ` oleh ${handle}`} di ${site}, pertama terlihat ${day} (${why})`,
    later > 0 ? `; dan ${later} penawaran sesudahnya` : '',
  ].join('')
export const neverSeen: Facts['neverSeen'] = 'ya; belum ada data serupa yang tercatat di sini'

export const press: Facts['press'] = ({ title, site, day, url, more }) =>
  `“${title}” di ${site}, ${day}, ${url}${more > 0 ? `; dan ${more} berita lain` : ''}`

export const sample: Facts['sample'] = ({ shown, wellFormed, repeated, regions, years, women, men }) => {
  const span =
    years === null ? '' : years.first === years.last ? `${years.first}` : `${years.first} sampai ${years.last}`
  return [
    `${values.number(wellFormed)} dari ${values.number(shown)} NIK berpola sah`,
    ...(years === null
      ? []
      : [`${regions} kabupaten/kota`, `kelahiran ${span}`, `${women} perempuan dan ${men} laki-laki`]),
    ...(repeated > 0 ? [`${repeated} berulang`] : []),
  ].join(', ')
}

export const admiralty: Facts['admiralty'] = (code, source, offer) => `${code}: sumber ${source}, penawaran ${offer}`
export const severity: Facts['severity'] = (figure) => `${figure} dari 100`
export const confidence: Facts['confidence'] = (percent) => `${percent}%`
