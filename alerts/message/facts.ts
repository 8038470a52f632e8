import { admiraltyCode } from '../../model/admiralty.ts'
import type { Fact } from '../../model/alert.ts'
import type { Listing } from '../../model/listing.ts'
import { cut } from '../../model/plain.ts'
import type { Account } from '../../model/seller.ts'
import type { Happening, Story } from '../happening.ts'
import { en } from '../words/en.ts'
import type { Words } from '../words/words.ts'
import { changeWords } from './changes.ts'
import { claimWords, columnWords, fileWords, weightWords } from './goods.ts'
import { line } from './harmless.ts'
import { pressWords, seenBeforeWords } from './kin.ts'
import { pastWords } from './past.ts'
import { quoteWords } from './quotes.ts'

/** The facts of a message, in the order that `composeListing` tells; none without something to say. */
export function factsOf(story: Story, words: Words): Fact[] {
  const { event, listing, kin, press, post, signal, account, targetId, past } = story
  const { values, facts: say } = words
  const posted = event.postedAt ?? (post.postedAt === null ? null : new Date(post.postedAt))
  const opened = event.kind === 'opened' ? null : (listing.postedAt ?? listing.firstSeenAt)
  const facts: [label: keyof Words['labels'], value: string | null | undefined][] = [
    ['victim', values.listed(linesOf(listing.victims, 100), 10)],
    ['what', values.listed(listing.dataClasses.map(say.dataClass), 20)],
    ['records', listing.records === null ? null : values.number(listing.records)],
    ['price', listing.price && values.price(listing.price)],
    ['title', line(post.title || listing.title, 200)],
    ['seller', sellerOf(listing, account, words)],
    ['past', pastWords(past, words)],
    ['posted', posted === null ? say.undated(line(post.dateText, 80)) : say.posted(values.time(posted))],
    ['seen', values.time(event.seenAt)],
    ['opened', opened && values.time(opened)],
    [
      'change',
      values.listed(
        linesOf(
          event.changes.map((change) => changeWords(change, words)),
          300,
        ),
        5,
      ),
    ],
    ['status', say.statuses[listing.status]],
    [
      'countries',
      values.listed(
        listing.countries.map((code) => `${values.country(code)} (${code})`),
        10,
      ),
    ],
    ['dataFrom', listing.leakDate && values.date(listing.leakDate)],
    ['freshness', signal.freshness && say.freshness[signal.freshness]],
    ['novelty', event.kind === 'opened' && listing.verdict === 'new' && kin.length === 0 ? say.neverSeen : null],
    ['seenBefore', seenBeforeWords(story, words)],
    ['press', pressWords(press, words)],
    ['exclusive', signal.exclusive ? say.exclusive : null],
    ['sample', signal.plausibility && say.sample(signal.plausibility)],
    ['format', fileWords(signal, words)],
    ['columns', columnWords(signal.columns, words)],
    ['quotes', quoteWords(story, words)],
    ['claims', claimWords(signal.claims, words)],
    [
      'terms',
      [listing.sample ? say.terms.sample : '', listing.escrow ? say.terms.escrow : ''].filter(Boolean).join(', '),
    ],
    ['contacts', values.listed(listing.contacts.map(contactNamed), 8)],
    ['payment', listing.payment.join(', ')],
    ['where', targetId],
    ['admiralty', admiraltyOf(story, words)],
    ['severity', `${say.severity(listing.severity)}${weightWords(signal, 'severity', listing.severity, words)}`],
    [
      'confidence',
      `${say.confidence(percent(listing))}${weightWords(signal, 'confidence', listing.confidence, words)}`,
    ],
    ['evidence', event.pageSha256],
  ]
  return facts.flatMap(([label, value]) => (value ? [factOf(label, cut(value, 1_000), words)] : []))
}

/** Its name in English stands beside it where it is called otherwise: programs go by that. */
function factOf(label: keyof Words['labels'], value: string, { labels }: Words): Fact {
  const key = en.labels[label]
  return { label: labels[label], value, ...(key === labels[label] ? {} : { key }) }
}

const percent = ({ confidence }: Listing): number => Math.round(confidence * 100)
const linesOf = (texts: readonly string[], max: number): string[] => texts.map((text) => line(text, max))
const contactNamed = ({ type, value }: Listing['contacts'][number]): string => `${type} ${line(value, 150)}`

const sellerOf = (listing: Listing, account: Account | null, { facts, values }: Words): string => {
  const handle = account?.handle ?? listing.handle
  return facts.seller({
    handle: handle === null ? null : line(handle, 60),
    site: listing.site,
    joined: account?.joinedAt ? values.day(new Date(account.joinedAt)) : null,
    posts: typeof account?.posts === 'number' ? values.number(account.posts) : null,
    reputation: typeof account?.reputation === 'number' ? values.number(account.reputation) : null,
  })
}

/** "C3: source fairly reliable, offer possibly true: its sample or proof can be checked". */
function admiraltyOf({ reliability, signal: { credibility, reasons } }: Happening, { facts, reason }: Words): string {
  const said = reasons.find(({ field }) => field === 'credibility')?.why
  const because = said?.includes(': ') ? `: ${reason(said.slice(said.indexOf(': ') + 2))}` : ''
  const offer = `${facts.credibility[credibility]}${because}`
  return facts.admiralty(admiraltyCode(reliability, credibility), facts.reliability[reliability], offer)
}
