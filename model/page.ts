import { z } from 'zod'

/** What was asked for a page; of secrets (cookies, tokens) only that they were sent. */
export const PageRequest = z.object({ method: z.enum(['GET', 'POST']), headers: z.record(z.string(), z.string()) })
export type PageRequest = z.infer<typeof PageRequest>

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** One fetched document, as it arrived. Never stored as it is, but in the vault: model/evidence.ts. */
export const Page = z.object({
  /** The address that was asked for. */
  url: z.url(),
  /** The address that answered, after redirects. */
  finalUrl: z.url(),
  status: z.number().int(),
  /** Names in lower case. */
  headers: z.record(z.string(), z.string()),
  /** The body as text, decoded from the charset of its headers, byte order mark or meta element. */
  body: z.string(),
  fetchedAt: z.date(),
  /** Hex SHA-256 of the body's bytes, after decompression and before decoding. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  via: z.enum(['direct', 'tor', 'proxy']).default('direct'),
  /** The mirror that answered, where it was not the site's first address, under which `url` and `finalUrl` stand. */
  servedBy: z.url().optional(),
  /** What `sha256` is of. Absent where it is `body` in UTF-8. */
  bytes: Bytes.optional(),
  /** Absent where nobody asked a server: a file that somebody handed in. */
  request: PageRequest.optional(),
  /** What a browser made of the document before it was taken as `body`. */
  rendered: z
    .object({
      /** The document as the server sent it, decompressed; `null` where the browser had it no more. */
      source: Bytes.nullable(),
      /** The page as it looked, a JPEG; `null` where no picture could be had of it. */
      screenshot: Bytes.nullable(),
    })
    .optional(),
})
export type Page = z.infer<typeof Page>

/** What a link is for, which decides whether a visit follows it. */
export const LinkKind = z.enum([
  'board', // a page that lists threads
  'thread', // a thread's first page
  'next', // the following page of the same board or thread
  'older', // earlier posts of a stream that shows the newest first
  'paste', // one paste, from a list of pastes
  'profile', // an account's page
])
export type LinkKind = z.infer<typeof LinkKind>

/** A link that a visit may follow. */
export const Link = z.object({
  /** Canonical and absolute: no session id, no highlight, no anchor. */
  url: z.string(),
  kind: LinkKind,
  title: z.string().optional(),
  /** What changes when there is something new behind the link: reply count and last-post date of a board's row. */
  mark: z.string().optional(),
  /** The account that a profile link shows. */
  author: z.string().optional(),
})
export type Link = z.infer<typeof Link>
