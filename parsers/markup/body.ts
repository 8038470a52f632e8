import type { ParsedPost, Quote } from '../../model/post.ts'
import { type AnyNode, attribute, type Element, hasClass, isTag, isText, walk } from './page/dom.ts'
import said from './quote-words.json' with { type: 'json' }
import { edge, type Lines, lines, oneLine, silent } from './text.ts'
import { linkUrl } from './urls.ts'

/**
 * What an element inside a post's body is. `drop` is the software's decoration: "Code:", an edit note, a button; `block`
 * stands on lines of its own, though its name does not say so.
 */
export type Role = 'quote' | 'cite' | 'drop' | 'block'

/** What a post's body holds: the author's own words, and apart from them what he repeats. */
export type Body = Pick<ParsedPost, 'text' | 'quotes' | 'links' | 'images'>

const anyOf = (kind: 'wrote' | 'quote' | 'from' | 'on'): string =>
  `(?:${Object.values(said)
    .flatMap((words) => words[kind])
    .join('|')})`

const wrote = new RegExp(`^(.*?)\\s*(?:^|\\s)${anyOf('wrote')}\\s*[:：]?$`, 'iu')
const bareQuote = new RegExp(`^${anyOf('quote')}?\\s*[:：]?$`, 'iu')
const from = new RegExp(`^${anyOf('from')}\\s*[:：\\s]\\s*(.+)$`, 'iu')
/** The last "on" with a number behind it: a name may have the word in it. */
const dated = new RegExp(`^(.+)\\s${anyOf('on')}\\s(?=\\D*\\d).+$`, 'iu')

/**
 * `(05-12-2021, 03:21 AM)Kotz Wrote:` and `Quote from: Kotz on May 12, 2021, 03:21 AM` → `Kotz`; `null` where a quote
 * names nobody. The words by language are in quote-words.json.
 */
export function citedAuthor(cite: string): string | null {
  const words = oneLine(cite.slice(0, 300).replace(/\([^()]*\d[^()]*\)/g, ' '))
  if (bareQuote.test(words)) return null
  const named = from.exec(words)?.[1]
  if (named !== undefined) return (dated.exec(named)?.[1] ?? named.replace(/[:：]$/, '')).trim() || null
  const name = wrote.exec(words)?.[1] ?? words.replace(/:$/, '')
  // "Kotz, on 12 May 2021 - 03:21 AM, said:"
  const undated = dated.exec(name)?.[1]
  return (undated?.endsWith(',') ? undated.slice(0, -1) : name).trim() || null
}

/** Cloudflare hides mail addresses in pages from visitors without scripts: the first byte is the key of the others. */
export function decodeHiddenMail(hex: string): string {
  const bytes = hex.match(/[0-9a-f]{2}/gi)?.map((pair) => Number.parseInt(pair, 16)) ?? []
  const [key = 0, ...rest] = bytes
  return new TextDecoder().decode(Uint8Array.from(rest, (byte) => byte ^ key))
}

/** Where words go at a place of the walk: the author's text, a quote's, or a cite's. */
interface Level {
  element: Element | null
  role: Role | null
  out: Lines
}

/**
 * Reads a post's body in one walk. A quote inside a quote stands after it, with its own words only. Links and images
 * are the author's own; smilies and file icons are no images, and an emoji drawn as one is a letter of the text.
 */
export function readBody(
  root: AnyNode,
  base: URL,
  roleOf: (element: Element) => Role | undefined = () => undefined,
): Body {
  const body: Body = { text: '', quotes: [], links: [], images: [] }
  const own: Level = { element: null, role: null, out: lines() }
  const levels: Level[] = [own]
  /** The quotes that are open, the innermost last. */
  const open: { quote: Quote; headed: boolean }[] = []
  /** What a cite said that the next quote is of; `undefined` where no cite stands before it. */
  let heading: string | null | undefined
  const blocks = new Set<Element>()
  let pre = 0
  let link: { element: Element; from: string[] } | null = null
  const top = (): Level => levels.at(-1) ?? own
  const write = (words: string): void => {
    top().out.write(words, pre > 0)
    link?.from.push(words)
  }

  walk(root, {
    enter(node) {
      if (isText(node)) write(node.data)
      if (!isTag(node)) return
      const role = roleOf(node)
      if (role === 'drop' || silent.has(node.name)) return false
      if (hasClass(node, '__cf_email__')) {
        write(decodeHiddenMail(attribute(node, 'data-cfemail')))
        return false
      }
      if (node.name === 'pre') pre += 1
      if (role === 'quote') {
        top().out.block()
        const quote = { author: heading ?? null, text: '' }
        open.push({ quote, headed: heading !== undefined })
        heading = undefined
        body.quotes.push(quote)
      }
      if (role === 'block') {
        blocks.add(node)
        top().out.block()
      } else if (role !== undefined) levels.push({ element: node, role, out: lines() })
      edge(node.name, true, top().out)
      if (open.length > 0 || top().role === 'cite') return
      if (node.name === 'a' && link === null && attribute(node, 'href') !== '') link = { element: node, from: [] }
      if (node.name === 'img') readImage(node, link?.element ?? null, base, body, write)
      return
    },
    leave(node) {
      if (!isTag(node) || silent.has(node.name)) return
      if (link?.element === node) {
        const url = linkUrl(attribute(node, 'href'), base)
        if (url !== null) body.links.push({ url, text: oneLine(link.from.join('')) })
        link = null
      }
      if (node.name === 'pre') pre -= 1
      edge(node.name, false, top().out)
      if (blocks.has(node)) top().out.block()
      const level = top()
      if (level.element !== node) return
      levels.pop()
      if (level.role === 'cite') {
        const author = citedAuthor(level.out.text())
        const inside = open.at(-1)
        // Some software writes a quote's cite into it, some before it: a quote that has one takes no second.
        if (inside === undefined || inside.headed) heading = author
        else {
          inside.quote.author = author
          inside.headed = true
        }
        return
      }
      const closed = open.pop()
      if (closed !== undefined) closed.quote.text = level.out.text()
      top().out.block()
    },
  })
  body.text = own.out.text()
  return body
}

const decoration = /\b(smil(ie|ey)s?|emoticons?|emoji|attachtypes|mime_?icons?|icons?)\b/i
const pictograph = /^[\p{Extended_Pictographic}\p{Emoji_Component}]+$/u

/** Files of pictures, and uploads that forums call attachments, by the path of an address. */
const file = /\.(?:png|jpe?g|webp|gif)$|attach/i

/** The file that a link around a picture leads to, where it is another one than the picture. */
function fullPicture(around: Element | null, shown: string, base: URL): { full?: string } {
  const full = around && linkUrl(attribute(around, 'href'), base)
  return full && full !== shown && file.test(new URL(full).pathname) ? { full } : {}
}

function readImage(
  element: Element,
  around: Element | null,
  base: URL,
  body: Body,
  write: (words: string) => void,
): void {
  const alt = attribute(element, 'alt')
  const letter = pictograph.test(alt) && !/^[\d#*]+$/.test(alt)
  if (letter) write(alt)
  // Most others are smilies whose class says so: no address is worked out for them.
  if (letter || decoration.test(attribute(element, 'class'))) return
  const url = linkUrl(attribute(element, 'data-src') || attribute(element, 'src'), base)
  if (url !== null && !decoration.test(new URL(url).pathname.replaceAll('_', ' '))) {
    body.images.push({ url, alt: oneLine(alt), ...fullPicture(around, url, base) })
  }
}
