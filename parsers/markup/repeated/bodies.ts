import { hints } from './hints.ts'
import { after } from './regions.ts'
import { namesOf, type Survey } from './survey.ts'
import { type Cast, ownWords } from './template.ts'

/** Where a post's words are: the element that holds them, or the siblings that are left of a post without one. */
export interface Bodies {
  /** Each region's top nodes. */
  places: number[][]
  /** Letters, between two places, of what only one post says. */
  own(from: number, to: number): number
}

/**
 * Each region's body: the shape that holds most of what only this post says. What all posts say ("Reply", "Posts:"),
 * what all of one author's posts say (a signature), and what the markup calls a signature or a button, is worth nothing.
 */
export function bodiesOf(page: Survey, casts: readonly Cast[]): Bodies {
  const own = ownWords(page, casts)
  const shapes = new Map<string, Tally>()
  for (const [index, cast] of casts.entries()) tally(page, own, cast, index, shapes)
  const whole = casts.reduce((sum, { region }) => sum + own(region.from, region.to), 0)
  const order = [...shapes.values()]
    .map((shape) => ({ shape, score: scoreOf(shape, whole, casts.length) }))
    .sort((a, b) => b.score - a.score)
    .map(({ shape }) => shape)
  const best = order[0] === undefined ? undefined : innermost(order[0], order)
  // A post in another template may have its words elsewhere, but not where others have author and date.
  const others = order.filter((shape) => shape.taken * 2 < shape.regions)
  const places = casts.map((cast, index) => {
    const place = [best, ...others].find((shape) => shape?.places[index] !== undefined)?.places[index]
    return place === undefined || place === restOf ? rest(page, cast) : [place]
  })
  return { places, own }
}

/**
 * Of frames around frames the one that is left when what hangs under some posts, such as attached files, is outside:
 * it stands once in every post, and in most it holds all that the outer one does. Paragraphs are no frames.
 */
function innermost(best: Tally, shapes: readonly Tally[]): Tally {
  const inner = shapes.filter((shape) => {
    if (
      !shape.isFrame ||
      shape.regions < best.regions ||
      shape.times > shape.regions ||
      shape.words < best.words * 0.75
    )
      return false
    const alike = shape.share.filter((words, index) => words >= (best.share[index] ?? 0) * 0.97).length
    return alike >= best.regions * 0.75
  })
  return inner.reduce(
    (least, shape) =>
      shape.letters < least.letters || (shape.letters === least.letters && shape.depth > least.depth) ? shape : least,
    best,
  )
}

/** Stands in a tally for what is left of a region when the parts with author and date are taken away. */
const restOf = -1

interface Tally {
  /** The first element of the shape in each region; one with words before one without. */
  places: (number | undefined)[]
  words: number
  /** Letters of any kind, buttons and names too. */
  letters: number
  regions: number
  /** How often the author or the date lie in it. */
  taken: number
  hinted: number
  depth: number
  /** How often it stands in the regions. */
  times: number
  /** Own words in each region. */
  share: number[]
  /** A box rather than a paragraph or a word. */
  isFrame: boolean
}

function scoreOf(shape: Tally, whole: number, regions: number): number {
  const holds = shape.words / Math.max(1, whole)
  const purity = shape.words / Math.max(1, shape.letters)
  const taken = shape.taken / shape.regions
  const hinted = shape.hinted / shape.regions
  return holds * (0.3 + 0.7 * purity) * (1 - 0.5 * taken) * (1 + 0.25 * hinted) * (shape.regions / regions) ** 0.3
}

interface Seen {
  words: number
  letters: number
  isTaken: boolean
  hinted: boolean
  isFrame: boolean
}

const frames = /^(div|td|article|section|blockquote|dd|main)$/

function tally(
  page: Survey,
  worth: (from: number, to: number) => number,
  cast: Cast,
  index: number,
  shapes: Map<string, Tally>,
): void {
  const { region, author, date } = cast
  const add = (key: string, place: number, seen: Seen): void => {
    const before = shapes.get(key)
    const shape: Tally = before ?? {
      places: [],
      words: 0,
      letters: 0,
      regions: 0,
      taken: 0,
      hinted: 0,
      depth: place - region.from,
      times: 0,
      share: [],
      isFrame: seen.isFrame,
    }
    if (before === undefined) shapes.set(key, shape)
    shape.times += 1
    if (shape.places[index] === undefined) shape.regions += 1
    else if (seen.words === 0 || (shape.share[index] ?? 0) > 0) return
    shape.places[index] = place
    shape.share[index] = seen.words
    shape.words += seen.words
    shape.letters += seen.letters
    if (seen.isTaken) shape.taken += 1
    if (seen.hinted) shape.hinted += 1
  }
  const within = (mark: number | undefined, from: number, to: number): boolean =>
    mark !== undefined && mark >= from && mark < to
  for (let place = region.from; place < region.to; place++) {
    const element = page.element(place)
    if (element === undefined) continue
    const end = page.ends[place] ?? place + 1
    // What goes on beyond the post is a frame around it and what answers it.
    if (end > region.to) continue
    const words = worth(place, end)
    const isTaken = within(author?.place, place, end) || within(date?.start, place, end)
    const letters = page.plain(place, end) + page.linked(place, end)
    const isFrame =
      frames.test(element.name) || (namesOf(element) !== '' && element.name !== 'p' && element.name !== 'a')
    add(page.shape(place), place, { words, letters, isTaken, hinted: hints(element, 'body'), isFrame })
  }
  const left = rest(page, cast)
  const sum = (of: (from: number, to: number) => number): number =>
    left.reduce((total, place) => total + of(place, page.ends[place] ?? place + 1), 0)
  const words = sum(worth)
  if (left.length > 1 && words > 0)
    add('the rest', restOf, {
      words,
      letters: sum((from, to) => page.plain(from, to) + page.linked(from, to)),
      isTaken: false,
      hinted: false,
      isFrame: false,
    })
}

/** The top nodes of a region in which neither author nor date lie. */
function rest(page: Survey, { region, author, date }: Cast): number[] {
  const left: number[] = []
  for (let place = region.from; place < region.to; place = after(page, place, region.to)) {
    const end = page.ends[place] ?? place + 1
    const taken = [author?.place, date?.start].some((mark) => mark !== undefined && mark >= place && mark < end)
    if (!taken && end <= region.to) left.push(place)
  }
  return left
}
