import type { Article } from './content.ts'

/** The press, newest first. Reports about leaks, too: none of them is an offer. */
export const articles: readonly Article[] = [
  {
    title: 'Ministry investigates alleged leak of six million patient records',
    by: 'Redaksi',
    at: '2022-01-06T12:00',
    summary: 'Data said to come from a server of the health ministry was put up for sale on a forum.',
    paragraphs: [
      'A user of a hacking forum claims to sell 720 gigabytes of medical data of six million Indonesian patients, said to come from the central server of the Ministry of Health (Kemenkes).',
      'The ministry said on Thursday that it was looking into the matter together with the national cyber agency. According to the seller the data holds names, diagnoses, Covid test results and x-ray pictures.',
    ],
  },
  {
    title: 'Foto KTP dan swafoto warga dijual di media sosial, polisi turun tangan',
    by: 'Sari Contoh',
    at: '2021-06-28T08:30',
    summary: 'Foto warga memegang KTP ditawarkan belasan ribu rupiah per lembar.',
    paragraphs: [
      'Foto warga yang memegang KTP ditawarkan di media sosial seharga belasan ribu rupiah. Unggahan itu memakai kata-kata "ready KTP selfie HD" dan "bahan masih fresh".',
      'Kementerian Dalam Negeri meminta masyarakat tidak sembarangan mengunggah foto KTP. Pelaku penjualan terancam pidana penjara.',
    ],
  },
  {
    title: 'BPJS Kesehatan data of 279 million people offered on a forum, government blocks links',
    by: 'Budi Rekaan',
    at: '2021-05-21T09:15',
    summary: 'A seller called Kotz asked 0.15 bitcoin. The ministry blocked two download links.',
    paragraphs: [
      'A forum user named Kotz claims to hold the data of 279 million Indonesians and asks for 0.15 bitcoin. One million rows were given out as a sample and resemble data of BPJS Kesehatan, the communications ministry found.',
      'The ministry has blocked the links to the sample. Directors of the agency were summoned. Experts call it the largest leak in the history of the country.',
    ],
  },
  {
    title: 'Satu juta sampel data diperiksa, Kominfo panggil direksi BPJS Kesehatan',
    by: 'Redaksi',
    at: '2021-05-21T05:00',
    summary: 'Kominfo menduga kuat sampel identik dengan data peserta.',
    paragraphs: [
      'Kominfo menyatakan sampel yang beredar diduga kuat identik dengan data peserta BPJS Kesehatan: nomor kartu, NIK, nama, dan status pembayaran.',
      'Masyarakat diminta lebih berhati-hati terhadap telepon dan pesan yang mencurigakan.',
    ],
  },
  {
    title: 'Tokopedia: 91 million accounts reported for sale, shop says passwords are encrypted',
    by: 'Tika Misal',
    at: '2020-05-03T07:45',
    summary: 'The data is said to be offered for 5,000 US dollars.',
    paragraphs: [
      'Data of 91 million users and 7 million merchants of Tokopedia is reported to be on sale for 5,000 US dollars.',
      'The company confirmed an attempt to steal user data and said that passwords and payment data remain protected. Users are advised to change their passwords.',
    ],
  },
  {
    title: 'Harga cabai di pasar induk tembus 95.000 rupiah',
    by: 'Redaksi',
    at: '2021-03-16T03:20',
    summary: 'Pedagang menyebut pasokan berkurang.',
    paragraphs: ['Harga cabai rawit naik sejak awal bulan. Pedagang menyebut hujan sebagai penyebab.'],
  },
  {
    title: 'Sensus: penduduk 270,2 juta jiwa',
    by: 'Redaksi',
    at: '2021-01-21T06:00',
    summary: 'Hasil sensus penduduk diumumkan.',
    paragraphs: ['Hasil sensus mencatat 270.203.917 jiwa. Jumlah laki-laki sedikit lebih banyak.'],
  },
  {
    title: 'Parliament debates the data protection bill',
    by: 'Tika Misal',
    at: '2020-09-02T10:10',
    summary: 'Fines are still disputed.',
    paragraphs: [
      'Members of parliament discussed fines for companies that fail to protect personal data, and who should watch over them.',
    ],
  },
  {
    title: 'Five ways to protect your accounts',
    by: 'Sari Contoh',
    at: '2020-05-05T04:00',
    summary: 'What to do after a breach.',
    paragraphs: [
      'Change the password, do not use one twice, turn on the second factor, be wary of calls, and look into your statements.',
    ],
  },
  {
    title: 'Kereta cepat mulai diuji coba',
    by: 'Budi Rekaan',
    at: '-2d',
    summary: 'Uji coba berlangsung sepekan.',
    paragraphs: ['Kereta diuji tanpa penumpang pada malam hari. Jadwal umum belum ditetapkan.'],
  },
  {
    title: 'Banjir surut, warga mulai membersihkan rumah',
    by: 'Redaksi',
    at: '-26h',
    summary: 'Bantuan air bersih tiba.',
    paragraphs: ['Air surut sejak subuh. Warga membersihkan lumpur, bantuan air bersih tiba dengan tiga truk.'],
  },
  {
    title: 'Timnas menang dua gol tanpa balas',
    by: 'Sari Contoh',
    at: '-9h',
    summary: 'Dua gol di babak kedua.',
    paragraphs: ['Dua gol di babak kedua memastikan kemenangan di depan 40.000 penonton.'],
  },
  {
    title: 'Cuaca: hujan lebat sampai Jumat',
    by: 'Redaksi',
    at: '-4h',
    summary: 'Warga diminta waspada.',
    paragraphs: ['Hujan lebat diperkirakan turun sampai Jumat, terutama pada sore hari.'],
  },
]
