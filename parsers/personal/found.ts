/** A piece of personal data in an unfolded text. Positions are units of that text, `end` exclusive. */
export interface Found {
  /**
   * A data class of model/signal.ts; `id-numbers` where nothing says whose number it is, `api-keys` for what opens an
   * interface of programs, `wallets` for an address of a coin.
   */
  kind: string
  /** What it is by its shape, its check digits or the word before it: `nik`, `iban`, `bcrypt`. */
  shape: string
  start: number
  end: number
  /** The parts that a mask must cover, where it is not the whole. None: counted, and left to be read. */
  hide: { start: number; end: number }[]
  /** Digits only, or lower-case: what is hashed and compared. */
  value: string
}

/** A character of Unicode's private use: stands where something was found, so that no number is read across it. */
export const barrier = '\ue000'

/** The text with barriers over the spans: what is under them is not read again. Spans are in order and apart. */
export function fence(text: string, spans: readonly { start: number; end: number }[]): string {
  let out = ''
  let at = 0
  for (const { start, end } of spans) {
    if (end <= at) continue
    out += text.slice(at, Math.max(at, start)) + barrier.repeat(end - Math.max(at, start))
    at = end
  }
  return out + text.slice(at)
}
