import type { Quantity } from '../language/numbers.ts'
import { because } from '../language/reason.ts'
import { isInRow } from '../language/rows.ts'
import type { Field, Reader } from './field.ts'

// What is counted, by the language of the word. A word or two may stand between: "2,140 unique users".
const countedWords = [
  'baris|orang|nasabah|pelanggan|pasien|siswa|mahasiswa|pegawai|karyawan|pemilih|warga|jiwa|penduduk|peserta|nomor|kontak|akun|entri|kartu|paspor|personel|anggota|jamaah|asn|unit|dokumen|lembar|pekerja|debitur|pemain|guru|rekam medis|line|pengguna|pelajar|keluarga|transaksi',
  'rows?|lines?|records?|data|users?|accounts?|people|persons?|customers?|patients?|pcs|pc|logs?|files?|clients?|citizens|residents|subs|subscribers?|contacts?|leads?|entries|emails?|phones?|passwords?|members?|students?|voters?|sim|passports?|ssns?|documents?|images|employees?|pairs|combo|combos|id|cards?|profiles?|drivers?|orders?|victims|holders|guests|applicants|taxpayers|policyholders|transactions|mails?|numbers|identities|sets|selfies|workers|children|donors|soldiers|officers',
  'cpfs?|registros|cadastros|logins|motoristas|dni|personas|ciudadanos|argentinos|prontuarios|clientes|usuarios|contas|cuentas|pacientes|pessoas|linhas|lineas|alumnos|afiliados',
  'строк\\w*|записей|запис[ьи]|клиент\\p{L}*|человек|абонент\\p{L}*|покупател\\p{L}*|паспорт\\p{L}*|пользовател\\p{L}*|шт|аккаунт\\p{L}*|телефон\\p{L}*|анализ\\p{L}*|логов|карт|граждан|сканов|пациент\\p{L}*',
].join('|')
const counted = new RegExp(
  `^\\+? ?(?:(?:de |of |\\+ )?(?:[\\p{L}-]{2,14} )?(?:[\\p{L}-]{2,14} )?)(?:${countedWords})(?![\\p{L}])|^\\+? ?(?:条|万条|人|用户|个|份|套|数据|注册|会员|家|مواطن|سجل|dong|dòng|khach)`,
  'u',
)
const size =
  /^\+? ?(?:gb|mb|tb|kb|gig|гб|мб|тб|%|jam|hours?|hari|days?|menit|min|mins|minutes?|tahun|years?|th|bulan|months?|minggu|weeks?|detik|x|kali|credits?|kredit|am|pm|h\/s|km|pages?|views?|posts?|replies|deals|kab|kota|kecamatan|provinsi|desa|kolom|columns?|fields?|tabel|tables?|databases?|aplikasi|servers?|hosts?|companies|countries|languages|pt|бит|дней|дня|день|часов|лет|сообщени\p{L}*|年|天|小时|岁|月|日|digit|bitcoin|btc|ke atas|bytes|cores|screenshots?|institutions|followers)(?![a-z])|^条?起|^ ?(?:pcs?|套|шт)[^\n,]{0,6}\d/u
/** A part that is shown, the least that is sold, or a count of something else. */
const shown =
  /(?:sampel|samples?|contoh|proof|free|preview|mulai|step|per|top|first|last|bukti|trial|rev|revenue|ревеню|оборот|views|bonus|test|тест|по|kalo|cek|each|before|claim|update|balance|saldo|limit|\d ?h|dari total|out of|muestra|amostra|do lado|tanggal|pukul|fee)[ :=]{1,2}(?:of |ambil |order |of the )?$/
const least =
  /(?:min|minimal|minimum|min order|mulai dari|от|from|pedido minimo|desde|minimo|at least|ambil|buat blast|tes blast)[ :]{1,2}(?:order |ambil )?$/
const shownAfter =
  /^[^\n,.;]{0,16}(?:sampel|samples?|contoh|样本|样例|as proof|given as|amostras|free sample|muestra|sold|terjual|yang nanya|people who|followers|dulu(?![a-z])|gratis dulu)/
const totals =
  /(?:jumlah|total|totals?|rows|lines|records|volume|isi|stok|stock|count|users|orang|количество|条数|lebih dari|в наличии|baris|кол-во|there are|kurang lebih|butuh|need|ada|sekitar|around|about|over)[ :]{1,3}(?:baris |data |[±~])? ?$/

const isCount = (reader: Reader, part: 'title' | 'text', quantity: Quantity): boolean => {
  const { start, end, value, scaled, grouped } = quantity
  const text = reader[part]
  const after = text.slice(end, end + 48)
  const ahead = text.slice(Math.max(0, start - 24), start).replace(/^.*\n/s, '')
  if (value < 2 || size.test(after) || shown.test(ahead) || shownAfter.test(after)) return false
  // Who seeks says the least that he takes, and that is his count; a seller's least is none.
  if (reader.soFar.intent !== 'wanted' && least.test(ahead)) return false
  if (/^[.,:/-]?\d|^ ?(?:\*|x{2})/.test(after) || isInRow(reader.post[part], start)) return false
  const isYear = value >= 1900 && value <= 2100 && !grouped && !scaled
  if (counted.test(after)) return value >= 5 && !isYear
  if (totals.test(ahead)) return value >= 100 && !isYear
  // "10 pc 120rb": an Indonesian amount in thousands that counts nothing is a price.
  const isThousands = reader.indonesian && /(?:rb|ribu|k)$/.test(text.slice(start, end)) && !/^ ?=/.test(after)
  if (isThousands && part === 'text') return false
  return ((scaled || grouped) && value >= 10_000) || (part === 'title' && scaled && value >= 1_000)
}

const candidates = (reader: Reader, part: 'title' | 'text'): Quantity[] => {
  const money = reader.money(part)
  let next = 0
  return reader.quantities(part).filter((quantity) => {
    while (next < money.length && (money[next]?.end ?? 0) <= quantity.start) next += 1
    const price = money[next]
    const isPrice = price !== undefined && price.start < quantity.end && quantity.start < price.end
    return !isPrice && isCount(reader, part, quantity)
  })
}

/** More than every person who lives has ten of: whatever it counts, it is no offer. */
const most = 100_000_000_000

/** The largest count of people, rows or items that the offer holds. */
export const records: Field<'records'> = {
  id: 'records',
  reads: 'the largest count on offer, in the notations of ten languages',
  read(reader) {
    const found = (['title', 'text'] as const)
      .flatMap((part) => candidates(reader, part).map((one) => ({ ...one, part, value: Math.round(one.value) })))
      .filter(({ value }) => value <= most)
    const [first] = found
    if (!first) return undefined
    const largest = found.reduce((best, one) => (one.value > best.value ? one : best), first)
    const words = reader.post[largest.part].slice(largest.start, largest.end)
    return { value: largest.value, reasons: [because('records', largest.value, `counts "${words}"`, largest)] }
  },
}
