import type { Message } from './content.ts'

/** The channel's name and handle: a flea market where nearly everything is honest. */
export const channel = { handle: 'pasarbebas_praktik', name: 'Pasar Bebas Praktik' }

const ktp: Pick<Message, 'case' | 'offer' | 'photo'> = {
  case: 'ktp-selfies',
  photo: 'https://cdn.chat.test/file/ktp-selfie-blur.jpg',
  offer: {
    intent: 'sale',
    countries: ['ID'],
    dataClasses: ['id-selfies'],
    price: { amount: 15_000, currency: 'IDR', per: 'item' },
    contacts: [{ type: 'telegram', value: 'ktpready_praktik' }],
  },
}

/** Oldest first; ten stand on a page. */
export const messages: readonly Message[] = [
  { at: '-30d', text: 'Selamat datang di Pasar Bebas. Jual beli barang bekas, info warga, obrolan. Dilarang menipu.' },
  { at: '-29d', text: 'Jual sepeda lipat 20 inci, roda masih bagus, 1,2jt. COD Depok.' },
  { at: '-28d', text: 'Sepeda sudah laku ya, terima kasih.' },
  { at: '-26d', text: 'Info: pemadaman listrik hari Kamis pukul 09.00 sampai 12.00 di sekitar pasar.' },
  { at: '-25d', text: 'Kucing abu-abu hilang sejak kemarin, namanya Momo. Kalau lihat tolong kabari admin.' },
  { at: '-24d', text: 'Momo sudah pulang sendiri.' },
  {
    at: '-22d',
    text: 'Ready KTP selfie HD, minat PM aja, bahan masih fresh. 15rb/pcs min 10. Tele @ktpready_praktik',
    ...ktp,
  },
  { at: '-21d', text: 'Cari rice cooker bekas yang masih jalan, maksimal 150rb.' },
  { at: '-20d', text: 'Buka jasa ketik skripsi dan rapikan daftar pustaka, 3rb per halaman.' },
  {
    at: '-18d',
    text: 'Hati-hati penipuan: ada yang mengaku kurir dan minta kode OTP. Jangan pernah kasih kode ke siapa pun.',
    forwardedFrom: { handle: 'infowarga_praktik', name: 'Info Warga' },
  },
  { at: '-17d', text: 'Jual rak buku kayu jati 5 susun, 750rb nego, ambil sendiri di Bekasi.' },
  { at: '-15d', text: 'Posyandu buka hari Sabtu pagi, jangan lupa bawa buku kesehatan anak.' },
  { at: '-14d', text: 'Lapak besok libur, admin mudik.' },
  {
    at: '-12d',
    text: 'Menemukan dompet cokelat di angkot, isinya kartu pelajar. Pemilik silakan hubungi admin dan sebutkan namanya.',
  },
  {
    at: '-11d',
    text: 'Ready KTP selfie HD, minat PM aja, bahan masih fresh. 15rb/pcs min 10. Tele @ktpready_praktik',
    ...ktp,
  },
  { at: '-10d', text: 'Jual tanaman hias monstera, 3 daun, 85rb.' },
  {
    at: '-9d',
    text: 'Berita: jutaan data pasien kementerian dilaporkan bocor, warga diminta waspada.',
    forwardedFrom: { handle: 'kabarpagi_praktik', name: 'Kabar Pagi' },
  },
  { at: '-8d', text: 'Kerja bakti Minggu pagi, kumpul di pos ronda.' },
  { at: '-7d', text: 'Dijual kompor gas dua tungku, baru dipakai sebulan, 200rb.' },
  { at: '-5d', text: 'Ada yang tahu tukang servis mesin cuci yang jujur?' },
  { at: '-4d', text: 'Hasil undian arisan bulan ini: Bu Ratna. Selamat!' },
  {
    at: '-2d',
    text: 'Ready KTP selfie HD, minat PM aja, bahan masih fresh. 15rb/pcs min 10. Tele @ktpready_praktik',
    ...ktp,
  },
  { at: '-1d', text: 'Jual helm full face ukuran L, 175rb.' },
  { at: '-3h', text: 'Pagi semua, hujan deras di sini, hati-hati di jalan.' },
]
