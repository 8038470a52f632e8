import { shownDate } from '../dates/dates.ts'
import { readDateText } from '../dates/text.ts'
import words from '../dates/words.json' with { type: 'json' }
import { type AnyNode, attribute, type Element, isText } from '../page/dom.ts'
import { lineOf, oneLine } from '../text.ts'
import type { Line, Survey } from './survey.ts'

/** A date on the page, wherever it stands. */
export interface DateMark {
  /** Of the element that the date's first letter stands in. */
  place: number
  /** Of the date itself: a text node, or the element. */
  start: number
  /** Where its line begins among its siblings: in flat text the name before the date belongs to it. */
  head: number
  shape: string
  /** What a visitor reads. */
  shown: string
  /** With what attributes say more exactly: see `shownDate`. */
  written: string
  /** It has a time of day, or counts the minutes until now: a post's date does, a year of birth does not. */
  exact: boolean
  /** The words before and after it on its line. */
  before: string
  after: string
}

const languages: readonly Partial<Language>[] = Object.values(words)

/** What date-words.json gives of a language; words of one meaning are divided by strokes. */
interface Language {
  months: readonly string[]
  weekdays: readonly string[]
  daysBack: readonly string[]
  now: string
  ago: string
  units: Readonly<Record<string, string>>
  counts: Readonly<Record<string, string>>
}

const oneOf = (pick: (language: Partial<Language>) => Iterable<string | undefined>): string =>
  [...new Set(languages.flatMap((language) => [...pick(language)]).flatMap((list) => list?.split('|') ?? []))]
    .filter((word) => word !== '')
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')
const month = oneOf(({ months = [] }) => months)
const weekday = oneOf(({ weekdays = [] }) => weekdays)
const dayWord = oneOf(({ daysBack = [] }) => daysBack)
const unit = oneOf(({ units = {} }) => Object.values(units))
const ago = oneOf((language) => [language.ago])
const now = oneOf((language) => [language.now])
const one = oneOf(({ counts = {} }) => Object.values(counts))

// The shapes of dates, for languages that nobody has given us words of: a day, a word, a year is a date in any of them.
const clock = String.raw`(?<![\d:])\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?![\d:])(?: ?[ap]\.?m\b\.?| ?(?:uhr|wib|wita|wit|utc|gmt)\b)?`
const day = String.raw`(?<![\d:.,])\d{1,2}(?:st|nd|rd|th|er|º|ª|\.)?`
const dates = [
  String.raw`(?<!\d)\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)`,
  String.raw`(?<![\d.,/-])\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})(?![\d/])`,
  String.raw`(?<!\d)\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|(?<!\d)\d{4}\. ?\d{1,2}\. ?\d{1,2}\.?`,
  String.raw`${day}[ -](?:de |of )?\p{L}{3,12}\.?,?(?: de| del)?[ -]'?\d{4}(?!\d)`,
  String.raw`${day}[ -](?:de |of )?(?:${month})(?!\p{L})\.?(?:[ ,-]{0,2}'?\d{2}(?![\d:]))?`,
  String.raw`(?<!\p{L})\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? '?\d{4}(?!\d)`,
  String.raw`(?<!\p{L})(?:${month})\.? \d{1,2}(?:st|nd|rd|th)?(?![\d:])`,
  String.raw`(?<!\p{L})(?:${dayWord})(?!\p{L})`,
].join('|')
const between = String.raw`[\s,;|·•@»()–—-]{0,4}(?:\p{L}{1,4}\.? ){0,2}`
const moment = new RegExp(
  String.raw`(?:${clock}${between})?(?:(?<!\p{L})(?:${weekday})\.?,? )?(?:${dates})(?:${between}${clock})?`,
  'iu',
)
const count = String.raw`(?<![\p{L}\d])(?:\d{1,4}|${one}) ?(?:${unit})(?!\p{L})`
const relative = new RegExp(
  String.raw`(?<!\p{L})(?:${ago}) (?:\p{L}{3,5} )?(?:${count}[ ,]*(?:\p{L}{1,3} )?){1,3}|(?:${count}[ ,]*(?:\p{L}{1,3} )?){1,3}(?:${ago})(?!\p{L})|(?<!\p{L})(?:${now})(?!\p{L})`,
  'iu',
)
const hasClock = new RegExp(clock, 'iu')
const mayHold = new RegExp(String.raw`\d|(?<!\p{L})(?:${dayWord}|${now}|${ago})(?!\p{L})`, 'iu')
/** A page with more dates than this is a log; the first ones tell its template. */
const most = 20_000

/** All dates of the page in the order in which they stand: in <time>, in attributes, in the lines. */
export function datesOn(page: Survey): DateMark[] {
  const marked = new Set<number>()
  const titled = new Map<number, DateMark>()
  const found: DateMark[] = []
  for (let place = 0; place < page.nodes.length && found.length < most; place++) {
    const element = page.element(place)
    const mark = element === undefined ? null : ofElement(page, place, element)
    if (mark === null) continue
    found.push(mark)
    // A title beside a word is a part of its line: <span title="11-20-2026">Yesterday</span>, 03:25 PM.
    if (element?.name === 'time' || element?.attribs.datetime !== undefined) {
      for (let at = place; at < (page.ends[place] ?? 0); at++) marked.add(at)
    } else titled.set(place, mark)
  }
  for (const line of page.lines) {
    if (found.length >= most) break
    const mark = ofLine(page, line, marked)
    if (mark === null) continue
    const inside = line.pieces.flatMap(({ place }) => titled.get(page.parents[place] ?? -1) ?? [])
    if (inside.some(({ shown }) => shown.length >= mark.shown.length)) continue
    for (const shorter of inside) found.splice(found.indexOf(shorter), 1)
    found.push(mark)
  }
  return labelled(
    page,
    found.sort((a, b) => a.start - b.start),
  )
}

