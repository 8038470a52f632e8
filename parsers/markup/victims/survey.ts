import type { ParsedPost } from '../../../model/post.ts'
import type { Document } from '../../engines/engine.ts'
import { type Element, isTag, isText, walk } from '../page/dom.ts'
import { textOf } from '../text.ts'
import { type VictimRow, victimRows } from './columns.ts'
import { type Facts, factsOf } from './facts.ts'
import { repeatedCards } from './find.ts'
import { cardLines } from './lines.ts'
import type { Layout } from './table.ts'
import { isTrade } from './words.ts'

/** What a page shows of victims, whatever its classes are called; worked out once, for all layouts. */
export interface Survey {
  isTrade(): boolean
  rows(): readonly VictimRow[]
  cards(): readonly Element[]
  layout(): Layout | null
  /** The layout of a page about one victim; `null` for every other. */
  detail(): Layout | null
  /** How many of these posts say what only a victim's card says. */
  told(posts: readonly ParsedPost[]): number
}

/** Words that every leak site has on it, in its text or its classes; most pages of the world have none of them. */
const stems =
  /leak|publication date|ransom|victim|stolen|exfiltr|breach|hacked|encrypted|утеч|слив|выкуп|жертв|похищ|bocor|korban|tebusan|diretas|filtrad|vazad|rescate|resgate|泄露|勒索|受害/i
/** What stands alone in an element, or before a colon, on every victim's card: a price alone makes nobody a victim. */
const facts =
  />\s*(?:(?:not |full |fully |data |all data )?(?:published|leaked)|status|state|deadline|time left|countdown|publication|publish|negotiat\w+|(?:data |leak )?size|volume|дедлайн|статус|опубликовано|размер|объ[её]м|до публикации|ukuran|tenggat|dipublikasikan|estado|plazo|prazo|tamaño|tamanho|publicado|状态|大小|截止|\d[\d.,]*\s*[GT]B|\d+\s*d(?:ays?)?\s*<)|\sdata-(?:deadline|countdown|timer|end|final|due|expire|until|publish|time|date|seconds|left)[\w-]*=/i

const [key, looked] = [{}, {}]

/** `null` for pages that cannot show victims: they cost two looks at their text. `anyway` looks at every page. */
export function surveyOf(document: Document, anyway = false): Survey | null {
  const { body } = document.page
  if (!anyway && !document.index.once(looked, () => facts.test(body) && stems.test(body))) return null
  return document.index.once(key, () => survey(document))
}

function survey(document: Document): Survey {
  const once = <T>(make: () => T): (() => T) => {
    let made: { value: T } | undefined
    return () => {
      made ??= { value: make() }
      return made.value
    }
  }
  const rows = once(() => victimRows(document.index))
  const cards = once(() => repeatedCards(document.root.children.find(isHtml) ?? (document.root as unknown as Element)))
  const layout = once(() => layoutOf(rows(), cards()))
  return {
    isTrade: once(() => isTrade(wordsOf(document))),
    rows,
    cards,
    layout,
    detail: once(() => (layout() === null ? detailLayout(document) : null)),
    told: (posts) =>
      posts.filter(({ card, text }) => card !== null && (tells(card) || /\d\s?[GT]B\b/.test(text))).length,
  }
}

/** As much of a page's text as tells what it is about. */
const enoughWords = 50_000

/** The words of a page with its title; those of different elements stand apart, as they do on the screen. */
function wordsOf(document: Document): string {
  const words: string[] = []
  let length = 0
  walk(document.root, {
    enter(node) {
      if (isTag(node) && /^(script|style)$/.test(node.name)) return false
      if (isText(node) && length < enoughWords) {
        words.push(node.data)
        length += node.data.length
      }
      return
    },
  })
  return words.join(' ')
}

const isHtml = (node: unknown): node is Element => (node as Element).name === 'html'
const tells = (card: NonNullable<ParsedPost['card']>): boolean =>
  card.deadline !== null || card.published !== null || card.size !== '' || card.price !== ''

/** Cards that are looked at to tell the layout of a page. */
const enough = 40

function layoutOf(rows: readonly VictimRow[], cards: readonly Element[]): Layout | null {
  if (rows.length > 1) return 'table'
  const looked = cards.slice(0, enough).map((card) => factsOf(cardLines(card)))
  const telling = looked.filter(isTelling)
  if (telling.length < 2 || telling.length < looked.length / 3) return null
  const lengths = looked.map(({ lines }) => lines.join('\n').length).sort((a, b) => a - b)
  const middle = lengths[lengths.length >> 1] ?? 0
  if (middle > 400) return 'blog'
  const timed = looked.filter(({ kinds }) => kinds.has('timer')).length
  return timed * 2 > looked.length && middle < 160 ? 'countdown' : 'cards'
}

/** A countdown, a deadline or a status; or an amount of data beside who the victim is. Goods have sizes and prices too. */
export const isTelling = ({ kinds }: Facts): boolean =>
  ['timer', 'deadline', 'status'].some((kind) => kinds.has(kind as 'timer')) ||
  (kinds.has('size') && ['website', 'country', 'other', 'victim'].some((kind) => kinds.has(kind as 'website')))

/** What a page is about stands in its main part. */
export const mainOf = ({ index }: Document): Element | undefined =>
  ['main', 'article', '#content', '.content', '.container', 'body'].map((place) => index.under(place)[0]).find(Boolean)

function detailLayout(document: Document): Layout | null {
  const main = mainOf(document)
  if (main === undefined) return null
  const lines = cardLines(main)
  const facts = factsOf(lines)
  if (!isTelling(facts) || facts.kinds.size < 2) return null
  if (lines.some(({ counts }) => counts !== '')) return 'countdown'
  if (textOf(main).length > 400) return 'blog'
  return document.index.under('td').length > 3 ? 'table' : 'cards'
}
