import type { ParsedPost } from '../../../model/post.ts'
import type { Document } from '../../engines/engine.ts'
import { at, textAt } from '../page/json.ts'
import { parseFragment } from '../page/open.ts'
import { textOf } from '../text.ts'
import { canonicalUrl } from '../urls.ts'
import { victimPost } from './card.ts'
import { momentOf } from './deadline.ts'
import keys from './keys.json' with { type: 'json' }
import { countdownOf } from './words.ts'

type Field = keyof typeof keys

/** Levels under which an answer may hide its list. */
const deepest = 5
/** Entries of one answer that are read. */
const most = 5_000

const fieldOf: ReadonlyMap<string, Field> = new Map(
  (Object.entries(keys) as [Field, string[]][]).flatMap(([field, names]) =>
    names.map((name) => [name, field] as const),
  ),
)
const folded = (key: string): string =>
  key
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

/** An entry's own names for what is known of a victim. */
type Shape = ReadonlyMap<Field, string>

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function shapeOf(entry: unknown): Shape {
  const shape = new Map<Field, string>()
  if (!isObject(entry)) return shape
  for (const key of Object.keys(entry).slice(0, 200)) {
    const field = fieldOf.get(folded(key)) ?? fieldOf.get(key.toLowerCase())
    const value = entry[key]
    if (field !== undefined && value !== null && value !== '' && !shape.has(field)) shape.set(field, key)
  }
  return shape
}

/** What only lists of victims say of their entries. */
const telling: readonly Field[] = ['deadline', 'size', 'price', 'published', 'status']

/** An entry that is named a victim needs one such fact; one that has only a title needs two, and a place or an address. */
function isVictim(shape: Shape): boolean {
  const facts = telling.filter((field) => shape.has(field)).length
  if (shape.has('victim')) return facts > 0
  return shape.has('name') && facts > 1 && (shape.has('website') || shape.has('country') || shape.has('other'))
}

/** The entries of an answer that are victims, wherever their list lies in it; a single victim is a list of one. */
export function victimsIn(value: unknown): { entries: readonly unknown[]; alone: boolean } | null {
  if (value === undefined) return null
  const queue: { value: unknown; depth: number }[] = [{ value, depth: 0 }]
  for (let looked = 0; looked < queue.length && looked < 2_000; looked++) {
    const { value: here, depth } = queue[looked] ?? { value: null, depth: deepest }
    if (Array.isArray(here)) {
      const entries = here.slice(0, most).filter((entry) => isVictim(shapeOf(unwrapped(entry))))
      if (entries.length > 0 && entries.length * 2 >= Math.min(here.length, most)) return { entries, alone: false }
    } else if (isObject(here) && isVictim(shapeOf(here)) && !holdsLists(here)) return { entries: [here], alone: true }
    if (depth < deepest && typeof here === 'object' && here !== null) {
      for (const inner of Object.values(here).slice(0, 100)) {
        if (typeof inner === 'object' && inner !== null) queue.push({ value: inner, depth: depth + 1 })
      }
    }
  }
  return null
}

const holdsLists = (value: Record<string, unknown>): boolean =>
  Object.values(value).some(
    (inner) => Array.isArray(inner) && inner.some((entry) => isVictim(shapeOf(unwrapped(entry)))),
  )

/** Strapi and others put an entry's fields under `attributes`. */
const unwrapped = (entry: unknown): unknown =>
  isObject(entry) && isObject(entry.attributes) ? { id: entry.id, ...entry.attributes } : entry

