import { z } from 'zod'
import { SecretAddress } from '../alerts/format/address.ts'
import { Duration } from '../model/target.ts'

/** Where people act on alerts: the pages behind the links in messages, and what Slack's buttons call. */
export const Listen = z.strictObject({
  /** Host and port to listen at, without TLS: for a proxy on this machine. */
  at: z
    .string()
    .regex(/^(\[[0-9a-f:]+\]|[a-z0-9.-]+):\d{1,5}$/i, 'host and port to listen at, such as 127.0.0.1:9465')
    .default('127.0.0.1:9465'),
  /** Where people and Slack find it: the proxy's address. A link is a key, so it is not sent in the clear. */
  url: SecretAddress.refine((url) => !/[?#]/.test(url), 'an address without ? and #').transform((url) =>
    url.replace(/\/+$/, ''),
  ),
  /** How long a link works, from when the alert was told. */
  links: Duration.refine((age) => age >= 3_600_000, 'an hour or more').default(30 * 86_400_000),
})
export type Listen = z.infer<typeof Listen>
