import type { Delivery } from '../model/alert.ts'
import type { Language } from '../model/language.ts'
import type { Refusal } from '../model/triage.ts'

/** What the page of an alert says, but for the alert itself. */
export interface Words {
  refusals: Record<Refusal, string>
  ago(minutes: number): string
  severity: string
  name: string
  note: string
  noteHint: string
  snoozeFor: string
  assignTo: string
  whyFalse: string
  chooseOrWrite: string
  next: string
  facts: string
  excerpt: string
  why: string
  source: string
  updates: string
  log: string
  nobodyYet: string
  sent: string
  /** How each delivery stands. */
  deliveries: Record<Delivery['state'], string>
  alreadySo: string
  saveError: string
  missing: { 'false-positive': string; assign: string; other: string }
  badLink: string
  badLinkHelp: string
  expired: string
  expiredHelp: string
  gone: string
  notFromHere: string
  tooMany: string
  trouble: string
  footer: string
}

const en: Words = {
  refusals: {
    closed: 'It is closed. Reopen it first.',
    'false-positive': 'It stands as a false positive. Reopen it first.',
    past: 'A snooze ends in the future.',
    'too-long': 'A snooze is 90 days at most. Close it instead.',
    overtaken: 'Somebody was faster. Look at what stands now, and decide again.',
  },
  ago: (minutes) => (minutes < 1 ? 'just now' : `${spanOf(minutes, ' min', ' h', ' d')} ago`),
  severity: 'Severity',
  name: 'Your name',
  note: 'Note',
  noteHint: 'kept in the log',
  snoozeFor: 'Leave it for',
  assignTo: 'Give it to',
  whyFalse: 'Not right, because',
  chooseOrWrite: 'see the note',
  next: 'What to do next',
  facts: 'The offer',
  excerpt: 'From the post (personal data masked)',
  why: 'Why you get this',
  source: 'Source (defanged)',
  updates: 'Since then',
  log: 'What was done',
  nobodyYet: 'Nobody has done anything yet.',
  sent: 'Sent to',
  deliveries: {
    sent: 'sent',
    due: 'not taken yet',
    claimed: 'being sent',
    held: 'held back for now',
    gathered: 'told with others',
    dead: 'given up',
  },
  alreadySo: 'That stands already: nothing was done.',
  saveError: 'Not done',
  missing: {
    'false-positive': 'Say why it is a false positive: choose a reason, or write a note.',
    assign: 'Say to whom it goes.',
    other: 'That is nothing that can be done here.',
  },
  badLink: 'No such link',
  badLinkHelp: 'It may have been cut on its way: open it from the message itself.',
  expired: 'This link has expired',
  expiredHelp: 'The alert is still there: pantau alerts show',
  gone: 'This alert is there no more: its time was over.',
  notFromHere: 'That did not come from this page. Nothing was done: open the link again.',
  tooMany: 'Too many wrong links from your address: wait a minute.',
  trouble: 'Pantau cannot reach its store right now. Nothing was done: try again in a minute.',
  footer: 'Whoever has this link can act here. Do not pass it on outside the TLP.',
}

const id: Words = {
  refusals: {
    closed: 'Kasus ini sudah ditutup. Buka kembali terlebih dahulu.',
    'false-positive': 'Kasus ini sudah dinyatakan positif palsu. Buka kembali terlebih dahulu.',
    past: 'Waktu penundaan harus di masa depan.',
    'too-long': 'Penundaan paling lama 90 hari. Tutup saja kasusnya.',
    overtaken: 'Rekan Anda lebih dahulu. Periksa keadaan sekarang, lalu putuskan kembali.',
  },
  ago: (minutes) => (minutes < 1 ? 'baru saja' : `${spanOf(minutes, ' menit', ' jam', ' hari')} lalu`),
  severity: 'Tingkat keparahan',
  name: 'Nama Anda',
  note: 'Catatan',
  noteHint: 'disimpan dalam riwayat',
  snoozeFor: 'Tunda selama',
  assignTo: 'Tugaskan kepada',
  whyFalse: 'Tidak tepat, karena',
  chooseOrWrite: 'lihat catatan',
  next: 'Langkah berikutnya',
  facts: 'Penawaran',
  excerpt: 'Kutipan kiriman (data pribadi disamarkan)',
  why: 'Mengapa Anda menerima ini',
  source: 'Sumber (tautan dimatikan)',
  updates: 'Perkembangan',
  log: 'Riwayat penanganan',
  nobodyYet: 'Belum ada tindakan.',
  sent: 'Dikirim ke',
  deliveries: {
    sent: 'terkirim',
    due: 'belum diterima',
    claimed: 'sedang dikirim',
    held: 'ditahan sementara',
    gathered: 'disampaikan bersama yang lain',
    dead: 'gagal dikirim',
  },
  alreadySo: 'Keadaannya sudah demikian: tidak ada yang diubah.',
  saveError: 'Tidak dilakukan',
  missing: {
    'false-positive': 'Sebutkan mengapa ini positif palsu: pilih alasan, atau tulis catatan.',
    assign: 'Sebutkan kepada siapa kasus ini ditugaskan.',
    other: 'Tindakan itu tidak dapat dilakukan di sini.',
  },
  badLink: 'Tautan tidak dikenal',
  badLinkHelp: 'Mungkin tautan terpotong: buka langsung dari pesannya.',
  expired: 'Tautan ini sudah kedaluwarsa',
  expiredHelp: 'Peringatannya masih ada: pantau alerts show',
  gone: 'Peringatan ini sudah tidak ada: masa simpannya habis.',
  notFromHere: 'Permintaan ini tidak berasal dari halaman ini. Tidak ada yang dilakukan: buka kembali tautannya.',
  tooMany: 'Terlalu banyak tautan salah dari alamat Anda: tunggu satu menit.',
  trouble: 'Pantau sedang tidak dapat menjangkau penyimpanannya. Tidak ada yang dilakukan: coba lagi sebentar lagi.',
  footer: 'Siapa pun yang memegang tautan ini dapat bertindak di sini. Jangan diteruskan di luar batas TLP.',
}

/** Minutes in the unit that says most. */
function spanOf(minutes: number, ...[m, h, d]: [string, string, string]): string {
  if (minutes < 90) return `${Math.floor(minutes)}${m}`
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)}${h}` : `${Math.floor(minutes / 1_440)}${d}`
}

export const wordsIn: Record<Language, Words> = { en, id }
