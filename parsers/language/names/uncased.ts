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
const hanFirm = /^[\u4e00-\u9fff]{0,8}?(?=(?:集团|集團)?(?:股份)?有限(?:责任|責任)?公司)/
/** What parts the columns of a list. */
const column = /[、|｜/;；]/
const hanAhead = /[\u4e00-\u9fff\d]{1,16}$/
/** What stands ahead of a name without a space: the word of the offer, a country, "a certain". */
const hanLead = new RegExp(`^(?:.*(?:${longestFirst(han.lead)})|\\d{5,})?(?:${longestFirst(han.empty)})*`)
const hanEmpty = new RegExp(`^(?:\\d+|${longestFirst([...han.lead, ...han.empty, ...han.kept])})*$`)

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
const stops = new Set(empty)
/** A word that ends a name: one that describes, "for …", and another organisation behind "and". */
const isStop = (one: string): boolean =>
  stops.has(one) ||
  /^لل../.test(one) ||
  /^وال/.test(one) ||
  (one.startsWith('و') && [...kept, ...left].includes(one.slice(1)))
const hanSign = /[\u4e00-\u9fff]/
const arabicSign = /[\u0620-\u064a]/
const arabicName = new RegExp(
  `(?<!${letter})(?:[ولبك]|لل)?(?:(${longestFirst(kept)})|(?:${longestFirst(left)}))((?: ${letter}{2,20}){1,4})(?!${letter})`,
  'g',
)

const arabicNames = (text: string): Named[] =>
  matchesIn(text, arabicName).flatMap(({ 0: whole, 1: kind, 2: behind = '', index }) => {
    const words = behind.slice(1).split(' ')
    const stop = words.findIndex(isStop)
    const own = words.slice(0, stop < 0 ? 3 : Math.min(stop, 3)).join(' ')
    if (own === '') return []
    const first = index + whole.length - behind.length + 1
    const start = kind === undefined ? first : first - kind.length - 1
    return { name: text.slice(start, first + own.length), start, end: first + own.length }
  })

/** Organisations of scripts without capitals, by a word for what they are beside the name: "某某医院", "مستشفى الواحة". */
export const uncasedOrganisationsIn = (text: string): Named[] => {
  const head = text.slice(0, readable)
  return [...(hanSign.test(head) ? hanNames(head) : []), ...(arabicSign.test(head) ? arabicNames(head) : [])].slice(
    0,
    most,
  )
}
