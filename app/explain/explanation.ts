import { randomBytes } from 'node:crypto'
import { allWords } from '../../model/picture-words.ts'
import { type Picture, postOf } from '../../model/post.ts'
import type { Claim, PersonalData, Reason, Signal, Span } from '../../model/signal.ts'
import type { SourceType } from '../../model/target.ts'
import { createMasker } from '../../parsers/mask.ts'
import type { PostReader } from '../../parsers/read.ts'
import type { Readable } from '../../parsers/signals/field.ts'
import { readPost } from '../visit/news.ts'
import { type Silence, silenceOf } from './silence.ts'

/** A reason, with the words that it was read from as the masked post shows them. */
export type ToldReason = Reason & { words: string }
export type ToldClaim = Claim & { words: string }
/** A Signal in words; its personal data stands beside it. */
export type ToldSignal = Omit<Signal, 'postId' | 'personal' | 'own' | 'reasons' | 'claims'> & {
  reasons: ToldReason[]
  claims: ToldClaim[]
}

/** What is to be said of how a post was read: `signal` or, where it is none, `none`. Personal data is masked in all of it. */
export interface Explanation {
  post: { type: SourceType; author: string | null; title: string; text: string }
  signal: ToldSignal | null
  none: Silence | null
  /** What was masked: how much of which kind. */
  personal: Omit<PersonalData, 'hashes'>[]
}

/** Hashes are left out of an explanation, and so it needs no key that anybody knows. */
const passingKey = { id: 'passing', secret: randomBytes(32) }
const keys = { current: passingKey, all: [passingKey] }
const mask = createMasker(keys)

/** Reads a post and masks it as the line does, and tells of every value why it has it. */
export function explain(
  read: PostReader,
  { type, author, title, text, images = [] }: Readable & { images?: Picture[] },
): Explanation {
  const known = postOf({ postId: '-', url: '', author, title, text, images })
  const { post, signal, personal } = readPost(known, type, { read, mask, keys })
  const shown = { title: post.title, text: allWords(post).text }
  const words = ({ part, start, end }: Span): string => shown[part].slice(start, end)
  return {
    post: { type, author: author === null ? null : mask.handle(author), ...shown },
    signal: signal && toldSignal(signal, words),
    none: signal ? null : silenceOf(type, read.weigh({ type, author, title, text: allWords(known).unlabelled }), words),
    personal: personal.map(({ kind, count, shapes }) => ({ kind, count, shapes })),
  }
}

const toldSignal = (
  { personal: _hashed, own: _counted, reasons, claims, ...signal }: Omit<Signal, 'postId'>,
  words: (span: Span) => string,
): ToldSignal => ({
  ...signal,
  reasons: reasons.map((reason) => ({ ...reason, words: reason.span ? words(reason.span) : '' })),
  claims: claims.map((claim) => ({ ...claim, words: words(claim.span) })),
})
