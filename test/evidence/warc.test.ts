import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { WARCParser } from 'warcio'
import { readWarc, type WarcRecord } from '../../evidence/read-warc.ts'
import { writeWarc } from '../../evidence/warc.ts'
import type { Page } from '../../model/page.ts'
import { all } from './all.ts'

// What is written reads back, by the library's own parser too, and by the rules of WARC 1.1.

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** A page of windows-1251 that came compressed, over a session, through a mirror. */
const bytes = Buffer.concat([
  Buffer.from('<html><body>'),
  Buffer.from([0xcf, 0xf0, 0xee, 0xe4, 0xe0, 0xec]),
  Buffer.from('</body>'),
])
const page: Page = {
  url: 'https://raid.example/showthread.php?tid=7',
  finalUrl: 'https://raid.example/showthread.php?tid=7&page=2',
  servedBy: 'http://raid-two.example:8080',
  status: 200,
  headers: {
    'content-type': 'text/html; charset=windows-1251',
    'content-encoding': 'gzip',
    'content-length': '61',
    'set-cookie': 'session=terribly-secret; HttpOnly',
    'x-odd': 'one\r\nx-forged: two',
  },
  body: '<html><body>Продам</body>',
  bytes,
  fetchedAt: new Date('2021-05-12T14:03:07.123Z'),
  sha256: sha256(bytes),
  via: 'tor',
  request: {
    method: 'GET',
    headers: { 'user-agent': 'Firefox', cookie: 'session=terribly-secret', authorization: 'Bearer also-secret' },
  },
}

/** How each gzip member begins that Node writes (RFC 1952): no name, no time, and on Unix. */
const gzipHead = Buffer.from('1f8b0800000000000003', 'hex')

/** The gzip members of a file, each inflated. */
function membersOf(bytes: Buffer): Buffer[] {
  const next = bytes.indexOf(gzipHead, 1)
  if (next < 0) return [gunzipSync(bytes)]
  return [gunzipSync(bytes.subarray(0, next)), ...membersOf(bytes.subarray(next))]
}

const recordsOf = async (page: Page): Promise<WarcRecord[]> => all(readWarc(await writeWarc(page, 'Pantau/test')))

test('a page is a request and a response, with what is known of them beside', async () => {
  const [info, request, response, metadata, ...none] = await recordsOf(page)
  expect([info, request, response, metadata].map((record) => record?.type)).toEqual([
    'warcinfo',
    'request',
    'response',
    'metadata',
  ])
  expect(none).toEqual([])
  expect(info?.payload.toString()).toContain('software: Pantau/test\r\nformat: WARC File Format 1.1\r\n')
  for (const record of [request, response, metadata]) {
    expect(record?.url).toBe('http://raid-two.example:8080/showthread.php?tid=7&page=2')
    expect(record?.date).toBe('2021-05-12T14:03:07.123Z')
  }
  expect(request?.head).toMatch(
    /^GET \/showthread\.php\?tid=7&page=2 HTTP\/1\.1\r\nhost: raid-two\.example:8080\r\nuser-agent: Firefox\r\n/,
  )
  expect(request?.about['warc-concurrent-to']).toBe(response?.id)
  expect(response?.head).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(response?.payload.equals(bytes)).toBe(true)
  expect(response?.about['warc-payload-digest']).toBe(`sha256:${page.sha256}`)
  expect(metadata?.payload.toString()).toContain('pantau-via: tor\r\n')
  expect(metadata?.payload.toString()).toContain('pantau-asked-for: https://raid.example/showthread.php?tid=7\r\n')
})

test('the body is decompressed, and its headers no longer say otherwise', async () => {
  const [, , response] = await recordsOf(page)
  const lines = response?.head.split('\r\n') ?? []
  expect(lines).toContain(`content-length: ${bytes.length}`)
  expect(lines).toContain('x-pantau-orig-content-encoding: gzip')
  expect(lines).toContain('x-pantau-orig-content-length: 61')
  expect(lines.some((line) => line.startsWith('content-encoding'))).toBe(false)
})

test('no cookie and no token is in it, and no header can make another', async () => {
  const text = gunzipSync(await writeWarc(page, 'Pantau/test')).toString('latin1')
  expect(text).not.toContain('secret')
  for (const name of ['cookie', 'authorization', 'set-cookie']) expect(text).toContain(`\r\n${name}: (left out)\r\n`)
  expect(text).toContain('\r\nx-odd: one x-forged: two\r\n')
})

test('the library reads it as others would: every record a gzip member of its own, every digest as it says', async () => {
  const warc = await writeWarc(page, 'Pantau/test')
  const types: string[] = []
  for await (const record of new WARCParser([warc])) {
    types.push(record.warcType ?? '')
    expect(record.warcHeaders.statusline).toBe('WARC/1.1')
    const payload = await record.readFully(false)
    if (record.warcType === 'response') expect(Buffer.from(payload).equals(bytes)).toBe(true)
    if (record.warcType !== 'warcinfo') expect(record.warcPayloadDigest).toBe(`sha256:${sha256(payload)}`)
  }
  expect(types).toEqual(['warcinfo', 'request', 'response', 'metadata'])
  expect(membersOf(warc)).toHaveLength(4)
})

