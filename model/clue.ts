import { z } from 'zod'
import { Contact } from './profile.ts'

/** A currency's address: `usdt` on Tron, whose addresses are told from others by themselves. */
export const WalletKind = z.enum(['btc', 'ltc', 'doge', 'eth', 'trx', 'xmr'])

/**
 * What an account shows of who is behind it. Contacts and wallets by their kind; `pgp` a key's fingerprint; `alias` a
 * name that it says it goes, or went, by; `handle` its own, as others would write it; `uid` the site's number of it,
 * which a new handle does not change.
 */
export const ClueKind = z.enum([...Contact.shape.type.options, ...WalletKind.options, 'pgp', 'alias', 'handle', 'uid'])
export type ClueKind = z.infer<typeof ClueKind>

export const Clue = z.object({ kind: ClueKind, value: z.string().min(1).max(400) })
export type Clue = z.infer<typeof Clue>

/** A name as it is compared: without case, width and signs. `Kotz_` and `kotz` are the same, `k0tz` is another. */
export const handleKey = (handle: string): string =>
  handle
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** The site's number of an account, as profile addresses of forums carry it; `null` where the address has only a name. */
export const uidOf = (url: string): string | null =>
  /(?:[?&;](?:uid|u|id|showuser)=|\/(?:members|profile|users?|member)\/(?:[^/?#]*[.])?)(\d{1,12})(?=[^\d\w]|$|-)/.exec(
    url,
  )?.[1] ?? null
