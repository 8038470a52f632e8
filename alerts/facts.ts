import { admiraltyCode, credibilityWords, reliabilityWords } from '../model/admiralty.ts'
import type { Fact } from '../model/alert.ts'
import { dataClassWords } from '../model/data-classes.ts'
import type { Listing } from '../model/listing.ts'
import { cut } from '../model/plain.ts'
import type { Account } from '../model/seller.ts'
import { changeWords, countryWords, numberWords, priceWords, timeWords } from '../model/words.ts'
import { claimWords, columnWords, fileWords, freshnessWords, weightWords } from './goods.ts'
import type { Happening, Story } from './happening.ts'
import { line, listed } from './harmless.ts'
import { pressWords, seenBeforeWords } from './kin.ts'

/** The facts of a message, in the order that `composeListing` tells; none without something to say. */
export function factsOf(story: Story): Fact[] {
  const { event, listing, kin, press, post, signal, account, targetId } = story
  const posted = event.postedAt ?? (post.postedAt === null ? null : new Date(post.postedAt))
  const opened = event.kind === 'opened' ? null : (listing.postedAt ?? listing.firstSeenAt)
  const facts: [label: string, value: string | null | undefined][] = [
    ['Victim', listed(linesOf(listing.victims, 100), 10)],
    ['What', listed(listing.dataClasses.map(dataClassWords), 20)],
    ['Records', listing.records === null ? null : numberWords(listing.records)],
    ['Price', listing.price && priceWords(listing.price)],
    ['Title', line(post.title || listing.title, 200)],
    ['Seller', sellerOf(listing, account)],
    ['Posted', posted === null ? undatedWords(post.dateText) : `${timeWords(posted)} (the site's date)`],
    ['Seen', timeWords(event.seenAt)],
    ['Opened', opened && timeWords(opened)],
    ['Change', listed(linesOf(event.changes.map(changeWords), 300), 5)],
    ['Status', listing.status],
    ['Countries', listed(listing.countries.map(countryNamed), 10)],
    ['Data from', listing.leakDate],
    ['Freshness', signal.freshness && freshnessWords[signal.freshness]],
    ['Seen before', seenBeforeWords(listing, kin)],
    ['In the press', pressWords(press)],
    ['Exclusive', signal.exclusive ? 'said to be sold once, or to few' : null],
    ['Sample', signal.plausibility?.sentence],
    ['Format and size', fileWords(signal)],
    ['Columns', columnWords(signal.columns)],
    ['Other claims', claimWords(signal.claims)],
    ['Terms', termsOf(listing)],
    ['Contacts', listed(listing.contacts.map(contactNamed), 8)],
    ['Payment', listing.payment.join(', ')],
    ['Where', targetId],
    ['Admiralty', admiraltyOf(story)],
    ['Severity', `${listing.severity} of 100${weightWords(signal, 'severity', listing.severity)}`],
    ['Confidence', `${Math.round(listing.confidence * 100)}%${weightWords(signal, 'confidence', listing.confidence)}`],
    ['Page SHA-256', event.pageSha256],
  ]
  return facts.flatMap(([label, value]) => (value ? [{ label, value: cut(value, 1_000) }] : []))
}

const linesOf = (texts: readonly string[], max: number): string[] => texts.map((text) => line(text, max))
const countryNamed = (code: string): string => `${countryWords(code)} (${code})`
const contactNamed = ({ type, value }: Listing['contacts'][number]): string => `${type} ${line(value, 150)}`

/** "Kotz on raid, joined 2019-03-02, 412 posts, reputation 33". */
function sellerOf(listing: Listing, account: Account | null): string {
  const handle = account?.handle ?? listing.handle
  if (handle === null) return `anonymous on ${listing.site}`
  return [
    `${line(handle, 60)} on ${listing.site}`,
    account?.joinedAt ? `joined ${account.joinedAt.slice(0, 10)}` : '',
    typeof account?.posts === 'number' ? `${numberWords(account.posts)} posts` : '',
    typeof account?.reputation === 'number' ? `reputation ${numberWords(account.reputation)}` : '',
  ]
    .filter(Boolean)
    .join(', ')
}

const undatedWords = (dateText: string): string =>
  dateText === '' ? 'the site gives no date' : `no date that can be true; the site says "${line(dateText, 80)}"`

const termsOf = ({ sample, escrow }: Listing): string =>
  [sample ? 'sample shown or offered' : '', escrow ? 'escrow accepted' : ''].filter(Boolean).join(', ')

/** "C3: source fairly reliable, offer possibly true: its sample or proof can be checked". */
function admiraltyOf({ reliability, signal: { credibility, reasons } }: Happening): string {
  const why = reasons.find(({ field }) => field === 'credibility')?.why ?? credibilityWords[credibility]
  return `${admiraltyCode(reliability, credibility)}: source ${reliabilityWords[reliability]}, offer ${why}`
}
