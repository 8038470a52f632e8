import { type AnyNode, isTag, isText, walk } from './dom.ts'

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
  const parts: string[] = []
  let column = 0
  let ends = 0
  let space = false
  const put = (words: string): void => {
    if (space && column > 0) parts.push(' ')
    space = false
    parts.push(words)
    column += words.length
    ends = 0
  }
  const end = (): void => {
    parts.push('\n')
    column = 0
    ends += 1
    space = false
  }
  return {
    write(words, pre = false) {
      if (pre) {
        for (const [index, line] of words.split(/\r\n?|\n/).entries()) {
          if (index > 0) end()
          if (line !== '') put(line)
        }
        return
      }
      // A no-break space stands, as it does on the screen: boards indent code with it.
      for (const piece of words.split(/([ \t\r\n\f]+)/)) {
        if (piece === '') continue
        if (/^[ \t\r\n\f]/.test(piece)) space = true
        else put(piece.replaceAll('\u00a0', ' '))
      }
    },
    block(blank = false) {
      if (column > 0) end()
      if (blank && parts.length > 0 && ends < 2) end()
    },
    br: end,
    cell() {
      if (column > 0) put('\t')
      space = false
    },
    text: () =>
      parts
        .join('')
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .replace(/^\n+|\n+$/g, ''),
  }
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

/** Lays out an element's edge: called when a walk enters and when it leaves it. */
export function edge(name: string, entering: boolean, out: Lines): void {
  if (name === 'br') entering && out.br()
  else if (name === 'p') out.block(true)
  else if (blocks.has(name)) out.block()
  else if (name === 'td' || name === 'th') entering && out.cell()
}

/** The words under a node, its blocks as lines. `skip` leaves an element out. */
export function textOf(root: AnyNode, skip?: (element: import('./dom.ts').Element) => boolean): string {
  const out = lines()
  let pre = 0
  walk(root, {
    enter(node) {
      if (isText(node)) out.write(node.data, pre > 0)
      if (!isTag(node)) return
      if (silent.has(node.name) || skip?.(node)) return false
      if (node.name === 'pre') pre += 1
      edge(node.name, true, out)
      return
    },
    leave(node) {
      if (!isTag(node) || silent.has(node.name) || skip?.(node)) return
      if (node.name === 'pre') pre -= 1
      edge(node.name, false, out)
    },
  })
  return out.text()
}

/** The words under a node as one line: for titles, handles, dates. */
export const lineOf = (root: AnyNode, skip?: (element: import('./dom.ts').Element) => boolean): string =>
  oneLine(textOf(root, skip))

/** Any white space, no-break spaces too, becomes one space. */
export const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim()
