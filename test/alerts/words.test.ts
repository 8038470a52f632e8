import { describe, expect, test } from 'vitest'
import { composeListing } from '../../alerts/message/compose.ts'
import { sentences as indonesian } from '../../alerts/words/id/sentences.ts'
import { wordsOf } from '../../alerts/words/words.ts'
import type { Message } from '../../model/alert.ts'
import { fill, recognise, type Sentence, say, sentences } from '../../model/sentences.ts'
import { everyDetail, happeningWith, rule } from './happenings.ts'

const id = wordsOf('id')
const now = new Date('2021-05-12T14:11:00Z')
const compose = (parts: Parameters<typeof happeningWith>[0], why: Parameters<typeof id.rules.why>[0][] = []): Message =>
  composeListing(happeningWith(parts), { rule: rule({ watchlists: ['mine'] }), reasons: why }, now, 'id')

describe('an alert in Indonesian', () => {
  const message = compose(
    {
      signal: {
        ...everyDetail,
        reasons: [...(everyDetail.reasons ?? []), { field: 'severity', value: '+3', why: 'and tax numbers' }],
      },
      event: {
        kind: 'repriced',
        changes: [
          {
            field: 'price',
            before: { amount: 0.3, currency: 'BTC', per: 'dataset' },
            after: { amount: 0.15, currency: 'BTC', per: 'item' },
          },
        ],
      },
    },
    [
      { about: 'watchlist', list: 'mine', kind: 'name', term: 'BPJS', where: 'title' },
      { about: 'least', field: 'records', value: 279_000_000, least: 1_000 },
    ],
  )
  const fact = (label: string) => message.facts.find((one) => one.label === label)?.value

  test('says in its subject what happened, with its numbers', () => {
    expect(message.language).toBe('id')
    expect(message.subject).toBe(
      'BPJS Kesehatan: 279.000.000 data dijual oleh Kotz, harga berubah (0,3 BTC → 0,15 BTC per data)',
    )
  })

  test('says what is offered, by whom, and how that is judged', () => {
    expect(fact('Jenis data')).toBe('alamat surel, nama, nomor identitas kependudukan, nomor telepon')
    expect(fact('Penjual')).toBe('Kotz di raid, bergabung 2 Maret 2019, 412 unggahan, reputasi 33')
    expect(fact('Diunggah')).toBe('12 Mei 2021 pukul 14.03 UTC (menurut situs)')
    expect(fact('Perubahan')).toBe('harga: 0,3 BTC → 0,15 BTC per data')
    expect(fact('Keparahan')).toBe('92 dari 100: 279.000.000 data (+40), nomor identitas kependudukan (+16)')
    expect(fact('Kode Admiralty')).toBe(
      'C3: sumber cukup andal, penawaran mungkin benar: nomor identitas yang ditampilkan berpola sah',
    )
    expect(fact('Format dan ukuran')).toBe('csv, sql; 1,2 TB')
  })

  test('says why it came', () => {
    expect(message.reasons).toEqual([
      'aturan all',
      "daftar pantau mine: nama 'BPJS' dalam judul",
      'jumlah data 279.000.000 ≥ 1.000',
    ])
  })

  test('names its facts in English for programs', () => {
    expect(message.facts.find(({ label }) => label === 'Korban')?.key).toBe('Victim')
    expect(message.facts.find(({ label }) => label === 'Status')?.key).toBeUndefined()
  })
})

describe('sentences of the rules', () => {
  const names = Object.keys(sentences) as Sentence[]
  const holes = (text: string): number => text.split(/\{#?\}/).length - 1

  test.each(names)('%s is known again, with what stands in it', (name) => {
    const values = ['91,174,216', '4', '5', '6'].slice(0, holes(sentences[name]))
    const said = say(name, ...values)
    const known = recognise(said)
    // Two rules may say the same; then they say the same in every language.
    expect(known && fill(sentences[known.sentence], known.values)).toBe(said)
    expect(known && indonesian[known.sentence]).toBe(indonesian[name])
    expect(holes(indonesian[name])).toBe(values.length)
  })

  test('what a rule said once and says no more stays as it was', () => {
    expect(id.reason('a reason of long ago')).toBe('a reason of long ago')
  })

  test('figures, sizes and data classes in them are told in the language too', () => {
    expect(id.reason('91,174,216 in both')).toBe('91.174.216 di keduanya')
    expect(id.reason('1.2 TB')).toBe('1,2 TB')
    expect(id.reason('and tax numbers, health records')).toBe('beserta nomor pokok wajib pajak, rekam medis')
  })
})
