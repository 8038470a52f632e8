import { z } from 'zod'
import { Hours } from './hours.ts'
import { Session } from './session.ts'

/** Where a post stands. The words are those of the labelled corpus. */
export const SourceType = z.enum(['forum', 'paste', 'social', 'chat', 'leaksite', 'news'])
export type SourceType = z.infer<typeof SourceType>

/** A key that people type: a letter, then letters, digits, dots and dashes. */
export const Slug = z
  .string()
  .regex(/^[a-z][a-z0-9.-]{0,62}$/, 'a lower-case letter, then letters, digits, dots or dashes (63 at most)')

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** "90s", "5m", "1h30m", "2d", "250ms": read as milliseconds. */
export const Duration = z
  .string('a duration such as "90s", "5m", "1h30m" or "2d"')
  .regex(/^(\d+(ms|s|m|h|d))+$/, 'a duration such as "90s", "5m", "1h30m" or "2d"')
  .transform((text) =>
    [...text.matchAll(/(\d+)(ms|s|m|h|d)/g)].reduce(
      (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
      0,
    ),
  )

const everyForms =
  'a duration such as "90s", "5m", "1h30m" or "2d"; or "auto"; or the bounds of auto, such as { floor: 2m, ceiling: 6h }, the floor being the lower'

/** The bounds of an interval that is learnt. */
const Bounds = z.strictObject({
  /** Never more often than this. */
  floor: Duration.default(120_000),
  /** At least this often, however quiet it is. */
  ceiling: Duration.default(21_600_000),
})

/**
 * Time from one visit to the next, in milliseconds: fixed; or learnt from the target's own news (`auto`), within bounds
 * that may be given instead: `every: { floor: 5m, ceiling: 1d }`.
 */
export const Every = z.union(
  [
    z.literal('auto').transform(() => Bounds.parse({})),
    Duration.refine((every) => every > 0, everyForms),
    Bounds.refine(({ floor, ceiling }) => floor > 0 && floor <= ceiling, everyForms),
  ],
  everyForms,
)
export type Every = z.infer<typeof Every>

/** What the pictures in posts may cost. What lies beyond is left unread, and the log says how much that was. */
export const PictureLimits = z.strictObject({
  /** Pictures of one post that are fetched, the first ones. */
  perPost: z.number().int().min(1).max(100).default(4),
  perPage: z.number().int().min(1).max(1_000).default(20),
  perVisit: z.number().int().min(1).max(10_000).default(100),
  /** Bytes of one picture as it is sent. */
  bytes: z.number().int().min(1_000).max(50_000_000).default(5_000_000),
  /** Width by height: what unpacks to more is not unpacked. The default takes some 250 MB. */
  pixels: z.number().int().min(10_000).max(50_000_000).default(10_000_000),
  /** Time to read one, once its turn has come. */
  timeout: Duration.default(20_000),
})
export type PictureLimits = z.infer<typeof PictureLimits>

/** What one visit may cost, and how gently it goes about it. */
export const VisitLimits = z.strictObject({
  /** Pages fetched in one visit, at most. */
  pages: z.number().int().min(1).max(100_000).default(200),
  /** Depth of a thread or a board, in pages. */
  pagesPerThread: z.number().int().min(1).max(10_000).default(50),
  /** Bytes of one body, after decompression. */
  bytes: z.number().int().min(1_000).max(100_000_000).default(5_000_000),
  /** Least pause between two requests to the site. */
  delay: Duration.default(1_000),
  /** Requests in any minute, at most; without it, what the delay lets through. */
  perMinute: z.number().int().min(1).max(60_000).optional(),
  /** Time for one request, from connect to last byte. */
  timeout: Duration.default(30_000),
  /** Time for a whole visit. */
  visit: Duration.default(1_800_000),
  /** For targets with `ocr: true`. */
  pictures: PictureLimits.prefault({}),
})
export type VisitLimits = z.infer<typeof VisitLimits>

/**
 * Selectors of a site's own, by their names in its engine's table: `post.author: .poster b`. Of several the first that
 * finds something counts. Where the value is an attribute's, it stands behind an @: `post.id: article @data-id`.
 */
export const Selectors = z.record(z.string(), z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]))
export type Selectors = z.infer<typeof Selectors>

