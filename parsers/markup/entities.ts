import { Parser } from 'htmlparser2'

/** What an entity stands for, and how much of the source it takes. */
export interface Entity {
  words: string
  length: number
}

/** Longer than any name, and than any number that somebody writes in earnest. */
const written = /&#?[a-z\d]{1,40}[;=]?/iy
const ampersand: Entity = { words: '&', length: 5 }
const known = { text: new Map<string, Entity | null>(), attribute: new Map<string, Entity | null>() }
/** Pages write some dozens; only hostile ones write more, and they need not be kept. */
const most = 1_000

/**
 * The entity that begins at a place; `null` where there is only an ampersand. htmlparser2 decides, once for each way of
 * writing: in an attribute `&copy=1` is none, in a text it is.
 */
export function entityAt(source: string, at: number, where: 'text' | 'attribute'): Entity | null {
  // Three in four are the ampersands of addresses.
  if (source.startsWith('&amp;', at)) return ampersand
  written.lastIndex = at
  const entity = written.exec(source)?.[0]
  if (entity === undefined) return null
  const before = known[where].get(entity)
  if (before !== undefined) return before
  const decoded = decode(entity, where)
  // V8 keeps the whole source for a piece of it of 13 characters or more.
  if (entity.length < 13 && known[where].size < most) known[where].set(entity, decoded)
  return decoded
}

function decode(entity: string, where: 'text' | 'attribute'): Entity | null {
  let words = ''
  const parser = new Parser({
    ontext: (text) => {
      words += text
    },
    onattribute: (_, value) => {
      words = value
    },
  })
  parser.end(where === 'text' ? entity : `<a a="${entity}">`)
  // An old name may stand at the head of a word: `&notit` is `¬it`.
  let rest = 0
  while (rest < entity.length && words.at(-1 - rest) === entity.at(-1 - rest)) rest += 1
  return words === entity ? null : { words: words.slice(0, words.length - rest), length: entity.length - rest }
}
