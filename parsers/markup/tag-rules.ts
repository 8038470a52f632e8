const forms = ['input', 'option', 'optgroup', 'select', 'button', 'datalist', 'textarea']
const sections = ['thead', 'tbody']
const terms = ['dd', 'dt']
const rubies = ['rt', 'rp']

/**
 * Which open elements a tag closes when one of them is the innermost, as htmlparser2 has it: a reduced form of
 * https://html.spec.whatwg.org/multipage/syntax.html#optional-tags that leaves genuine pages in the shape they meant.
 */
export const closes: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'address', 'article', 'aside', 'blockquote', 'details', 'div', 'dl'],
    ...['fieldset', 'figcaption', 'figure', 'footer', 'form', 'header', 'hr', 'main', 'nav', 'ol', 'p', 'pre'],
    ...['section', 'table', 'ul'],
  ]
    .map((name): [string, Set<string>] => [name, new Set(['p'])])
    .concat([
      ['tr', new Set(['tr', 'th', 'td'])],
      ['th', new Set(['th'])],
      ['td', new Set(['thead', 'th', 'td'])],
      ['body', new Set(['head', 'link', 'script'])],
      ['li', new Set(['li'])],
      ['option', new Set(['option'])],
      ['optgroup', new Set(['optgroup', 'option'])],
    ])
    .concat(['select', 'input', 'output', 'button', 'datalist', 'textarea'].map((name) => [name, new Set(forms)]))
    .concat(['tbody', 'tfoot'].map((name) => [name, new Set(sections)]))
    .concat(terms.map((name) => [name, new Set(terms)]))
    .concat(rubies.map((name) => [name, new Set(rubies)])),
)

/** Elements that hold nothing and are never closed. */
export const voids: ReadonlySet<string> = new Set([
  ...['area', 'base', 'basefont', 'br', 'col', 'command', 'embed', 'frame', 'hr', 'img', 'input', 'isindex', 'keygen'],
  ...['link', 'meta', 'param', 'source', 'track', 'wbr'],
])

/** Elements in which `<a/>` closes itself, as in XML, and elements inside them in which it again does not. */
export const foreign: ReadonlyMap<string, boolean> = new Map([
  ...['math', 'svg'].map((name) => [name, true] as const),
  ...['mi', 'mo', 'mn', 'ms', 'mtext', 'annotation-xml', 'foreignobject', 'desc', 'title'].map(
    (name) => [name, false] as const,
  ),
])
