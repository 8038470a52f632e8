import { createPrivateKey } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { Message } from '../../model/alert.ts'
import { ConfigError, DeliveryError } from '../../model/errors.ts'
import { cut, oneLine } from '../../model/plain.ts'
import { Duration } from '../../model/target.ts'
import type { Channel, OpenChannel, Parcel } from '../channel.ts'
import { escapeHeaderWord } from '../format/escape.ts'
import { fitted } from '../format/fit.ts'
import { htmlOf } from '../format/mail-html.ts'
import { textOf } from '../format/text.ts'
import { harmless } from '../message/harmless.ts'

const Mailbox = z
  .string()
  .regex(
    /^(?:[^\s<>@,;]+@[^\s<>@,;]+|[^<>@,;"\p{Cc}]*<[^\s<>@,;]+@[^\s<>@,;]+>)$/u,
    'a mail address such as soc@example.org or "Pantau <alerts@example.org>"',
  )

const settings = z.strictObject({
  host: z.string().min(1),
  /** 587 for submission with STARTTLS, 465 for TLS from the start. */
  port: z.number().int().min(1).max(65_535).default(587),
  /** `none` sends in the clear: for a relay on this machine. */
  secure: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  user: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  from: Mailbox,
  to: z.array(Mailbox).min(1),
  /** Signs every mail (RFC 6376), where the mail server does not: its public half stands at SELECTOR._domainkey.DOMAIN. */
  dkim: z
    .strictObject({
      domain: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'the domain of from:'),
      selector: z.string().regex(/^[a-z0-9._-]+$/i, 'a selector such as pantau'),
      /** A private key as PEM; a secret. */
      privateKey: z.string().includes('PRIVATE KEY', { error: 'a private key as PEM' }),
    })
    .optional(),
  timeout: Duration.default(30_000),
})
type Settings = z.infer<typeof settings>

/**
 * SMTP. The Message-ID is derived from the delivery, so a mail that is sent twice is one mail for whoever reads it. All
 * mails about one offer refer to the same id, and stand in one thread (RFC 5322, 3.6.4).
 * `X-Pantau-Alert` is for mail filters: "listing; event=opened; severity=85; tlp=AMBER".
 */
export const mail: Channel<typeof settings, 'mail'> = {
  id: 'mail',
  name: 'Mail (SMTP)',
  needs: 'A mail server that takes mail from here: a relay, or a login at a submission port.',
  repeats: 'one Message-ID a delivery',
  readers: 'people',
  example: `host: smtp.example.com
user: pantau
password: \${SMTP_PASSWORD}
from: Pantau <pantau@example.com>
to: [soc@example.com]`,
  settings,
  open(settings, channelId): OpenChannel {
    const transport = createTransport(transportOf(settings, channelId))
    const what = `channel ${channelId} (mail)`
    // Who has a mail already that was refused for others: they are not sent it again while this process lives.
    const served = new Map<string, Set<string>>()
    return {
      async send(parcel) {
        const have = served.get(parcel.deliveryId) ?? new Set()
        const to = settings.to.filter((mailbox) => !have.has(addressOf(mailbox).toLowerCase()))
        const envelope = { from: addressOf(settings.from), to: to.map(addressOf) }
        const mail = { ...mailOf(parcel, settings, channelId), envelope }
        const answer = await transport.sendMail(mail).catch((cause: unknown) => {
          throw failure(what, settings.host, cause)
        })
        const refused = answer.rejectedErrors ?? []
        served.delete(parcel.deliveryId)
        if (refused.length === 0) return cut(oneLine(answer.response), 200)
        served.set(
          parcel.deliveryId,
          new Set([...have, ...answer.accepted.map((one) => addressOf(String(one)).toLowerCase())]),
        )
        throw new DeliveryError(
          `${what}: taken for ${answer.accepted.length} recipients, refused for ${answer.rejected.join(', ')} ` +
            `(${cut(oneLine(refused[0]?.response ?? ''), 200)})`,
          { permanent: refused.every((error) => isPermanent(error.responseCode)) },
        )
      },
      close: async () => transport.close(),
    }
  },
}

/** The bare address of a mailbox: `SOC <soc@example.com>` is soc@example.com. */
const addressOf = (mailbox: string): string => /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim()

function transportOf({ host, port, secure, user, password, timeout, dkim }: Settings, channelId: string) {
  const login = user !== undefined && password !== undefined ? { user, pass: password } : undefined
  if (login === undefined && (user ?? password) !== undefined)
    throw new ConfigError(`channel ${channelId}: give both user and password, or neither`)
  if (login !== undefined && secure === 'none' && !/^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host))
    throw new ConfigError(
      `channel ${channelId}: user and password would go to ${host} in the clear; set secure: starttls`,
    )
  return {
    host,
    port,
    secure: secure === 'tls',
    requireTLS: secure === 'starttls',
    ignoreTLS: secure === 'none',
    ...(login === undefined ? {} : { auth: login }),
    ...(dkim === undefined ? {} : { dkim: signatureOf(dkim, channelId) }),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    // Nothing in a message may make the mailer read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** A key that cannot sign is told at start, and not when the first alert is due. */
function signatureOf({ domain, selector, privateKey }: NonNullable<Settings['dkim']>, channelId: string) {
  try {
    createPrivateKey(privateKey)
  } catch (cause) {
    throw new ConfigError(`channel ${channelId}: dkim.privateKey is no private key in PEM`, { cause })
  }
  return { domainName: domain, keySelector: selector, privateKey }
}

/** Gmail clips what is longer than 102 KB, and with it the end of a table. */
const isShownWhole = (html: string): boolean => Buffer.byteLength(html) <= 95_000

function mailOf({ message: given, deliveryId, listingId, thread }: Parcel, { from, to }: Settings, channelId: string) {
  const message = harmless(given)
  const host = escapeHeaderWord(/@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost')
  const idOf = (word: string): string => `<${escapeHeaderWord(word)}@${host}>`
  // Nobody gets a mail of the offer's own id; clients thread by what mails refer to, and answer the first that was sent.
  const offer = listingId ? idOf(`listing-${listingId}`) : undefined
  const first = thread ? idOf(thread.rootDeliveryId) : offer
  return {
    from,
    to,
    subject: cut(`[TLP:${message.tlp}] ${message.subject}`, 250),
    text: textOf(message, deliveryId),
    html: fitted(message, (shorter) => htmlOf(shorter, deliveryId), isShownWhole),
    messageId: idOf(deliveryId),
    ...(offer && first ? { inReplyTo: first, references: [...new Set([offer, first])] } : {}),
    date: new Date(message.createdAt),
    headers: {
      'X-Pantau-Alert': filterLine(message),
      'X-Pantau-Delivery': escapeHeaderWord(deliveryId),
      'Auto-Submitted': 'auto-generated',
      'List-Id': `Pantau alerts <${escapeHeaderWord(channelId)}.pantau.${host}>`,
    },
  }
}

const filterLine = ({ kind, event, severity, tlp }: Message): string =>
  `${kind}; ${event === null ? '' : `event=${event}; `}severity=${severity}; tlp=${tlp}`

/** SMTP's own words: 5xx will not change by itself, 4xx may (RFC 5321, 4.2.1). */
const isPermanent = (code: number | undefined): boolean => code !== undefined && code >= 500 && code < 600

/**
 * The kinds of failure that a further try may not mend: sender or recipient, content, login. Whatever happens before
 * (name, connection, greeting, TLS) is the network's or the server's trouble and passes, whatever code it carries.
 */
const final = new Set(['EENVELOPE', 'EMESSAGE', 'EAUTH', 'ENOAUTH', 'ECONFIG'])

function failure(what: string, host: string, cause: unknown): DeliveryError {
  const error = cause instanceof Error ? cause : new Error(String(cause))
  const code = 'code' in error ? String(error.code) : ''
  const answer = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined
  const permanent = final.has(code) && (answer === undefined || isPermanent(answer))
  const advice = permanent ? 'check the address and settings of the channel' : 'it will be tried again'
  return new DeliveryError(`${what}: ${host}: ${cut(oneLine(error.message), 200)}; ${advice}`, { permanent, cause })
}
