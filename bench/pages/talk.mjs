// What people write beneath an offer: the seller's own words, and what others answer. All of it is invented.
import { dice } from './prose.mjs'

const answers = [
  'Thanks for the upload, I could open it with LibreOffice after I set the delimiter to a semicolon.',
  'Is anybody else seeing a broken header row, or is it only my copy of the spreadsheet?',
  'Bang, bisa dijelaskan lagi langkah nomor tiga? Di laptop saya selalu berhenti di tengah jalan.',
  'I have been here for four years and this is the first time that a moderator answered within a day.',
  'Please move this to the right section, the rules are pinned at the top of the board.',
  'Saya sudah coba kemarin malam, ternyata lebih cepat kalau pakai mesin yang memorinya besar.',
  'Would be nice to have a changelog next time, I had to compare both versions by hand.',
  'My internet was down for the whole weekend, sorry for the late reply to everybody who asked.',
  'Ternyata masalahnya ada di zona waktu, setelah diganti semuanya berjalan normal lagi.',
  'The second half of the tutorial is better than the first one, skip to minute twelve.',
  'Does it also work on an older kernel? Mine complains about a missing library at every start.',
  'Good point. I never thought of sorting it by the second column before removing duplicates.',
  'Mohon maaf kalau sudah pernah dibahas, saya cari di kolom pencarian tidak ketemu.',
  'Agreed with the post above, patience is what most newcomers here are lacking.',
  'For those who wonder: yes, it takes two hours on my machine, and no, that is not a bug.',
  'Nanti saya tulis ringkasannya kalau sudah selesai membaca semua halaman topik ini.',
]

const towns = ['Contohjaya', 'Ujungcontoh', 'Contohsari', 'Tanjung Uji', 'Ujikarta', 'Contohrejo', 'Banjaruji']

/** About so many characters of answers. */
export function talk(roll, length) {
  let out = ''
  while (out.length < length)
    out += `${out === '' ? '' : roll(3) === 0 ? '<br />\n<br />\n' : ' '}${answers[roll(answers.length)]}`
  return out
}

/** What is sold in a thread. */
export const goods = (tid) => `RSUD ${towns[tid % towns.length]} ${1 + (tid % 9)}`

/** The post that opens a thread: an offer, and words around it. */
export const offer = (tid, seller, length) =>
  `Selling database of ${goods(tid)} hospital, ${40 + (tid % 50)},500 patients: name, address, phone, NIK, diagnosis.<br />
Price $${300 + (tid % 7) * 50}, BTC or XMR, escrow accepted. Telegram: @${seller}<br />\n<br />\n${talk(dice(tid), length * 0.6)}`
