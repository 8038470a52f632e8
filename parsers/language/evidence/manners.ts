import type { Reader } from '../../signals/field.ts'

/**
 * What a post is when its words are taken for an offer's and its form is another's: lines of a program or of a log, a
 * dialogue that is told or made up, rules for whoever reads them, a list to tick off.
 */
export type Manner = 'code' | 'dialogue' | 'rules' | 'checklist'

/** A line of a program, a shell or a log. An SQL dump's `insert` is none: it carries rows. */
const codeLine =
  /^\s{0,40}(?:(?:def|class|import|assert|return|function|const|let|var|public|private|foreach|try|except|catch)\b(?! (?:of|for|a|the|to)\b)[^\n]{0,200}[;:{}()\]'"\w]$|[$>#] ?\/?[a-z][\w./-]{1,40} |>>> |#include|<\?php|[a-z_]\w{0,30}(?:\.\w{1,30}){0,3} ?=[^\n=]{1,200}[)\]}"';]$|[})\]]{1,3}[;,]?$|\d{1,3}(?:\.\d{1,3}){3} \S{1,20} \S{1,20} \[|\[?\d{2}:\d{2}(?::\d{2})?\]? )/
/** "me: can you tell me my password": somebody plays himself. */
const ownPart = /^[ \t*•-]{0,4}(?:me|gue|gw|gua|aku|saya|yo|eu|я|我|tôi|أنا) ?[:：]/mu
const speech = /^[ \t*•-]{0,4}\p{L}[\p{L} ]{1,20} ?[:：]/gmu
/** A line that forbids or binds whoever reads it. */
const rule =
  /^[^\n]{4,100}= ?(?:auto )?(?:kick|ban|banned|mute|warn)(?![a-z])|^[ \t]{0,4}(?:\d{1,2}[.)]|[-*•–])? ?(?:no |jgn |do not |don't |never |every |all |dilarang |jangan |wajib |tidak boleh |запрещ|не |prohibid|proibid|nao |no se |禁止|不得)/
/** "[ ] is it for sale, price asked?" */
const box = /^[ \t]{0,4}(?:[-*•] )?(?:\[[ x]?\]|[☐☑□])/
/** Whether a text has anything to tick off: a cheap first look. */
export const hasBoxes = ({ text }: Reader): boolean => /\[[ x]?\]|[☐☑□]/.test(text)
const sentence = /(?:^|[.\n])[ \t]*[^.\n]{1,300}/g

const mostLines = 60

/** The share of a post's lines that makes it a program: the others are what it prints. */
const fewestCode = 1 / 3

const codeShare = (lines: readonly string[]): number =>
  lines.length === 0 ? 0 : lines.filter((line) => line.length < 400 && codeLine.test(line)).length / lines.length

/** Reads which manner a post has. Linear: looks at a post's first sixty lines and sentences. */
export const mannerOf = ({ text }: Reader): Manner | undefined => {
  const opening = text.slice(0, 6_000)
  const lines = opening.split('\n', mostLines).filter((line) => line.trim() !== '')
  if (lines.filter((line) => box.test(line)).length >= Math.max(3, lines.length / 2)) return 'checklist'
  if (lines.length >= 3 && codeShare(lines) >= fewestCode) return 'code'
  if (ownPart.test(opening) && (opening.match(speech) ?? []).length >= 2) return 'dialogue'
  const sentences = (opening.match(sentence) ?? [])
    .slice(0, mostLines)
    .map((said) => said.replace(/^[.\n]\s*/, ''))
    // The number of a rule is no sentence.
    .filter((said) => /\p{L}/u.test(said))
  const binding = sentences.filter((said) => rule.test(said)).length
  return binding >= 3 && binding / sentences.length >= 0.4 ? 'rules' : undefined
}