/** One victim of an answer as a post. Its text has every value that is a word or a number, under its own name. */
export function readVictim(document: Document, raw: unknown): ParsedPost | null {
  const entry = unwrapped(raw)
  const shape = shapeOf(entry)
  const say = (field: Field): string => wordsAt(document, entry, shape.get(field))
  const victim = (say('victim') || say('name')).slice(0, 300)
  if (victim === '') return null
  const description = say('description')
  const out = at(entry, shape.get('published') ?? '')
  const published =
    typeof out === 'boolean' || out === 0 || out === 1 ? (out ? 'published' : 'not published') : say('published')
  const key = say('id')
  const url = addressOf(document, entry, shape)
  const lines = [victim, ...labelledLines(document, entry, shape), ...(description === '' ? [] : [description])]
  const deadline = epochAware(say('deadline'))
  return victimPost(document, {
    victim,
    url,
    ...(key === '' ? {} : { key }),
    facts: {
      ...{ victim, website: say('website'), country: say('country'), size: say('size'), price: say('price'), deadline },
      ...{ status: published || say('status'), posted: say('posted'), updated: say('updated') },
      ...{ exact: '', lines, kinds: new Set() },
    },
  })
}

const epochAware = (words: string): string => words.replace(/\.\d+$/, '')

/** `size: "120 GB"` as a line of the text, dates as dates. */
function labelledLines(document: Document, entry: unknown, shape: Shape): string[] {
  const shown: readonly Field[] = [
    'website',
    'country',
    'deadline',
    'size',
    'price',
    'status',
    'published',
    'posted',
    'other',
  ]
  return shown.flatMap((field) => {
    const key = shape.get(field)
    const words = wordsAt(document, entry, key)
    if (key === undefined || words === '' || words.length > 300) return []
    const isDate = field === 'deadline' || field === 'posted'
    // What is left says something else at every visit.
    if (field === 'deadline' && (/^\d{1,8}$/.test(words) || countdownOf(words) !== null)) return []
    return [`${key.replace(/_/g, ' ')}: ${isDate ? (momentOf(words, document) ?? words) : words}`]
  })
}

/** The words of a value: HTML as text, a list's entries beside each other, an object by its name. */
function wordsAt(document: Document, entry: unknown, key: string | undefined): string {
  if (key === undefined) return ''
  const value = at(entry, key)
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').join(', ')
  if (isObject(value)) return textAt(value, 'name') || textAt(value, 'title') || textAt(value, 'rendered')
  const words = textAt(entry, key)
  return /<\/?[a-z][^>]*>|&\w+;/i.test(words) ? textOf(parseFragment(words, document.url.href)) : words.trim()
}

/** The victim's own page: an address in the entry, of this host, else none; then its id tells victims apart. */
function addressOf(document: Document, entry: unknown, shape: Shape): string | null {
  const given = textAt(entry, shape.get('url') ?? '')
  const url = given === '' ? null : canonicalUrl(given, document.url)
  return url !== null && new URL(url).host === document.url.host ? url : null
}

/** The address of the answer's next page: one that it names, `null` where it names none. */
export function nextIn(document: Document, value: unknown): string | null {
  for (const place of [value, at(value, 'links'), at(value, 'meta'), at(value, 'pagination'), at(value, 'data')]) {
    for (const name of keys.next) {
      const next = textAt(place, name)
      if (/^(https?:|\/|\?)/.test(next)) return canonicalUrl(next, document.url)
    }
  }
  return nextNumber(document, value)
}

/** `{"page": 1, "pages": 4}` beside `?page=1`. */
function nextNumber(document: Document, value: unknown): string | null {
  for (const place of [value, at(value, 'meta'), at(value, 'pagination'), at(value, 'meta', 'pagination')]) {
    const page = Number(textAt(place, 'page') || textAt(place, 'current_page') || Number.NaN)
    const pages = Number(
      textAt(place, 'pages') ||
        textAt(place, 'total_pages') ||
        textAt(place, 'last_page') ||
        textAt(place, 'pageCount') ||
        Number.NaN,
    )
    if (!(page < pages)) continue
    const url = new URL(document.url)
    url.searchParams.set('page', String(page + 1))
    return canonicalUrl(url.href, document.url)
  }
  return null
}
