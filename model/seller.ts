import { z } from 'zod'
import { Profile } from './profile.ts'

/** One account on one site. */
export const Account = Profile.extend({
  /** Derived from the site's key and the handle. */
  id: z.string(),
  site: z.string(),
  firstSeenAt: z.date(),
  lastSeenAt: z.date(),
})
export type Account = z.infer<typeof Account>

/** Why two accounts may be one person's. */
export const LinkReason = z.object({
  /** What kind of clue: `pgp`, `telegram`, `alias`, `handle` … */
  kind: z.string(),
  /** What they share, or the name by which one calls the other. */
  value: z.string(),
  /** For a person to read: "both show the PGP key …". */
  why: z.string(),
  /** 0 to 1: how sure it makes the link by itself. */
  strength: z.number().min(0).max(1),
  /** When it was there to be seen. */
  since: z.date(),
})
export type LinkReason = z.infer<typeof LinkReason>

/** What an analyst has decided of two accounts. */
export const Verdict = z.object({
  from: z.string(),
  to: z.string(),
  verdict: z.enum(['confirmed', 'refused']),
  why: z.string(),
  by: z.string(),
  at: z.date(),
})
export type Verdict = z.infer<typeof Verdict>

/** That two accounts may be one person's: suggested by its reasons, until an analyst confirms or refuses it. */
export const Link = z.object({
  from: z.string(),
  to: z.string(),
  /** 0 to 1, over all reasons; an analyst's verdict stands beside it and does not change it. */
  strength: z.number().min(0).max(1),
  reasons: z.array(LinkReason),
  verdict: Verdict.nullable(),
})
export type Link = z.infer<typeof Link>

/** The person behind one or more accounts, with the links by which they were put together. */
export const Seller = z.object({
  /** Of the account that sorts first. */
  id: z.string(),
  name: z.string(),
  accounts: z.array(Account).min(1),
  links: z.array(Link),
})
export type Seller = z.infer<typeof Seller>

/** The id of an account. Handles differ in case on most sites and name the same account. */
export const accountKey = (site: string, handle: string): string => `${site}/${handle.toLowerCase()}`

/** The handle in an account's id, in lower case. */
export const handleOf = (accountId: string): string => accountId.slice(accountId.indexOf('/') + 1)
