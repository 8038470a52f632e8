const ones: Readonly<Record<string, number>> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  兩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 }
const myriads: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 }

/** Without one of these a text has no such number. */
export const myriad = /[万萬亿億千]/

/**
 * A Chinese number in words, of ten thousand and more, or of thousands of what is counted: "五十万", "四万两千",
 * "两千三百人". Not "几百万", which says no number, nor the "一万" of "一万一套", which is a price of one.
 */
export const hanNumeral =
  /(?<![\d几幾数數上每十百千])(?:[一二两兩三四五六七八九十][一二两兩三四五六七八九十百千零]{0,8}[万萬亿億](?:[零一二两兩三四五六七八九十百千]{1,8}(?:[万萬]|(?<=[十百千])|(?![\p{L}\d])))?|(?!一千(?!零?[二两兩三四五六七八九一]))[一二两兩三四五六七八九]千(?:[零一二两兩三四五六七八九十百]{1,6})?(?=[条條人份套张張个個名户戶位组組]))/gu

/** The value of such a number. */
export const hanValue = (numeral: string): number => {
  let [sum, section, digit, last] = [0, 0, 0, 1]
  for (const sign of numeral) {
    const myriad = myriads[sign]
    const unit = units[sign]
    if (myriad !== undefined) {
      sum = myriad === 1e8 ? (sum + section + digit) * myriad : sum + (section + digit) * myriad
      section = 0
      digit = 0
      last = myriad
    } else if (unit !== undefined) {
      // "十五" is fifteen: ten without a one before it.
      section += (digit || 1) * unit
      digit = 0
      last = unit
    } else {
      // "三万零五": what follows a nought is told to the piece.
      if (sign === '零') last = 10
      digit = ones[sign] ?? 0
    }
  }
  // "四万二" is forty-two thousand.
  return sum + section + digit * Math.max(1, last / 10)
}

/** What follows digits and their myriad as part of the same number: "26万4千", "1亿2千万", "13万1653条", not a year. */
const behindMyriad = /(?:\d{4}(?![\d年])|[1-9一二两兩三四五六七八九]千(?:[1-9一二两兩三四五六七八九]百)?)/y
const behindMyriads = /(?:\d{1,4}|[1-9一二两兩三四五六七八九]千(?:[1-9一二两兩三四五六七八九]百)?)[万萬]/y

const tailValue = (tail: string): number =>
  /^\d+$/.test(tail)
    ? Number(tail)
    : [...tail.matchAll(/(\d+|[^\d千百])([千百])/gu)].reduce(
        (sum, [, digit = '', unit = '']) => sum + (ones[digit] ?? Number(digit)) * (units[unit] ?? 1),
        0,
      )

/** What stands behind "26万" or "1亿" as the rest of its number: how much it adds, and its length. */
export const behindScale = (text: string, scale: string, at: number): { value: number; length: number } => {
  const isMyriads = scale === '亿' || scale === '億'
  if ((!isMyriads && scale !== '万' && scale !== '萬') || text[at] === '0') return { value: 0, length: 0 }
  const pattern = isMyriads ? behindMyriads : behindMyriad
  pattern.lastIndex = at
  const [rest = ''] = pattern.exec(text) ?? []
  const value = isMyriads ? tailValue(rest.slice(0, -1)) * 1e4 : tailValue(rest)
  return { value, length: rest.length }
}
