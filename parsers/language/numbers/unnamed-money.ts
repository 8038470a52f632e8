import { endOf, isColumn, isSaid, mayBeCalled, nounBefore, wordAfterMark } from './beside.ts'
import { boughtWith, eachBehind, isPiece, isTermAhead } from './bought.ts'
import { countedNouns, homeCurrency, measures, pieceCurrency, says, thousandsOf, wholeNumbers } from './number-words.ts'
import { isInPriceList, isOfPieces } from './price-list.ts'
import { aheadOf, behindOf, nounsOf, type Quantity } from './quantity.ts'

// Money without a currency. Sellers leave rupiah and dong out ("500rb", "9tr"), and write counts the same way.

/** What amounts are read by besides their own words. */
export interface Setting {
  indonesian: boolean
  vietnamese: boolean
  isTitle: boolean
}

/** The currency that is meant; `weak` where nothing but the end of the clause says that it is money. */
export interface Meant {
  code: string
  weak: boolean
}

/** Words for thousands and millions that no other language has. */
const onlyRupiah: ReadonlySet<string> = new Set(['rb', 'jt', 'rbu', 'rebu', 'jeti'])
const rupiah: ReadonlySet<string> = new Set(['rb', 'ribu', 'rebu', 'rbu', 'k', 'jt', 'juta', 'jeti', 'ka', 'jut'])
const dong: ReadonlySet<string> = new Set(['tr', 'trieu', 'cu', 'k', 'nghin', 'ngan'])
/** Rupiah or dong above which an amount at the end of a clause is rather a count: "(279jt, …)". */
const mostUnlabelled = 50_000_000

const otherwise = says.total | says.shown | says.notCount | says.least
const ofMoney = says.asked | says.bid | says.buyout | says.before | says.aside | says.whole

/** Nouns right behind a number that make it a count, unless it buys the whole of them: "1tr2 trọn file". */
const isCounted = (text: string, quantity: Quantity): boolean => {
  const [first = '', second = ''] = nounsOf(text, quantity)
  if (![first, second].some((noun) => countedNouns.has(noun) || measures.has(noun))) return false
  return !isSaid(behindOf(text, quantity).slice(0, 1), quantity.upTo ?? quantity, 1, says.whole)
}

/** Four digits that may be a year. */
const isYear = ({ value, scale, grouped }: Quantity): boolean =>
  value >= 1980 && value < 2050 && scale === '' && !grouped

/** What stands between a label and its price: "BIN      : 5.000.000". */
const labelling = /^[\s):=.@~–—-]{0,24}$/

/** The currency of a number that is called a price: "harga 1.250.000", "price 400". */
const calledCurrency = (text: string, quantity: Quantity): string | undefined => {
  if (isYear(quantity) || !mayBeCalled(text, quantity.start)) return undefined
  const ahead = aheadOf(text, quantity)
  const [near] = ahead
  // "stok skrg 260"
  if (isSaid(ahead, quantity, 24, says.stock) && !isSaid(ahead, quantity, 24, says.asked)) return undefined
  if (!near || near.apart || !labelling.test(text.slice(near.end, quantity.start))) return undefined
  // "from 2,000" says too little.
  const isFrom = (near.says & says.bid) !== 0 && (near.says & says.before) !== 0
  const isListed = /[:=]/.test(text.slice(near.end, quantity.start))
  const calls =
    says.asked | says.now | says.buyout | (isFrom ? 0 : says.bid | says.before) | (isListed ? says.aside : 0)
  return near.says & calls ? homeCurrency.get(text.slice(near.start, near.end)) : undefined
}

/** "91jt = …", "188rb ...... 350rb": what the price behind it buys. */
const priced = /\+? ?(?:=|-+>|→|➡|⇒|\.{3,}|[:—–-] ?(?:rp ?)?\d)/uy
const columnsBehind = /^ ?\(\p{L}/u
const perSomething = /(?: ?\/ ?| per )\p{L}/uy
const pointed = /(?:[@=:→>—–⇒»]|➡️?|👉|\.{3,}) ?$/u
/** "per akun 40rb" */
const perNoun = /(?<!\p{L})per \p{L}{2,12} ?[:=]? ?$/u
/** "1 kota 50rb", "mua lẻ 1 trường 400k" */
const ofOne = /(?:^|[^\d.,:/])1 \p{L}{2,12} ?[:=]? ?$/u
/** "10 set 120k": a step of the price. */
const ofSome = /(?:^|[^\p{L}\d.,])\d{1,4} (\p{L}{2,10}) ?[:=]? ?$/u
/** "4,7 juta — murah": what stands behind it is said of the goods. */
const dashBehind = /^ ?[—–|]/
const clauseEnd = /^ ?(?:$|[\n.,;!?)(|~❌•·]|\p{S})/u

const isAt = (pattern: RegExp, text: string, at: number): boolean => {
  pattern.lastIndex = at
  return pattern.test(text)
}

/** "户籍 350": what is looked up, and behind it what that costs, line by line. */
const hanPrice = /[\u4e00-\u9fff)] ?:? ?$/
const hanEnd = /^ ?起?(?:[\n,。;；]|$)/
const isHanListed = (text: string, { start, end, value, grouped }: Quantity): boolean =>
  value >= 10 &&
  value < 100_000 &&
  !grouped &&
  text.includes('查') &&
  hanEnd.test(text.slice(end, end + 3)) &&
  hanPrice.test(text.slice(Math.max(0, start - 3), start))

/** "S: 800 / S: 200 / B: 3k": start, step and blitz of an auction, in one letter each. */
const auction =
  /^[^\S\n]{0,3}(?:\n|[/|,;])[^\S\n]{0,3}s ?[:=-] ?\$?\d[\d.,]{0,8}k?[^\S\n]{0,3}(?:\n|[/|,;])[^\S\n]{0,3}b ?[:=-]/
