/** Letters of other scripts that pass for Latin ones: "КТР" typed half in Cyrillic. */
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  ь: 'b',
  е: 'e',
  и: 'u',
  і: 'i',
  ї: 'i',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  ѕ: 's',
  ј: 'j',
  ԁ: 'd',
  һ: 'h',
  ӏ: 'l',
  ԛ: 'q',
  ԝ: 'w',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  ν: 'v',
  κ: 'k',
  ι: 'i',
  χ: 'x',
}

/** Small capitals and letters of phonetic script, to which Unicode gives no plain form; each with its own after it. */
const phonetic = 'ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzɑaɡgıiɩiʝjɾrʋv'
const plainForms = new Map((phonetic.match(/../gu) ?? []).map((pair) => [pair.slice(0, 1), pair.slice(1)] as const))
  .set('ё', 'е')
  // Arabic marks of decimals and of thousands: "٣٫٤", "١٬٢٠٠".
  .set('٫', '.')
  .set('٬', ',')

/** Digits and signs that are drawn for letters; the second reading is tried where the first spells nothing. */
const drawn: readonly Readonly<Record<string, string>>[] = [
  { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', '@': 'a', '!': 'i', $: 's', '€': 'e' },
  { 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', '@': 'a', '!': 'l', $: 's', '€': 'e' },
]

const unitOf = (character: string): number => character.charCodeAt(0)

const isDecimal = (unit: number): boolean => /\p{Nd}/u.test(String.fromCharCode(unit))
/** The ASCII digit of another script's: each has its ten in a row, from its zero on. */
const foldDigit = (unit: number): number => {
  let value = 0
  while (value < 9 && isDecimal(unit - value - 1)) value += 1
  return 0x30 + value
}

/** One unit without case, width and Latin accents; itself where that would change its length. */
const foldUnit = (unit: number): number => {
  const character = String.fromCharCode(unit)
  if (unit >= 0x80 && /\p{No}/u.test(character)) return unit // "①200": a number in a disc is no digit of the next
  if (unit >= 0x80 && isDecimal(unit)) return foldDigit(unit)
  const compatible = character.normalize('NFKD').replace(/\p{M}/gu, '')
  // Accents fall from Latin letters only: й is no и, and a kana without its mark is another kana.
  const lower = (/^[\x20-\x7e]$/.test(compatible) ? compatible : character).toLowerCase()
  const folded = plainForms.get(lower) ?? lower
  return folded.length === 1 ? unitOf(folded) : unit
}

/** What stands for each UTF-16 unit, worked out when it is first met. */
const foldedUnits = new Uint16Array(0x10000)

// What a word is made of, as bits.
const latin = 1
const digit = 2
const sign = 4
/** A Greek or Cyrillic letter, and one of those that pass for no Latin letter. */
const foreign = 8
const native = 16

const madeOf = new Uint8Array(0x530)
for (let unit = 0x61; unit <= 0x7a; unit += 1) madeOf[unit] = latin
for (let unit = 0x30; unit <= 0x39; unit += 1) madeOf[unit] = digit
for (const drawing of '@!$') madeOf[unitOf(drawing)] = sign
for (let unit = 0x370; unit < 0x530; unit += 1) madeOf[unit] = foreign | native
for (const letter of Object.keys(lookalikes)) madeOf[unitOf(letter)] = foreign

const traitOf = (unit: number): number => (unit < 0x530 ? (madeOf[unit] ?? 0) : unit === 0x20ac ? sign : 0)

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39

type Knows = (word: string) => boolean

/**
 * Where a text's units are worked on, kept for the next one: making room anew costs more than folding a short text. What
 * is Latin-1 throughout is read from the narrow half: such a string takes half the room, and is searched faster.
 */
const bench = { wide: Buffer.alloc(0), narrow: Buffer.alloc(0), units: new Uint16Array() }
const unitsFor = (length: number): Uint16Array => {
  if (bench.units.length < length) {
    const size = Math.max(4_096, length)
    bench.wide = Buffer.alloc(2 * size)
    bench.narrow = Buffer.alloc(size)
    bench.units = new Uint16Array(bench.wide.buffer, bench.wide.byteOffset, size)
  }
  return bench.units
}
const wordAt = (from: number, to: number): string => bench.wide.toString('utf16le', 2 * from, 2 * to)
/** The first units as a string; `union` has the bits of all of them. */
const written = (length: number, union: number): string => {
  if (union > 0xff) return wordAt(0, length)
  for (let at = 0; at < length; at += 1) bench.narrow[at] = bench.units[at] ?? 0
  return bench.narrow.toString('latin1', 0, length)
}

const write = (units: Uint16Array, from: number, word: string): void => {
  for (let at = 0; at < word.length; at += 1) units[from + at] = word.charCodeAt(at)
}

const readLookalikes = (units: Uint16Array, from: number, to: number): void => {
  for (let at = from; at < to; at += 1) {
    const letter = lookalikes[String.fromCharCode(units[at] ?? 0)]
    if (letter) units[at] = unitOf(letter)
  }
}

/** A folded word with its look-alikes in Latin, of the same length. */
export const asLatin = (word: string): string =>
  word.replace(/[\u0370-\u052f]/g, (letter) => lookalikes[letter] ?? letter)

/** Whether a word begins with a letter, perhaps behind a digit, and goes on with what may be one: three digits in a row are a number. */
const mayBeDrawn = (units: Uint16Array, from: number, to: number): boolean => {
  const first = traitOf(units[from] ?? 0) === digit ? from + 1 : from
  if (traitOf(units[first] ?? 0) !== latin) return false
  let isDrawn = first > from && to - first >= 3
  let digits = 0
  for (let at = first + 1; at < to; at += 1) {
    const trait = traitOf(units[at] ?? 0)
    if (trait !== latin) isDrawn = true
    digits = trait === digit ? digits + 1 : 0
    if (digits === 3) return false
  }
  return isDrawn
}

/**
 * "s3lf1e", "d@ta": letters for what is drawn, only where that spells a word. A number beside a word ("1rb", "5eth",
 * "logs4"), a handle, and whatever has three digits in a row stay what they are.
 */
const readDrawn = (units: Uint16Array, from: number, to: number, knows: Knows): void => {
  while (to > from && traitOf(units[to - 1] ?? 0) === sign) to -= 1
  if (to - from < 3 || to - from > 24 || !mayBeDrawn(units, from, to)) return
  const word = wordAt(from, to)
  if ([word, /^\d([a-z]{3})$/.exec(word)?.[1], /^([a-z]+)\d+$/.exec(word)?.[1]].some((as) => as && knows(as))) return
  const readings = drawn.map((letters) => word.replace(/[^a-z]/g, (drawing) => letters[drawing] ?? drawing))
  write(units, from, readings.find(knows) ?? word)
}

/** Whole words of look-alikes ("КТР"), only in a text without a letter that is Greek or Cyrillic for certain. */
const readForeign = (units: Uint16Array, words: readonly [number, number][], knows: Knows): void => {
  for (const [from, to] of words) {
    const spelled = asLatin(wordAt(from, to))
    if (knows(spelled)) write(units, from, spelled)
  }
}

/**
 * A text in the one spelling that lexicons and patterns read: lower case, half width, Latin letters without accents,
 * `_` as a space (before a digit it is part of a handle), look-alike letters of a mixed word in Latin. Digits and signs
 * become letters ("s3lf1e", "d@ta") only where that spells a word that `knows` accepts, so that prices and counts stay
 * what they are; so do whole words of look-alikes. The result has the length of the text, and every character stands
 * where it stood: a span of one is a span of the other.
 */
export const fold = (text: string, knows: Knows = () => false): string => {
  const { length } = text
  const units = unitsFor(length)
  let union = 0
  const unsure: [number, number][] = []
  let isNative = false
  let from = 0
  let traits = 0
  for (let at = 0; at <= length; at += 1) {
    let trait = 0
    if (at < length) {
      const raw = text.charCodeAt(at)
      let unit = foldedUnits[raw] ?? 0
      if (unit === 0 && raw !== 0) unit = foldedUnits[raw] = foldUnit(raw)
      // The digit that makes a `_` part of a handle is the next unit.
      if (unit === 0x5f && !isDigit(text.charCodeAt(at + 1))) unit = 0x20
      units[at] = unit
      union |= unit
      trait = traitOf(unit)
    }
    if (trait !== 0) {
      if (traits === 0) from = at
      traits |= trait
      continue
    }
    if (traits > latin) {
      if (traits & native) isNative = true
      if (traits & latin) {
        if (traits & foreign) readLookalikes(units, from, at)
        if (traits & (digit | sign)) readDrawn(units, from, at, knows)
      } else if (traits === foreign && !isNative && at - from < 25) unsure.push([from, at])
    }
    traits = 0
  }
  if (!isNative && unsure.length > 0) readForeign(units, unsure, knows)
  return written(length, union)
}
