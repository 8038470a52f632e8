import { setImmediate } from 'node:timers/promises'
import { placeChanges } from '../../listings/changes.ts'
import type { Clue } from '../../model/clue.ts'
import type { Page } from '../../model/page.ts'
import { allWords } from '../../model/picture-words.ts'
import { type ParsedPost, type Post, postKey } from '../../model/post.ts'
import type { Intent, OwnData, PersonalData, Reason, Signal, Span } from '../../model/signal.ts'
import { type SourceType, siteOf, type Target } from '../../model/target.ts'
import { cluesIn } from '../../parsers/clues/clues.ts'
import { readFurther } from '../../parsers/further.ts'
import { weighPicture } from '../../parsers/judge/pictures.ts'
import { maskText } from '../../parsers/mask.ts'
import type { ParsedDocument } from '../../parsers/parse.ts'
import type { KeyRing } from '../../parsers/personal/keys.ts'
import { picturesOf, postsById, type SeenPost, seenPosts } from '../../store/posts.ts'
import type { Line } from '../line.ts'
import { contentHash, sameContent, storableHandle, storableId } from './content.ts'
import { readFurtherWords } from './further.ts'
import type { Look } from './gallery.ts'

/** A post that is new, edited, moved, gone, or back after it was gone: masked, with its reading if it is an offer. */
export interface News {
  change: 'new' | 'edited' | 'moved' | 'gone' | 'back'
  post: Post
  signal: Signal | null
  /** Of what stands there now; of a post that is gone, of what stood there last. */
  contentHash: string
  /** What this comes after: what stood there and since when, or when it was found gone; `null` for a new post. */
  before: string | null
  /** The personal data that was masked in the post, where it was just read. */
  personal?: readonly PersonalData[]
  /** Reads a post that is no offer by itself as a further word on its author's own, which has this intent. */
  further?: (intent: Intent) => ReadNews
  /** What the post shows of who wrote it. */
  clues?: readonly Clue[]
}

/** What comes of reading a post. */
type ReadNews = Pick<News, 'post' | 'signal' | 'personal' | 'clues'>

/** Page → Posts → Signals: of the page's posts, those not seen before as they are now, looked at, read and masked. */
export async function selectNews(
  document: ParsedDocument,
  target: Target,
  page: Page,
  line: Line,
  look: Look = async (post) => post,
): Promise<News[]> {
  const site = siteOf(target)
  // Feeds repeat items, and pages repeat posts: the last one stands.
  const posts = new Map(document.posts.map((post) => [postKey(site, storableId(line.keys, post.postId)), post]))
  const seen = await seenPosts(line.database, [...posts.keys()])
  const news: News[] = []
  const moved = new Map<string, ParsedPost>()
  for (const [id, parsed] of posts) {
    const known = seen.get(id)
    if (known && !known.goneAt && sameContent(line.keys, known.contentHash, parsed)) {
      if (target.type === 'forum' && standsElsewhere(known, parsed, line.keys)) moved.set(id, parsed)
      continue
    }
    const earlier = known && parsed.images.length > 0 ? await picturesOf(line.database, id) : []
    const shown = await look(parsed, earlier)
    const { engine } = document
    const where = { id, site, platform: target.type, engine, pageSha256: page.sha256, seenAt: page.fetchedAt }
    const read = (intent?: Intent): ReadNews => {
      const { post, signal, personal } = readPost(shown, target.type, line, intent)
      const clues = cluesIn(shown, signal?.contacts ?? null, { read: line.read, type: target.type })
      // Spread, an object of so many keys takes eight times as long.
      const placed = Object.assign({}, post, where)
      return { post: placed, signal: signal && { ...signal, postId: id }, personal, clues }
    }
    const { change, before } = comesAfter(known)
    news.push({ change, before, contentHash: contentHash(line.keys, parsed), further: read, ...read() })
    await setImmediate() // a page may hold thousands; others want their turn
  }
  const said = await readFurtherWords(news, line.database)
  return moved.size === 0 ? said : [...said, ...(await selectMoved(moved, page, line))]
}

/** Whether a post stands in another thread, or on another board, than it did. */
const standsElsewhere = (known: SeenPost, parsed: ParsedPost, keys: KeyRing): boolean =>
  placeChanges(known, parsed).length > 0 && placeChanges(known, placeOf(parsed, keys)).length > 0