test('by hand, after the standard: version, required fields, lengths, digests, and two line ends behind each block', async () => {
  const records: Record<string, string>[] = []
  for (const buffer of membersOf(await writeWarc(page, 'Pantau/test'))) {
    const end = buffer.indexOf('\r\n\r\n')
    const [version, ...lines] = buffer.subarray(0, end).toString().split('\r\n')
    expect(version).toBe('WARC/1.1')
    const fields = Object.fromEntries(lines.map((line) => line.split(/: (.*)/s, 2)))
    const block = buffer.subarray(end + 4, end + 4 + Number(fields['Content-Length']))
    expect(buffer.subarray(end + 4 + block.length).toString()).toBe('\r\n\r\n')
    expect(fields['WARC-Block-Digest']).toBe(`sha256:${sha256(block)}`)
    expect(fields['WARC-Record-ID']).toMatch(/^<urn:uuid:[0-9a-f-]{36}>$/)
    expect(fields['WARC-Date']).toBe('2021-05-12T14:03:07.123Z')
    records.push(fields)
  }
  const [info, ...others] = records
  expect(new Set(records.map((fields) => fields['WARC-Record-ID'])).size).toBe(4)
  for (const fields of others) expect(fields['WARC-Warcinfo-ID']).toBe(info?.['WARC-Record-ID'])
})

test('a byte that changed is found by its digest, in the head and in the body', async () => {
  const plain = gunzipSync(await writeWarc(page, 'Pantau/test'))
  const changed = async (from: string, to: string): Promise<string[]> => {
    const at = plain.indexOf(from)
    expect(at).toBeGreaterThan(0)
    const tampered = Buffer.concat([plain.subarray(0, at), Buffer.from(to), plain.subarray(at + from.length)])
    return (await all(readWarc(tampered))).flatMap(({ type, faults }) => faults.map((fault) => `${type}: ${fault}`))
  }
  expect(await changed('<body>', '<BODY>')).toEqual([
    'response: the SHA-256 of its block is not the one that it names',
    'response: the SHA-256 of its payload is not the one that it names',
  ])
  expect(await changed('HTTP/1.1 200 OK', 'HTTP/1.1 404 OK')).toEqual([
    'response: the SHA-256 of its block is not the one that it names',
  ])
  expect((await recordsOf(page)).flatMap(({ faults }) => faults)).toEqual([])
  await expect(all(readWarc(Buffer.from('no WARC at all')))).rejects.toThrow(/it is no WARC/)
  await expect(all(readWarc(Buffer.alloc(0)))).rejects.toThrow(/it is no WARC/)
})

test('a browser’s page is what the server sent, what was built of it, and how it looked', async () => {
  const built = Buffer.from('<html><body>built</body></html>')
  const source = Buffer.from('<html><script src=app.js></script></html>')
  const rendered = { source, screenshot: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) }
  const { servedBy: _, ...plain } = page
  const records = await recordsOf({ ...plain, bytes: built, sha256: sha256(built), rendered })
  const [, , response, html, picture] = records
  expect(records.map(({ type }) => type)).toEqual([
    'warcinfo',
    'request',
    'response',
    'conversion',
    'conversion',
    'metadata',
  ])
  expect(response?.payload.equals(source)).toBe(true)
  expect(html?.payload.equals(built)).toBe(true)
  expect(html?.about['warc-payload-digest']).toBe(`sha256:${sha256(built)}`)
  expect(picture?.payload.equals(rendered.screenshot)).toBe(true)
  for (const record of [html, picture]) expect(record?.about['warc-refers-to']).toBe(response?.id)

  const [, , cut] = await recordsOf({
    ...plain,
    bytes: built,
    sha256: sha256(built),
    rendered: { source: null, screenshot: null },
  })
  expect(cut?.about['warc-truncated']).toBe('unspecified')
  expect(cut?.payload.length).toBe(0)
})

test('what nobody asked a server for is a resource', async () => {
  const { request: _, bytes: __, servedBy: ___, ...handedIn } = page
  const body = Buffer.from(page.body)
  const [, resource, metadata] = await recordsOf({
    ...handedIn,
    headers: { 'content-type': 'text/plain' },
    sha256: sha256(body),
  })
  expect([resource?.type, resource?.head, resource?.about['content-type']]).toEqual(['resource', '', 'text/plain'])
  expect(resource?.payload.equals(body)).toBe(true)
  expect(metadata?.payload.toString()).toContain('pantau-body: as it was handed in\r\n')
})
