import lists from './words.json' with { type: 'json' }

// What pages say of their parts, in the languages of words.json. Where a language is missing, repetition alone decides.

const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const alternatives = (languages: Readonly<Record<string, readonly string[]>>): string =>
  [...new Set(Object.values(languages).flat())]
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join('|')

// Chinese and Japanese write without spaces: only letters of an alphabet end a word.
const start = String.raw`(?<![\p{Script=Latin}\p{Script=Cyrillic}])`
const end = String.raw`(?![\p{Script=Latin}\p{Script=Cyrillic}])`

const joined = new RegExp(`${start}(?:${alternatives(lists.joined)})${end}`, 'iu')
const edited = new RegExp(`${start}(?:${alternatives(lists.edited)})${end}`, 'iu')
const by = alternatives(lists.by)
const leading = new RegExp(
  String.raw`^(?:re:.{0,80})?[\s,:;|·•»«–—()[\]-]*(?:${start}(?:${by})${end}[\s:：]*){0,2}`,
  'iu',
)
const trailing = new RegExp(String.raw`(?:${start}(?:${by}|at|um|à|às|в)${end}|[\s,:：;|·•»«–—([\]-])*$`, 'iu')
const next = new RegExp(String.raw`^[\s<«‹[(]*(?:${alternatives(lists.next)})(?:[\s›»>→\])]|page|seite|\d)*$`, 'iu')

/** "Joined:", "Registriert seit": the date beside it is the account's. */
export const saysJoined = (words: string): boolean => joined.test(words)

/** "Last edited by". */
export const saysEdited = (words: string): boolean => edited.test(words)

/** "Posted by: Kotz on" → Kotz: a name without what leads to it and what follows. */
export const nameIn = (words: string): string =>
  words.trim().slice(0, 120).replace(leading, '').replace(trailing, '').trim()

/** "Next »", "weiter", "次へ", "›". */
export const saysNext = (words: string): boolean => words.length < 40 && next.test(words)
