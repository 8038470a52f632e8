import type { Thread } from './content.ts'

/** The lounge: people talking. */
export const lounge: readonly Thread[] = [
  {
    board: 'lounge',
    title: 'Introduce yourself',
    sticky: true,
    posts: [
      { by: 'Aegis', at: '2019-03-03T10:00', text: 'Say hello here. No real names, please.' },
      { by: 'old_modem', at: '2019-03-29T20:10', text: 'Hello from the days of acoustic couplers.' },
      { by: 'hexdump', at: '2019-04-21T19:09', text: 'Hi. I write drivers nobody asked for.' },
      { by: 'ModLintang', at: '2019-05-17T05:05', text: 'Hi all.' },
      { by: 'darkwhisper9', at: '2019-08-30T23:23', text: 'o/' },
      { by: 'warungbytes', at: '2019-11-08T15:31', text: 'hi, new here' },
      { by: 'Kotz', at: '2020-01-26T09:17', text: 'Hello, joined today.' },
      { by: 'l33tbuyer', at: '2020-02-14T21:21', text: 'hey' },
      { by: 'Mira', at: '2020-04-04T04:44', text: 'Good morning. I am here for the cat pictures.' },
      { by: 'nonaKopi', at: '2020-06-01T06:10', text: 'Salam kenal semuanya, dari Bandung.' },
      { by: 'Pak Tani', at: '2020-09-12T02:38', text: 'salam kenal, saya petani cabai' },
      { by: 'seblak_pedas', at: '2021-01-03T14:59', text: 'halo om tante' },
    ],
  },
  {
    board: 'lounge',
    title: 'Jual laptop bekas, mulus',
    posts: [
      {
        by: 'nonaKopi',
        at: '2021-03-01T08:00',
        text: 'Laptop 14 inci, i5 gen 8, RAM 16 GB, SSD 512 GB, baterai masih 80 persen. Harga 4.500.000 nego tipis, COD Bandung. Dus dan charger lengkap.',
      },
      { by: 'Pak Tani', at: '2021-03-01T09:41', text: 'bisa kirim ke Garut?' },
      { by: 'nonaKopi', at: '2021-03-01T10:02', text: 'Bisa, ongkir ditanggung pembeli.' },
      { by: 'nonaKopi', at: '2021-03-06T12:00', text: 'Laptop sudah terjual, terima kasih.' },
    ],
  },
  {
    board: 'lounge',
    title: 'Forgot my password and the reset mail never comes',
    posts: [
      {
        by: 'data<b>bold</b>',
        at: '2021-02-12T07:30',
        text: 'How do I reset my password? I asked for the mail three times and nothing arrives.',
      },
      {
        by: 'ModLintang',
        at: '2021-02-12T08:12',
        text: 'Look into the spam folder, then use the contact form from the address that you registered with.',
      },
      { by: 'data<b>bold</b>', at: '2021-02-12T08:40', text: 'It was in spam. Thanks!' },
    ],
  },
  {
    board: 'lounge',
    title: 'KTP saya hilang, urusnya gimana?',
    posts: [
      {
        by: 'Pak Tani',
        at: '2020-11-09T03:03',
        text: 'Dompet jatuh di pasar, KTP ikut hilang. Apa harus ke polisi dulu?',
      },
      {
        by: 'Mira',
        at: '2020-11-09T05:15',
        text: 'Iya, minta surat kehilangan, lalu ke Dukcapil bawa fotokopi kartu keluarga. Gratis.',
      },
      { by: 'Pak Tani', at: '2020-11-12T01:20', text: 'Sudah jadi, tiga hari. Terima kasih.' },
    ],
  },
  {
    board: 'lounge',
    title: 'Tutorial: your own mail server in one evening',
    posts: [
      {
        by: 'hexdump',
        at: '2020-05-25T17:00',
        text: 'You need a host with a clean address and a domain.\n[code]apt install postfix dovecot-imapd\npostconf -e "myhostname = mail.example.com"\nsystemctl reload postfix[/code]\nThen SPF, DKIM, DMARC, in this order. Test with a mail to yourself.',
      },
      {
        by: 'old_modem',
        at: '2020-05-25T19:30',
        text: 'And do not forget the reverse lookup, or nobody will take your mail.',
      },
      { by: 'seblak_pedas', at: '2021-01-20T11:11', text: 'ini masih jalan di Debian baru?' },
      { by: 'hexdump', at: '2021-01-20T12:00', text: 'Yes.' },
    ],
  },
  {
    board: 'lounge',
    title: 'Which keyboard do you use?',
    posts: [
      { by: 'old_modem', at: '2020-01-17T22:22', text: 'Model M, 1991, still as loud as on the first day.' },
      { by: 'hexdump', at: '2020-01-17T22:50', text: 'Split one, blank caps. My colleagues hate me.' },
      { by: 'darkwhisper9', at: '2020-01-18T00:31', text: 'whatever was in the box' },
    ],
  },
  {
    board: 'lounge',
    title: 'Resep kopi susu gula aren',
    posts: [
      {
        by: 'nonaKopi',
        at: '2020-07-07T07:07',
        text: 'Kopi 18 gram, gula aren 20 ml, susu 120 ml, es secukupnya. Aduk pelan.',
      },
      { by: 'seblak_pedas', at: '2021-01-05T16:16', text: 'kurang pedas' },
    ],
  },
  {
    board: 'lounge',
    title: 'Has anybody moved from MySQL to PostgreSQL?',
    posts: [
      {
        by: 'hexdump',
        at: '2020-10-02T13:37',
        text: 'Moved a table of 1,200,000,000 rows over the weekend. pgloader did most of it, the rest was dates of 0000-00-00.',
      },
      { by: 'Aegis', at: '2020-10-02T15:10', text: 'This board stays on MySQL.' },
    ],
  },
  {
    board: 'lounge',
    title: 'Phone scam: somebody says that he is from the bank',
    posts: [
      {
        by: 'Mira',
        at: '2020-12-19T18:45',
        text: 'My aunt got a call: card blocked, please tell us the code from the SMS. She hung up, luckily. Tell your parents.',
      },
      { by: 'Pak Tani', at: '2020-12-20T01:01', text: 'saya juga pernah, langsung saya tutup' },
      { by: 'darkwhisper9', at: '2020-12-20T02:15', text: 'No bank asks for that code. Ever.' },
    ],
  },
  {
    board: 'lounge',
    title: 'Cat pictures',
    posts: [
      { by: 'Mira', at: '2020-04-05T05:00', text: '[img]https://gambar.test/kucing-oren.jpg[/img]' },
      { by: 'old_modem', at: '2020-04-05T09:00', text: 'That is one orange cat.' },
      { by: 'Mira', at: '-3h', text: '[img]https://gambar.test/kucing-tidur.jpg[/img]\nStill asleep.' },
    ],
  },
  {
    board: 'lounge',
    title: 'Am I in a breach? How to find out',
    posts: [
      {
        by: 'darkwhisper9',
        at: '2020-05-04T14:14',
        text: 'Ask one of the registers of breaches for your address, change what you used twice, turn on the second factor.',
      },
      { by: 'nonaKopi', at: '2020-05-04T15:00', text: 'Sudah. Dua situs. Password sekarang beda semua.' },
    ],
  },
  {
    board: 'lounge',
    title: 'Harga cabai naik lagi',
    posts: [
      { by: 'Pak Tani', at: '2021-03-15T00:30', text: 'Di pasar induk 95.000 per kilo, di kebun kami dapat 60.000.' },
      { by: 'seblak_pedas', at: '2021-03-15T10:10', text: 'seblak ikut naik dong' },
    ],
  },
  {
    board: 'lounge',
    title: 'Downtime on Sunday',
    closed: true,
    posts: [
      {
        by: 'Aegis',
        at: '-20h',
        text: 'We change a disk on Sunday from 02:00 to 04:00 UTC. The board will be read-only.',
      },
    ],
  },
]
