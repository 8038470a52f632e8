/** A text made plain for matching, with the way back: unit `i` came from `starts[i]` to `ends[i]` of the original. */
export interface Unfolded {
  text: string
  starts: Int32Array
  ends: Int32Array
}

/** Drawn between two digits, or through them, they hide the number from a pattern and not from a reader. */
const invisible = /^(?:[\p{Cf}\r]|\p{Variation_Selector}|\p{Script=Inherited})$/u
const picture = /^\p{Extended_Pictographic}$/u
/** Digits in discs that Unicode gives no plain form, each row beginning with 1; and the digits of Chinese. */
const discs = [0x2776, 0x2780, 0x278a]
const han = '〇一二三四五六七八九'
const dash = /^\p{Pd}|\u2212$/u
const space = /^[\p{Zs}\t\u2800]$/u
const decimal = /^\p{Nd}$/u

/**
 * Reads away what keeps a number from being seen: full-width, mathematical and native digits become ASCII, exotic
 * spaces and dashes plain ones, `%40` and `&#64;` the character that they stand for; what is invisible is left out.
 * Linear in the text.
 */
export function unfold(text: string): Unfolded {
  if (text.length < starts.length && !disguise.test(text)) return { text, starts, ends }
  const units = new Uint16Array(text.length)
  const unfolded = { starts: new Int32Array(text.length), ends: new Int32Array(text.length) }
  let length = 0
  for (let at = 0; at < text.length; ) {
    const { unit, width } = next(text, at)
    if (unit !== null) {
      units[length] = unit
      unfolded.starts[length] = at
      unfolded.ends[length] = at + width
      length++
    }
    at += width
  }
  return { text: Buffer.from(units.buffer, 0, length * 2).toString('utf16le'), ...unfolded }
}

/** What may stand for something else; most texts have nothing of it. */
const disguise = /[^\n\x20-\x7e]|%(?=[2-7])|&(?=#|commat;|period;)/i
/** 0, 1, 2 … for them all, however short they are. */
const starts = Int32Array.from({ length: 20_000 }, (_, at) => at)
const ends = starts.subarray(1)

function next(text: string, at: number): { unit: number | null; width: number } {
  const code = text.charCodeAt(at)
  if (code === 0x25 || code === 0x26) return escaped(text, at) ?? { unit: code, width: 1 }
  if (code < 0x80 && code !== 0x09 && code !== 0x0d) return { unit: code, width: 1 }
  const point = text.codePointAt(at) ?? code
  const width = point > 0xffff ? 2 : 1
  const plain = plainForm(point)
  return { unit: plain === undefined ? code : plain, width: plain === undefined ? 1 : width }
}

/** `%40`, `&#64;`, `&#x40;` and `&commat;`, as far as they stand for printable ASCII. */
function escaped(text: string, at: number): { unit: number; width: number } | null {
  const match = /^(?:%([2-7][0-9a-f])|&#(\d{2,3});|&#x([2-7][0-9a-f]);|&(commat|period);)/i.exec(text.slice(at, at + 9))
  if (match === null) return null
  const [all, percent, number, hex, name] = match
  const unit = name
    ? name === 'period'
      ? 0x2e
      : 0x40
    : number
      ? Number(number)
      : Number.parseInt(percent ?? hex ?? '', 16)
  return unit >= 0x20 && unit < 0x7f ? { unit, width: all.length } : null
}

const known = new Map<number, number | null | undefined>()

/** The ASCII form of a code point; `null` for an invisible one, `undefined` where it has none. */
function plainForm(point: number): number | null | undefined {
  if (known.has(point)) return known.get(point)
  const form = read(point)
  if (known.size < 5_000) known.set(point, form)
  return form
}

function read(point: number): number | null | undefined {
  const character = String.fromCodePoint(point)
  if (invisible.test(character)) return null
  if (dash.test(character)) return 0x2d
  if (space.test(character)) return 0x20
  if (character === '·' || character === '。') return 0x2e
  if (han.includes(character)) return 0x30 + han.indexOf(character)
  const disc = discs.find((first) => point >= first && point < first + 9)
  if (disc !== undefined) return 0x31 + point - disc
  // What an emoji parts is together still, as with any other mark.
  if (picture.test(character)) return 0x2a
  const compatible = character.normalize('NFKC')
  if (compatible.length === 1 && compatible.charCodeAt(0) < 0x80) return compatible.charCodeAt(0)
  if (!decimal.test(character)) return undefined
  // Every script's ten digits stand in a row, so that the distance to its zero is the value.
  let zero = point
  while (point - zero < 9 && decimal.test(String.fromCodePoint(zero - 1))) zero--
  return 0x30 + (point - zero)
}
