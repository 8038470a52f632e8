import { type AnyNode, type Element, isTag, isText, walk } from './page/dom.ts'

/** Collects words as a browser would lay them out: white space collapses, blocks and <br> make lines. */
export interface Lines {
  /** Words of a text node; `pre` keeps their spaces and line ends. */
  write(words: string, pre?: boolean): void
  /** Makes sure that a new line begins here; with `blank`, that an empty line stands before it. */
  block(blank?: boolean): void
  /** A line end that counts even after another: <br>. */
  br(): void
  /** The next cell of a row. */
  cell(): void
  /** The text: no spaces at line ends, at most one empty line in a row, none at either end. */
  text(): string
}

export function lines(): Lines {
  const done: string[] = []
  let line = ''
  let begun = false
  let ends = 0
  let space = false
  const put = (words: string): void => {
    line += space && line !== '' ? ` ${words}` : words
    space = false
    begun = true
    ends = 0
  }
  const end = (): void => {
    done.push(line)
    line = ''
    begun = true
    ends += 1
    space = false
  }
  return {
    write(words, pre = false) {
      if (!pre) {
        let [from, to] = [0, words.length]
        while (from < to && isSpace(words.charCodeAt(from))) from += 1
        while (to > from && isSpace(words.charCodeAt(to - 1))) to -= 1
        if (from > 0) space = true
        if (from === to) return
        put(evenSpaces(words.slice(from, to)))
        space = to < words.length
        return
      }
      for (const [index, each] of words.split(/\r\n?|\n/).entries()) {
        if (index > 0) end()
        if (each !== '') put(each)
      }
    },
    block(blank = false) {
      if (line !== '') end()
      if (blank && begun && ends < 2) end()
    },
    br: end,
    cell() {
      if (line !== '') put('\t')
      space = false
    },
    text: () => trimmed([...done, line]),
  }
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13 && code !== 11)

const uneven = /[\t\r\n\f\u00a0]| {2}/

/**
 * White space as single spaces; a no-break space stands, as it does on the screen: boards indent code with it. Most words
 * are even already and go through untouched: to split them all at their spaces took a tenth of a page's time.
 */
const evenSpaces = (words: string): string =>
  uneven.test(words) ? words.replace(/[ \t\r\n\f]+/g, ' ').replaceAll('\u00a0', ' ') : words

/** Lines without spaces at their ends, with at most one empty line in a row and none at either end. */
function trimmed(all: readonly string[]): string {
  let out = ''
  let empty = false
  for (const each of all) {
    const line = each.trimEnd()
    if (line === '') empty = true
    else {
      if (out !== '') out += empty ? '\n\n' : '\n'
      out += line
      empty = false
    }
  }
  return out
}

/** Elements whose content nobody reads as words. */
export const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'head',
  'select',
  'textarea',
  'iframe',
  'object',
  'video',
  'audio',
  'button',
])

const blocks = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'center',
  'dd',
  'details',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'legend',
  'li',
  'main',
  'nav',
  'ol',
  'pre',
  'section',
  'summary',
  'table',
  'tbody',
  'thead',
  'tr',
  'ul',
])

/** Whether words before and after such an element's edge stand apart. */
export const breaksLine = (name: string): boolean =>
  name === 'br' || name === 'p' || name === 'td' || name === 'th' || blocks.has(name)

/** Lays out an element's edge: called when a walk enters and when it leaves it. */
export function edge(name: string, entering: boolean, out: Lines): void {
  if (blocks.has(name)) out.block()
  else if (name === 'br') entering && out.br()
  else if (name === 'p') out.block(true)
  else if (name === 'td' || name === 'th') entering && out.cell()
}

/** The words under a node, its blocks as lines. `skip` leaves an element out. */
export function textOf(root: AnyNode, skip?: (element: Element) => boolean): string {
  const out = lines()
  let pre = 0
  // The element that is passed over: a walk leaves it too, and asking again what it is would be asking twice.
  let passed: AnyNode | null = null
  walk(root, {
    enter(node) {
      if (isText(node)) out.write(node.data, pre > 0)
      if (!isTag(node)) return
      if (silent.has(node.name) || skip?.(node)) {
        passed = node
        return false
      }
      if (node.name === 'pre') pre += 1
      edge(node.name, true, out)
      return
    },
    leave(node) {
      if (node === passed || !isTag(node)) return
      if (node.name === 'pre') pre -= 1
      edge(node.name, false, out)
    },
  })
  return out.text()
}

/** The words under a node as one line: for titles, handles, dates. */
export function lineOf(root: AnyNode, skip?: (element: Element) => boolean): string {
  // Most titles, handles and dates are an element with one text: nothing to lay out.
  const only = hasOne(root)
  return oneLine(only === undefined ? textOf(root, skip) : only)
}

function hasOne(root: AnyNode): string | undefined {
  const [only, more] = isTag(root) ? root.children : []
  return only !== undefined && more === undefined && isText(only) ? only.data : undefined
}

const odd = /[^\S ]| {2}/

/** Any white space, no-break spaces too, becomes one space. */
export const oneLine = (words: string): string => (odd.test(words) ? words.replace(/\s+/g, ' ') : words).trim()
