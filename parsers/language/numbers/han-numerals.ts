const ones: Readonly<Record<string, number>> = {
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
export const myriad = /[万萬亿億]/

/** A Chinese number in words, of ten thousand and more: "五十万", "三千二百万". Not "几百万", which says no number. */
export const hanNumeral =
  /(?<![\d几幾数數上十百千])[一二两兩三四五六七八九十][一二两兩三四五六七八九十百千零]{0,8}[万萬亿億]/g

/** The value of such a number. */
export const hanValue = (numeral: string): number => {
  let [sum, digit] = [0, 0]
  for (const sign of numeral) {
    const myriad = myriads[sign]
    const unit = units[sign]
    if (myriad !== undefined) return (sum + digit) * myriad
    if (unit !== undefined) {
      // "十五" is fifteen: ten without a one before it.
      sum += (digit || 1) * unit
      digit = 0
    } else digit = ones[sign] ?? 0
  }
  return sum + digit
}
