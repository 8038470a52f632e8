import { expect, test } from 'vitest'
import { seal, unseal } from '../../app/seal.ts'

const key = (id: string, digit: string) => ({ id, secret: Buffer.from(digit.repeat(64), 'hex') })
const ring = { current: key('k1', 'a'), all: [key('k1', 'a')] }
const plain = Buffer.from('a page with 9901010101010001 on it')

test('what is sealed opens again, and shows nothing meanwhile', () => {
  const sealed = seal(ring, 'page', plain)
  expect(sealed.includes('9901')).toBe(false)
  expect(unseal(ring, 'page', sealed)).toEqual(plain)
  expect(seal(ring, 'page', plain)).not.toEqual(sealed)
})

test('it opens after a rotation, while the old key stays in the ring', () => {
  const sealed = seal(ring, 'page', plain)
  const rotated = { current: key('k2', 'b'), all: [key('k2', 'b'), key('k1', 'a')] }
  expect(unseal(rotated, 'page', sealed)).toEqual(plain)
  expect(() => unseal({ current: key('k2', 'b'), all: [key('k2', 'b')] }, 'page', sealed)).toThrow(/the key "k1"/)
})

test('for another purpose, with another key of that name, or altered anywhere, it does not', () => {
  const sealed = seal(ring, 'page', plain)
  expect(() => unseal(ring, 'cookies', sealed)).toThrow(/cannot be opened/)
  expect(() => unseal({ current: key('k1', 'c'), all: [key('k1', 'c')] }, 'page', sealed)).toThrow(/cannot be opened/)
  for (let at = 0; at < sealed.length; at++) {
    const altered = Buffer.from(sealed)
    altered[at] = (altered[at] ?? 0) ^ 1
    expect(() => unseal(ring, 'page', altered), `byte ${at}`).toThrow(/sealed|opened/)
  }
  for (const length of [0, 5, 11, 30, sealed.length - 1])
    expect(() => unseal(ring, 'page', sealed.subarray(0, length))).toThrow(/sealed|opened/)
})
