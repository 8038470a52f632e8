import type { Law } from '../../message/next.ts'
import type { Words } from '../words.ts'

const deadlines: Record<Law, string> = {
  ID: 'pemberitahuan tertulis kepada subjek data pribadi dan lembaga PDP paling lambat 3 x 24 jam (UU 27/2022 Pasal 46)',
  EU: 'pemberitahuan kepada otoritas dalam 72 jam (GDPR Pasal 33), dan kepada subjek data bila risikonya tinggi (Pasal 34)',
  GB: 'pemberitahuan kepada ICO dalam 72 jam (UK GDPR Pasal 33)',
  SG: 'pemberitahuan kepada PDPC dalam 3 hari sejak dinilai wajib lapor (PDPA Pasal 26D)',
}

export const steps: Words['steps'] = {
  compare: () =>
    'Bandingkan dahulu dengan penawaran terdahulu: bila tidak ada yang baru, cukup kabari pihak yang dulu menanganinya.',
  gone: ({ listing }) =>
    `Penawaran sudah hilang dari situs; salinan yang tersimpan menjadi bukti: pantau evidence export ${listing} --why KASUS`,
  closeAccess: () => 'Cari celah akses yang ditawarkan, tutup, ganti kredensialnya, dan amankan log.',
  incident: ({ law }) =>
    law === 'ID'
      ? 'Aktifkan tim tanggap insiden dan jangan menanggapi pelaku; laporkan ke TTIS sektor dengan tembusan BSSN, paling lambat 1 x 24 jam bila mengenai infrastruktur informasi vital (Peraturan BSSN 1/2024 Pasal 15).'
      : 'Aktifkan tim tanggap insiden dan jangan menanggapi pelaku; data biasanya dipublikasikan ketika tenggatnya lewat.',
  verifySample: ({ isOurs }) =>
    `${isOurs ? 'Cocokkan sampel dengan data Anda sendiri' : 'Minta pemilik data mencocokkan sampelnya'}; jangan menghubungi penjual, membeli, atau mengunduh berkasnya.`,
  askOwner: () =>
    'Telusuri sistem mana yang menyimpan data seperti ini dan amankan lognya; jangan menghubungi penjual atau membeli.',
  notify: ({ law }) =>
    `Bila data ini milik Anda: beri tahu pejabat pelindungan data pribadi sekarang; ${law === null ? 'periksa kewajiban pemberitahuan dan tenggatnya menurut hukum yang berlaku' : deadlines[law]}.`,
  tellVictim: ({ victim, law }) =>
    `Sampaikan kepada ${victim}, atau tim tanggap insiden siber sektornya${law === 'ID' ? ' (BSSN)' : ''}, apa yang ditawarkan dan di mana.`,
  assumeUsed: () => 'Anggap data sudah berpindah tangan: awasi penipuan yang memakai data ini mulai hari ini.',
  beforeRelease: () =>
    'Data yang tidak laku sering kali akhirnya dibagikan gratis: siapkan pemberitahuan dan permintaan penghapusan.',
  cards: () =>
    'Teruskan rentang nomor kartu ke unit antipenipuan bank penerbit untuk diblokir dan diganti setelah dipastikan.',
  passwords: () =>
    'Wajibkan penggantian kata sandi akun yang disebut, akhiri sesinya, dan terapkan autentikasi dua faktor.',
  identities: () =>
    'Beri tahu bank, penyedia pinjaman, dan operator seluler: dokumen ini dikuasai penipu, fotonya bukan lagi bukti identitas.',
  takedown: ({ listing }) =>
    `Minta penyedia hosting menghapusnya: pantau timeline ${listing} --format takedown-letter -o surat.html`,
  preserve: ({ listing }) =>
    `Amankan bukti untuk kasus: pantau hold ${listing} --why KASUS, lalu pantau evidence export ${listing} --why KASUS`,
  watchBuyer: () => 'Data baru dicari: periksa apakah Anda menyimpan data seperti ini, dan pantau siapa yang menjawab.',
}
