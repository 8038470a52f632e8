import type { Crawler } from '../crawlers/crawler.ts'
import type { Step } from '../crawlers/step.ts'
import { PantauError } from '../model/errors.ts'
import type { Page } from '../model/page.ts'
import type { ParsedPost } from '../model/post.ts'
import type { Contact } from '../model/profile.ts'
import type { Target } from '../model/target.ts'
import { maskText } from '../parsers/mask.ts'
import { type ParsedDocument, parsePage } from '../parsers/parse.ts'
import type { PostReader, SignalReading } from '../parsers/read.ts'

/** One page of a trial, as it was read. */
export interface TriedPage {
  url: string
  engine: string
  why: string
  kind: string
  posts: number
  /** Links by kind: `{ thread: 20, next: 1 }`. */
  links: Record<string, number>
  /** Why it could not be had or read; `null` where it was. */
  error: string | null
}

/** A post of a trial, masked as a stored one would be. */
export interface TriedPost {
  author: string | null
  /** The instant, or `null`: `dateText` says what the site writes. */
  postedAt: string | null
  dateText: string
  title: string
  text: string
  signal: Pick<SignalReading, 'intent' | 'victims' | 'records' | 'price' | 'severity' | 'confidence'> | null
}

export interface Trial {
  pages: TriedPage[]
  /** The first ones, at most ten. */
  posts: TriedPost[]
  /** Of all posts that were read: how many have an author, and a date. */
  filled: { posts: number; authors: number; dates: number }
  /** Addresses that the site's robots.txt keeps visitors from. */
  keptOut: number
}

/** Posts that are shown. */
const shown = 10
/** Threads that are looked into, of a board; boards, of an index. */
const lookedInto = { thread: 4, paste: 4, board: 2 } as const
const pages = 8

/**
 * Reads a target as a visit would, without storing anything: its start pages, and a few of the threads behind them until ten
 * posts were seen. A page that fails is told with its reason. Rejects only where the site asks for a pause.
 */
export async function tryTarget(target: Target, crawler: Crawler, read: PostReader): Promise<Trial> {
  const tried: TriedPage[] = []
  const posts: ParsedPost[] = []
  const answer = async (page: Page): Promise<Step[]> => {
    const parsed = parsePage(page, target.engine, { selectors: target.selectors })
    tried.push(describe(page.url, parsed))
    posts.push(...parsed.posts)
    return posts.length >= shown ? [] : next(parsed)
  }
  const limits = { ...target.limits, pages: Math.min(pages, target.limits.pages), pagesPerThread: 1 }
  const report = await crawler.visit({ ...target, limits }, answer).catch((error: unknown) => {
    if (!(error instanceof PantauError)) throw error
    return { errors: [{ url: target.start[0] ?? '', error }], keptOut: 0 }
  })
  for (const { url, error } of report.errors) tried.push({ ...unread, url, error: error.message })
  return {
    pages: tried,
    posts: posts.slice(0, shown).map((post) => show(post, read, target)),
    filled: {
      posts: posts.length,
      authors: posts.filter(({ author }) => author !== null).length,
      dates: posts.filter(({ postedAt }) => postedAt !== null).length,
    },
    keptOut: report.keptOut,
  }
}

const unread: Omit<TriedPage, 'url' | 'error'> = { engine: '', why: '', kind: '', posts: 0, links: {} }

function describe(url: string, { engine, why, kind, posts, links }: ParsedDocument): TriedPage {
  const counts: Record<string, number> = {}
  for (const link of links) counts[link.kind] = (counts[link.kind] ?? 0) + 1
  return { url, engine, why, kind, posts: posts.length, links: counts, error: null }
}

const next = ({ links }: ParsedDocument): Step[] =>
  (['thread', 'paste', 'board'] as const).flatMap((kind) =>
    links
      .filter((link) => link.kind === kind)
      .slice(0, lookedInto[kind])
      .map((link) => ({ link })),
  )

function show(post: ParsedPost, read: PostReader, { type }: Target): TriedPost {
  const { title, text, author, postedAt, dateText } = post
  const reading = read({ title, text, author, type })
  const handles = (reading?.contacts ?? []).map(({ value }: Contact) => value)
  const safe = (words: string): string => maskText(words, spansOf(words, handles))
  return {
    ...{ author: author === null ? null : maskText(author), postedAt, dateText },
    ...{ title: safe(title), text: safe(text) },
    signal: reading && {
      intent: reading.intent,
      victims: reading.victims.map((name) => maskText(name)),
      records: reading.records,
      price: reading.price,
      severity: reading.severity,
      confidence: reading.confidence,
    },
  }
}

/** Where the contacts that an author offers stand: they stay. */
const spansOf = (words: string, values: readonly string[]): { start: number; end: number }[] =>
  values.flatMap((value) => {
    const start = words.toLowerCase().indexOf(value)
    return start < 0 ? [] : [{ start, end: start + value.length }]
  })
