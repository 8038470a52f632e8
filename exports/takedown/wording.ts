import type { LinkKind } from '../trail/links.ts'

/** A letter in one language. */
export interface Wording {
  lang: string
  /** For dates, as Intl has them. */
  locale: string
  title: string
  /** What the sender fills in by hand: it is theirs to say, and no machine's. */
  blanks: readonly string[]
  subject(name: string): string
  opening(count: number): string
  none: string
  requests: readonly string[]
  limits: readonly string[]
  columns: readonly string[]
  kinds: Readonly<Record<LinkKind, string>>
  unknown: string
  listing: string
  victims: string
  hash: string
  defanged: string
  firstSeen: string
  lastSeen: string
  lastUp: string
  posted: string
  closing: string
  signature: string
}

const english: Wording = {
  lang: 'en',
  locale: 'en-GB',
  title: 'Request to remove or block stolen data',
  blanks: ['Date', 'Our reference', 'From', 'To', 'Legal basis'],
  subject: (name) => `Subject: stolen data in connection with “${name}”`,
  opening: (count) =>
    `We have found ${count === 1 ? 'an address' : `${count} addresses`} at which what is said to be stolen personal data is offered, shown as a sample or given away. Each is listed below with when and where it was found.`,
  none: 'No address was found in this period.',
  requests: [
    'Please remove what lies at these addresses, or make it inaccessible, and every identical copy that you keep.',
    'Please preserve the data of the accounts that uploaded it, and its access records, as far as the law allows, until the competent authority asks for them.',
    'Please confirm to us what was done at which address, and when.',
  ],
  limits: [
    'The addresses are given as they are, so that they can be acted upon, and a second time defanged. Do not open them: what lies there is stolen, and may be harmful.',
    'We have not fetched what lies at download and sample addresses, and have not tried whether they still answer. The dates say when the post that names the address was seen.',
    'What the offers claim is the sellers’ own word. The SHA-256 names the page that was seen, and proves it where the page was kept.',
  ],
  columns: ['No.', 'Address', 'Hoster and abuse contact', 'Seen', 'Where it was found'],
  kinds: { post: 'Post', download: 'Download', sample: 'Sample' },
  unknown: 'not known',
  listing: 'Listing',
  victims: 'Of',
  hash: 'SHA-256 of the page',
  defanged: 'Defanged',
  firstSeen: 'first',
  lastSeen: 'last',
  lastUp: 'last found to answer',
  posted: 'posted',
  closing: 'Yours faithfully,',
  signature: 'Name, office, signature',
}

const indonesian: Wording = {
  lang: 'id',
  locale: 'id-ID',
  title: 'Permohonan penghapusan atau pemblokiran data curian',
  blanks: ['Tanggal', 'Nomor surat', 'Dari', 'Kepada', 'Dasar hukum'],
  subject: (name) => `Perihal: data curian terkait “${name}”`,
  opening: (count) =>
    `Kami menemukan ${count} alamat tempat data pribadi yang disebut sebagai hasil curian ditawarkan, ditampilkan sebagai sampel, atau dibagikan. Setiap alamat tercantum di bawah ini beserta waktu dan tempat ditemukannya.`,
  none: 'Tidak ada alamat yang ditemukan dalam kurun waktu ini.',
  requests: [
    'Mohon hapus isi alamat-alamat tersebut atau tutup aksesnya, termasuk setiap salinan identik yang Saudara simpan.',
    'Mohon simpan data akun pengunggah beserta catatan aksesnya, sejauh diperbolehkan hukum, sampai diminta oleh pihak yang berwenang.',
    'Mohon sampaikan kepada kami tindakan yang telah dilakukan untuk setiap alamat beserta waktunya.',
  ],
  limits: [
    'Alamat dicantumkan apa adanya agar dapat ditindaklanjuti, dan sekali lagi dalam bentuk yang dinonaktifkan. Jangan dibuka: isinya hasil curian dan dapat berbahaya.',
    'Kami tidak mengunduh isi alamat unduhan dan sampel, dan tidak mencoba apakah alamat itu masih aktif. Tanggal menunjukkan kapan kiriman yang menyebut alamat tersebut terlihat.',
    'Isi penawaran adalah pernyataan penjual sendiri. SHA-256 menandai halaman yang terlihat, dan membuktikannya apabila halaman itu disimpan.',
  ],
  columns: ['No.', 'Alamat', 'Penyedia layanan dan kontak pengaduan', 'Terlihat', 'Tempat ditemukan'],
  kinds: { post: 'Kiriman', download: 'Unduhan', sample: 'Sampel' },
  unknown: 'tidak diketahui',
  listing: 'Penawaran',
  victims: 'Data dari',
  hash: 'SHA-256 halaman',
  defanged: 'Nonaktif',
  firstSeen: 'pertama',
  lastSeen: 'terakhir',
  lastUp: 'terakhir diketahui aktif',
  posted: 'dikirim',
  closing: 'Hormat kami,',
  signature: 'Nama, jabatan, tanda tangan',
}

/** In the order in which they stand in the letter. */
export const wordings: readonly Wording[] = [english, indonesian]
