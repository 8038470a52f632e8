import { matchesIn } from '../../matches.ts'
import kinds from '../../signals/lexicons/kinds.json' with { type: 'json' }
import type { Named } from './names.ts'

/** Characters of a text in which such names are looked for. */
const readable = 4_000
const most = 20

const longestFirst = (words: readonly string[]): string =>
  words.toSorted((one, other) => other.length - one.length).join('|')

const han = kinds.han
/** A kind, or what stands behind a name and is none of it. */
const hanKind = new RegExp(`(${longestFirst(han.kept)})(?![卡账帐帳])| ?(?:${longestFirst(han.left)})`, 'g')
/** What else of a firm's name stands between a kind and the legal form: "物业" in "云上物业管理有限公司". */
const hanFirm = /^\p{Script=Han}{0,8}?(?=(?:股份)?有限(?:责任|責任)?公司)/u
/** What parts the columns of a list. */
const column = /[、|｜/;；]/
const hanAhead = /[\p{Script=Han}\d]{1,16}$/u
/** What stands ahead of a name without a space: the word of the offer, a country, "a certain". */
const hanLead = new RegExp(`^(?:.*(?:${longestFirst(han.lead)})|\\d{5,})?(?:${longestFirst(han.empty)})*`, 'u')
const hanEmpty = new RegExp(`^(?:\\d+|${longestFirst([...han.lead, ...han.empty, ...han.kept])})*$`, 'u')

const hanNames = (text: string): Named[] => {
  const names: Named[] = []
  for (const { 0: whole, 1: kind = '', index } of matchesIn(text, hanKind)) {
    if (index < (names.at(-1)?.end ?? 0)) continue
    const ahead = hanAhead.exec(text.slice(Math.max(0, index - 16), index))?.[0] ?? ''
    const lead = hanLead.exec(ahead)?.[0] ?? ''
    const body = ahead.slice(lead.length)
    if ([...body].length < 2 || lead.endsWith('某') || hanEmpty.test(body)) continue
    const behind = index + whole.length
    const end = kind === '' ? index : behind + (hanFirm.exec(text.slice(behind, behind + 16))?.[0].length ?? 0)
    const start = index - body.length
    // "就诊医院、诊断名称": a column of the data.
    if (column.test(text.charAt(start - lead.length - 1)) || column.test(text.charAt(behind))) continue
    names.push({ name: text.slice(start, end), start, end })
  }
  return names
}

const { kept, left, empty } = kinds.arabic
const letter = '[\\u0620-\\u064a\\u066e-\\u06d3]'
const stops = `(?!(?:${longestFirst(empty)}|لل${letter}{2,20}|و(?:ال|${longestFirst([...kept, ...left])})${letter}*)(?!${letter}))`
const hanSign = /[\u4e00-\u9fff]/
const arabicSign = /[\u0620-\u064a]/
const arabicName = new RegExp(
  `(?<!${letter})(?:[ولبك]|لل)?(?:(${longestFirst(kept)})|(?:${longestFirst(left)})) ((?:${stops}${letter}{2,20})(?: ${stops}${letter}{2,20}){0,2})`,
  'gu',
)

const arabicNames = (text: string): Named[] =>
  matchesIn(text, arabicName).map(({ 0: whole, 1: kind, 2: own = '', index }) => {
    const end = index + whole.length
    const start = kind === undefined ? end - own.length : index + whole.indexOf(kind)
    return { name: text.slice(start, end), start, end }
  })

/** Organisations of scripts without capitals, by a word for what they are beside the name: "某某医院", "مستشفى الواحة". */
export const uncasedOrganisationsIn = (text: string): Named[] => {
  const head = text.slice(0, readable)
  return [...(hanSign.test(head) ? hanNames(head) : []), ...(arabicSign.test(head) ? arabicNames(head) : [])].slice(
    0,
    most,
  )
}
