import type { RuleEvent } from '../../../model/rule.ts'
import type { SourceType } from '../../../model/target.ts'
import type { Finding, Place } from '../../rules/why.ts'
import type { Words } from '../words.ts'
import { dataClass } from './facts.ts'
import { events, intents, verdicts } from './offer.ts'
import { values } from './values.ts'

type Rules = Words['rules']

export const name: Rules['name'] = (rule) => `aturan ${rule}`

const places: Record<Place, string> = {
  victims: ' di antara korban',
  title: ' dalam judul',
  text: ' dalam teks',
  picture: ' dalam gambar',
  link: ' dalam tautan',
}

const types: Record<SourceType, string> = {
  forum: 'forum',
  paste: 'situs paste',
  social: 'media sosial',
  chat: 'percakapan',
  leaksite: 'situs kebocoran',
  news: 'media berita',
}

const ruleEvents: Record<RuleEvent, string> = {
  ...events,
  'price-drop': 'harga turun',
  'price-rise': 'harga naik',
  'seller-active': 'penjual aktif kembali',
}

const fields = { records: 'jumlah data', severity: 'tingkat keparahan', confidence: 'tingkat keyakinan' }

const country = (code: string): string => `negara ${values.country(code)} (${code})`

export const why: Rules['why'] = (why) => {
  switch (why.about) {
    case 'watchlist':
      return `daftar pantau ${why.list}: ${found(why)}`
    case 'more':
      return `daftar pantau ${why.list}: ${why.lines} baris lain`
    case 'victim':
      return `korban ${why.victim}`
    case 'country':
      return country(why.country)
    case 'data-class':
      return `jenis data ${dataClass(why.dataClass)}`
    case 'least':
      return `${fields[why.field]} ${values.number(why.value)} ≥ ${values.number(why.least)}`
    case 'price':
      return `harga ${values.price(why.price)}, ${bound(why.bound)}`
    case 'seller':
      return `penjual ${why.name}${why.as === null ? '' : `, di sini sebagai ${why.as}`}`
    case 'silence':
      return `penjual muncul lagi setelah ${why.days} hari`
    case 'target':
      return `target ${why.target}`
    case 'type':
      return `sumber berjenis ${types[why.type]}`
    case 'reliability':
      return `keandalan sumber ${why.value}, minimal ${why.least}`
    case 'verdict':
      return `status kebaruan: ${verdicts[why.verdict]}`
    case 'event':
      return `jenis penawaran: ${intents[why.intent]}; kejadian: ${ruleEvents[why.event]}`
  }
}

function found(finding: Finding): string {
  switch (finding.kind) {
    case 'name':
      return `nama '${finding.term}'${places[finding.where]}`
    case 'keyword': {
      const beside = finding.near === undefined ? '' : ` dekat '${finding.near}'`
      return `kata kunci '${finding.term}'${beside}${places[finding.where]}`
    }
    case 'domain':
      return `domain ${finding.term}${places[finding.where]}`
    case 'country':
      return country(finding.country)
    case 'data-class':
      return `jenis data ${dataClass(finding.dataClass)}`
    case 'addresses':
      return `${values.number(finding.count)} alamat surel ${finding.of} dalam unggahan`
    case 'ids':
      return `${values.number(finding.count)} nomor berpola ${finding.of} dalam unggahan`
  }
}

export const bound: Rules['bound'] = ({ least, most, currency, per }) => {
  const sum = (amount: number): string => values.price({ amount, currency, per })
  if (least === undefined) return `${sum(most ?? 0)} atau kurang`
  return most === undefined ? `${sum(least)} atau lebih` : `${values.number(least)} sampai ${sum(most)}`
}
