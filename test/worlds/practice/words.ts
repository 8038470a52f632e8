import type { Chance } from './chance.ts'

/** What is offered, as its seller would put it; every ad is written from one of these, and written anew when it changes. */
export interface Goods {
  victim: string
  count: number
  fields: readonly Field[]
  /** In dollars. */
  price: number
  /** How to reach the seller, in his own words: "telegram @name". */
  contact: string
  sample: string
}

const fields = {
  names: { en: 'full name', id: 'nama lengkap' },
  niks: { en: 'NIK', id: 'NIK' },
  phones: { en: 'phone number', id: 'no HP' },
  emails: { en: 'email', id: 'email' },
  addresses: { en: 'home address', id: 'alamat' },
  births: { en: 'date of birth', id: 'tanggal lahir' },
} as const
export type Field = keyof typeof fields

const kinds = ['Bank', 'Klinik', 'Universitas', 'Koperasi', 'Asuransi', 'Toko', 'RS', 'Hotel'] as const
const names = ['Rekaan', 'Khayal', 'Karangan', 'Semu', 'Andaian', 'Umpama'] as const

/** Different victims, as many as there are, in an order that the seed decides. */
export const victims = (chance: Chance): string[] =>
  chance.shuffled(kinds.flatMap((kind) => names.map((name) => `${kind} ${name}`)))

export const fieldSets: readonly (readonly Field[])[] = [
  ['names', 'niks', 'phones', 'addresses'],
  ['names', 'phones', 'emails'],
  ['names', 'emails', 'births'],
  ['names', 'niks', 'births', 'addresses'],
  ['phones', 'emails', 'addresses'],
]

/** An ad: its title and text. */
export interface Ad {
  title: string
  text: string
}
/** A manner of writing ads: the same goods in the same manner are the same words. */
export type Manner = (goods: Goods) => Ad

const listed = (goods: Goods, language: 'en' | 'id'): string =>
  goods.fields.map((field) => fields[field][language]).join(', ')
const grouped = (count: number, mark: string): string => String(count).replace(/\B(?=(\d{3})+$)/g, mark)
const sampled = ({ sample }: Goods, words: string): string => (sample === '' ? '' : `\n${words} ${sample}`)

export const manners: readonly Manner[] = [
  (goods) => ({
    title: `${goods.victim} - ${grouped(goods.count, ',')} records`,
    text: `Selling the customer database of ${goods.victim}, Indonesia.\nTotal: ${grouped(goods.count, ',')} records\nFields: ${listed(goods, 'en')}\nPrice: $${goods.price}\nContact: ${goods.contact}${sampled(goods, 'Sample:')}`,
  }),
  (goods) => ({
    title: `[JUAL] Database ${goods.victim}`,
    text: `Jual database ${goods.victim}, jumlah ${grouped(goods.count, '.')} data.\nIsi: ${listed(goods, 'id')}\nHarga ${goods.price} USD, nego tipis. Minat langsung ${goods.contact}${sampled(goods, 'Sampel:')}`,
  }),
  (goods) => ({
    title: `${goods.victim} full db`,
    text: `Hello all, today I am selling the full ${goods.victim} database, ${grouped(goods.count, ',')} rows with ${listed(goods, 'en')}.\n${goods.price} USD in XMR or BTC, escrow accepted. Serious buyers only: ${goods.contact}${sampled(goods, 'Here is a sample:')}`,
  }),
  (goods) => ({
    title: `ready data ${goods.victim} gan`,
    text: `Ready gan, data ${goods.victim} fresh ${grouped(goods.count, '.')} baris (${listed(goods, 'id')}).\nMahar $${goods.price} nett, bisa rekber. Japri ${goods.contact}${sampled(goods, 'Contoh data:')}`,
  }),
  (goods) => ({
    title: `Database ${goods.victim} (${Math.round(goods.count / 1_000)}k)`,
    text: `Leaked database: ${goods.victim}\nRows: ${grouped(goods.count, ',')}\nColumns: ${listed(goods, 'en')}\nFormat: CSV\n\nSelling this database to one buyer only\nprice - ${goods.price}$\n${goods.contact}${sampled(goods, 'sample -')}`,
  }),
  (goods) => ({
    title: `WTS ${goods.victim} customers`,
    text: `WTS customer data of ${goods.victim}. ${grouped(goods.count, ',')} lines, each has ${listed(goods, 'en')}. I want ${goods.price} usd for it, no lowballs. hmu ${goods.contact}${sampled(goods, 'samples:')}`,
  }),
]

/** What others write below an ad; it means nothing to the listing, whatever words it uses. */
export const noise: readonly string[] = [
  'is this legit?',
  'how much for half of it?',
  'sold?',
  'vouch for this seller, smooth deal',
  'SCAMMER!! do not buy from this guy',
  'pm sent',
  'I bought it, works fine. $50 would have been fair',
  'harga nett berapa gan?',
  'masih ada bang?',
  'this is old data, saw it for free somewhere',
  'interested, do you take escrow?',
  'sundul',
]

/** What a seller answers below his ad, and does not change it by. */
export const answers: readonly string[] = [
  'check your pm',
  'thanks for the vouch bro',
  'yes, escrow of the staff is fine',
  'replied',
  'sudah saya balas ya',
  'I am online every evening',
  'I only deal with members, no newcomers',
]

/** Threads that offer nothing. */
export const chatter: readonly Ad[] = [
  { title: 'How do you store large text files?', text: 'My editor chokes on anything above 2 GB. What do you use?' },
  { title: 'Forum is slow today', text: 'Is it only me? Pages take ten seconds.' },
  {
    title: 'Saw on the news: ministry denies a breach',
    text: 'The ministry said on TV that no data was leaked and that they are looking into it.',
  },
  {
    title: 'Rules update',
    text: 'No politics in the lounge. Use the escrow of the staff. Threads without proof will be closed.',
  },
  { title: 'Recommend a good laptop', text: 'Budget is 900 dollars, mostly for virtual machines.' },
]

/** Pastes that offer nothing. */
export const honest: readonly Ad[] = [
  { title: 'backup.sh', text: '#!/bin/sh\n# nightly backup\ntar czf /backup/home.tar.gz /home' },
  { title: 'nginx.conf', text: 'server {\n  listen 8080;\n  root /var/www/html;\n}' },
  { title: 'Untitled', text: 'shopping list\n- rice\n- eggs\n- coffee' },
]
