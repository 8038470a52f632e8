import type { Socket } from 'node:net'
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import { threadPage } from './hostile-forum.ts'
import { drip, type Handler, type HostileServer, pour, respond, startHostile } from './hostile-server.ts'
import type { Outcome } from './hostile-visits.ts'

/** A page that means ill, or is ill made, and what is to come of a visit that begins at it. */
export interface HostilePage {
  what: string
  handle: Handler
  /** Its robots.txt comes from it too; otherwise there is none. */
  mindsRobots?: true
  /** Where the visit begins. */
  path?: string
  target?: object
  expected: Expected
}

/** What is expected of an outcome: the start page's error, or what was read; patterns for messages. */
export interface Expected extends Partial<Pick<Outcome, 'newPosts' | 'pages' | 'stopped' | 'tooDeep'>> {
  fails?: readonly [name: string, message: RegExp]
  /** Pages that failed while the visit went on. */
  failed?: readonly (readonly [name: string, message: RegExp])[]
  text?: string
}

/** A page without a robots.txt beside it; what `minds` answers for that too. */
export const startPage = ({ handle, mindsRobots }: HostilePage): Promise<HostileServer> =>
  startHostile((socket, path) => {
    if (path === '/robots.txt' && !mindsRobots) respond(socket, 'no rules', {}, 404)
    else handle(socket, path)
  })

/** Answers with this. */
export const page =
  (body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): Handler =>
  (socket) =>
    respond(socket, body, headers, status)
const bytes =
  (...pieces: (string | Uint8Array)[]): Handler =>
  (socket) => {
    for (const piece of pieces) socket.write(piece)
    socket.end()
  }
export const text = { 'content-type': 'text/plain; charset=utf-8' }
const ok = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n'
const slow = { limits: { timeout: '400ms', delay: '1ms' } }
const tooLarge = ['TooLargeError', /is larger than 5000000 bytes; raise the target's limits\.bytes/] as const
const noAnswer = ['FetchError', /no complete answer within 400 ms/] as const
const noHttp = ['FetchError', /its answer is not HTTP/] as const
const broken = ['FetchError', /its compressed body is broken/] as const
const cut = ['FetchError', /the connection was cut/] as const

const zeros = Buffer.alloc(100_000_000)
const bombs = {
  gzip: gzipSync(zeros),
  deflate: deflateSync(zeros),
  br: brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
}
const nested = gzipSync(Buffer.concat(Array<Buffer>(40).fill(bombs.gzip)))
const zipped = (coding: string): Record<string, string> => ({ 'content-encoding': coding })
export const note = 'catatan harian: hari ini hujan lagi di kota\n'

const items = Array.from(
  { length: 6_000 },
  (_, at) => `<item><guid>item-${at}</guid><title>kabar ${at}</title><description>hujan ${at}</description></item>`,
)

export const bodies: HostilePage[] = [
  { what: 'a body without end', handle: endless, expected: { fails: tooLarge } },
  {
    what: 'a body that is announced as 2 GB',
    handle: bytes(`${ok}content-length: 2000000000\r\n\r\n`, 'x'),
    expected: { fails: tooLarge },
  },
  { what: 'a bomb of gzip', handle: page(bombs.gzip, zipped('gzip')), expected: { fails: tooLarge } },
  {
    what: 'a bomb of many members of gzip',
    handle: page(Buffer.concat(Array<Buffer>(40).fill(bombs.gzip)), zipped('gzip')),
    expected: { fails: tooLarge },
  },
  { what: 'a bomb of deflate', handle: page(bombs.deflate, zipped('deflate')), expected: { fails: tooLarge } },
  { what: 'a bomb of brotli', handle: page(bombs.br, zipped('br')), expected: { fails: tooLarge } },
  { what: 'a bomb in a bomb', handle: page(nested, zipped('gzip, gzip')), expected: { fails: tooLarge } },
  {
    what: 'a bomb of brotli in gzip',
    handle: page(gzipSync(bombs.br), zipped('br, gzip')),
    expected: { fails: tooLarge },
  },
  {
    what: 'three compressions in each other',
    handle: page('x', zipped('gzip, br, gzip')),
    expected: { fails: ['UnreadableError', /compressed in a way that we did not ask for: gzip, br, gzip/] },
  },
  {
    what: 'zstd, which nobody asked for',
    handle: page(Buffer.from('28b52ffd2000010000', 'hex'), zipped('zstd')),
    expected: { fails: ['UnreadableError', /compressed in a way that we did not ask for: zstd/] },
  },
  { what: 'gzip that is none', handle: page('this is no gzip', zipped('gzip')), expected: { fails: broken } },
  { what: 'deflate that is none', handle: page('xyz no deflate', zipped('deflate')), expected: { fails: broken } },
  { what: 'brotli that is none', handle: page('\x01no brotli at all', zipped('br')), expected: { fails: broken } },
  {
    what: 'gzip with rubbish behind it',
    handle: page(Buffer.concat([gzipSync(note), Buffer.from('rubbish')]), { ...text, ...zipped('gzip') }),
    expected: { fails: broken },
  },
  {
    what: 'NUL bytes all over a page',
    handle: page(threadPage(`satu dua tiga ${note}`).replaceAll(/(?<=<\/a>|dua)/g, '\0')),
    expected: { newPosts: 1, text: 'satu dua tiga catatan harian' },
  },
  {
    what: 'a hundred thousand elements in each other',
    handle: page(`${'<div>'.repeat(100_000)}x`),
    expected: { fails: ['ParseError', /nests more than 4000 levels deep/] },
  },
  {
    what: 'a feed of six thousand items',
    handle: page(`<rss version="2.0"><channel><title>t</title>${items.join('')}</channel></rss>`, {
      'content-type': 'application/rss+xml',
    }),
    expected: { newPosts: 6_000 },
  },
  {
    what: 'a page that is full of tags to its limit',
    handle: page(threadPage(note).replace('</body>', `${'<p>yes and no</p><i>z</i>'.repeat(90_000)}</body>`)),
    expected: { newPosts: 1 },
  },
]

export const types: HostilePage[] = [
  ...['application/octet-stream', 'image/png', 'application/zip', 'text/csv', 'video/mp4'].map((type) => ({
    what: `a start page of type ${type}`,
    handle: page('rows of somebody', { 'content-type': type }),
    expected: { fails: ['UnreadableError', /not a page: left unread/] } as const,
  })),
  {
    what: 'an attachment',
    handle: page(note, { ...text, 'content-disposition': 'attachment; filename=leak.txt' }),
    expected: { fails: ['UnreadableError', /is an attachment, not a page/] },
  },
  {
    what: 'a picture that calls itself text',
    handle: page(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), text),
    expected: { fails: ['UnreadableError', /calls itself text and is a binary file/] },
  },
]

