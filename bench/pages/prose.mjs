// What the invented authors of the benches' pages write: words drawn from a list, the same at every run. Names, addresses
// and data are invented.

const words =
  'database citizen sample rows full fresh price escrow telegram contact dump table phone mail address passport records company bank hospital verified seller vouch link mirror update thanks reply check proof please sold still available jual data penduduk lengkap murah bukan lama harga nego kirim contoh baru anggota grup kolom nomor nama alamat'.split(
    ' ',
  )

/** A small generator of numbers: the same words at every run. */
export function dice(seed) {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % sides
  }
}

export function sentence(roll, length) {
  let out = ''
  while (out.length < length) out += `${out === '' ? '' : ' '}${words[roll(words.length)]}`
  return out
}

export const posts = Array.from({ length: 20 }, (_, index) => ({ number: index + 1, id: 4_100 + index * 7 }))
export const user = (id) => `anggota_${id % 11}`
export const day = (id) => String((id % 27) + 1).padStart(2, '0')
export const clock = (id) => `${String((id % 11) + 1).padStart(2, '0')}:${String(id % 60).padStart(2, '0')}`
export const title = 'SELLING Contoh Citizens 2026 (NAME/PHONE/ADDRESS) Sample 1K'

/** What the author of a post wrote: paragraphs, now and then a link, a list of data, a smiley or a picture. */
export function prose(roll, id, length, forms) {
  const parts = [sentence(roll, length * 0.6), sentence(roll, length * 0.4)]
  if (id % 3 === 0) parts.push(forms.link(`https://files.example.test/s/${id}?a=1&amp;b=2`))
  if (id % 4 === 0)
    parts.push(`${sentence(roll, 20)} &amp; <b>${sentence(roll, 15)}</b> &quot;${sentence(roll, 20)}&quot;`)
  if (id % 5 === 0)
    parts.push(
      forms.code(`ID;NAME;PHONE<br />\n99${id};CONTOH SATU;081200000001<br />\n99${id};CONTOH DUA;081200000002`),
    )
  if (id % 6 === 0) parts.push('<img src="/images/smilies/smile.png" alt=":)" class="smilie smilie_1" />')
  return parts.join('<br />\n<br />\n')
}
