import { z } from 'zod'
import type { Message } from '../../model/alert.ts'
import { DeliveryError } from '../../model/errors.ts'
import { cut, oneLine } from '../../model/plain.ts'
import { bandOf } from '../../model/severity.ts'
import { Duration } from '../../model/target.ts'
import type { Channel, OpenChannel } from '../channel.ts'
import { cefOf } from '../format/cef.ts'
import { fitted } from '../format/fit.ts'
import { sendSyslog, syslogMessage } from '../format/syslog.ts'
import { harmless } from '../message/harmless.ts'

const settings = z.strictObject({
  host: z.string().regex(/^[\w.:-]+$/, 'a host name or an address'),
  /** The registered ones where none is given: 6514 for TLS, 601 for TCP, 514 for UDP. */
  port: z.number().int().min(1).max(65_535).optional(),
  /** `udp` loses what does not arrive, and nobody hears of it. */
  transport: z.enum(['tls', 'tcp', 'udp']).default('tls'),
  /** The certificate of your own authority, as PEM: ${SYSLOG_CA}. */
  ca: z.string().includes('BEGIN CERTIFICATE', { error: 'a certificate as PEM' }).optional(),
  /** 4 security, 10 audit, 16 to 23 local use. */
  facility: z.number().int().min(0).max(23).default(4),
  /** The longest message that the receiver takes: 8 KB for rsyslog, 64 KB for syslog-ng, 2 KB to be safe over UDP. */
  bytes: z.number().int().min(2_000).max(65_000).default(8_000),
  timeout: Duration.default(10_000),
})

const registered = { tls: 6514, tcp: 601, udp: 514 } as const

/** Syslog's own numbers: critical, error, warning, notice (RFC 5424, 6.2.1). */
const severities = { critical: 2, high: 3, medium: 4, low: 5 } as const

/** A SIEM, by syslog (RFC 5424) with a line of CEF. `externalId` is the delivery's id: a rule there can drop a repeat. */
export const syslog: Channel<typeof settings, 'syslog'> = {
  id: 'syslog',
  name: 'SIEM (syslog with CEF)',
  needs:
    'A receiver of RFC 5424 with octet counting (RFC 6587): rsyslog, syslog-ng, a SIEM’s collector. 8,000 bytes a message.',
  repeats: '`externalId`, for a rule of the SIEM',
  readers: 'programs',
  example: 'host: siem.example.com',
  settings,
  open(settings, channelId): OpenChannel {
    const what = `channel ${channelId} (syslog)`
    const wire = { ...settings, port: settings.port ?? registered[settings.transport] }
    return {
      async send({ message, deliveryId }) {
        const text = fitted(
          harmless(message),
          (shorter) => syslogOf(shorter, deliveryId, settings.facility),
          (rendered) => Buffer.byteLength(rendered) <= settings.bytes,
        )
        return sendSyslog(text, wire).catch((cause: Error) => {
          const reason = cut(oneLine(cause.message), 200)
          const at = `${wire.host}:${wire.port} over ${wire.transport}`
          throw new DeliveryError(`${what}: cannot reach ${at} (${reason}); it will be tried again`, { cause })
        })
      },
      close: async () => {},
    }
  },
}

const syslogOf = (message: Message, deliveryId: string, facility: number): string =>
  syslogMessage(
    {
      facility,
      severity: severities[bandOf(message.severity)],
      kind: message.event ?? message.kind,
      time: message.createdAt,
    },
    cefOf(message, deliveryId),
  )
