import type { Reading } from '../../../model/signal.ts'

// What the practice world says, apart from how its sites show it. Organisations and claims follow incidents that were
// reported in public; every person, handle, number, id and address is invented.

/** An instant in UTC (`2021-05-12T03:21`), or a time before the start of the world (`-3d`, `-5h`, `-20m`). */
export type When = string

/** What a post offers, as far as the tests ask for it: part of the reading that Pantau should come to. */
export type Offer = Partial<Reading> & Pick<Reading, 'intent' | 'countries'>

export interface Member {
  name: string
  title: string
  /** The day, `YYYY-MM-DD`. */
  joined: string
  reputation: number
  signature?: string
}

export interface ForumPost {
  by: string
  at: When
  /** BBCode, as its author typed it. */
  text: string
  editedAt?: When
  /** Absent on honest posts. */
  offer?: Offer
}

export interface Thread {
  board: BoardId
  title: string
  /** MyBB shows it before the title, in colour. */
  prefix?: 'SELLING' | 'BUYING' | 'SCAM'
  sticky?: boolean
  closed?: boolean
  /** Names one of the world's cases. */
  case?: CaseId
  posts: readonly ForumPost[]
}

export interface Paste {
  id: string
  title: string
  by: string
  at: When
  language: string
  text: string
  offer?: Offer
  case?: CaseId
}

export interface Message {
  at: When
  /** Plain text. */
  text: string
  /** A picture is shown over the text. */
  photo?: string
  forwardedFrom?: { handle: string; name: string }
  offer?: Offer
  case?: CaseId
}

export interface Article {
  title: string
  by: string
  at: When
  summary: string
  paragraphs: readonly string[]
}

export type BoardId = 'databases' | 'lounge'
export type CaseId = 'bpjs' | 'tokopedia' | 'kemenkes' | 'ktp-selfies'

const spans = { d: 86_400_000, h: 3_600_000, m: 60_000 }

/** A time of the content as an instant; relative ones count back from `start`. */
export function instantOf(when: When, start: Date): Date {
  const [, count = '', unit = ''] = /^-(\d+)([dhm])$/.exec(when) ?? []
  if (count === '') return new Date(`${when}:00Z`)
  return new Date(start.getTime() - Number(count) * spans[unit as keyof typeof spans])
}