export const answers: HostilePage[] = [
  {
    what: 'five thousand headers',
    handle: bytes(ok, 'x-header: value\r\n'.repeat(5_000), '\r\n', note),
    expected: { fails: ['FetchError', /its headers are too long/] },
  },
  {
    what: 'a header of a megabyte',
    handle: bytes(ok, `x-header: ${'v'.repeat(1_000_000)}\r\n\r\n`, note),
    expected: { fails: ['FetchError', /its headers are too long/] },
  },
  {
    what: 'thousands of small headers',
    handle: bytes(ok.replace('html', 'plain'), 'a:b\r\n'.repeat(2_500), '\r\n', note),
    expected: { newPosts: 1, text: note.trim() },
  },
  {
    what: 'trailers without end',
    handle: (socket) => {
      socket.write(`${ok}transfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n`)
      pour(socket, 'x-trailer: value\r\n'.repeat(1_000))
    },
    expected: { fails: ['FetchError', /its headers are too long/] },
  },
  {
    what: 'a chunk whose length has no end',
    handle: (socket) => {
      socket.write(`${ok}transfer-encoding: chunked\r\n\r\n1;`)
      pour(socket, 'extension'.repeat(1_000))
    },
    target: slow,
    expected: { fails: noAnswer },
  },
  {
    what: 'early hints without end',
    handle: (socket) => pour(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(100)),
    target: slow,
    expected: { fails: noAnswer },
  },
  {
    what: 'a 101 that nobody asked for',
    handle: bytes('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'),
    expected: { fails: noHttp },
  },
  { what: 'another protocol', handle: bytes('SSH-2.0-OpenSSH_9.2\r\n'), expected: { fails: noHttp } },
  {
    what: 'a header with a NUL',
    handle: bytes('HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\n'),
    expected: { fails: noHttp },
  },
  {
    what: 'two lengths that differ',
    handle: bytes(`${ok}content-length: 5\r\ncontent-length: 6\r\n\r\n123456`),
    expected: { fails: ['FetchError', /its body is not as long as it says|its answer is not HTTP/] },
  },
  {
    what: 'a length and chunks',
    handle: bytes(`${ok}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`),
    expected: { fails: ['FetchError', /its body is not as long as it says|its answer is not HTTP/] },
  },
  {
    what: 'a chunk of a length that is no number',
    handle: bytes(`${ok}transfer-encoding: chunked\r\n\r\nzz\r\n`),
    expected: { fails: noHttp },
  },
  { what: 'silence', handle: () => {}, target: slow, expected: { fails: noAnswer } },
  { what: 'a connection that is cut', handle: (socket) => socket.destroy(), expected: { fails: cut } },
  {
    what: 'a body shorter than its length says',
    handle: bytes(`${ok}content-length: 5000\r\n\r\n`, note),
    expected: { fails: cut },
  },
  {
    what: 'a body longer than its length says, with another answer in it',
    handle: (socket) =>
      socket.write(
        `${ok.replace('html', 'plain')}content-length: ${note.length}\r\n\r\n${note}HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nforged!`,
      ),
    expected: { newPosts: 1, text: note.trim() },
  },
  {
    what: 'headers that drip',
    handle: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx: ')
      drip(socket, 'y')
    },
    target: slow,
    expected: { fails: noAnswer },
  },
  {
    what: 'a body that drips',
    handle: (socket) => {
      socket.write(`${ok}\r\n`)
      drip(socket, '<p>')
    },
    target: slow,
    expected: { fails: noAnswer },
  },
]

/** A page that never stops. */
export function endless(socket: Socket, _: string): void {
  socket.write(`${ok}\r\n`)
  pour(socket, `<p>${'x'.repeat(10_000)}`)
}
