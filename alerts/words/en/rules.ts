import type { PriceBound } from '../../../model/price-bounds.ts'
import { numberWords, priceWords } from '../../../model/words.ts'
import type { Finding, Place, Why } from '../../rules/why.ts'

// Why a rule hit: which one, and what made it.

export const name = (rule: string): string => `rule ${rule}`

const places: Record<Place, string> = {
  victims: ' among the victims',
  title: ' in the title',
  text: ' in the text',
  picture: ' in a picture',
  link: ' in a link',
}

/** "watchlist indonesia: country ID", "records 279,000,000 ≥ 1,000". */
export function why(why: Why): string {
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
      return `price ${priceWords(why.price)}, ${bound(why.bound)}`
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
export function bound({ least, most, currency, per }: PriceBound): string {
  const sum = (amount: number): string => priceWords({ amount, currency, per })
  if (least === undefined) return `${sum(most ?? 0)} or less`
  return most === undefined ? `${sum(least)} or more` : `${numberWords(least)} to ${sum(most)}`
}
