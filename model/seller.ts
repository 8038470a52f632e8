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

/** The person behind one or more accounts, with the reasons for every link between them. */
export const Seller = z.object({
  id: z.string(),
  name: z.string(),
  accounts: z.array(Account).min(1),
  links: z.array(
    z.object({ from: z.string(), to: z.string(), reason: z.string(), strength: z.number().min(0).max(1) }),
  ),
})
export type Seller = z.infer<typeof Seller>

/** The id of an account. Handles differ in case on most sites and name the same account. */
export const accountKey = (site: string, handle: string): string => `${site}/${handle.toLowerCase()}`
