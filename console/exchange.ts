import type { IncomingMessage } from 'node:http'
import { policy } from './style.ts'

/** A request with its body, as a route gets it. */
export interface Asked {
  method: string
  headers: IncomingMessage['headers']
  /** Exactly as it came: signatures are over its bytes. */
  body: Buffer
  /** The network address that asks; behind a proxy on this machine, the one that it names. */
  who: string
}

/** What a route answers. */
export interface Reply {
  status: number
  body?: string
  type?: 'text/html' | 'text/plain' | 'application/json'
  headers?: Record<string, string>
}

/** For every answer: nothing of it is kept, framed, guessed at, indexed or told to another site. */
export const guards: Record<string, string> = {
  'content-security-policy': policy,
  'cache-control': 'no-store',
  // Not `no-referrer`: with that a browser hides from us, too, that a form was sent by our own page.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** A body up to a limit; `null` where it is longer. */
export async function bodyOf(request: IncomingMessage, most: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > most) return null
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Only a proxy on this machine is believed when it says for whom it asks: the last name is the one that it wrote. */
export function askerOf({ socket, headers }: IncomingMessage): string {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const isHere = address === '::1' || address.startsWith('127.')
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  return isHere && forwarded ? forwarded.slice(0, 64) : address
}
