import pc from 'picocolors'
import { dataClassWords } from '../../model/data-classes.ts'
import { drawn } from '../../model/drawn.ts'
import { cut, oneLine } from '../../model/plain.ts'
import type { Link } from '../../model/seller.ts'
import { countryWords, numberWords, priceWords, timeWords } from '../../model/words.ts'
import type { Dealt } from '../../store/sellers.ts'
import type { ListedSeller } from './list.ts'
import type { SellerPage } from './page.ts'

// What `pantau sellers` prints. Words of strangers are cleaned here: they go to a terminal.

const safe = (text: string, most = 80): string => cut(oneLine(text), most)
const day = (date: Date): string => date.toISOString().slice(0, 10)

/** Those who made the last offers, a line a person. */
export function listOf(sellers: readonly ListedSeller[]): string {
  const lines = sellers.map(({ name, accountIds, offers, lastOfferAt }) =>
    [
      safe(name, 24).padEnd(24),
      safe(accountIds.map((id) => id.slice(0, id.indexOf('/'))).join(', '), 40).padEnd(40),
      String(offers).padStart(6),
      day(lastOfferAt),
    ].join(' '),
  )
  const head = `${'SELLER'.padEnd(24)} ${'SITES'.padEnd(40)} ${'OFFERS'.padStart(6)} LAST OFFER`
  return [pc.bold(head), ...lines, '', pc.dim('One of them: pantau sellers NAME, or site/handle.'), ''].join('\n')
}

const shownOffers = 10
const shownLinks = 15
const shownDealt = 8

/** Everything about one person. */
export function pageOf(page: SellerPage): string {
  const { name, accounts, clues, dealing, languages, hours, offers } = page
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', pc.bold(title), ...lines.map((line) => `  ${line}`)]
  const posts = languages.reduce((sum, { posts }) => sum + posts, 0)
  const doubt = page.isConfirmed
    ? []
    : [
        pc.yellow(
          page.withSuggested
            ? 'Suggested links were followed: nobody has confirmed that all of these are one person.'
            : 'These accounts share a handle: nobody has confirmed that they are one person.',
        ),
      ]
  return `${[
    pc.bold(safe(name)),
    ...doubt,
    ...section('Accounts', accounts.map(accountLine)),
    ...section(
      'Contacts, keys and names',
      unique(clues.map(({ kind, value, accountId }) => `${kind.padEnd(9)} ${safe(value)}  ${pc.dim(accountId)}`)),
    ),
    ...section(
      'Deals',
      [
        Object.entries(dealing.intents)
          .map(([intent, count]) => `${intent} ${count}`)
          .join(', '),
        ...dealtLines('countries', dealing.countries, countryWords),
        ...dealtLines('data', dealing.dataClasses, dataClassWords),
      ].filter(Boolean),
    ),
    ...section(
      'Writes',
      [
        languages
          .map(({ language, posts: count }) => `${language ?? 'unknown'} ${Math.round((100 * count) / posts)}%`)
          .join(', '),
        ...(Math.max(...hours) > 0 ? [`${drawn(hours)}  00–23 UTC, by the dates of posts`] : []),
      ].filter(Boolean),
    ),
    ...section('Links', linkLines(page)),
    ...section(`Last offers (of ${offers.length})`, offers.slice(0, shownOffers).map(offerLine)),
  ].join('\n')}\n`
}

const unique = (lines: readonly string[]): string[] => [...new Set(lines)]

function accountLine({
  id,
  handle,
  joinedAt,
  posts,
  reputation,
  earlierHandles,
  firstSeenAt,
  lastSeenAt,
  versions,
}: SellerPage['accounts'][number]): string {
  const facts = [
    joinedAt === null ? '' : `joined ${joinedAt.slice(0, 10)}`,
    posts === null ? '' : `${numberWords(posts)} posts`,
    reputation === null ? '' : `reputation ${reputation}`,
    earlierHandles.length === 0 ? '' : `earlier ${earlierHandles.map((name) => safe(name, 30)).join(', ')}`,
    `seen ${day(firstSeenAt)} to ${day(lastSeenAt)}`,
    versions.length > 1 ? `${versions.length} versions of its profile` : '',
  ]
  return `${safe(handle, 30)} ${pc.dim(`(${safe(id)})`)}: ${facts.filter(Boolean).join(', ')}`
}

const dealtLines = <What extends string>(
  title: string,
  dealt: readonly Dealt<What>[],
  words: (what: What) => string,
): string[] =>
  dealt.length === 0
    ? []
    : [
        `${title}: ${dealt
          .slice(0, shownDealt)
          .map(({ what, sold, bought }) => `${words(what)} ${sold}${bought > 0 ? ` (wanted ${bought})` : ''}`)
          .join(', ')}${dealt.length > shownDealt ? ', …' : ''}`,
      ]

const paints: Record<SellerPage['links'][number]['state'], (text: string) => string> = {
  confirmed: pc.green,
  suggested: pc.yellow,
  weak: pc.dim,
  refused: pc.red,
}

/** Links with their reasons; also what `pantau sellers links` prints. */
export function linkLines({ links }: Pick<SellerPage, 'links'>, most = shownLinks): string[] {
  const lines = links
    .slice(0, most)
    .flatMap((link) => [
      `${paints[link.state](link.state.padEnd(9))} ${link.strength.toFixed(2)}  ${safe(link.from)} — ${safe(link.to)}`,
      ...reasonLines(link).map((line) => `                ${line}`),
    ])
  return links.length > most ? [...lines, `… and ${links.length - most} more: pantau sellers links NAME`] : lines
}

const reasonLines = ({ reasons, verdict }: Link): string[] => [
  ...reasons.map(({ why, strength, since }) => `${safe(why, 120)} (${strength.toFixed(2)}, since ${day(since)})`),
  ...(verdict
    ? [`${verdict.verdict} by ${safe(verdict.by, 40)}, ${timeWords(verdict.at)}: ${safe(verdict.why, 120)}`]
    : []),
]

const offerLine = ({
  offeredAt,
  accountId,
  intent,
  status,
  price,
  title,
  records,
}: SellerPage['offers'][number]): string =>
  [
    day(offeredAt),
    `${intent}${status === 'sold' ? ', closed' : ''}`.padEnd(16),
    safe(accountId ?? '', 24).padEnd(24),
    safe(title, 50),
    records === null ? '' : `${numberWords(records)} records`,
    price === null ? '' : priceWords(price),
  ]
    .filter(Boolean)
    .join('  ')
