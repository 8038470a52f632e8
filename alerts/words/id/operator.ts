import type { Fact } from '../../../model/alert.ts'
import type { Words } from '../words.ts'
import { reason } from './reason.ts'
import { values } from './values.ts'

type Operator = Words['operator']

const fact = (label: string, value: string | null): Fact[] => (value === null ? [] : [{ label, value }])
const timeOr = (time: Date | null | undefined, otherwise: string): string => (time ? values.time(time) : otherwise)

const lookAt = (target: string, kept: string | null | undefined): string =>
  kept
    ? `Lihat halaman sebagaimana diterima: pantau targets page ${target} -o halaman.html. Lihat apa yang terbaca sekarang: pantau targets try ${target}.`
    : `Lihat apa yang terbaca sekarang: pantau targets try ${target}.`

const lost: Record<Parameters<Operator['misread']>[0]['troubles'][number], string> = {
  'no-posts': 'hampir tidak menghasilkan unggahan atau utas lagi',
  author: 'terbaca tanpa nama penulis',
  date: 'terbaca tanpa tanggal',
  text: 'terbaca tanpa isi',
}

export const operator: Operator = {
  diskFull: ({ folder, freeMb, floorMb }) => ({
    subject: 'Pantau berhenti menulis sementara: ruang diska hampir habis',
    facts: [
      ...fact('Folder', folder),
      ...fact('Ruang tersisa', `${freeMb} MB`),
      ...fact('Batas bawah', `${floorMb} MB (work.freeSpace)`),
    ],
    reasons: [
      'Kosongkan sebagian ruang diska. Tidak ada yang hilang: penulisan berlanjut sendiri, dan yang terlewat dibaca ulang.',
    ],
  }),

  diskAgain: () => ({
    subject: 'Pantau kembali menulis: ruang diska sudah tersedia',
    facts: [],
    reasons: ['Yang belum sempat ditulis akan dibaca ulang dengan sendirinya.'],
  }),

  undelivered: ({ channel, tries, error }) => ({
    subject: `Peringatan tidak dapat dikirim melalui ${channel}`,
    facts: [...fact('Kanal', channel), ...fact('Percobaan', String(tries)), ...fact('Galat', error)],
    reasons: [
      'Kanal menolaknya secara permanen, atau semua percobaan gagal. Perbaiki kanalnya; `pantau alerts dead` menampilkan yang tidak terkirim, dan `pantau alerts retry` mengirimkannya lagi.',
    ],
  }),

  channelDown: ({ channel, since, tries, waiting, error }) => ({
    subject: `Kanal ${channel} terputus: tidak ada peringatan yang terkirim`,
    severity: 80,
    facts: [
      ...fact('Kanal', channel),
      ...fact('Sejak', values.time(since)),
      ...fact('Percobaan', `${tries} kali berturut-turut`),
      ...fact('Menunggu', String(waiting)),
      ...fact('Galat', error),
    ],
    reasons: [
      `Tidak ada yang hilang: peringatannya menunggu, satu di antaranya mencoba lagi setiap beberapa menit, dan semuanya terkirim begitu kanal menjawab. Perbaiki, lalu coba dengan \`pantau alerts test ${channel}\`.`,
    ],
  }),

  channelBack: ({ channel, since, waited }) => ({
    subject: `Kanal ${channel} menerima pesan kembali`,
    severity: 0,
    facts: [
      ...fact('Kanal', channel),
      ...fact('Terputus sejak', values.time(since)),
      ...fact('Sempat menunggu', String(waited)),
    ],
    reasons: ['Yang menunggu kini dikirim sesuai urutannya.'],
  }),

  refusedConfig: ({ file, mistakes }) => ({
    subject: 'Perubahan konfigurasi ditolak: konfigurasi sebelumnya tetap berjalan',
    facts: mistakes.flatMap((mistake) => fact('Kesalahan', mistake)),
    reasons: [
      `Perbaiki ${file}: \`pantau check\` memberi tahu bila sudah benar, lalu perubahan berlaku dengan sendirinya.`,
    ],
  }),

  unread: ({ target, lastRead, error, kept }) => ({
    subject: `${target} tidak dapat dibaca lagi`,
    facts: [
      ...fact('Target', target),
      ...fact('Terakhir terbaca', timeOr(lastRead, 'belum pernah')),
      ...fact('Galat', reason(error)),
      ...fact('Halaman tersimpan', kept ?? null),
    ],
    reasons: ['Selama belum diperbaiki, penawaran di situs ini tidak terpantau.', lookAt(target, kept)],
  }),

  misread: ({ target, troubles, changed, engine, kept }) => ({
    subject: `${target} ${[...troubles.map((kind) => lost[kind]), ...(engine ? ['terbaca dengan mesin lain'] : [])].join(', ')}`,
    facts: [
      ...fact('Target', target),
      ...changed.flatMap((what) => fact('Perubahan', reason(what))),
      ...fact('Halaman tersimpan', kept ?? null),
    ],
    reasons: [
      troubles.length > 0
        ? 'Situs ini mungkin mengubah halamannya. Yang tidak terbaca darinya tidak muncul dalam sinyal dan peringatan.'
        : 'Situs ini mungkin mengganti perangkat lunak atau temanya. Periksa apakah penulis, tanggal, dan isinya masih benar.',
      `${lookAt(target, kept)} Kemudian perbaiki start:, engine: atau selectors: pada target.`,
    ],
  }),

  recovered: ({ target, was }) => ({
    subject: `${target} dapat dibaca kembali`,
    facts: [
      ...fact('Target', target),
      ...was.flatMap(({ unreadSince, what }) =>
        unreadSince === undefined
          ? fact('Sekarang', reason(what))
          : fact('Tidak terbaca', `sejak ${timeOr(unreadSince, 'awal')}: ${reason(what)}`),
      ),
    ],
    reasons: ['Tidak ada yang perlu dilakukan.'],
    severity: 20,
  }),

  paused: ({ target, wall, reason, signsIn, lastRead, kept }) => ({
    subject: `${target} dijeda: ${wall === 'login' ? 'situs meminta login' : 'situs menolak akses'}`,
    facts: [
      ...fact('Target', target),
      ...fact('Terakhir terbaca', timeOr(lastRead, 'belum pernah')),
      ...fact('Yang terlihat', reason),
      ...fact('Halaman tersimpan', kept ?? null),
    ],
    reasons: [
      openWall(target, wall, signsIn),
      'Sampai saat itu situs tidak dikunjungi, dan penawaran di sana tidak terpantau.',
    ],
  }),

  test: ({ channel, by }) => ({
    subject: `UJI COBA — tidak terjadi apa-apa: Pantau mencoba kanal ${channel}`,
    severity: 0,
    facts: [...fact('Kanal', channel), ...fact('Dijalankan oleh', by)],
    reasons: [
      'Seseorang menjalankan `pantau alerts test`. Bila Anda dapat membaca ini, kanal berfungsi; tidak ada yang perlu dilakukan.',
    ],
  }),
}

function openWall(target: string, wall: 'login' | 'blocked', signsIn: 'form' | 'cookies' | null): string {
  const resume = `\`pantau targets resume ${target}\``
  if (wall === 'blocked')
    return `Situs dicoba lagi sendiri dengan satu permintaan, satu jam lagi, lalu makin jarang. ${resume} mencobanya sekarang; via: lain, fetch: browser, userAgent: atau limits.delay yang lebih panjang mungkin membantu.`
  if (signsIn === 'form')
    return `Periksa dengan peramban apakah akun pada session.login masih berlaku; perbaiki konfigurasinya, atau jalankan ${resume}: login akan dicoba sekali lagi.`
  if (signsIn === 'cookies')
    return `Kuki pada session: tidak berlaku lagi: login dengan peramban dan ekspor ulang, atau jalankan ${resume}.`
  return `Beri target ini session: (docs/operating.md, "Sessions"), atau jalankan ${resume} bila situs dapat dibaca tanpa login.`
}
