import { addDays, type Day } from '../../../model/calendar.ts'
import type { digest as english } from '../en/digest.ts'

const format = (options: Intl.DateTimeFormatOptions): ((day: Day) => string) => {
  const days = new Intl.DateTimeFormat('id-ID', { ...options, timeZone: 'UTC' })
  return (day) => days.format(new Date(day))
}
const long = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const dated = format({ day: 'numeric', month: 'long', year: 'numeric' })
const compact = new Intl.NumberFormat('id', { notation: 'compact', maximumSignificantDigits: 3 })
const decimal = new Intl.NumberFormat('id', { maximumFractionDigits: 1 })

const units = { daily: 'hari', weekly: 'minggu' }

export const digest: typeof english = {
  name: { daily: 'Ringkasan harian', weekly: 'Ringkasan mingguan' },
  period: (every, { from, until }) =>
    every === 'daily' ? long(from) : `${dated(from)} s.d. ${dated(addDays(until, -1))}`,
  bar: format({ weekday: 'short', day: 'numeric', month: 'short' }),
  barOfWeek: format({ day: 'numeric', month: 'short' }),
  compact: (value) => compact.format(value).replace(/\u00a0/g, ' '),
  subject: (name, period, said) => `${name}, ${period}: ${said}`,
  counts: (alerts, fresh, sold) =>
    [`${alerts} peringatan`, `${fresh} penawaran baru`, ...(sold > 0 ? [`${sold} terjual`] : [])].join(', '),
  nothing: (read, watched) => `nihil; ${read} dari ${watched} sumber terbaca`,
  tiles: { alerts: 'Peringatan', fresh: 'Penawaran baru', sold: 'Terjual', records: 'Data ditawarkan' },
  labels: {
    alerts: 'Peringatan',
    trend: 'Tren',
    severity: 'Menurut keparahan',
    rules: 'Menurut aturan',
    events: 'Yang terjadi',
    onOffer: 'Ditawarkan',
    victims: 'Korban',
    sellers: 'Penjual',
    sources: 'Sumber',
    broken: 'Bermasalah',
    waiting: 'Menunggu',
  },
  trendTitle: { daily: 'Peringatan per hari', weekly: 'Peringatan per minggu' },
  alerts: (every, count, before, mean, of) =>
    `${count}; ${units[every]} sebelumnya ${before}${mean === null ? '' : `, rata-rata ${of} ${units[every]} ${decimal.format(mean)}`}`,
  trend: (spark, first, last, most) => `${spark}  ${first} s.d. ${last}, paling banyak ${most}`,
  onOffer: (records, offers) => `${records} data dalam ${offers} penawaran baru`,
  victim: (name, offers, records) => `${name} (${offers} penawaran${records === null ? '' : `, ${records} data`})`,
  seller: (handle, site, offers) => `${handle} di ${site} (${offers} penawaran)`,
  sources: (read, watched, posts, offers) =>
    `${read} dari ${watched} terbaca: ${posts} unggahan baru, ${offers} di antaranya penawaran`,
  waiting: (count, since) => `${count} peringatan belum ditinjau, yang tertua sejak ${since}`,
  why: (id, rules) => `ringkasan ${id}, dari ${rules.length === 0 ? 'semua aturan' : `aturan ${rules.join(', ')}`}`,
  unnamed: (count, tlp) => `${count} peringatan dengan TLP lebih ketat daripada ${tlp}: dihitung, tetapi tidak disebut`,
  zone: (zone) => `hari menurut zona waktu ${zone}`,
  next: {
    waiting: 'Tinjau yang menunggu: pantau alerts list --state new',
    broken: 'Periksa sumber yang bermasalah: pantau targets',
  },
  unread: { never: 'tidak ada kunjungan yang selesai', paused: 'dijeda' },
}