/** Posts that say what they said, and stand elsewhere now. */
async function selectMoved(moved: ReadonlyMap<string, ParsedPost>, page: Page, line: Line): Promise<News[]> {
  return (await postsById(line.database, [...moved.keys()])).flatMap(({ post, contentHash }) => {
    const parsed = moved.get(post.id)
    if (!parsed) return []
    const { url } = line.mask.link({ url: parsed.url, kind: 'thread' })
    const where = { ...placeOf(parsed, line.keys), url, seenAt: page.fetchedAt, pageSha256: page.sha256 }
    const before = `stood since ${post.seenAt.toISOString()}`
    return { change: 'moved', post: { ...post, ...where }, signal: null, contentHash, before }
  })
}

/** Where a post stands, as it may be stored. */
const placeOf = (parsed: ParsedPost, keys: KeyRing): Pick<ParsedPost, 'thread' | 'board'> => ({
  thread: parsed.thread === null ? null : storableId(keys, parsed.thread),
  board: parsed.board && { name: maskText(parsed.board.name), url: storableId(keys, parsed.board.url) },
})

const comesAfter = (known: SeenPost | undefined): Pick<News, 'change' | 'before'> => {
  if (!known) return { change: 'new', before: null }
  if (known.goneAt) return { change: 'back', before: `gone ${known.goneAt.toISOString()}` }
  return { change: 'edited', before: `${known.contentHash} ${known.seenAt.toISOString()}` }
}

/** Posts that were seen before and are not there any more, by the page that lacks them. Those that are known to be gone are no news. */
export async function selectLosses(ids: readonly string[], page: Page, line: Line): Promise<News[]> {
  const seen = await seenPosts(line.database, ids)
  const lost = ids.filter((id) => seen.get(id)?.goneAt === null)
  return (await postsById(line.database, lost)).map(({ post, contentHash }) => ({
    change: 'gone',
    post: { ...post, seenAt: page.fetchedAt, pageSha256: page.sha256 },
    signal: null,
    contentHash,
    before: `seen ${post.seenAt.toISOString()}`,
  }))
}

/**
 * Post → Signal, and the masked Post: the words as the site shows them end here. `personal` is what was masked. With a
 * `further` intent the post is read as a word on its author's own offer.
 */
export function readPost(
  parsed: ParsedPost,
  type: SourceType,
  line: Pick<Line, 'read' | 'mask' | 'keys'> & Partial<Pick<Line, 'countOwn'>>,
  further?: Intent,
): { post: ParsedPost; signal: Omit<Signal, 'postId'> | null; personal: PersonalData[] } {
  const { mask, keys, countOwn } = line
  const { title, author } = parsed
  const words = allWords(parsed)
  const readable = { title, text: words.unlabelled, author, type }
  const read = further ? readFurther(line.read, readable, further) : line.read(readable)
  const reading = read && weighPicture(read, parsed, words)
  let own: OwnData[] = []
  const count = (addresses: Iterable<string>): void => {
    if (reading && countOwn) own = countOwn(addresses, [title, words.text])
  }
  const { post, personal } = mask.post(parsed, reading ? contactsOffered(reading.reasons) : [], count)
  return {
    post: {
      ...post,
      ...placeOf(parsed, keys),
      postId: storableId(keys, parsed.postId),
      author: parsed.author === null ? null : storableHandle(line, parsed.author),
    },
    signal: reading && {
      ...reading,
      // A victim read off the shape of a sentence is whatever stood there, and a reason quotes its words.
      victims: reading.victims.map((name) => maskText(name)),
      reasons: reading.reasons.map(withoutPersonal),
      personal,
      own,
    },
    personal,
  }
}

/** The contacts that an author offers in his own ad stay: they are the trail. */
const contactsOffered = (reasons: readonly Reason[]): Span[] =>
  reasons.flatMap(({ field, span }) => (field === 'contacts' && span ? [span] : []))

const withoutPersonal = (reason: Reason): Reason => ({
  ...reason,
  why: maskText(reason.why),
  value: reason.field === 'victims' ? maskText(reason.value) : reason.value,
})
