import type { Thread } from './content.ts'

/** What Kotz bought and sold in the year and a half before. None of it is about Indonesia. */
export const kotzBefore: readonly Thread[] = [
  {
    board: 'databases',
    prefix: 'BUYING',
    title: 'WTB Thailand citizens with phone numbers',
    posts: [
      {
        by: 'Kotz',
        at: '2020-02-18T14:02',
        text: 'Want to buy a database of Thailand: names, national id and phone numbers, 5 million rows or more, not older than 2018. I pay in BTC, escrow only.\nTelegram @kotz_praktik',
        offer: { intent: 'wanted', countries: ['TH'] },
      },
      { by: 'old_modem', at: '2020-02-19T03:40', text: 'Kotz paid me within the hour, vouch.' },
    ],
  },
  {
    board: 'databases',
    prefix: 'SELLING',
    title: 'Malaysia mobile subscribers 46M, all operators',
    posts: [
      {
        by: 'Kotz',
        at: '2020-04-09T06:33',
        text: 'Selling 46.200.000 mobile subscribers of Malaysia: name, phone number, MyKad number, address, IMEI.\nPrice 0.08 BTC. Escrow ok. Telegram @kotz_praktik',
        offer: {
          intent: 'sale',
          countries: ['MY'],
          records: 46_200_000,
          price: { amount: 0.08, currency: 'BTC', per: 'dataset' },
        },
      },
      { by: 'darkwhisper9', at: '2020-04-10T17:25', text: 'That one has been around since 2017, just saying.' },
      { by: 'Kotz', at: '2020-04-10T18:01', text: 'Never claimed otherwise, the price says it.' },
    ],
  },
  {
    board: 'databases',
    prefix: 'SELLING',
    title: 'Philippines voters 55 million (COMELEC)',
    posts: [
      {
        by: 'Kotz',
        at: '2020-06-23T22:10',
        text: 'Selling the complete voter roll of the Philippines, COMELEC, 55.000.000 voters: name, address, date of birth, place of registration. 228.605 rows with passport number.\nPrice: 0.1 BTC. Telegram @kotz_praktik',
        offer: {
          intent: 'sale',
          countries: ['PH'],
          records: 55_000_000,
          price: { amount: 0.1, currency: 'BTC', per: 'dataset' },
        },
      },
      { by: 'l33tbuyer', at: '2020-06-25T09:12', text: 'bought, delivered in ten minutes' },
    ],
  },
  {
    board: 'databases',
    prefix: 'SELLING',
    title: 'India loan app 7.1M customers with Aadhaar and PAN',
    posts: [
      {
        by: 'Kotz',
        at: '2020-08-30T11:47',
        text: 'Selling customers of a loan app in India. 7,100,000 people: name, Aadhaar, PAN, phone, email, employer, salary.\n$1,800, BTC or USDT. Sample on request. Telegram @kotz_praktik',
        offer: {
          intent: 'sale',
          countries: ['IN'],
          records: 7_100_000,
          price: { amount: 1_800, currency: 'USD', per: 'dataset' },
        },
      },
    ],
  },
  {
    board: 'databases',
    prefix: 'BUYING',
    title: 'WTB Vietnam CMND photos with selfie',
    posts: [
      {
        by: 'Kotz',
        at: '2020-10-12T19:55',
        text: 'Looking for sellers of Vietnam identity cards with selfie, front and back, steady supply, 500 pieces a week. Budget is no problem. Telegram @kotz_praktik',
        offer: { intent: 'wanted', countries: ['VN'] },
      },
      { by: 'Mira', at: '2020-10-13T04:04', text: 'what do people even do with these' },
    ],
  },
  {
    board: 'databases',
    prefix: 'SELLING',
    title: 'Brasil CPF 40M, with phone',
    posts: [
      {
        by: 'Kotz',
        at: '2020-12-05T02:29',
        text: 'Selling 40 million citizens of Brazil: CPF, name, mother, date of birth, phone number. Checked against a public look-up, 97% hit.\nPrice 0.06 BTC, escrow accepted.',
        offer: {
          intent: 'sale',
          countries: ['BR'],
          records: 40_000_000,
          price: { amount: 0.06, currency: 'BTC', per: 'dataset' },
        },
      },
    ],
  },
  {
    board: 'databases',
    prefix: 'SELLING',
    title: 'Vietnam bank customers 2M',
    posts: [
      {
        by: 'Kotz',
        at: '2021-02-17T13:38',
        text: 'Selling 2,000,000 customers of a bank in Vietnam: full name, id number, phone, email, address, account number. October 2020.\nPrice 0.12 BTC. Telegram @kotz_praktik',
        offer: {
          intent: 'sale',
          countries: ['VN'],
          records: 2_000_000,
          price: { amount: 0.12, currency: 'BTC', per: 'dataset' },
        },
      },
      { by: 'seblak_pedas', at: '2021-02-18T15:15', text: 'legit?' },
      { by: 'old_modem', at: '2021-02-18T20:48', text: 'yes' },
    ],
  },
  {
    board: 'databases',
    prefix: 'BUYING',
    title: 'WTB Taiwan household registration',
    posts: [
      {
        by: 'Kotz',
        at: '2021-03-28T08:16',
        text: 'Want to buy the household registration of Taiwan, 20 million rows, names with id number and address. Only complete sets. Telegram @kotz_praktik',
        offer: { intent: 'wanted', countries: ['TW'] },
      },
    ],
  },
]
