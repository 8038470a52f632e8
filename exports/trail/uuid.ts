import { createHash } from 'node:crypto'

/** Below which all ids of our exports stand: drawn once, never changed, so that an export made again has the ids it had. */
export const ourNamespace = '644b1dc6-f4cf-48b5-880d-50cbb621fb23'

/** A UUID of version 5 (RFC 9562, section 5.5): the same name below the same namespace is always the same id. */
export function uuid5(namespace: string, name: string): string {
  const digest = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  const hex = digest.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