/** A date alone on its line may have its label in the element before it: <dt>Joined</dt><dd>Mar 3, 2005</dd>. */
function labelled(page: Survey, marks: DateMark[]): DateMark[] {
  for (const mark of marks) {
    if (mark.before !== '') continue
    let label: AnyNode | null = page.nodes[mark.place]?.prev ?? null
    while (label !== null && isText(label) && label.data.trim() === '') label = label.prev
    const place = label === null ? undefined : page.placeOf.get(label)
    const end = place === undefined ? 0 : (page.ends[place] ?? 0)
    if (label === null || place === undefined || end - place > 8) continue
    if (page.plain(place, end) + page.linked(place, end) < 40)
      mark.before = labelIn(isText(label) ? label.data.trim() : lineOf(label))
  }
  return marks
}

/** What has numbers is a value of its own. */
const labelIn = (words: string): string => (/\d/.test(words) ? '' : words)

/** <time>, and what has its date in an attribute: `<a title="Apr 3, 2021 1:41 pm">2h</a>`. */
function ofElement(page: Survey, place: number, element: Element): DateMark | null {
  const title = attribute(element, 'title')
  const titled =
    title.length < 60 && /\d{4}|\d:\d\d/.test(title) && readDateText(title, 'day-first')?.kind === 'written'
  if (element.name !== 'time' && element.attribs.datetime === undefined && !titled) return null
  const end = page.ends[place] ?? place
  // More words than a date has: the attribute speaks of something else.
  if (end - place > 40 || page.plain(place, end) + page.linked(place, end) > 60) return null
  const date = shownDate(element)
  const machine = attribute(element, 'datetime')
  if (date.shown === '' && machine === '') return null
  const shown = date.shown || machine
  const written = readDateText(date.written, 'day-first') === null && machine !== '' ? machine : date.written
  return {
    place,
    start: place,
    head: place,
    shape: page.shape(place),
    shown,
    written,
    exact: true,
    before: '',
    after: '',
  }
}

function ofLine(page: Survey, line: Line, marked: ReadonlySet<number>): DateMark | null {
  const text = line.text
  if (!mayHold.test(text)) return null
  const match = findDate(text)
  if (match === null) return null
  const first = line.pieces.findLast(({ from }) => from <= match.from)
  if (first === undefined || line.pieces.some(({ place }) => marked.has(place))) return null
  const place = page.parents[first.place] ?? -1
  const element = page.element(place)
  if (element === undefined) return null
  const parts = {
    start: first.place,
    head: headOf(page, line, first.place),
    before: text.slice(0, match.from).trim(),
    after: text.slice(match.to).trim(),
  }
  // An element around the whole date may say more in its attributes: <span title="11-20-2026">Yesterday</span>, 03:25 PM.
  const end = page.ends[place] ?? place
  const tight = end - place < 40 && page.plain(place, end) + page.linked(place, end) <= match.text.length + 30
  const around = tight ? shownDate(element) : null
  const written = around !== null && around.written !== around.shown ? around.written : match.text
  return { place, shape: shapeOfDate(page, first.place), shown: match.text, written, exact: match.exact, ...parts }
}

function headOf(page: Survey, line: Line, start: number): number {
  const parent = page.parents[start] ?? -1
  const opening = line.pieces.find(
    ({ from }, index) => line.text.slice(from, line.pieces[index + 1]?.from).trim() !== '',
  )
  let head = opening?.place ?? start
  while (head > parent && (page.parents[head] ?? -1) > parent) head = page.parents[head] ?? -1
  return page.parents[head] === parent ? head : start
}

/** Where a date stands in bare text, the parent's shape says too little: `Reply` and `Joined` may stand there too. */
function shapeOfDate(page: Survey, place: number): string {
  const parent = page.parents[place] ?? -1
  const node = page.nodes[place]
  const alone = node !== undefined && isText(node) && node.prev === null && node.next === null
  return alone ? page.shape(parent) : `text<${page.shape(parent)}`
}

/** The date in a line, with its weekday and time of day. */
export function findDate(text: string): { text: string; from: number; to: number; exact: boolean } | null {
  const match = moment.exec(text) ?? relative.exec(text)
  if (match === null) return null
  const found = match[0]
  // "hier" is yesterday in French and here in German: a day's name alone in a sentence is a word.
  if (!/\d/.test(found) && text.trim().length > found.length + 15) return null
  const value = readDateText(found, 'day-first')
  const shaped = /\d{4}/.test(found) || value !== null
  return shaped
    ? {
        text: oneLine(found),
        from: match.index,
        to: match.index + found.length,
        exact: hasClock.test(found) || value?.kind === 'ago',
      }
    : null
}
