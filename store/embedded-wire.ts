import { ConfigError, PantauError, StoreError } from '../model/errors.ts'

// One line of JSON a message. Dates, Buffers and bigints travel under a tag; an object that has a key like a tag of its
// own is wrapped, so that what stands in the database is never taken for one.

/** The longest line either side takes, in bytes: a request of the CLI, or one answer with its rows. */
export const maxLineBytes = 64 * 1024 * 1024

/** One statement, or one named command. */
export type Request =
  | { id: number; sql: string; values?: readonly unknown[] | undefined }
  | { id: number; command: string; args?: unknown }

export type Response = { id: number; result: unknown } | { id: number; error: WireError }

interface WireError {
  name: string
  message: string
  code?: string | undefined
}

export const toLine = (message: Request | Response): string => `${JSON.stringify(pack(message))}\n`

/** Throws on what is no JSON; whether it is a message is for the caller to see. */
export const fromLine = (line: string): unknown => unpack(JSON.parse(line))

function pack(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.toISOString() }
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') }
  if (typeof value === 'bigint') return { $bigint: String(value) }
  if (Array.isArray(value)) return value.map(pack)
  if (typeof value !== 'object' || value === null) return value
  const packed = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pack(inner)]))
  return Object.keys(packed).some((key) => key.startsWith('$')) ? { $object: packed } : packed
}

function unpack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpack)
  if (typeof value !== 'object' || value === null) return value
  if ('$date' in value) return new Date(String(value.$date))
  if ('$bytes' in value) return Buffer.from(String(value.$bytes), 'base64')
  if ('$bigint' in value) return BigInt(String(value.$bigint))
  return unpackObject('$object' in value && typeof value.$object === 'object' ? value.$object : value)
}

function unpackObject(value: object | null): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, inner]) => [key, unpack(inner)]))
}

/** An error as it travels: its name, its one line, its SQLSTATE. */
export function packError(error: unknown): WireError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  return { name: error.name, message: error.message, code: 'code' in error ? String(error.code) : undefined }
}

/** The same error on the other side, as far as its caller can tell. */
export function unpackError({ name, message, code }: WireError): Error {
  const error = new (kinds[name] ?? PantauError)(message)
  return code === undefined ? error : Object.assign(error, { code })
}

const kinds: Record<string, typeof PantauError> = { ConfigError, StoreError }

/** Cuts a stream of bytes into lines. The function that it gives throws a StoreError on a line that is too long. */
export function lineReader(onLine: (line: string) => void, limit = maxLineBytes): (chunk: Buffer) => void {
  let parts: Buffer[] = []
  let length = 0
  return (chunk) => {
    let from = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, end))
      const line = Buffer.concat(parts).toString('utf8')
      parts = []
      length = 0
      from = end + 1
      onLine(line)
    }
    const rest = chunk.subarray(from)
    length += rest.length
    if (length > limit) throw new StoreError(`a message of more than ${limit} bytes`)
    if (rest.length > 0) parts.push(rest)
  }
}
