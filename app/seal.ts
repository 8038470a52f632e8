import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { PantauError } from '../model/errors.ts'
import type { Key, KeyRing } from '../parsers/personal/keys.ts'

// What must be kept and must not be read by whoever finds the file or the row: `pantau1`, the key's id, the nonce and the
// tag, and the ciphertext. AES-256-GCM (NIST SP 800-38D) under a key that HKDF (RFC 5869) derives from one of the key
// ring, for one purpose: what was sealed for another does not open.

const magic = 'pantau1'
const nonceBytes = 12
const tagBytes = 16

/** Encrypts under the ring's current key, whose id stands beside it: after a rotation it still opens. */
export function seal(ring: KeyRing, purpose: string, plain: Buffer): Buffer {
  const { current } = ring
  const head = Buffer.from(`${magic} ${current.id}\n`)
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', derivedKey(current, purpose), nonce)
  cipher.setAAD(head)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([head, nonce, cipher.getAuthTag(), body])
}

/** Decrypts what `seal` made. Throws a PantauError that says why not: no seal, a key that is not here, or altered. */
export function unseal(ring: KeyRing, purpose: string, sealed: Buffer): Buffer {
  const end = sealed.indexOf('\n')
  const [said, id] = sealed.subarray(0, Math.max(end, 0)).toString('latin1').split(' ')
  const from = end + 1 + nonceBytes + tagBytes
  if (said !== magic || id === undefined || sealed.length < from)
    throw new PantauError('it is not something that Pantau has sealed')
  const key = ring.all.find((other) => other.id === id)
  if (!key)
    throw new PantauError(`it was sealed under the key "${id}", which is not in this key ring: add it to "keys"`)
  const decipher = createDecipheriv(
    'aes-256-gcm',
    derivedKey(key, purpose),
    sealed.subarray(end + 1, end + 1 + nonceBytes),
    { authTagLength: tagBytes },
  )
  decipher.setAAD(sealed.subarray(0, end + 1))
  decipher.setAuthTag(sealed.subarray(end + 1 + nonceBytes, from))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(from)), decipher.final()])
  } catch {
    throw new PantauError(
      `it cannot be opened with the key "${id}": it was altered, or sealed with another of that name`,
    )
  }
}

/** The key for one purpose, derived from one of the ring. */
export const derivedKey = ({ secret }: Key, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `pantau ${purpose}`, 32))