const isAuctionStart = (text: string, { start, end }: Quantity): boolean =>
  /(?<!\p{L})s ?[:=-] ?$/u.test(text.slice(Math.max(0, start - 5), start)) && auction.test(text.slice(end, end + 40))

/** "$300 (5jt an)": the same sum in the other money. */
const restated = /[$€£]\d[\d.,]*k? ?\([~≈±=]{0,2} ?$/

const homeMoney = (text: string, quantity: Quantity, isTitle: boolean): 'sure' | 'weak' | undefined => {
  const { start, value } = quantity
  const { end } = quantity.upTo ?? quantity
  if (isAt(priced, text, end) || text[end] === '+') return undefined
  if (isAt(perSomething, text, end) || boughtWith(text, end)) return 'sure'
  if (isCounted(text, quantity)) return undefined
  if (restated.test(text.slice(Math.max(0, start - 18), start))) return 'sure'
  const ahead = aheadOf(text, quantity)
  const tail = endOf(text, end)
  const [nearest] = ahead
  // "(nama nik saldo) -> 600k": what a bracket ends with says nothing of what stands behind it.
  const isNear = nearest && !nearest.apart && start - nearest.end < 6 && !text.slice(nearest.end, start).includes(')')
  if (isNear && (nearest.says & otherwise) !== 0) return nearest.says & (says.asked | says.bid) ? 'sure' : undefined
  // "stok semua kota 780 ribu"
  if (isSaid(ahead, quantity, 24, says.stock) && !isSaid(ahead, quantity, 24, says.asked)) return undefined
  if (isSaid(ahead, quantity, 24, ofMoney) || isSaid(ahead, quantity, 6, says.now | says.sells)) return 'sure'
  // "lifetime 3,5jt", "harian 25k", "satuan 8rb"
  if (isTermAhead(text, start)) return 'sure'
  // "tamu: 640k (nama, email)": a list of columns stands behind a count.
  if (columnsBehind.test(text.slice(tail, tail + 4)) && countedNouns.has(nounBefore(text, start))) return undefined
  if (pointed.test(text.slice(Math.max(0, start - 6), start))) return 'sure'
  const isCutOff = dashBehind.test(text.slice(tail, tail + 2))
  if (!isCutOff && isSaid(behindOf(text, quantity), { start, end: tail }, 3, says.haggled | says.whole)) return 'sure'
  if (ahead.some((near) => near.says & says.whole && text.slice(near.end, start).includes(')'))) return 'sure'
  const lead = text.slice(Math.max(0, start - 18), start)
  if (perNoun.test(lead) || ofOne.test(lead) || isPiece(ofSome.exec(lead)?.[1] ?? '')) return 'sure'
  if (isTitle || value > mostUnlabelled) return undefined
  if (countedNouns.has(nounBefore(text, start))) return isInPriceList(text, quantity) ? 'weak' : undefined
  // "88 ribu, nama no hp": the columns of so many.
  if (rupiah.has(quantity.scale) && isColumn(wordAfterMark(text, end))) return undefined
  // The last cell of a lot's line.
  if (/\| ?$/.test(text.slice(Math.max(0, start - 2), start)) && (text[end] ?? '\n') === '\n') return 'sure'
  return clauseEnd.test(text.slice(tail, tail + 2)) ? 'weak' : undefined
}

const sure = (code: string | undefined): Meant | undefined => (code ? { code, weak: false } : undefined)

/** The currency of a number without one, where the words beside it make it money. */
export const meantCurrency = (text: string, quantity: Quantity, setting: Setting): Meant | undefined => {
  const { end, scale, digits, value } = quantity
  const { indonesian, vietnamese, isTitle } = setting
  const slang = quantity.currency ?? thousandsOf.get(scale)
  if (slang) return sure(slang)
  if (indonesian && text.startsWith(',-', end)) return sure('IDR')
  if (scale === '' && digits.length < 2) return undefined
  const isDong = (vietnamese && dong.has(scale)) || scale === 'tr' || scale === 'trieu'
  const isRupiah = onlyRupiah.has(scale) || (indonesian && (rupiah.has(scale) || wholeNumbers.has(scale)))
  const home = isDong ? 'VND' : isRupiah ? 'IDR' : undefined
  if (home) {
    const strength = homeMoney(text, quantity, isTitle)
    return strength && { code: home, weak: strength === 'weak' }
  }
  if (scale === '' && isAuctionStart(text, quantity)) return sure('USD')
  if (scale === '' && isHanListed(text, quantity)) return { code: 'CNY', weak: true }
  const called = calledCurrency(text, quantity)
  if (called && text[end] !== '%' && !isCounted(text, quantity)) return sure(indonesian ? 'IDR' : called)
  if (scale !== '' || isYear(quantity)) return undefined
  // "250.000 aja bos"
  const isHaggled =
    indonesian &&
    quantity.grouped &&
    value >= 5_000 &&
    isSaid(behindOf(text, quantity).slice(0, 1), { start: quantity.start, end }, 1, says.haggled)
  if (
    isHaggled &&
    !isCounted(text, quantity) &&
    /(?:^|[\n.,!] ?)$/.test(text.slice(Math.max(0, quantity.start - 2), quantity.start))
  )
    return sure('IDR')
  if (indonesian && quantity.grouped && isInPriceList(text, quantity) && isOfPieces(text, quantity.start))
    return sure('IDR')
  const isPerPiece = indonesian && value >= 100 && isAt(perSomething, text, end)
  if (isPerPiece) return boughtWith(text, end) === 'item' ? sure('IDR') : undefined
  const each = indonesian ? undefined : pieceCurrency.get(eachBehind(text, end))
  return sure(each)
}
