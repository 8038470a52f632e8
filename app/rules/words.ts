import { bound as boundWords } from '../../alerts/words/en/rules.ts'
import { dataClassWords } from '../../model/data-classes.ts'
import { Verdict } from '../../model/kin.ts'
import type { Rule, RuleEvent } from '../../model/rule.ts'
import type { Watchlist } from '../../model/watchlist.ts'
import { countryWords, numberWords } from '../../model/words.ts'
import { sayDuration } from '../due.ts'

/** What a rule waits for, as a sentence says it: "an offer …". */
const happens: Record<RuleEvent, string> = {
  opened: 'is new',
  edited: 'is edited',
  repriced: 'has another price',
  'price-drop': 'gets cheaper',
  'price-rise': 'gets dearer',
  bumped: 'is bumped',
  'sample-added': 'shows a first sample',
  'contact-changed': 'names another contact',
  moved: 'is moved on its site',
  sold: 'is sold',
  reopened: 'is to be had again',
  removed: 'is removed',
  'seen-elsewhere': 'is posted elsewhere by somebody else',
  'seller-active': 'is touched by its seller after a long silence',
}

/** "a, b or c". */
const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

const parts: readonly [key: keyof Watchlist, one: string, many: string][] = [
  ['names', 'name', 'names'],
  ['domains', 'domain', 'domains'],
  ['keywords', 'keyword', 'keywords'],
  ['mails', 'mail pattern', 'mail patterns'],
  ['ids', 'id pattern', 'id patterns'],
  ['countries', 'country', 'countries'],
  ['dataClasses', 'data class', 'data classes'],
]

/** "our-house (3 names, 1 domain)". */
function listWords(list: Watchlist): string {
  const counts = parts.flatMap(([key, one, many]) => {
    const count = list[key].length
    return count === 0 ? [] : [`${numberWords(count)} ${count === 1 ? one : many}`]
  })
  return `${list.id} (${counts.join(', ') || 'empty: it never matches'})`
}

/** A rule in words, a line a condition: all must hold, and then the channels are told. */
export function ruleLines(rule: Rule, watchlists: readonly Watchlist[]): string[] {
  const lists = watchlists.filter(({ id }) => rule.watchlists.includes(id))
  const { minRecords, minSeverity, minConfidence, minReliability, price = [], verdicts } = rule
  const asked: [asks: boolean, line: string][] = [
    [lists.length > 0, `it matches the watchlist ${either(lists.map(listWords))}`],
    [true, `its intent is ${either(rule.intents)}`],
    [rule.victims.length > 0, `it names ${either(rule.victims)} as a victim`],
    [rule.sellers.length > 0, `it is by ${either(rule.sellers)}, or another account of the same person`],
    [rule.countries.length > 0, `people of ${either(rule.countries.map(countryWords))} are in the data`],
    [rule.dataClasses.length > 0, `it holds ${either(rule.dataClasses.map(dataClassWords))}`],
    [minRecords > 0, `it holds ${numberWords(minRecords)} records or more`],
    [price.length > 0, `it costs ${either(price.map(boundWords))}`],
    [minSeverity > 0, `its severity is ${minSeverity} or more`],
    [minConfidence > 0, `its reading is ${Math.round(minConfidence * 100)}% sure or more`],
    [rule.targets.length > 0, `it stands on ${either(rule.targets)}`],
    [rule.types.length > 0, `its source is of the type ${either(rule.types)}`],
    [minReliability < 'F', `its source's reliability is ${minReliability} or better`],
    [verdicts.length < Verdict.options.length, `its data is ${either(verdicts)}`],
  ]
  const events = rule.events.filter((event) => event !== 'seller-active' || rule.sellers.length > 0)
  return [
    `when an offer ${either(events.map((event) => happens[event]))}${activeWords(rule)}`,
    ...asked.flatMap(([asks, line]) => (asks ? [`and ${line}`] : [])),
    `tell ${rule.channels.join(', ')}, TLP:${rule.tlp}`,
    ...quietWords(rule),
    ...escalationWords(rule),
  ]
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const spanWords = (ms: number): string => (ms === 60_000 ? 'a minute' : ms === 3_600_000 ? 'an hour' : 'a day')

/** What keeps the channels from being flooded, where the rule says something of it. */
function quietWords({ group, rate, quiet }: Rule): string[] {
  const own =
    typeof rate === 'object' ? `${numberWords(rate.count)} alerts ${spanWords(rate.perMs)} by themselves` : null
  return [
    ...(group > 0 ? [`what follows within ${sayDuration(group)} comes as one message`] : []),
    ...(own === null ? [] : [`${own}, the rest gathered`]),
    ...(rate === 'none' ? ['however many there are'] : []),
    ...(quiet === undefined
      ? []
      : [
          `nothing from ${clock(quiet.hours.from)} to ${clock(quiet.hours.until)} (${quiet.hours.zone}) below severity ${quiet.over}`,
        ]),
  ]
}

const escalationWords = ({ escalate }: Rule): string[] =>
  escalate === undefined
    ? []
    : [
        `tell ${escalate.channels.join(', ')} too, where nobody has acknowledged it after ${sayDuration(escalate.after)} and its severity is ${escalate.severity} or more`,
      ]

const activeWords = ({ events, sellers, activeAfter }: Rule): string =>
  events.includes('seller-active') && sellers.length > 0 ? ` (${sayDuration(activeAfter)} or more)` : ''
