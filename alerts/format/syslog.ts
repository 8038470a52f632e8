import { createSocket } from 'node:dgram'
import { connect, type Socket } from 'node:net'
import { hostname } from 'node:os'
import { connect as connectTls } from 'node:tls'

/** Where a syslog receiver listens, and how it is spoken to. */
export interface Wire {
  host: string
  port: number
  transport: 'tls' | 'tcp' | 'udp'
  /** PEM of the authority that signed the receiver's certificate, where no public one did. */
  ca?: string | undefined
  /** Milliseconds for one message. */
  timeout: number
}

/** Names a host by what RFC 5424 takes: printable ASCII, no blank. */
const thisHost =
  hostname()
    .replace(/[^!-~]+/g, '-')
    .slice(0, 255) || '-'

/**
 * A message of syslog: `<PRI>1 TIME HOST APP PROCID MSGID DATA MSG` (RFC 5424, 6). `facility` and `severity` are its
 * numbers, `kind` its MSGID. There is no byte order mark before MSG: readers of CEF stumble over it.
 */
export const syslogMessage = (
  { facility, severity, kind, time }: { facility: number; severity: number; kind: string; time: string },
  text: string,
): string => `<${facility * 8 + severity}>1 ${time} ${thisHost} pantau - ${kind} - ${text}`

/**
 * Sends one message and tells how far it is known to have come. Over TCP and TLS its length stands before it (RFC 6587,
 * 3.4.1; RFC 5425, 4.3), and each has a connection of its own: syslog acknowledges nothing, and only a connection that
 * the receiver closed after ours tells that it has read to the end. UDP tells nothing at all.
 */
export async function sendSyslog(message: string, wire: Wire): Promise<string> {
  const bytes = Buffer.from(message)
  if (wire.transport === 'udp') return sendDatagram(bytes, wire)
  const { host, port, ca } = wire
  const socket =
    wire.transport === 'tcp'
      ? connect({ host, port })
      : connectTls({ host, port, minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) })
  return sendFrame(socket, Buffer.concat([Buffer.from(`${bytes.length} `), bytes]), wire)
}

/** A receiver that keeps its side open for this long after ours is closed has taken what it was sent. */
const longestFarewell = 2_000

function sendFrame(socket: Socket, frame: Buffer, { timeout, transport }: Wire): Promise<string> {
  return new Promise((resolve, reject) => {
    let isSent = false
    const giveUp = setTimeout(() => socket.destroy(new Error('no answer in time')), timeout)
    let farewell: NodeJS.Timeout | undefined
    socket.once('finish', () => {
      isSent = true
      clearTimeout(giveUp)
      farewell = setTimeout(() => socket.destroy(), Math.min(longestFarewell, timeout))
    })
    socket.once('error', reject)
    socket.once('close', () => {
      clearTimeout(giveUp)
      clearTimeout(farewell)
      if (isSent) resolve(`${frame.length} bytes taken over ${transport}; syslog gives no receipt`)
      else reject(new Error('the receiver closed the connection'))
    })
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => socket.end(frame))
    socket.resume() // whatever it says, nobody reads it
  })
}

function sendDatagram(bytes: Buffer, { host, port }: Wire): Promise<string> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  return new Promise((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close()
      reject(error)
    })
    socket.send(bytes, port, host, (error) => {
      socket.close()
      if (error) reject(error)
      else resolve(`${bytes.length} bytes sent over udp; whether they arrived, nobody tells`)
    })
  })
}