const ways = '"direct", "tor", or a proxy such as socks5://127.0.0.1:1080 or http://proxy.example:3128'
/** `direct`, `tor`, or the address of a proxy. */
export const Via = z.union(
  [z.enum(['direct', 'tor'], ways), z.url({ protocol: /^(socks5h?|socks|https?)$/, error: ways })],
  ways,
)

/** Where a site lies, without a path. */
const Origin = z
  .url({ protocol: /^https?$/, error: 'an http:// or https:// address' })
  .refine((url) => {
    const { pathname, search, hash, username } = new URL(url)
    return pathname === '/' && search + hash + username === ''
  }, 'an address without a path, such as http://mirror.example')
  .transform((url) => new URL(url).origin)

/** A further address of a site; `via` where another way leads there than to the first. */
const Mirror = z.union(
  [Origin.transform((url) => ({ url, via: undefined })), z.strictObject({ url: Origin, via: Via.optional() })],
  'an address without a path, such as http://mirror.example, or { url: http://….onion, via: tor }',
)

const ageForms = 'a duration such as "12h" or "2d"; or "any"'
/** How old a post may be that raises an alert though it is only found now, in milliseconds; `any`: however old. */
const AlertAge = z.union(
  [z.literal('any').transform(() => Number.POSITIVE_INFINITY), Duration.refine((age) => age > 0, ageForms)],
  ageForms,
)

/** A site or channel to watch. */
export const Target = z.strictObject({
  id: Slug,
  /** One key for a site and all its mirrors; a post's identity is this and the post's own id. Default: the target's id. */
  site: Slug.optional(),
  type: SourceType,
  /** An engine's id, or `auto`: the engine that claims the page. */
  engine: z.string().default('auto'),
  /** Where a theme renamed what the engine looks for. Needs `engine` to be named. */
  selectors: Selectors.optional(),
  /** For an API that wants one: sent as a bearer token, to the hosts in `start` alone. */
  token: z.string().min(1).optional(),
  /** As whom it is visited, where guests are not shown what is to be read. */
  session: Session.optional(),
  /** Where a visit begins: board, archive, channel or feed addresses. */
  start: z.array(z.url({ protocol: /^https?$/, error: 'an http:// or https:// address' })).min(1),
  /**
   * Further addresses of the same site: where one does not answer, the next is asked. What is known of a site is known
   * under the first address in `start`, whichever it was read at.
   */
  mirrors: z.array(Mirror).default([]),
  /** Time from one visit to the next: a duration, or `auto`. */
  every: Every.default(900_000),
  /** When it is asked, by the clock of its zone: `07:00-23:00 Asia/Jakarta`. At any time without. */
  hours: Hours.optional(),
  /**
   * What a first visit, or the one after a failure is mended, finds older than this is stored without an alert; of a
   * target that is visited rarely, what is older than twice its interval. `any` alerts on all.
   */
  alertAge: AlertAge.default(172_800_000),
  limits: VisitLimits.prefault({}),
  /**
   * How its requests travel: `direct`, `tor`, or through a proxy (`socks5://`, `http://`, `https://`, with user and
   * password where it wants them). Behind Tor and proxies names are resolved there, never here.
   */
  via: Via.default('direct'),
  /** How its pages are had: `http`, as the server sends them; `browser`, as a script builds them, at many times the cost. */
  fetch: z.enum(['http', 'browser']).default('http'),
  /** Whether the pictures in posts are fetched and their words read. */
  ocr: z.boolean().default(false),
  /** Whether the site's robots.txt is kept to; the record of a visit says which it was. */
  robots: z.enum(['honour', 'ignore']).default('honour'),
  /** Admiralty source reliability: A (completely reliable) to F (cannot be judged). */
  reliability: z.enum(['A', 'B', 'C', 'D', 'E', 'F']).default('F'),
  /** Lets the visit reach loopback and private addresses: for labs and intranets only. */
  allowPrivate: z.boolean().default(false),
  /** Sent as User-Agent; an ordinary browser's by default. */
  userAgent: z.string().max(300).optional(),
  /** `false` keeps the target in the file and out of the schedule. */
  enabled: z.boolean().default(true),
})
export type Target = z.infer<typeof Target>

/** The longest time from one visit to the next, in milliseconds. */
export const longestEvery = ({ every }: Pick<Target, 'every'>): number =>
  typeof every === 'number' ? every : every.ceiling

/** The key under which a target's posts are known. */
export const siteOf = (target: Pick<Target, 'id' | 'site'>): string => target.site ?? target.id
