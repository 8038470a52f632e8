import { z } from 'zod'

/** A way to reach somebody outside the site. Types and notation are those of LABELS.md in the labelled corpus. */
export const Contact = z.object({
  type: z.enum([
    'telegram',
    'whatsapp',
    'signal',
    'session',
    'tox',
    'xmpp',
    'discord',
    'email',
    'wickr',
    'matrix',
    'threema',
    'simplex',
    'icq',
    'qq',
    'line',
    'wechat',
    'instagram',
    'x',
    'facebook',
    'phone',
  ]),
  /** Without @ or link, lower-case; tox and session upper-case hex; phone and WhatsApp numbers E.164. */
  value: z.string().min(1),
})
export type Contact = z.infer<typeof Contact>

/** What a site says of an account. */
export const Profile = z.object({
  handle: z.string().min(1),
  url: z.string(),
  /** ISO 8601 in UTC. */
  joinedAt: z.iso.datetime().nullable().default(null),
  posts: z.number().int().nonnegative().nullable().default(null),
  threads: z.number().int().nonnegative().nullable().default(null),
  reputation: z.number().int().nullable().default(null),
  contacts: z.array(Contact).default([]),
  /** Handles that it had before, where its page tells. */
  earlierHandles: z.array(z.string()).optional(),
})
export type Profile = z.infer<typeof Profile>
