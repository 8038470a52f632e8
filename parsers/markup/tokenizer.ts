import { entityAt } from './entities.ts'

/** What a page is made of, told as it comes. Names are in lower case. */
export interface Tags {
  /** A tag that opens; `closed` where it ends in `/>`. */
  open(name: string, attributes: Record<string, string>, closed: boolean): void
  close(name: string): void
  /** Words, their entities decoded. One text may come in pieces. */
  text(words: string): void
}

const [gt, slash, equals, quote, apostrophe, bang, question] = [62, 47, 61, 34, 39, 33, 63]
const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 9 || code === 13 || code === 12
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122
const endsClose = (code: number): boolean => code === gt || isSpace(code)
const endsName = (code: number): boolean => code === slash || endsClose(code)
const endsAttribute = (code: number): boolean => code === equals || endsName(code)

/** Names of tags and attributes, in lower case, by a number made of the letters that they are written with. */
const names: ({ written: string; name: string } | undefined)[] = new Array(4_096).fill(undefined)

/**
 * The name that stands between two places. Pages have some dozens of names, thousands of times: to find one among those
 * that were seen costs a third of cutting it out and lowering it again.
 */
function nameAt(body: string, from: number, end: number, sum: number): string {
  const place = sum & 4_095
  const seen = names[place]
  if (seen !== undefined && seen.written.length === end - from && body.startsWith(seen.written, from)) return seen.name
  const written = body.slice(from, end)
  const name = written.toLowerCase()
  // V8 keeps the whole body for a piece of 13 characters or more: a name is kept as a copy of its own.
  if (written.length < 64) names[place] = { written: copied(written), name: copied(name) }
  return name
}

const copied = (words: string): string => JSON.parse(JSON.stringify(words)) as string

/** Elements whose content is no markup, with what ends them. */
const raw = new Map(
  ['script', 'style', 'title', 'textarea', 'xmp'].map((name) => [
    name,
    new RegExp(`</${name}(?=[> \\t\\r\\n\\f])`, 'gi'),
  ]),
)

/**
 * Cuts a page of HTML into its tags and texts, as htmlparser2's tokenizer does. That one is made for streams, looks at each
 * character through a state machine and lets its parser cut and lower each name anew, which is three quarters of what
 * building a DOM costs; this one has the whole page and looks for the character that comes next. Comments and
 * declarations, of which nobody reads anything, are passed over, and so is a tag that the page's end cuts off.
 */
export function tokenize(body: string, tags: Tags): void {
  const { length } = body
  /** The next ampersand, wherever it stands. */
  let amp = body.indexOf('&')

  /** What stands between two places, with its entities decoded. */
  const words = (from: number, end: number, where: 'text' | 'attribute'): string => {
    if (amp !== -1 && amp < from) amp = body.indexOf('&', from)
    if (amp === -1 || amp >= end) return body.slice(from, end)
    let out = ''
    let start = from
    for (; amp !== -1 && amp < end; amp = body.indexOf('&', amp + 1)) {
      const entity = entityAt(body, amp, where)
      if (entity === null) continue
      out += body.slice(start, amp) + entity.words
      start = amp + entity.length
    }
    return out + body.slice(start, end)
  }
  const tell = (from: number, end: number): void => {
    if (from < end) tags.text(words(from, end, 'text'))
  }
  const pastSpaces = (from: number): number => {
    let at = from
    while (isSpace(body.charCodeAt(at))) at += 1
    return at
  }
  /** The number of the name that was passed last: see `nameAt`. */
  let sum = 0
  const pastName = (from: number, ends: (code: number) => boolean): number => {
    let code = body.charCodeAt(from)
    let at = from + 1
    // The first letter is one whatever it is, and no letter ends a name.
    for (sum = code; at < length; at += 1) {
      code = body.charCodeAt(at)
      if (code <= gt && ends(code)) break
      sum = (Math.imul(sum, 31) + code) | 0
    }
    return at
  }
  /** The place after the next `what`; the end of the body where there is none. */
  const past = (what: string, from: number): number => {
    const at = body.indexOf(what, from)
    return at === -1 ? length : at + what.length
  }

  /** The place after an attribute, which is put to the others; of two of one name the first counts. */
  const attribute = (from: number, attributes: Record<string, string>): number => {
    const end = pastName(from, endsAttribute)
    const name = nameAt(body, from, end, sum)
    let [at, past, value] = [pastSpaces(end), 0, '']
    if (body.charCodeAt(at) === equals) {
      at = pastSpaces(at + 1)
      const mark = body.charCodeAt(at)
      if (mark === quote || mark === apostrophe) {
        at += 1
        past = body.indexOf(mark === quote ? '"' : "'", at)
        if (past === -1) return length
        value = words(at, past, 'attribute')
        at = past + 1
      } else {
        for (past = at; past < length && body.charCodeAt(past) !== gt && !isSpace(body.charCodeAt(past)); ) past += 1
        value = words(at, past, 'attribute')
        at = past
      }
    }
    if (attributes[name] === undefined) attributes[name] = value
    return at
  }

  /** A tag that opens, with what is raw in it. A tag that the body's end cuts off is none. */
  const openTag = (from: number): number => {
    let at = pastName(from, endsName)
    if (at === length) return length
    const name = nameAt(body, from, at, sum)
    const attributes: Record<string, string> = {}
    for (at = pastSpaces(at); at < length; at = pastSpaces(at)) {
      const code = body.charCodeAt(at)
      if (code === gt) {
        tags.open(name, attributes, false)
        const ends = raw.get(name)
        return ends === undefined ? at + 1 : content(at + 1, ends)
      }
      if (code !== slash) at = attribute(at, attributes)
      else {
        at = pastSpaces(at + 1)
        if (body.charCodeAt(at) === gt) {
          tags.open(name, attributes, true)
          return at + 1
        }
      }
    }
    return length
  }
  const content = (from: number, ends: RegExp): number => {
    ends.lastIndex = from
    const end = ends.exec(body)?.index ?? length
    if (ends === raw.get('title')) tell(from, end)
    else if (from < end) tags.text(body.slice(from, end))
    return end
  }

  const closeTag = (from: number): number => {
    const end = pastName(from, endsClose)
    if (end < length) tags.close(nameAt(body, from, end, sum))
    return past('>', end)
  }

  /** The place after `<!…>`. A comment may be as short as `<!-->`. */
  const declaration = (from: number): number => {
    if (body.startsWith('--', from)) return past('-->', from)
    if (body.startsWith('[CDATA[', from)) return past(']]>', from + 7)
    return past('>', from + (body.startsWith('-', from) ? 2 : 1))
  }

  /** Where the text begins that nobody was told of. */
  let untold = 0
  let at = 0
  for (let lt = body.indexOf('<'); lt !== -1; lt = body.indexOf('<', at)) {
    const code = body.charCodeAt(lt + 1)
    at = code === slash ? pastSpaces(lt + 2) : lt + 1
    const tag = isLetter(body.charCodeAt(at))
    const empty =
      !tag && (code === slash ? at === length || body.charCodeAt(at) === gt : code !== bang && code !== question)
    // `</>` and `< a` are text.
    if (empty) continue
    tell(untold, lt)
    if (tag) at = code === slash ? closeTag(at) : openTag(at)
    else at = code === bang ? declaration(lt + 2) : past('>', at)
    untold = at
  }
  tell(untold, length)
}
