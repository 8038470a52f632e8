import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A webhook receiver and a mail server on loopback that keep what arrives. */
export interface Desk {
  webhookUrl: string
  mailPort: number
  /** Idempotency-Key of every request that was answered 2xx, in order. */
  keys: string[]
  payloads: string[]
  /** Message-ID of every mail that was taken, in order. */
  messageIds: string[]
  mails: string[]
  /** Their subjects, unfolded. */
  subjects: string[]
  close(): Promise<void>
}

export async function startDesk(): Promise<Desk> {
  const desk = {
    keys: [] as string[],
    payloads: [] as string[],
    messageIds: [] as string[],
    mails: [] as string[],
    subjects: [] as string[],
  }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    desk.keys.push(String(request.headers['idempotency-key']))
    desk.payloads.push(body)
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const mail = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _session, done) => {
      text(stream).then((eml) => {
        desk.mails.push(eml)
        desk.subjects.push(/^Subject: (.*)/im.exec(eml.replace(/\r?\n[ \t]+/g, ' '))?.[1] ?? '')
        desk.messageIds.push(/^Message-ID: (\S+)/im.exec(eml)?.[1] ?? 'none')
        done()
      }, done)
    },
  })
  mail.on('error', () => {}) // a client that is killed resets its connection
  await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve))
  return {
    ...desk,
    webhookUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`,
    mailPort: (mail.server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await new Promise<void>((resolve) => mail.close(() => resolve()))
    },
  }
}
