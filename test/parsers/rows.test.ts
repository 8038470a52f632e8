import { expect, test } from 'vitest'
import { isInRow } from '../../parsers/language/evidence/rows.ts'

const row = 'ask budi@example.com for name, nik, address, phone'
const last = row.indexOf('phone')

test('the beginning of a first line is no row above it', () => {
  expect(isInRow(row, last)).toBe(false)
  expect(isInRow(`${row}\nready`, last)).toBe(false)
})

test('a line of commas is a row where another of as many columns stands above or below', () => {
  expect(isInRow(`${row}\n${row}`, last)).toBe(true)
  expect(isInRow(`${row}\n${row}`, row.length + 1 + last)).toBe(true)
})
