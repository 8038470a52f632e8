import type { ClueKind } from '../model/clue.ts'
import type { Link, LinkReason, Verdict } from '../model/seller.ts'

/** A clue that ties one account to another, and how many accounts show it; `text`: both posted the same ad. */
export interface Tie {
  kind: ClueKind | 'text'
  value: string
  from: string
  to: string
  holders: number
  since: Date
  /** Of an alias: who of the two says so. */
  by: string
}

/** A link that is as strong as this is a suggestion worth a page of its own. */
export const strong = 0.8

/**
 * How sure a clue makes it that two accounts are one person's, where only they show it. A key, or a number of the
 * site's, is one person's; a messenger's address is answered by one person or one team; a name anybody may take, and a
 * good one is taken: who calls himself another's name proves nothing unless the other does so too.
 */
const strengths: Partial<Record<Tie['kind'], number>> = {
  ...{ uid: 0.98, pgp: 0.95, tox: 0.9, session: 0.9, simplex: 0.85, threema: 0.85, xmpp: 0.85 },
  ...{ btc: 0.85, ltc: 0.85, doge: 0.85, eth: 0.85, trx: 0.85, xmr: 0.85 },
  ...{ alias: 0.5, text: 0.5, handle: 0.3 },
}
/** Every other contact. */
const ofContact = 0.85
/** Both call each other by name. */
const mutual = 0.9
/** A handle of three letters is chosen by many. */
const shortHandle = 0.1
/** What this many accounts show may be one person's; beyond, it is a shop's or a middleman's, and weighs less by each. */
const fewHolders = 3

/** Whose signs are not lent to others, however many accounts show them. */
const personal: ReadonlySet<Tie['kind']> = new Set(['pgp', 'uid'])

const words: Partial<Record<Tie['kind'], string>> = {
  uid: 'have the same number on their site',
  pgp: 'show the PGP key',
  handle: 'are called',
  text: 'posted the same ad,',
  ...{ btc: 'take payment at', ltc: 'take payment at', doge: 'take payment at' },
  ...{ eth: 'take payment at', trx: 'take payment at', xmr: 'take payment at' },
}

function reasonOf({ kind, value, holders, since }: Tie, isMutual: boolean): LinkReason {
  if (kind === 'alias') {
    const why = isMutual ? 'each says that it is the other' : `one says that it goes, or went, by the name ${value}`
    return { kind, value, why, strength: isMutual ? mutual : (strengths.alias ?? 0), since }
  }
  const alone = kind === 'handle' && value.length < 4 ? shortHandle : (strengths[kind] ?? ofContact)
  const share = personal.has(kind) ? 1 : Math.min(1, fewHolders / holders)
  const many = holders > fewHolders ? `, and so do ${holders - 2} others` : ''
  const why = kind in words ? `both ${words[kind]} ${value}${many}` : `both are reached by ${kind} at ${value}${many}`
  return { kind, value, why, strength: round(alone * share), since }
}

const round = (strength: number): number => Math.round(strength * 100) / 100
const keyOf = ({ from, to }: Pick<Link, 'from' | 'to'>): string => (from < to ? `${from}\n${to}` : `${to}\n${from}`)

/**
 * The links that ties and verdicts make, the strongest first, each pair once with the account that sorts first in front.
 * Reasons add up as independent ones do: what none of them makes sure, is unsure. A verdict stays with its pair, whatever
 * reasons come or go.
 */
export function linksOf(ties: readonly Tie[], verdicts: readonly Verdict[]): Link[] {
  const pairs = new Map<string, { ties: Map<string, Tie>; namers: Set<string>; verdict: Verdict | null }>()
  const pairOf = (of: Pick<Link, 'from' | 'to'>) => {
    const key = keyOf(of)
    const pair = pairs.get(key) ?? { ties: new Map(), namers: new Set(), verdict: null }
    pairs.set(key, pair)
    return pair
  }
  for (const tie of ties) {
    const pair = pairOf(tie)
    const key = `${tie.kind} ${tie.value}`
    const known = pair.ties.get(key)
    pair.ties.set(key, known ? { ...known, holders: Math.max(known.holders, tie.holders) } : tie)
    if (tie.kind === 'alias') pair.namers.add(tie.by)
  }
  for (const verdict of verdicts) pairOf(verdict).verdict = verdict
  const links = [...pairs].map(([key, { ties, namers, verdict }]): Link => {
    const [from = '', to = ''] = key.split('\n')
    const reasons = [...ties.values()]
      .map((tie) => reasonOf(tie, namers.size > 1))
      .sort((a, b) => b.strength - a.strength || a.kind.localeCompare(b.kind))
    return { from, to, strength: together(reasons), reasons, verdict }
  })
  return links.sort((a, b) => b.strength - a.strength || keyOf(a).localeCompare(keyOf(b)))
}

/** Names of one account on several sites are one reason, and so are two keys: of each kind the strongest counts. */
function together(reasons: readonly LinkReason[]): number {
  const kinds = new Map<string, number>()
  for (const { kind, strength } of reasons) {
    const sort = kind === 'alias' ? 'handle' : kind
    kinds.set(sort, Math.max(kinds.get(sort) ?? 0, strength))
  }
  const doubt = [...kinds.values()].reduce((left, strength) => left * (1 - strength), 1)
  return round(Math.min(0.99, 1 - doubt))
}

/** Which links put accounts together: the confirmed ones; with `isSuggested`, strong ones that nobody refused too. */
export const binds = ({ verdict, strength }: Link, isSuggested: boolean): boolean =>
  verdict === null ? isSuggested && strength >= strong : verdict.verdict === 'confirmed'

/**
 * The accounts that are one person's with those of `start`, as far as these links tell. Two accounts that an analyst has told
 * apart never come together by way of a third: confirmed links are followed first, then suggested ones, the strongest
 * first, and one that would bring such two together is left.
 */
export function groupOf(start: readonly string[], links: readonly Link[], isSuggested: boolean): string[] {
  const groups = new Map<string, Set<string>>()
  const groupWith = (account: string): Set<string> => groups.get(account) ?? new Set([account])
  const refused = links.filter(({ verdict }) => verdict?.verdict === 'refused')
  const join = (one: string, other: string): void => {
    const [mine, theirs] = [groupWith(one), groupWith(other)]
    if (mine === theirs) return
    const isApart = refused.some(
      ({ from, to }) => (mine.has(from) && theirs.has(to)) || (mine.has(to) && theirs.has(from)),
    )
    if (isApart) return
    const all = new Set([...mine, ...theirs])
    for (const account of all) groups.set(account, all)
  }
  const bound = links.filter((link) => binds(link, isSuggested))
  for (const { from, to, verdict } of bound) if (verdict) join(from, to)
  for (const { from, to, verdict } of bound) if (!verdict) join(from, to)
  return [...new Set(start.flatMap((account) => [...groupWith(account)]))].sort()
}
