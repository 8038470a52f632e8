import { binds, groupOf } from '../../listings/links.ts'
import type { Clue } from '../../model/clue.ts'
import type { Account, Link } from '../../model/seller.ts'
import type { Intent } from '../../model/signal.ts'
import { tongueOf } from '../../parsers/clues/tongue.ts'
import { type AccountVersion, accountsOf, accountVersions } from '../../store/accounts.ts'
import { cluesOf, type KnownClue } from '../../store/clues.ts'
import type { Sql } from '../../store/database.ts'
import { type Dealing, type Dealt, hoursOf, lastWords, type Offer, offersOf } from '../../store/sellers.ts'
import { accountsCalled, personBehind } from './person.ts'

/** What is known of somebody: what `pantau sellers NAME` shows, and `--json` gives. */
export interface SellerPage {
  name: string
  /** Those that were asked for, and those that are his by a confirmed link, or by a suggested one where that was asked for. */
  accounts: (Account & { earlierHandles: string[]; versions: AccountVersion[] })[]
  /** Whether suggested links were followed, which nobody has confirmed. */
  withSuggested: boolean
  /** Whether confirmed links put all of them together, and not a handle that they share. */
  isConfirmed: boolean
  /** All links of these accounts, the strongest first: to each other and to others. */
  links: (Link & { state: 'confirmed' | 'refused' | 'suggested' | 'weak' })[]
  /** Contacts, wallets, keys and other names that they show, with who showed them and since when. */
  clues: KnownClue[]
  dealing: Dealing
  /** Languages of the last posts, by how many of them are in it; `null` of those that do not tell. */
  languages: { language: string | null; posts: number }[]
  /** Posts by the hour of the day, in UTC: 24 counts. */
  hours: number[]
  /** The latest first. */
  offers: Offer[]
}

/** Posts whose language is looked at. */
const postsLookedAt = 200

/** Everything about the person behind a name; a PantauError where nobody is called so. */
export async function sellerPage(
  sql: Sql,
  name: string,
  { withSuggested = false }: { withSuggested?: boolean } = {},
): Promise<SellerPage> {
  const asked = await accountsCalled(sql, name)
  const start = asked.map(({ id }) => id)
  const { accountIds: ids, links } = await personBehind(sql, start, { withSuggested })
  const accounts = await accountsOf(sql, ids)
  const versions = await accountVersions(sql, ids)
  const clues = await cluesOf(sql, ids)
  const offers = await offersOf(sql, ids)
  return {
    name: asked[0]?.handle ?? name,
    accounts: accounts.map((account) => ({
      ...account,
      earlierHandles: account.earlierHandles ?? [],
      versions: versions.filter(({ accountId }) => accountId === account.id),
    })),
    withSuggested,
    isConfirmed: groupOf(start.slice(0, 1), links, false).length === ids.length,
    links: links.map((link) => ({ ...link, state: stateOf(link) })),
    clues: clues.filter(({ kind }) => !own.has(kind)),
    dealing: dealingOf(offers),
    languages: languagesOf(await lastWords(sql, ids, postsLookedAt)),
    hours: await hoursOf(sql, ids),
    offers,
  }
}

/** What tells accounts apart rather than who is behind them. */
const own: ReadonlySet<Clue['kind']> = new Set(['handle', 'uid'])

const stateOf = (link: Link): SellerPage['links'][number]['state'] =>
  link.verdict?.verdict ?? (binds(link, true) ? 'suggested' : 'weak')

/** What was offered, by what is in it; who wants data buys. */
function dealingOf(offers: readonly Offer[]): Dealing {
  const intents: Partial<Record<Intent, number>> = {}
  for (const { intent } of offers) intents[intent] = (intents[intent] ?? 0) + 1
  return {
    intents,
    countries: dealt(offers, ({ countries }) => countries),
    dataClasses: dealt(offers, ({ dataClasses }) => dataClasses),
  }
}

function dealt<What extends string>(offers: readonly Offer[], of: (offer: Offer) => readonly What[]): Dealt<What>[] {
  const counts = new Map<What, Dealt<What>>()
  for (const offer of offers)
    for (const what of new Set(of(offer))) {
      const count = counts.get(what) ?? { what, sold: 0, bought: 0 }
      count[offer.intent === 'wanted' ? 'bought' : 'sold'] += 1
      counts.set(what, count)
    }
  return [...counts.values()].sort((a, b) => b.sold + b.bought - a.sold - a.bought || a.what.localeCompare(b.what))
}

function languagesOf(posts: readonly { title: string; text: string }[]): SellerPage['languages'] {
  const counts = new Map<string | null, number>()
  for (const { title, text } of posts) {
    const language = tongueOf(`${title}\n${text}`)
    counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  return [...counts].map(([language, posts]) => ({ language, posts })).sort((a, b) => b.posts - a.posts)
}
