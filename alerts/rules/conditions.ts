import { Verdict } from '../../model/kin.ts'
import { isWithinBound } from '../../model/price-bounds.ts'
import type { Rule, RuleEvent } from '../../model/rule.ts'
import { handleOf } from '../../model/seller.ts'
import type { Judged } from '../happening.ts'
import { ruleEventsOf } from './events.ts'
import { foldWords, termForms } from './terms.ts'
import type { Why } from './why.ts'

/** Why a condition holds, nothing where it was not asked for; `null` where it does not hold. */
type Condition = (happening: Judged) => Why[] | null

/** Makes a rule's conditions besides its watchlists ready: why all of them hold, or `null` where one does not. */
export function compileConditions(rule: Rule): Condition {
  const names = sellersOf(rule)
  const conditions = [ofSellers(names), ofVictims(rule), ofGoods(rule), ofBounds(rule), ofSource(rule), ofVerdict(rule)]
  return (happening) => {
    const { intent } = happening.listing
    // Most happenings are none that a rule waits for.
    const event = rule.intents.includes(intent) ? eventFor(rule, names, happening) : undefined
    if (event === undefined) return null
    const reasons: Why[] = []
    for (const condition of conditions) {
      const why = condition(happening)
      if (why === null) return null
      reasons.push(...why)
    }
    const silence: Why[] = event === 'seller-active' ? [{ about: 'silence', days: silentDays(happening) }] : []
    return [...reasons, ...silence, { about: 'event', intent, event }]
  }
}

const dayMs = 86_400_000
const silentDays = ({ seller }: Judged): number => Math.floor((seller?.silentMs ?? 0) / dayMs)

/** What the site's people do to a post as well as its author. */
const doneByOthers: ReadonlySet<string> = new Set<RuleEvent>(['removed', 'moved'])

/** The first of what the rule waits for. */
function eventFor({ events, activeAfter }: Rule, names: Names, happening: Judged): RuleEvent | undefined {
  const happened = ruleEventsOf(happening.event, happening).find((event) => events.includes(event))
  if (happened !== undefined) return happened
  const isActive =
    events.includes('seller-active') &&
    !doneByOthers.has(happening.event.kind) &&
    (happening.seller?.silentMs ?? 0) >= activeAfter &&
    sellerIn(names, happening) !== undefined
  return isActive ? 'seller-active' : undefined
}

/** The sellers of a rule, in lower case, as the rule writes them. */
type Names = ReadonlyMap<string, string>

const sellersOf = ({ sellers }: Rule): Names => new Map(sellers.map((name) => [name.toLowerCase(), name]))

/** Who of the sellers it is: by the account itself, or by another one of the same person. */
function sellerIn(names: Names, { listing, event, seller }: Judged): { name: string; as: string | null } | undefined {
  if (names.size === 0) return undefined
  const here = [event.accountId, listing.accountId].filter((id) => id !== null)
  for (const id of new Set([...here, ...(seller?.accountIds ?? [])])) {
    const name = names.get(id) ?? names.get(handleOf(id))
    if (name !== undefined) return { name, as: here.includes(id) ? null : (here[0] ?? null) }
  }
  return undefined
}

const ofSellers =
  (names: Names): Condition =>
  (happening) => {
    if (names.size === 0) return []
    const found = sellerIn(names, happening)
    return found ? [{ about: 'seller', ...found }] : null
  }

/** A victim that an offer names holds one of the names as whole words: "BPJS" is in "BPJS Kesehatan". */
function ofVictims({ victims }: Rule): Condition {
  const forms = victims.flatMap(termForms)
  if (forms.length === 0) return () => []
  return ({ listing }) => {
    const found = listing.victims.filter((victim) => {
      const folded = foldWords(victim)
      return forms.some((form) => folded.includes(form))
    })
    return found.length === 0 ? null : found.map((victim) => ({ about: 'victim', victim }))
  }
}

const ofGoods =
  ({ countries, dataClasses }: Rule): Condition =>
  ({ listing }) => {
    const here = listing.countries.filter((country) => countries.includes(country))
    if (countries.length > 0 && here.length === 0) return null
    const classes = listing.dataClasses.filter((dataClass) => dataClasses.includes(dataClass))
    if (dataClasses.length > 0 && classes.length === 0) return null
    return [
      ...here.map((country): Why => ({ about: 'country', country })),
      ...classes.map((dataClass): Why => ({ about: 'data-class', dataClass })),
    ]
  }

const ofBounds =
  ({ minRecords, minSeverity, minConfidence, price: bounds }: Rule): Condition =>
  ({ listing }) => {
    const { severity, confidence, price } = listing
    const records = listing.records ?? 0
    if (records < minRecords || severity < minSeverity || confidence < minConfidence) return null
    const bound = price === null ? undefined : bounds?.find((one) => isWithinBound(price, one))
    if (bounds !== undefined && bound === undefined) return null
    const least = [
      { field: 'records', value: records, least: minRecords },
      { field: 'severity', value: severity, least: minSeverity },
      { field: 'confidence', value: confidence, least: minConfidence },
    ] as const
    return [
      ...least.flatMap((one): Why[] => (one.least > 0 ? [{ about: 'least', ...one }] : [])),
      ...(price !== null && bound !== undefined ? [{ about: 'price', price, bound } as const] : []),
    ]
  }

const ofSource =
  ({ targets, types, minReliability: least }: Rule): Condition =>
  ({ targetId, post, reliability: value }) => {
    if (targets.length > 0 && !targets.includes(targetId)) return null
    if (types.length > 0 && !types.includes(post.platform)) return null
    // The letters stand in their order, A before B.
    if (value > least) return null
    return [
      ...(targets.length > 0 ? [{ about: 'target', target: targetId } as const] : []),
      ...(types.length > 0 ? [{ about: 'type', type: post.platform } as const] : []),
      ...(least < 'F' ? [{ about: 'reliability', value, least } as const] : []),
    ]
  }

const everyVerdict = Verdict.options.length

const ofVerdict =
  ({ verdicts }: Rule): Condition =>
  ({ listing: { verdict } }) => {
    if (!verdicts.includes(verdict)) return null
    return verdicts.length < everyVerdict ? [{ about: 'verdict', verdict }] : []
  }
