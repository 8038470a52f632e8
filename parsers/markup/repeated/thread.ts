import { type ParsedPost, postOf } from '../../../model/post.ts'
import { dateReader, type Moment } from '../dates/dates.ts'
import { readZone } from '../dates/text.ts'
import { attribute } from '../page/dom.ts'
import { lineOf, textOf } from '../text.ts'
import { bodiesOf } from './bodies.ts'
import { hints } from './hints.ts'
import { addressOf, identitiesOf, idFromWords, threadIdOf } from './ids.ts'
import type { DateMark } from './moments.ts'
import { readWords } from './own-words.ts'
import type { Region } from './regions.ts'
import { type Author, authorsOf, datesOf, isEdit, orderThatRuns } from './roles.ts'
import { firstFrom, type Sights } from './score.ts'
import type { Survey } from './survey.ts'
import type { Cast } from './template.ts'

/** A thread as it was found: its posts in the order of the page, and who wrote them. */
export interface FoundThread {
  posts: ParsedPost[]
  authors: Author[]
}

/** Reads the posts that stand in the regions. */
export function readThread(sights: Sights, repeated: readonly Region[], title: string): FoundThread {
  const { page } = sights
  const all = castOf(sights, repeated)
  const casts = isHeadline(sights, all) ? all.slice(1) : all
  const bodies = bodiesOf(page, casts)
  const read = whenOf(
    sights,
    casts.flatMap(({ date }) => date ?? []),
  )
  const identities = identitiesOf(
    page,
    casts.map(({ region }) => region),
  )
  const thread = threadIdOf(page.document.url)
  const posts = casts.map((cast, index) => {
    const { author, date } = cast
    const edit = editOf(sights, cast)
    const words = readWords(
      { page, own: bodies.own, marks: marksIn(sights, cast), edited: edit?.start },
      bodies.places[index] ?? [],
    )
    const name = author?.name ?? null
    return postOf({
      postId: identities[index]?.id || idFromWords(name, date?.written ?? '', words.text),
      thread,
      author: name,
      postedAt: date === undefined ? null : (read(date.written)?.iso ?? null),
      dateText: date?.shown ?? '',
      editedAt: edit === undefined ? null : (read(edit.written)?.iso ?? null),
      text: words.text,
      quotes: words.quotes,
      signature: words.signature || signatureIn(page, cast.region),
      links: words.links,
      images: words.images,
      url: addressOf(page, identities[index]?.href ?? ''),
    })
  })
  const real = posts.filter(isPost)
  return {
    posts: real.map((post, index) => (index === 0 ? { ...post, title } : post)),
    authors: casts.flatMap(({ author }) => author ?? []),
  }
}

/**
 * Above its posts a thread may say by whom and when it was begun. That repeats the first post's author and date, in
 * another element than posts have.
 */
function isHeadline({ page }: Sights, casts: readonly Cast[]): boolean {
  const [head, first, ...others] = casts
  if (head === undefined || first === undefined || head.author === undefined) return false
  const kind = page.shape(head.region.from)
  const repeats =
    head.author.name === first.author?.name && (head.date === undefined || head.date.shown === first.date?.shown)
  return repeats && [first, ...others].every(({ region }) => page.shape(region.from) !== kind)
}

function castOf(sights: Sights, regions: readonly Region[]): Cast[] {
  const dates = datesOf(sights, regions)
  const authors = authorsOf(sights, regions, dates)
  return regions.map((region, index) => ({ region, author: authors[index], date: dates[index] }))
}

/** A signature that hangs under the body, where the markup calls it one. */
function signatureIn(page: Survey, { from, to }: Region): string {
  for (let place = from + 1; place < to; place++) {
    const element = page.element(place)
    if (element !== undefined && (page.ends[place] ?? to) <= to && hints(element, 'signature')) return textOf(element)
  }
  return ''
}

/** The date in a post that its words call an edit's. */
function editOf({ dates }: Sights, { region, date }: Cast): DateMark | undefined {
  const from = firstFrom(
    dates.map(({ start }) => start),
    region.from,
  )
  for (let at = from; at < dates.length; at++) {
    const mark = dates[at]
    if (mark === undefined || mark.start >= region.to) return undefined
    if (mark !== date && isEdit(mark)) return mark
  }
  return undefined
}

/** Somebody's, or dated; an advertisement between posts is neither. */
const isPost = (post: ParsedPost): boolean =>
  (post.author !== null || post.dateText !== '') &&
  (post.text !== '' || post.quotes.length > 0 || post.images.length > 0)

/** What may lie in a body without being part of it: the author's name and the date. */
function marksIn({ page }: Sights, { author, date }: Cast): Set<number> {
  const marks = new Set<number>()
  if (author?.element !== undefined) marks.add(author.place)
  if (date === undefined) return marks
  marks.add(date.start)
  const end = page.ends[date.place] ?? date.place
  const size = page.plain(date.place, end) + page.linked(date.place, end)
  if (size < date.shown.length + 30) marks.add(date.place)
  return marks
}

function whenOf({ page }: Sights, dates: readonly DateMark[]): (written: string) => Moment | null {
  const { document } = page
  const html = document.index.under('html')[0]
  const american = html !== undefined && /^en(-us)?$/i.test(attribute(html, 'lang'))
  return dateReader({
    order: orderThatRuns(dates) ?? (american ? 'month-first' : 'day-first'),
    clock: zoneOf(page),
    servedAt: document.servedAt,
    fetchedAt: document.page.fetchedAt,
    samples: dates.map(({ written }) => written),
  })
}

/** "All times are GMT +7": the line that states the board's zone. */
const zoneOf = (page: Survey): string =>
  page.lines.slice(-40).find(({ text }) => /\d|gmt|utc/i.test(text) && readZone(text) !== null)?.text ?? ''

/**
 * The thread's title: the longest heading that the page's own title repeats, unless that is the site's name; else the
 * longest part of the page's title, which may bear the site's and the board's names too.
 */
export function titleOf({ page }: Sights): string {
  const { under } = page.document.index
  const whole = under('title')[0]
  const title = whole === undefined ? '' : lineOf(whole)
  const headings = ['h1', 'h2', 'h3', 'h4'].flatMap((name) =>
    under(name)
      .slice(0, 20)
      .map((heading) => lineOf(heading)),
  )
  const fits = longest(
    headings.filter((heading) => heading !== '' && title.toLowerCase().includes(heading.toLowerCase().slice(0, 60))),
  )
  const part = longest(title.split(/\s+[|»›«·•–—-]\s+|\s+\/\s+|\s*::\s*/))
  return fits.length * 2 > part.length ? fits : part || (headings[0] ?? '')
}

const longest = (texts: readonly string[]): string =>
  texts.reduce((best, text) => (text.length > best.length ? text : best), '')
