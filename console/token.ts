import { createHmac, timingSafeEqual } from 'node:crypto'

// A signed link's last part: who holds it may see one alert and act on it, until it expires. It names the alert, the
// channel over which it was sent (so the log can say which way somebody came), the key that signs it and its end:
// version, seconds, alert, signature, the key's id with its length, the channel's id; in base64url, some 70 characters.
// The signature is HMAC-SHA256, cut to 128 bits (RFC 2104, 5), over all the rest.

/** What a token says. */
export interface Ticket {
  /** The root of a thread: 32 hex digits. */
  alertId: string
  channelId: string
  expiresAt: Date
}

/** The keys that sign links, by id: the current one signs, all are believed. */
export interface LinkKeys {
  current: string
  all: ReadonlyMap<string, Buffer>
}

/** What becomes of a token: read, over, or none of ours. */
export type Reading = { is: 'good' | 'expired'; ticket: Ticket } | { is: 'bad' }

const version = 1
const signatureAt = 21
const signatureBytes = 16
const namesAt = signatureAt + signatureBytes

/** Longest token that is looked at: the names in it are 32 and 63 characters at most. */
const longestToken = 200

export function mintToken({ alertId, channelId, expiresAt }: Ticket, keys: LinkKeys): string {
  const secret = keys.all.get(keys.current)
  if (!secret || !/^[0-9a-f]{32}$/.test(alertId)) throw new TypeError('no key, or no alert, to make a link with')
  const head = Buffer.alloc(namesAt)
  head.writeUInt8(version, 0)
  head.writeUInt32BE(Math.floor(expiresAt.getTime() / 1_000), 1)
  head.write(alertId, 5, 'hex')
  const token = Buffer.concat([head, Buffer.from([keys.current.length]), Buffer.from(keys.current + channelId)])
  signatureOf(token, secret).copy(token, signatureAt)
  return token.toString('base64url')
}

/** Reads a token. One letter changed, added or written otherwise, and it is a bad one. */
export function readToken(text: string, keys: LinkKeys, now: Date): Reading {
  const token = Buffer.from(text.slice(0, longestToken), 'base64url')
  // Of several spellings of the same bytes one is ours.
  if (token.length <= namesAt || token.toString('base64url') !== text || token[0] !== version) return { is: 'bad' }
  const keyEnd = namesAt + 1 + (token[namesAt] ?? 0)
  const secret = keys.all.get(token.toString('latin1', namesAt + 1, keyEnd))
  if (!secret) return { is: 'bad' }
  const signature = token.subarray(signatureAt, namesAt)
  if (!timingSafeEqual(signature, signatureOf(token, secret))) return { is: 'bad' }
  const expiresAt = new Date(token.readUInt32BE(1) * 1_000)
  const ticket = {
    alertId: token.toString('hex', 5, signatureAt),
    channelId: token.toString('latin1', keyEnd),
    expiresAt,
  }
  return { is: expiresAt > now ? 'good' : 'expired', ticket }
}

/** Over the token without its signature. */
const signatureOf = (token: Buffer, secret: Buffer): Buffer =>
  createHmac('sha256', secret)
    .update(token.subarray(0, signatureAt))
    .update(token.subarray(namesAt))
    .digest()
    .subarray(0, signatureBytes)
