import type { Thread } from './content.ts'

const kotzOffer = `Selling the member database of [b]BPJS Kesehatan[/b], the national health insurance of Indonesia.

[b]279.000.000[/b] rows, the dead are still in it. 20 million rows come with a photo.

Columns: NIK, name, phone, email, address, date of birth, salary, BPJS card number

Free sample of 1 million rows, no password:
[url]https://unggah.test/f/bpjs-sample-1m.rar[/url]
[url=https://mega.test/file/bpjs1m]mirror[/url]

[code]PSNOKA;NAMA;NIK;NOHP;EMAIL;TGLLHR
0009900000011;CONTOH SATU;9903014501900001;081200000011;contoh.satu@mail.example.com;05-01-1990
0009900000012;CONTOH DUA;9903021202880002;081200000012;contoh.dua@mail.example.com;12-02-1988
0009900000013;CONTOH TIGA;9903036303750003;081200000013;tiga.contoh@example.org;23-03-1975
0009900000014;CONTOH EMPAT;9903041709010004;081200000014;empat@kantor.example.com;17-09-2001
0009900000015;CONTOH LIMA;9903055012660005;081200000015;lima.contoh@example.net;10-12-1966[/code]

Price: [color=red]0.15 BTC[/color]. Escrow is fine, I pay half of the fee.
Contact: PM or telegram @kotz_praktik`

/** The three cases that stand in the forum. */
export const cases: readonly Thread[] = [
  {
    board: 'databases',
    prefix: 'SELLING',
    title: 'Indonesia BPJS Kesehatan 279M citizens (NIK / phone / name / mail / address), 1M free sample',
    case: 'bpjs',
    posts: [
      {
        by: 'Kotz',
        at: '2021-05-12T03:21',
        text: kotzOffer,
        offer: {
          intent: 'sale',
          victims: ['BPJS Kesehatan'],
          countries: ['ID'],
          records: 279_000_000,
          price: { amount: 0.15, currency: 'BTC', per: 'dataset' },
          dataClasses: [
            'names',
            'national-ids',
            'phone-numbers',
            'email-addresses',
            'physical-addresses',
            'dates-of-birth',
          ],
          contacts: [{ type: 'telegram', value: 'kotz_praktik' }],
          escrow: true,
          sample: true,
        },
      },
      { by: 'l33tbuyer', at: '2021-05-12T08:21', text: 'is this still available?' },
      {
        by: 'darkwhisper9',
        at: '2021-05-12T09:02',
        text: 'Downloaded the sample. Rows look real, birth dates fit the ids. No idea how fresh.',
      },
      { by: 'Kotz', at: '2021-05-12T10:40', text: 'Yes, still here. Answering everybody in order, be patient.' },
      { by: 'seblak_pedas', at: '2021-05-13T01:15', text: 'wah rame nih, sampe masuk berita' },
      {
        by: 'l33tbuyer',
        at: '2021-05-14T05:21',
        text: `[quote=Kotz]${kotzOffer}[/quote]\nsent you a message two days ago, no answer. what is going on?`,
      },
      {
        by: 'Kotz',
        at: '2021-05-14T06:03',
        text: '[quote=l33tbuyer]sent you a message two days ago[/quote]\nChecked, it went to the spam folder. Answered now.',
      },
      {
        by: 'hexdump',
        at: '2021-05-15T18:30',
        text: 'Both mirrors are dead for me. Blocked by a ministry, says the page.',
      },
      {
        by: 'nonaKopi',
        at: '2021-05-20T12:11',
        text: 'Yang di berita itu thread ini ya? Katanya satu juta sampelnya sudah diperiksa.',
      },
      {
        by: 'ModLintang',
        at: '2021-05-21T00:05',
        text: 'Keep it civil. Off-topic politics will be removed from this thread.',
      },
      {
        by: 'old_modem',
        at: '2021-05-22T16:45',
        text: 'Vouch for Kotz, two deals before this one, escrow both times, no trouble.',
      },
      { by: 'Mira', at: '2021-05-24T07:07', text: 'how much did the fee come to in the end?' },
      { by: 'Pak Tani', at: '2021-06-02T09:50', text: 'saya kira forum pertanian, ternyata bukan' },
    ],
  },
  {
    board: 'databases',
    prefix: 'SELLING',
    title: 'Tokopedia 91 million accounts',
    case: 'tokopedia',
    posts: [
      {
        by: 'warungbytes',
        at: '2020-05-02T21:14',
        text: `Full dump of Tokopedia, the largest shop of Indonesia, March 2020.

91,000,000 accounts: user id, email, full name, date of birth, gender, phone number and password hash (SHA2-384).

Asking US$5,000 for the complete set, BTC or XMR. One buyer gets it with the salts as soon as they are cracked.
PM me, or telegram @warungbytes_praktik. Middleman welcome.`,
        offer: {
          intent: 'sale',
          victims: ['Tokopedia'],
          countries: ['ID'],
          records: 91_000_000,
          price: { amount: 5_000, currency: 'USD', per: 'dataset' },
          dataClasses: ['email-addresses', 'names', 'dates-of-birth', 'genders', 'phone-numbers', 'passwords'],
          contacts: [{ type: 'telegram', value: 'warungbytes_praktik' }],
          escrow: true,
          leakDate: '2020-03',
        },
      },
      {
        by: 'hexdump',
        at: '2020-05-02T23:01',
        text: 'SHA2-384 without the salt is worth little, good luck with that.',
      },
      { by: 'nonaKopi', at: '2020-05-03T02:30', text: 'Aduh, akun saya pasti ada di situ. Langsung ganti password.' },
      {
        by: 'l33tbuyer',
        at: '2020-05-04T11:19',
        text: '[quote=warungbytes]Asking US$5,000 for the complete set, BTC or XMR.[/quote]\ntoo rich for me',
      },
    ],
  },
  {
    board: 'databases',
    prefix: 'SELLING',
    title: 'Kemenkes, Ministry of Health of Indonesia: 6 million patients, 720 GB',
    case: 'kemenkes',
    posts: [
      {
        by: 'medvault',
        at: '2022-01-06T04:48',
        text: `From the central server of Kemenkes, dated 28 December 2021.

6 million patient records of hospitals all over the country, 720 GB with the pictures: full name, address, date of birth, NIK, diagnosis, lab results, Covid test, x-ray, referral letters.

Price: $2,000 for everything, BTC only. A sample of 3 GB is with the escrow.
Session: 0599AABBCCDDEEFF00112233445566778899AABBCCDDEEFF00112233445566AABB`,
        editedAt: '2022-01-06T05:20',
        offer: {
          intent: 'sale',
          victims: ['Kemenkes'],
          countries: ['ID'],
          records: 6_000_000,
          price: { amount: 2_000, currency: 'USD', per: 'dataset' },
          dataClasses: ['health-records', 'names', 'national-ids'],
          sample: true,
        },
      },
      { by: 'Mira', at: '2022-01-06T06:15', text: 'Selling sick people. I am done with this board.' },
      { by: 'darkwhisper9', at: '2022-01-06T08:59', text: 'account is three weeks old and has no vouches, be careful' },
      {
        by: 'ModLintang',
        at: '2022-01-07T10:10',
        text: 'medvault, answer the escrow request within 24 hours or this is closed.',
      },
    ],
  },
]
