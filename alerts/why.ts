import type { DataClass } from '../model/data-classes.ts'
import type { Verdict } from '../model/kin.ts'
import type { PriceBound } from '../model/price-bounds.ts'
import type { RuleEvent } from '../model/rule.ts'
import type { Intent, Price } from '../model/signal.ts'
import type { SourceType, Target } from '../model/target.ts'
import { numberWords, priceWords } from '../model/words.ts'

/** Where in a happening a watchlist's line was found, the most telling place first. */
export type Place = 'victims' | 'title' | 'text' | 'picture' | 'link'

/** What of a watchlist was found. */
export type Finding =
  /** `near`: the word that stood there, where a keyword counts only beside one. */
  | { kind: 'name' | 'keyword' | 'domain'; term: string; near?: string; where: Place }
  | { kind: 'country'; country: string }
  | { kind: 'data-class'; dataClass: DataClass }
  /** Mail addresses under a domain or of a pattern, and ids of a pattern, counted before the post was masked. */
  | { kind: 'addresses' | 'ids'; of: string; count: number }

/** One thing that made a rule hit. */
export type Why =
  | ({ about: 'watchlist'; list: string } & Finding)
  | { about: 'more'; list: string; lines: number }
  | { about: 'victim'; victim: string }
  | { about: 'country'; country: string }
  | { about: 'data-class'; dataClass: DataClass }
  | { about: 'least'; field: 'records' | 'severity' | 'confidence'; value: number; least: number }
  | { about: 'price'; price: Price; bound: PriceBound }
  /** `as`: the account that it is, where that is another one of the same person. */
  | { about: 'seller'; name: string; as: string | null }
  | { about: 'silence'; days: number }
  | { about: 'target'; target: string }
  | { about: 'type'; type: SourceType }
  | { about: 'reliability'; value: Target['reliability']; least: Target['reliability'] }
  | { about: 'verdict'; verdict: Verdict }
  | { about: 'event'; intent: Intent; event: RuleEvent }

const places: Record<Place, string> = {
  victims: ' among the victims',
  title: ' in the title',
  text: ' in the text',
  picture: ' in a picture',
  link: ' in a link',
}

/** "watchlist indonesia: country ID", "records 279,000,000 ≥ 1,000". */
export function whyWords(why: Why): string {
  switch (why.about) {
    case 'watchlist':
      return `watchlist ${why.list}: ${findingWords(why)}`
    case 'more':
      return `watchlist ${why.list}: ${why.lines} lines more`
    case 'victim':
      return `victim ${why.victim}`
    case 'country':
      return `country ${why.country}`
    case 'data-class':
      return `data class ${why.dataClass}`
    case 'least':
      return `${why.field} ${numberWords(why.value)} ≥ ${numberWords(why.least)}`
    case 'price':
      return `price ${priceWords(why.price)}, ${boundWords(why.bound)}`
    case 'seller':
      return `seller ${why.name}${why.as === null ? '' : `, here as ${why.as}`}`
    case 'silence':
      return `the seller shows up after ${why.days} days`
    case 'target':
      return `target ${why.target}`
    case 'type':
      return `on a source of type ${why.type}`
    case 'reliability':
      return `source reliability ${why.value}, ${why.least} or better`
    case 'verdict':
      return `verdict ${why.verdict}`
    case 'event':
      return `intent ${why.intent}, event ${why.event}`
  }
}

function findingWords(found: Finding): string {
  switch (found.kind) {
    case 'name':
    case 'keyword': {
      const beside = found.near === undefined ? '' : ` near '${found.near}'`
      return `${found.kind} '${found.term}'${beside}${places[found.where]}`
    }
    case 'domain':
      return `domain ${found.term}${places[found.where]}`
    case 'country':
      return `country ${found.country}`
    case 'data-class':
      return `data class ${found.dataClass}`
    case 'addresses':
      return `${counted(found.count, 'address', 'addresses')} of ${found.of} in the post`
    case 'ids':
      return `${counted(found.count, 'number', 'numbers')} of the form ${found.of} in the post`
  }
}

const counted = (count: number, one: string, many: string): string =>
  `${numberWords(count)} ${count === 1 ? one : many}`

/** "500 USD or more", "500 to 10,000 USD", "10,000 USD per item or less". */
export function boundWords({ least, most, currency, per }: PriceBound): string {
  const sum = (amount: number): string => priceWords({ amount, currency, per })
  if (least === undefined) return `${sum(most ?? 0)} or less`
  return most === undefined ? `${sum(least)} or more` : `${numberWords(least)} to ${sum(most)}`
}
