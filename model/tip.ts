import { z } from 'zod'
import { SourceType, Target, Via } from './target.ts'

/** The largest file that is taken in, in bytes: as large as a page may be. */
export const largestTip = 5_000_000

const names = { by: z.string().trim().min(1).max(200), note: z.string().max(2_000) }

/** What an analyst or a citizen reports: where a page is, or what he has of it. */
export const Tip = z.strictObject({
  what: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('address'),
      url: z.url({ protocol: /^https?$/, error: 'an http:// or https:// address' }),
      /** How to go there, where it belongs to no target. */
      via: Via.optional(),
      allowPrivate: z.boolean().default(false),
    }),
    z.strictObject({
      kind: z.literal('content'),
      /** The file's name without its folder; '-' for standard input. */
      name: z.string().min(1).max(255),
      bytes: z.instanceof(Uint8Array),
      /** Where it was saved from, as somebody says. */
      url: z.url({ protocol: /^https?$/ }).optional(),
      title: z.string().max(1_000).optional(),
      author: z.string().min(1).max(200).optional(),
    }),
  ]),
  /** What kind of source it is; that of the software which made the page, else a forum. */
  type: SourceType.optional(),
  /** Who reports it. */
  by: names.by,
  note: names.note.default(''),
  /** Of whoever reports it; what we read ourselves on a target's site is as reliable as the target. */
  reliability: Target.shape.reliability,
})
export type Tip = z.infer<typeof Tip>

/** A tip as it was written down: the origin of what was read from it. */
export interface Report {
  /** The address or the file's name, masked. */
  source: string
  by: string
  note: string
  reliability: Target['reliability']
  at: Date
  /** The key under which its posts are known. */
  site: string
  /** The page that its posts were read from. */
  pageSha256: string
  /** The posts that stood there. */
  posts: string[]
}
