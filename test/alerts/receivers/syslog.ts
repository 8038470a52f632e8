import { type AddressInfo, createServer, type Socket } from 'node:net'
import { openChannel } from '../../../alerts/channels/index.ts'
import { acting, type Receiver, unless } from './receiver.ts'

/** Messages out of a stream of frames, each with its length in front (RFC 6587, 3.4.1); `null` where that is none. */
export function framesOf(stream: Buffer): string[] | null {
  const frames: string[] = []
  for (let rest = stream; rest.length > 0; ) {
    const [, digits] = /^([1-9]\d{0,5}) /.exec(rest.subarray(0, 8).toString('latin1')) ?? []
    if (digits === undefined) return null
    const end = digits.length + 1 + Number(digits)
    if (end > rest.length) return null
    frames.push(rest.subarray(digits.length + 1, end).toString('utf8'))
    rest = rest.subarray(end)
  }
  return frames
}

const rfc5424 =
  /^<(?<pri>\d{1,3})>1 (?<time>\d{4}-\d\d-\d\dT[\d:.]+Z) (?<host>[!-~]{1,255}) (?<app>[!-~]{1,48}) (?<proc>[!-~]{1,128}) (?<kind>[!-~]{1,32}) - (?<message>.*)$/su

/** A line of CEF, taken apart as its reader would: seven bars, then keys. */
function cefOf(line: string) {
  const parts = line.split(/(?<=(?:^|[^\\])(?:\\\\)*)\|/)
  const [form, vendor, product, version, kind, name, severity, ...rest] = parts
  const extension = rest.join('|')
  const starts = [...extension.matchAll(/(?:^| )(\w+)(?<!\\)=/g)]
  const keys = starts.map((match, at) => {
    const from = (match.index ?? 0) + match[0].length
    const value = extension.slice(from, starts[at + 1]?.index ?? extension.length)
    return [match[1] ?? '', value] as const
  })
  return { form, vendor, product, version, kind, name, severity, keys }
}

const known = new Set([
  'rt',
  'externalId',
  'cat',
  'cs1Label',
  'cs1',
  'msg',
  'request',
  'reason',
  'fileHash',
  'cs2Label',
  'cs2',
  'cs3Label',
  'cs3',
  'cs4Label',
  'cs4',
])
const plain = (text: string): string => text.replaceAll('\\n', '\n').replace(/\\([\\|=])/g, '$1')

/** What arrived as one syslog message, and what a collector has against it. */
export function readSyslog(message: string): Receiver['arrivals'][number] {
  const envelope = rfc5424.exec(message)?.groups
  const { form, vendor, name = '', severity, keys } = cefOf(envelope?.message ?? '')
  const values = new Map(keys)
  const faults = [
    ...unless(envelope !== undefined, 'no RFC 5424'),
    ...unless(Number(envelope?.pri) < 192, 'priority'),
    ...unless(form === 'CEF:0' && vendor === 'Pantau' && /^(\d|10)$/.test(severity ?? ''), 'no CEF'),
    ...unless(values.size === keys.length, 'a key stands twice'),
    ...keys.filter(([key]) => !known.has(key) && !/^pantau[A-Za-z0-9]*$/.test(key)).map(([key]) => `key ${key}`),
    ...keys.flatMap(([key, value]) => unless(!/(?<!\\)(?:\\\\)*=/.test(value), `${key}: a bare =`)),
    ...['msg', 'request', 'reason', 'cs2'].flatMap((key) =>
      unless((values.get(key) ?? '').length <= 1_023, `${key}: long`),
    ),
    ...unless(!message.includes('\n') && !acting.test(message), 'lines, control or direction characters'),
    ...unless(Buffer.byteLength(message) <= 8_192, 'longer than rsyslog takes'),
  ]
  const text = [plain(name), ...keys.map(([key, value]) => `${key}: ${plain(value)}`)].join('\n')
  return { id: values.get('externalId') ?? '', text, faults }
}

/** A collector on TCP that reads frames to the end of a connection. */
export async function syslogReceiver(): Promise<Receiver> {
  const arrivals: Receiver['arrivals'] = []
  const server = createServer({ allowHalfOpen: true }, (socket: Socket) => {
    const chunks: Buffer[] = []
    socket.on('error', () => {}) // a client that goes away is no failure of the receiver
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('end', () => {
      const frames = framesOf(Buffer.concat(chunks))
      arrivals.push(...(frames?.map(readSyslog) ?? [{ id: '', text: '', faults: ['no octet counting'] }]))
      socket.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    channel: openChannel({
      ...{ id: 'siem', type: 'syslog', operator: false, language: 'en', host: '127.0.0.1', port, transport: 'tcp' },
      ...{ facility: 4, bytes: 8_000, timeout: 5_000 },
    }),
    arrivals,
    mood: () => {},
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
