import type { Member } from './content.ts'

/** The forum's members; the first is uid 1. */
export const members: readonly Member[] = [
  { name: 'Aegis', title: 'Administrator', joined: '2019-03-02', reputation: 480 },
  {
    name: 'ModLintang',
    title: 'Super Moderator',
    joined: '2019-05-17',
    reputation: 212,
    signature: 'Read the rules before you post. Reports go to the report button, not to my inbox.',
  },
  {
    name: 'Kotz',
    title: 'Member',
    joined: '2020-01-26',
    reputation: 31,
    signature: '[b]Vouches: 31[/b] | escrow accepted | telegram: @kotz_praktik | jabber: kotz@jabber.test',
  },
  {
    name: 'warungbytes',
    title: 'Member',
    joined: '2019-11-08',
    reputation: 12,
    signature: 'PM first, telegram @warungbytes_praktik',
  },
  { name: 'medvault', title: 'Junior Member', joined: '2021-12-19', reputation: 2 },
  { name: 'l33tbuyer', title: 'Member', joined: '2020-02-14', reputation: 9 },
  { name: 'darkwhisper9', title: 'Member', joined: '2019-08-30', reputation: 27, signature: 'do not trust, verify' },
  { name: 'nonaKopi', title: 'Member', joined: '2020-06-01', reputation: 18, signature: 'kopi dulu' },
  { name: 'Pak Tani', title: 'Junior Member', joined: '2020-09-12', reputation: 4 },
  {
    name: 'hexdump',
    title: 'Senior Member',
    joined: '2019-04-21',
    reputation: 96,
    signature: 'segfaults are a feature',
  },
  { name: 'seblak_pedas', title: 'Junior Member', joined: '2021-01-03', reputation: 1 },
  { name: 'Mira', title: 'Member', joined: '2020-04-04', reputation: 15 },
  { name: 'old_modem', title: 'Senior Member', joined: '2019-03-29', reputation: 133, signature: 'ATDT and hope' },
  { name: 'data<b>bold</b>', title: 'Junior Member', joined: '2021-02-11', reputation: 0 },
]
