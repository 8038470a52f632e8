import { createHash, randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import { WARCRecord, type WARCRecordOpts, WARCSerializer } from 'warcio'
import type { Page } from '../model/page.ts'

// A page as WARC 1.1 (ISO 28500:2017, https://iipc.github.io/warc-specifications): warcinfo; the request and the response; of
// a browser's page what was built of it and how it looked (`conversion`); and what else is known of the fetch (`metadata`).
// Each record is a gzip member of its own, with the SHA-256 of its block and of its payload.

/** What must not leave the house even in evidence, by its header: whoever has it is us. */
const secrets = new Set(['cookie', 'set-cookie', 'authorization', 'proxy-authorization'])
export const leftOut = '(left out)'

/** What speaks of the bytes on the wire, where the body is kept decompressed and in one piece. */
const ofTheWire = new Set(['content-encoding', 'transfer-encoding', 'content-length'])

/** Serializes a page, gzipped. `software` wrote it: "Pantau/0.1.0". */
export async function writeWarc(page: Page, software: string): Promise<Buffer> {
  const { request, rendered } = page
  const info = idOf()
  const at = { url: addressOf(page), date: page.fetchedAt.toISOString(), info }
  const body = page.bytes ?? Buffer.from(page.body)
  const records = [infoOf(info, at.date, software)]
  const answer = idOf()
  if (request === undefined) {
    const about = { 'Content-Type': typeOf(page, 'application/octet-stream') }
    records.push(recordOf({ ...at, type: 'resource', id: answer, about }, body))
  } else {
    const source = rendered ? rendered.source : body
    const { pathname, search, host } = new URL(at.url)
    const asked = { host, ...withoutSecrets(request.headers) }
    const statusline = `${request.method} ${pathname}${search} HTTP/1.1`
    const about = { 'WARC-Concurrent-To': answer }
    records.push(recordOf({ ...at, type: 'request', id: idOf(), about, statusline, httpHeaders: asked }))
    records.push(answerOf(page, source, { ...at, type: 'response', id: answer }))
  }
  if (rendered) {
    const about = { 'WARC-Refers-To': answer }
    const html = { ...about, 'Content-Type': typeOf(page, 'text/html') }
    records.push(recordOf({ ...at, type: 'conversion', id: idOf(), about: html }, body))
    const picture = { ...about, 'Content-Type': 'image/jpeg' }
    if (rendered.screenshot)
      records.push(recordOf({ ...at, type: 'conversion', id: idOf(), about: picture }, rendered.screenshot))
  }
  const about = { 'WARC-Concurrent-To': answer, 'Content-Type': 'application/warc-fields' }
  records.push(recordOf({ ...at, type: 'metadata', id: idOf(), about }, fieldsOf(factsOf(page))))
  return Buffer.concat(await Promise.all(records))
}

/** The address that the bytes came from: a mirror's where it was a mirror. */
function addressOf({ finalUrl, servedBy }: Page): string {
  const { origin, href } = new URL(finalUrl)
  return servedBy === undefined ? href : servedBy + href.slice(origin.length)
}

const typeOf = ({ headers }: Page, usual: string): string => oneLine(headers['content-type'] ?? usual)

const infoOf = (id: string, date: string, software: string): Promise<Buffer> =>
  recordOf(
    { date, type: 'warcinfo', id, about: { 'Content-Type': 'application/warc-fields' } },
    fieldsOf({
      software,
      format: 'WARC File Format 1.1',
      conformsTo: 'https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
    }),
  )

/** The response with the body as it is kept. A body that is gone (a browser forgets) leaves its headers, said to be cut. */
function answerOf(page: Page, body: Uint8Array | null, wanted: Wanted): Promise<Buffer> {
  const length = body === null ? '' : String(body.length)
  const httpHeaders: Record<string, string> = {}
  for (const [name, value] of Object.entries(withoutSecrets(page.headers)))
    httpHeaders[ofTheWire.has(name) && value !== length ? `x-pantau-orig-${name}` : name] = value
  if (body) httpHeaders['content-length'] = length
  const statusline = `HTTP/1.1 ${page.status} ${STATUS_CODES[page.status] ?? ''}`.trimEnd()
  const about = body ? {} : { 'WARC-Truncated': 'unspecified' }
  return recordOf({ ...wanted, about, statusline, httpHeaders }, body ?? undefined)
}

/** Names of our own begin with pantau. */
const factsOf = ({
  url,
  finalUrl,
  servedBy,
  via,
  sha256,
  rendered,
  request,
  fetchedAt,
}: Page): Record<string, string> => ({
  'pantau-page-sha256': sha256,
  'pantau-asked-for': url,
  ...(finalUrl === url ? {} : { 'pantau-answered-at': finalUrl }),
  ...(servedBy === undefined ? {} : { 'pantau-served-by-mirror': servedBy }),
  'pantau-fetched-at': fetchedAt.toISOString(),
  'pantau-via': via,
  'pantau-body': rendered
    ? 'conversion record: the document as a browser had built it; response record: as the server sent it, decompressed'
    : request
      ? 'as the server sent it, after transfer and content encodings were undone'
      : 'as it was handed in',
})

const withoutSecrets = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      // A line end in either would begin another header.
      name.replace(/[^\x21-\x7e]|:/g, '_'),
      secrets.has(name.toLowerCase()) ? leftOut : oneLine(value),
    ]),
  )

const oneLine = (text: string): string => text.replace(/[\r\n\0]+/g, ' ')

const fieldsOf = (fields: Record<string, string>): Buffer =>
  Buffer.from(
    Object.entries(fields)
      .map(([name, value]) => `${name}: ${oneLine(value)}\r\n`)
      .join(''),
  )

const idOf = (): string => `<urn:uuid:${randomUUID()}>`

/** A record before it is written: its id, its warcinfo's, and further WARC headers beside what the library asks for. */
type Wanted = WARCRecordOpts & { id: string; info?: string; about?: Record<string, string> }

async function recordOf(
  { id, info, about, ...options }: Wanted,
  payload = Buffer.alloc(0) as Uint8Array,
): Promise<Buffer> {
  const warcHeaders = { 'WARC-Record-ID': id, ...(info ? { 'WARC-Warcinfo-ID': info } : {}), ...about }
  const record = WARCRecord.create({ ...options, warcVersion: 'WARC/1.1', warcHeaders }, [payload])
  const head = record.httpHeaders ? `${record.httpHeaders}\r\n` : ''
  const { headers } = record.warcHeaders
  // Digests and compression are Node's own: the library's, in WebAssembly and streams, take twice as long.
  headers.set('WARC-Block-Digest', digestOf(Buffer.from(head), payload))
  if (options.type !== 'warcinfo') headers.set('WARC-Payload-Digest', digestOf(payload))
  // In memory: the library's way for Node writes what is large to a temporary file, in the clear.
  return gzipped(await WARCSerializer.serialize(record))
}

/** Bytes that are compressed sooner than they are handed to another thread. */
const small = 4_096
const gzipElsewhere = promisify<Uint8Array, Buffer>(gzip)
const gzipped = async (bytes: Uint8Array): Promise<Buffer> =>
  bytes.length < small ? gzipSync(bytes) : gzipElsewhere(bytes)

const digestOf = (...parts: Uint8Array[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return `sha256:${hash.digest('hex')}`
}
