import type { GatheredWords } from '../gathered.ts'

const bands = { critical: 'kritis', high: 'tinggi', medium: 'sedang', low: 'rendah' }

export const gathered: GatheredWords = {
  subject: (count, ruleId, told) => `${count} penawaran, aturan ${ruleId}: ${told}`,
  bands: (counts) => counts.map(([band, count]) => `${count} ${bands[band]}`).join(', '),
  events: {
    opened: 'baru',
    edited: 'diubah',
    repriced: 'harga berubah',
    bumped: 'disundul',
    'sample-added': 'sampel ditambahkan',
    'contact-changed': 'kontak baru',
    moved: 'dipindahkan',
    sold: 'terjual',
    reopened: 'ditawarkan lagi',
    removed: 'dihapus',
    'seen-elsewhere': 'muncul di tempat lain',
  },
  more: (count) => `Dan ${count} lagi`,
  before: 'Sebelumnya',
  why: (from, until) =>
    `ditunda oleh pengelompokan, batas laju, atau jam tenang aturan ini: yang masuk dari ${from} sampai ${until}`,
  next: 'Lihat selengkapnya satu per satu: pantau alerts show dengan kode di dalam kurung siku.',
}
