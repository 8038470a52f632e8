// What HTML's tags mean to one another, as htmlparser2's Parser has it: browsers repair more than that, but every
// selector and fixture was written against this tree.

const form = ['input', 'option', 'optgroup', 'select', 'button', 'datalist', 'textarea']
const endParagraphs =
  'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul'

/** By a tag, the open elements that end where it begins, as long as one of them is the innermost. */
const endedBy = new Map<string, ReadonlySet<string>>([
  ...endParagraphs.split(' ').map((tag) => [tag, new Set(['p'])] as const),
  ...['select', 'input', 'output', 'button', 'datalist', 'textarea'].map((tag) => [tag, new Set(form)] as const),
  ...['dd', 'dt'].map((tag) => [tag, new Set(['dd', 'dt'])] as const),
  ...['rt', 'rp'].map((tag) => [tag, new Set(['rt', 'rp'])] as const),
  ...['tbody', 'tfoot'].map((tag) => [tag, new Set(['thead', 'tbody'])] as const),
  ['tr', new Set(['tr', 'th', 'td'])],
  ['th', new Set(['th'])],
  ['td', new Set(['thead', 'th', 'td'])],
  ['body', new Set(['head', 'link', 'script'])],
  ['li', new Set(['li'])],
  ['option', new Set(['option'])],
  ['optgroup', new Set(['optgroup', 'option'])],
])

const voids = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
)

/** In these a tag that ends with `/>` has no content; within them, those in which it is HTML again. */
const foreign = new Set(['math', 'svg'])
const htmlAgain = new Set(['mi', 'mo', 'mn', 'ms', 'mtext', 'annotation-xml', 'foreignobject', 'desc', 'title'])

/** What lies in these is text whatever it looks like, and its entities stand for themselves. */
const raw = new Set(['script', 'style', 'textarea', 'xmp'])

/** What a tag's name says of its elements. */
export interface Habits {
  /** Names of elements that it ends. */
  ends: ReadonlySet<string> | undefined
  /** Whether its elements hold nothing and need no end. */
  isVoid: boolean
  /** Whether what lies in it is foreign to HTML; `undefined` where that is as it is around it. */
  isForeign: boolean | undefined
  /** Whether the words in it have no entities. */
  isRaw: boolean
}

/** The habits of a tag of HTML, by its name in small letters. */
export const habitsOf = (name: string): Habits => ({
  ends: endedBy.get(name),
  isVoid: voids.has(name),
  isForeign: foreign.has(name) ? true : htmlAgain.has(name) ? false : undefined,
  isRaw: raw.has(name),
})

/** XML's tags have none. */
export const noHabits: Habits = { ends: undefined, isVoid: false, isForeign: undefined, isRaw: false }
