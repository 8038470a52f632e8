import { createHmac } from 'node:crypto'

/** A secret under which personal data is hashed. Its id stands before every hash, so that keys can change. */
export interface Key {
  /** Letters, digits, dots and dashes; never reused for another secret. */
  id: string
  secret: Buffer
}

/** `current` makes new hashes; `all` also holds the keys before it, so that what they hashed can still be recognised. */
export interface KeyRing {
  current: Key
  all: Key[]
}

/**
 * `keyId:hex`: 128 bits of HMAC-SHA256 over a normalised value. Without the key a hash of an id of sixteen digits would
 * be undone by trying them all; with it, equal values are known to be equal and nothing more.
 */
export function hashUnder(key: Key, value: string): string {
  return `${key.id}:${createHmac('sha256', key.secret).update(value).digest('hex').slice(0, 32)}`
}
