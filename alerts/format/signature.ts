import { createHmac, timingSafeEqual } from 'node:crypto'

// The signature of a webhook: `Pantau-Signature: t=1795219200,v1=<hex>`, the HMAC-SHA256 over the time of sending in
// Unix seconds, a dot and the body. The time is signed too, so an old message cannot be played again later.

const digest = (secret: string, seconds: number, body: string): string =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')

/** The header's value for a body that is sent now. */
export function sign(secret: string, body: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1_000)
  return `t=${seconds},v1=${digest(secret, seconds, body)}`
}

/**
 * What a receiver checks: whether the header signs exactly this body with the secret, no more than `tolerance` seconds
 * ago (or ahead).
 */
export function verify(header: string, secret: string, body: string, now: Date, tolerance = 300): boolean {
  const parts = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header)
  if (parts === null) return false
  const [seconds, given] = [Number(parts[1]), parts[2] ?? '']
  const age = Math.abs(now.getTime() / 1_000 - seconds)
  return age <= tolerance && timingSafeEqual(Buffer.from(digest(secret, seconds, body)), Buffer.from(given))
}
