import { type Element, isText } from '../page/dom.ts'
import { hints } from './hints.ts'
import type { DateMark } from './moments.ts'
import type { Region } from './regions.ts'
import type { Author } from './roles.ts'
import type { Survey } from './survey.ts'

/** What is known of a region when its body is looked for. */
export interface Cast {
  region: Region
  author: Author | undefined
  date: DateMark | undefined
}

/** A line that more than half of the posts have is the template's. */
const common = 0.5

/** Counts the letters of what only one post says. */
export function ownWords(page: Survey, casts: readonly Cast[]): (from: number, to: number) => number {
  const first = casts[0]?.region.from ?? 0
  const last = casts.at(-1)?.region.to ?? 0
  const lines = repeatedLines(page, casts)
  const own = new Float64Array(Math.max(1, last - first + 1))
  for (const cast of casts) {
    const { region, author, date } = cast
    const authorEnd = author === undefined ? 0 : (page.ends[author.place] ?? 0)
    let muted = 0
    let total = 0
    const signed: [number, number][] = []
    for (let place = region.from; place < region.to; place++) {
      const element = page.element(place)
      if (element !== undefined && isChrome(page, place, element, region))
        muted = Math.max(muted, page.ends[place] ?? place)
      const node = page.nodes[place]
      const isMark = place === date?.start || (author !== undefined && place >= author.place && place < authorEnd)
      if (node === undefined || !isText(node) || place < muted || isMark || lines.inTemplate(node.data)) continue
      const letters = page.plain(place, place + 1) + page.linked(place, place + 1) / 2
      if (lines.bySame(node.data, author?.name)) signed.push([place, letters])
      else total += own[place - first + 1] = letters
    }
    // Who posts the same twice has not signed, but said it twice.
    if (total === 0) for (const [place, letters] of signed) own[place - first + 1] = letters
  }
  for (let at = 1; at < own.length; at++) own[at] = (own[at] ?? 0) + (own[at - 1] ?? 0)
  return (from, to) => (own[Math.min(to, last) - first] ?? 0) - (own[Math.max(from, first) - first] ?? 0)
}

/** A part that its markup calls a signature, a button, an edit note; what holds half of the post is none. */
function isChrome(page: Survey, place: number, element: Element, region: Region): boolean {
  if (!hints(element, 'signature') && !hints(element, 'chrome') && !hints(element, 'aside')) return false
  const end = page.ends[place] ?? place
  return page.plain(place, end) * 2 < page.plain(region.from, region.to)
}

interface RepeatedLines {
  /** In most posts: the template's. */
  inTemplate(words: string): boolean
  /** In several posts of one author: a signature. */
  bySame(words: string, author: string | undefined): boolean
}

function repeatedLines(page: Survey, casts: readonly Cast[]): RepeatedLines {
  const inRegions = new Map<string, number>()
  const byAuthor = new Map<string, number>()
  const bump = (map: Map<string, number>, key: string): void => {
    map.set(key, (map.get(key) ?? 0) + 1)
  }
  for (const { region, author } of casts) {
    const seen = new Set<string>()
    for (let place = region.from; place < region.to; place++) {
      const node = page.nodes[place]
      if (node === undefined || !isText(node)) continue
      const key = keyOf(node.data)
      if (key === '' || seen.has(key)) continue
      seen.add(key)
      bump(inRegions, key)
      if (author !== undefined) bump(byAuthor, `${author.name}\n${key}`)
    }
  }
  return {
    inTemplate(words) {
      const key = keyOf(words)
      return key === '' || (casts.length >= 3 && (inRegions.get(key) ?? 0) > Math.max(2, casts.length * common))
    },
    bySame: (words, author) => author !== undefined && (byAuthor.get(`${author}\n${keyOf(words)}`) ?? 0) > 1,
  }
}

const keyOf = (words: string): string =>
  words.slice(0, 150).trim().replace(/\s+/g, ' ').replace(/\d+/g, '0').toLowerCase()
