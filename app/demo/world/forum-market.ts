import type { Thread } from './content.ts'

/** What else stands in the board of the databases: rules, reports, praise, questions. Nothing here offers data. */
export const market: readonly Thread[] = [
  {
    board: 'databases',
    title: 'Rules: read before you open a thread',
    sticky: true,
    closed: true,
    posts: [
      {
        by: 'Aegis',
        at: '2019-03-05T12:00',
        text: '1. Say what it is, how many, from when, and the price.\n2. One thread for one thing.\n3. No files of children, ever.\n4. Escrow is not optional above 500.\n5. Whoever reposts a thread loses his account.',
      },
    ],
  },
  {
    board: 'databases',
    title: 'Escrow: how it works and what it costs',
    sticky: true,
    posts: [
      {
        by: 'Aegis',
        at: '2019-03-06T12:30',
        text: 'The buyer pays the middleman, the middleman tells the seller, the seller delivers, the buyer confirms. The fee is 5 percent.',
      },
      { by: 'old_modem', at: '2019-04-02T08:20', text: 'Used it four times, took less than a day each time.' },
      { by: 'hexdump', at: '2019-09-14T21:09', text: 'Could the fee be lower for regulars?' },
      { by: 'ModLintang', at: '2019-09-15T06:44', text: 'No.' },
    ],
  },
  {
    board: 'databases',
    prefix: 'SCAM',
    title: 'Report: fastfingers99 took my money and left',
    closed: true,
    posts: [
      {
        by: 'Mira',
        at: '2020-07-19T10:11',
        text: 'Paid 150 dollars without escrow, my own fault. He read my message and has not logged in since. Screenshots were sent to the staff.',
      },
      { by: 'darkwhisper9', at: '2020-07-19T12:50', text: 'Same story here in June.' },
      { by: 'ModLintang', at: '2020-07-20T09:00', text: 'Account is banned. Closed.' },
    ],
  },
  {
    board: 'databases',
    title: 'Vouch thread for old_modem',
    posts: [
      { by: 'l33tbuyer', at: '2020-03-15T16:20', text: 'Quick, polite, would deal again.' },
      { by: 'nonaKopi', at: '2020-08-08T18:18', text: '+1, sabar banget menjawab pertanyaan' },
      { by: 'old_modem', at: '2020-08-09T07:55', text: 'Thank you both.' },
    ],
  },
  {
    board: 'databases',
    title: 'Question: how can a file of 20 GB be opened at all?',
    posts: [
      {
        by: 'seblak_pedas',
        at: '2021-01-10T13:13',
        text: 'Editor saya langsung hang tiap buka file besar. Pakai apa ya?',
      },
      {
        by: 'hexdump',
        at: '2021-01-10T13:40',
        text: 'less, grep, ripgrep, or load it into DuckDB and ask with SQL. Never an editor.',
      },
      { by: 'seblak_pedas', at: '2021-01-11T02:02', text: 'Makasih, ripgrep cepat sekali!' },
    ],
  },
  {
    board: 'databases',
    title: 'The news about us, collected',
    posts: [
      {
        by: 'nonaKopi',
        at: '2021-05-21T11:30',
        text: 'Hari ini kementerian memanggil direksi badan itu, dan bilang situs unggahannya sudah diblokir.',
      },
      {
        by: 'darkwhisper9',
        at: '2021-05-21T12:00',
        text: 'A paper writes that the forum itself will be blocked too. They said that in 2020.',
      },
      { by: 'Pak Tani', at: '2021-05-22T04:45', text: 'di tempat saya masih bisa dibuka' },
    ],
  },
  {
    board: 'databases',
    title: 'Board is slow tonight',
    posts: [
      { by: 'data<b>bold</b>', at: '-2d', text: 'Is it only me? Every page takes ten seconds.' },
      { by: 'Aegis', at: '-47h', text: 'A disk was full. Should be better now.' },
    ],
  },
]
