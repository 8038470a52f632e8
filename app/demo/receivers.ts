import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** Who a mail was from and for, as the sending server said it. */
export interface Envelope {
  from: string
  to: string[]
}

export interface MailReceiver {
  port: number
  close(): Promise<void>
}

/** Of a mail, in bytes. */
const largestMail = 5_000_000

/**
 * A real SMTP server on a free port of loopback: no login, no TLS. A mail is accepted when `onMail` is done with it; if
 * that fails, the sender is told to try again (451).
 */
export async function startMailReceiver(hooks: {
  onMail: (eml: Buffer, envelope: Envelope) => void | Promise<void>
}): Promise<MailReceiver> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestMail,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) }
        Promise.resolve()
          .then(() => hooks.onMail(Buffer.concat(chunks), envelope))
          .then(
            () => done(null),
            (cause: unknown) => done(Object.assign(new Error(`not taken: ${cause}`), { responseCode: 451 })),
          )
      })
    },
  })
  server.on('error', () => {}) // A client that hangs up in the middle is no failure of ours.
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()))
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}

export interface SlackReceiver {
  /** What a Slack app would show as its webhook's address. */
  url: string
  close(): Promise<void>
}

/**
 * Stands in for hooks.slack.com on a free port of loopback: `ok` for a payload without `faults`, else 400 with them, as
 * Slack refuses a whole message for one wrong field.
 */
export async function startSlackReceiver(hooks: {
  onPayload: (payload: unknown) => void | Promise<void>
  faults?: (payload: unknown) => string[]
}): Promise<SlackReceiver> {
  const take = async (body: string): Promise<[status: number, words: string]> => {
    let payload: unknown
    try {
      payload = JSON.parse(body)
    } catch {
      return [400, 'invalid_payload']
    }
    const faults = hooks.faults?.(payload) ?? []
    if (faults.length > 0) return [400, faults.join('\n')]
    await hooks.onPayload(payload)
    return [200, 'ok']
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const answer: Promise<[number, string]> =
        request.method === 'POST'
          ? take(Buffer.concat(chunks).toString('utf8'))
          : Promise.resolve([405, 'invalid_method'])
      answer
        .catch((cause: unknown): [number, string] => [500, String(cause)])
        .then(([status, words]) => response.writeHead(status, { 'content-type': 'text/plain' }).end(words))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/T000/B000/praktik`,
    close: () =>
      new Promise((closed, failed) => {
        server.close((error) => (error ? failed(error) : closed()))
        server.closeAllConnections()
      }),
  }
}
