import type { Verdict } from '../../../model/kin.ts'
import type { ListingEventKind } from '../../../model/listing.ts'
import type { Intent } from '../../../model/signal.ts'
import type { Words } from '../words.ts'

export const intents: Record<Intent, string> = {
  sale: 'dijual',
  giveaway: 'dibagikan gratis',
  wanted: 'dicari',
  extortion: 'disandera untuk tebusan',
  dump: 'disebarkan terbuka',
}

export const events: Record<ListingEventKind, string> = {
  opened: 'penawaran baru',
  edited: 'diubah',
  repriced: 'harga berubah',
  bumped: 'disundul',
  'sample-added': 'sampel ditambahkan',
  'contact-changed': 'kontak berganti',
  moved: 'dipindahkan',
  sold: 'terjual',
  reopened: 'dibuka kembali',
  removed: 'dihapus',
  'seen-elsewhere': 'muncul di tempat lain',
}

export const verdicts: Record<Verdict, string> = {
  new: 'baru',
  same: 'diulang penjual yang sama',
  'cross-posted': 'penjual sama, tempat lain',
  recycled: 'data lama',
}

/** The verb stands before its doer ("dijual oleh Kotz"), and what happened to the offer behind both. */
function turnOf({ intent, event, verdict }: Parameters<Words['offer']['subject']>[0]): [verb: string, then: string] {
  const offer = intents[intent]
  switch (event) {
    case 'opened':
      return [offer, verdict === 'new' ? '' : ` (${verdicts[verdict]})`]
    case 'edited':
      return [offer, ', penawaran diubah']
    case 'repriced':
      return [offer, ', harga berubah']
    case 'bumped':
      return [`masih ${offer}`, '']
    case 'sample-added':
      return [offer, ', sampel ditambahkan']
    case 'contact-changed':
      return [offer, ', kontak baru']
    case 'moved':
      return [offer, ', dipindahkan']
    case 'sold':
      return intent === 'sale' ? ['terjual', ''] : [offer, ', kini ditutup']
    case 'reopened':
      return [`kembali ${offer}`, '']
    case 'removed':
      return [offer, ', penawaran dihapus']
    case 'seen-elsewhere':
      return [offer, ', muncul di tempat lain']
  }
}

export const subject: Words['offer']['subject'] = (told) => {
  const { whose, what, by, asked } = told
  const [verb, then] = turnOf(told)
  return [
    `${whose || 'Korban tidak disebut'}: ${what || 'data'} ${verb}`,
    by === null ? '' : ` oleh ${by}`,
    then,
    asked === null ? '' : ` (${asked})`,
  ].join('')
}

export const counted = (records: string): string => `${records} data`
