import type { Matcher } from '../alerts/rules/match.ts'
import type { CountOwn } from '../alerts/rules/own.ts'
import type { Crawler } from '../crawlers/crawler.ts'
import type { Clock } from '../model/clock.ts'
import type { Language } from '../model/language.ts'
import type { Masker } from '../parsers/mask.ts'
import type { KeyRing } from '../parsers/personal/keys.ts'
import type { PostReader } from '../parsers/read.ts'
import type { PictureReader } from '../pictures/reader.ts'
import type { Database } from '../store/database.ts'
import type { EvidenceKeeper } from './evidence/keep.ts'
import type { Logger } from './log.ts'

/** Everything that the line runs through, opened once a process. */
export interface Line {
  database: Database
  crawler: Crawler
  read: PostReader
  /** The words in pictures: for targets with `ocr: true`. */
  pictures: Pick<PictureReader, 'read'>
  mask: Masker
  /** Counts what of the watchlists' own stands in an offer; `null` where they ask for nothing of the kind. */
  countOwn: CountOwn | null
  keys: KeyRing
  match: Matcher
  /** Channels on which alerts may be held back and gathered. */
  gathering: ReadonlySet<string>
  /** What each channel is told in. */
  languages: ReadonlyMap<string, Language>
  /** Whether a rule asks who is behind an event. */
  asksForSellers: boolean
  /** Keeps the pages that gave a signal, or changed one. */
  evidence: EvidenceKeeper
  /** Hands deliveries to the queue. Called after the transaction that wrote them; what it loses, the sweep finds. */
  dispatch(deliveryIds: readonly string[]): Promise<void>
  /** What the visits go by: it dates their pages, and says what is due. */
  now: Clock
  log: Logger
}
