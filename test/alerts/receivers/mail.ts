import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { openChannel } from '../../../alerts/channels/index.ts'
import { acting, type Mood, ownAddress, type Receiver } from './receiver.ts'

const answers = {
  refuses: { code: 550, text: 'no such user here' },
  fails: { code: 451, text: 'try again in a while' },
  throttles: { code: 421, text: 'too many connections' },
}

/** Names that a mail of ours has once, and no others that a receiver acts on. */
const headersOf = (mail: Email, name: string): number => mail.headers.filter(({ key }) => key === name).length

const harmlessTag = /^<(?:!doctype|\/?(?:html|head|meta|title|body|table|tr|td|h1|div|span|br|a))\b[^>]*>$/i
const actingAttribute = /\son\w+\s*=|javascript:|https?:|\s(?:src|href)\s*=|url\(/i

/** A link to a page of ours. */
const ownLink = new RegExp(`<a href="${ownAddress.source.replace('&', '&;')}"`, 'g')

/** What a mail of ours must not have, and what it lacks. */
export function faultsOf(mail: Email): string[] {
  const html = (mail.html ?? '').replace(ownLink, '<a')
  const once = ['from', 'to', 'subject', 'message-id', 'date', 'x-pantau-alert', 'auto-submitted', 'list-id']
  const outer = mail.headers.map(({ value }) => value).join('\n')
  return [
    ...once.filter((name) => headersOf(mail, name) !== 1).map((name) => `header ${name}`),
    ...['cc', 'bcc', 'reply-to', 'x-injected']
      .filter((name) => headersOf(mail, name) > 0)
      .map((name) => `header ${name}`),
    ...(mail.to?.map(({ address }) => address).join() === 'soc@example.org,cert@example.org' ? [] : ['recipients']),
    ...(html.match(/<[^>]*>?/g) ?? []).filter((tag) => !harmlessTag.test(tag) || actingAttribute.test(tag)),
    ...(/https?:/i.test(html) ? ['a live link'] : []),
    ...(acting.test(html) || acting.test(mail.text ?? '') || acting.test(outer)
      ? ['control or direction characters']
      : []),
    ...(html.length > 100_000 ? ['size'] : []),
  ]
}

/** A genuine SMTP server; what it takes is parsed back. */
export async function mailReceiver(): Promise<Receiver> {
  let mood: Mood = 'takes'
  const arrivals: Receiver['arrivals'] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo(_address, _session, done) {
      if (mood === 'takes') return done()
      const { code, text } = answers[mood]
      done(Object.assign(new Error(text), { responseCode: code }))
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(chunks))
        const id = mail.messageId?.replace(/^<|@alerts\.example\.org>$/g, '') ?? ''
        const first = mail.inReplyTo?.replace(/^<|@alerts\.example\.org>$/g, '')
        const under = first?.startsWith('listing-') ? undefined : first
        arrivals.push({ id, text: `${mail.subject}\n${mail.text}`, faults: faultsOf(mail), under })
        done()
      })
    },
  })
  server.on('error', () => {}) // a client that goes away is no failure of the receiver
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    channel: openChannel({
      id: 'post',
      type: 'mail',
      operator: false,
      language: 'en',
      host: '127.0.0.1',
      port,
      secure: 'none',
      from: 'Pantau <pantau@alerts.example.org>',
      to: ['soc@example.org', 'CERT <cert@example.org>'],
      timeout: 5_000,
    }),
    arrivals,
    mood: (next) => {
      mood = next
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
