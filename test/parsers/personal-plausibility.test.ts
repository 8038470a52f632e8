import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plausibilityOf } from '../../parsers/personal/plausibility.ts'
import { nik } from './personal-notations.ts'

const now = new Date('2024-06-01T00:00:00Z')

test('a sample is told by its regions, years, sexes and repeats', () => {
  const rows = [
    '9903010101900001|BUDI|081200000001',
    '9904 0141 0285 0002|SITI|081200000002', // a woman: day plus 40
    '9904013103050003|AGUS', // 2005
    '9904013103050003|AGUS', // again
    '9903013002990004|EKO', // 30 February
    '9903019913990005|TONO', // a day and a month that no calendar has
  ]
  expect(plausibilityOf(rows.join('\n'), now)).toEqual({
    ...{ shown: 6, wellFormed: 4, repeated: 1, regions: 2, women: 1, men: 3 },
    years: { count: 3, first: 1985, last: 2005 },
    sentence: '4 of 6 NIKs well-formed, 2 regions, born 1985 to 2005, 1 woman and 3 men, 1 repeated',
  })
})

test('numbers that are made up fail at the calendar', () => {
  expect(plausibilityOf('1234567890123456\n9999999999999999', now)).toMatchObject({
    ...{ shown: 2, wellFormed: 0, years: null },
    sentence: '0 of 2 NIKs well-formed',
  })
})

test('nothing to measure', () => {
  expect(plausibilityOf('jual 279.000.000 data, harga Rp 1.500.000', now)).toBeNull()
  expect(plausibilityOf('9903010101900001', now)).toBeNull()
})

test('every sample adds up', () => {
  fc.assert(
    fc.property(fc.array(nik, { minLength: 2, maxLength: 30 }), (niks) => {
      const found = plausibilityOf(niks.join('\n\n'), now)
      expect(found?.shown).toBe(niks.length)
      expect((found?.women ?? 0) + (found?.men ?? 0)).toBe(found?.wellFormed)
      expect(found?.repeated).toBe(niks.length - new Set(niks).size)
      expect(found?.years?.last ?? 0).toBeLessThanOrEqual(2024)
    }),
  )
})
