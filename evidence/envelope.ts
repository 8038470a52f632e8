import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

// A file of the vault: a first line, a nonce, a tag, and the ciphertext. AES-256-GCM (NIST SP 800-38D) under a random key of
// its own, which is not in the file; the file's name is authenticated with it, so that none can stand for another.

const magic = Buffer.from('pantau vault 1\n')
const nonceBytes = 12
const tagBytes = 16
const headBytes = magic.length + nonceBytes + tagBytes
export const keyBytes = 32

/** Encrypts under a new key. */
export function enclose(plain: Uint8Array, name: string): { key: Buffer; sealed: Buffer } {
  const key = randomBytes(keyBytes)
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aadOf(name))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return { key, sealed: Buffer.concat([magic, nonce, cipher.getAuthTag(), body]) }
}

/** What was enclosed; or why it cannot be told, as the end of a sentence that names the file. */
export function disclose(sealed: Buffer, name: string, key: Uint8Array): Buffer | string {
  if (!sealed.subarray(0, magic.length).equals(magic)) return 'is no file of the vault: it was overwritten'
  if (sealed.length < headBytes) return 'is cut short'
  const nonce = sealed.subarray(magic.length, magic.length + nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(aadOf(name))
  decipher.setAuthTag(sealed.subarray(magic.length + nonceBytes, headBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()])
  } catch {
    return 'was altered or cut short since it was written'
  }
}

const aadOf = (name: string): Buffer => Buffer.concat([magic, Buffer.from(name)])
