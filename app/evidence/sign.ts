import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto'
import { PantauError } from '../../model/errors.ts'
import type { Key } from '../../parsers/personal/keys.ts'

// What leaves the house is signed with Ed25519 (RFC 8032), under a key that HKDF (RFC 5869) derives from one of the key ring
// for this purpose alone: all workers sign alike, and there is no other secret to keep.

/** A public key as it goes with what it signed. */
export interface PublicKey {
  /** The name of the key in the key ring that it is derived from. */
  id: string
  /** SPKI, in PEM. */
  pem: string
  /** SHA-256 over the key as DER, in hex: what people compare. */
  fingerprint: string
}

/** The key of the house, under one of its ring. */
export const publicKeyOf = (key: Key): PublicKey => {
  const pem = createPublicKey(privateKeyOf(key)).export({ type: 'spki', format: 'pem' }).toString()
  return { id: key.id, pem, fingerprint: fingerprintOf(pem) }
}

/** The fingerprint of a public key. Throws a PantauError where it is none of Ed25519. */
export const fingerprintOf = (pem: string): string =>
  createHash('sha256')
    .update(ed25519(pem).export({ type: 'spki', format: 'der' }))
    .digest('hex')

/** Signs: 64 bytes. */
export const signWith = (key: Key, bytes: Uint8Array): Buffer => sign(null, bytes, privateKeyOf(key))

/** Whether the holder of a key signed these bytes. Throws a PantauError where it is no key of Ed25519. */
export const isSigned = (bytes: Uint8Array, signature: Uint8Array, pem: string): boolean =>
  verify(null, bytes, ed25519(pem), signature)

function ed25519(pem: string): KeyObject {
  try {
    const key = createPublicKey({ key: pem, format: 'pem', type: 'spki' })
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // told below: what is wrong with it is nobody's concern
  }
  throw new PantauError('it is no public key of Ed25519 in PEM')
}

/** PKCS #8 of an Ed25519 key, up to its 32 bytes (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

function privateKeyOf({ secret }: Key): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'pantau evidence signature', 32))
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
}
