import { z } from 'zod'
import { SourceType } from './target.ts'

/** A passage that a post repeats from somebody else: never the author's own claim. */
export const Quote = z.object({ author: z.string().nullable(), text: z.string() })
export type Quote = z.infer<typeof Quote>

/**
 * What a leak site's card says of one victim, each value in the site's own words; '' where the card does not say it.
 * (ransomware.live and RansomLook collect the same facts.)
 */
export const VictimCard = z.object({
  victim: z.string().min(1),
  website: z.string().default(''),
  country: z.string().default(''),
  /** When the gang says that it will publish; ISO 8601 in UTC, `null` where no date can be told. */
  deadline: z.iso.datetime().nullable().default(null),
  size: z.string().default(''),
  price: z.string().default(''),
  /** Whether the data is out, by the card; `null` where it does not say. */
  published: z.boolean().nullable().default(null),
})
export type VictimCard = z.infer<typeof VictimCard>

/** A picture in a post, and what it says, where its words were read. */
export const Picture = z.object({
  url: z.string(),
  alt: z.string(),
  /** Where the picture links to a file that may be itself, larger: the words of a small copy cannot be read. */
  full: z.string().optional(),
  /** Line by line; absent where it was not read, or says nothing that can be read with confidence. */
  text: z.string().optional(),
  /** 0 to 1: how sure the reading of these words is. */
  confidence: z.number().min(0).max(1).optional(),
})
export type Picture = z.infer<typeof Picture>

/** A board of a site: the list of threads that a thread stands in. */
export const Board = z.object({
  /** As the page calls it. */
  name: z.string().min(1),
  /** Path and query of its address: mirrors and sessions change nothing. */
  url: z.string(),
})
export type Board = z.infer<typeof Board>

/** One authored text, as a page shows it. `pantau parse page` prints these fields. */
export const ParsedPost = z.object({
  /** The site's own id of the post. */
  postId: z.string().min(1),
  /** The site's own id of the thread; `null` where posts stand alone. */
  thread: z.string().nullable(),
  /** The board that its thread stands on; `null` where the page does not say. */
  board: Board.nullable().default(null),
  /** The handle, as shown; `null` for an anonymous paste. */
  author: z.string().nullable(),
  /** ISO 8601 in UTC; `null` where the page gives no date that can be true. */
  postedAt: z.iso.datetime().nullable(),
  /** The date as the page wrote it. */
  dateText: z.string(),
  editedAt: z.iso.datetime().nullable().default(null),
  /** The thread's title on its first post, else ''. */
  title: z.string(),
  /** The author's own words: no quotes, no signature. Lines end in \n. */
  text: z.string(),
  quotes: z.array(Quote).default([]),
  signature: z.string().default(''),
  links: z.array(z.object({ url: z.string(), text: z.string() })).default([]),
  images: z.array(Picture).default([]),
  /** Whether the page keeps a part of the post from this visitor: "reply to see the hidden content". */
  hidden: z.boolean().default(false),
  /** On a leak site, what the card says of the victim; its words stand in `text` too. */
  card: VictimCard.nullable().default(null),
  /** The post's canonical address. */
  url: z.string(),
})
export type ParsedPost = z.infer<typeof ParsedPost>

/** A post with what is known of it; whatever is not given is absent: no author, no date, no words. */
export const postOf = (known: Pick<ParsedPost, 'postId' | 'url'> & Partial<ParsedPost>): ParsedPost => ({
  thread: null,
  board: null,
  author: null,
  postedAt: null,
  dateText: '',
  editedAt: null,
  title: '',
  text: '',
  quotes: [],
  signature: '',
  links: [],
  images: [],
  hidden: false,
  card: null,
  ...known,
})

/** A ParsedPost that knows where it was seen. */
export const Post = ParsedPost.extend({
  /** Derived from the site's key and the post's own id, never from a host: see `postKey`. */
  id: z.string().min(1),
  site: z.string(),
  platform: SourceType,
  engine: z.string(),
  /** The page that it was read from. */
  pageSha256: z.string(),
  seenAt: z.date(),
})
export type Post = z.infer<typeof Post>

/** The id of a post, one for all mirrors of a site. */
export const postKey = (site: string, postId: string): string => `${site}/${postId}`
