/** What a text is made of, in short: most texts lack what most finds need, and are not looked through for those. */
export interface Signs {
  /** How many digits it has. */
  digits: number
  /** Units of its longest run of letters and digits, in ASCII: of a hash, a wallet, a key. */
  longestRun: number
  /** Units of its longest word: of what stands between spaces and ends of lines. */
  longestWord: number
}

/** Tells the signs of a text in one walk. */
export function signsOf(text: string): Signs {
  let [digits, longestRun, longestWord] = [0, 0, 0]
  let [run, word] = [0, 0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isDigit = code >= 0x30 && code <= 0x39
    const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
    if (isDigit) digits++
    run = isDigit || isLetter ? run + 1 : 0
    word = code > 0x20 ? word + 1 : 0
    if (run > longestRun) longestRun = run
    if (word > longestWord) longestWord = word
  }
  return { digits, longestRun, longestWord }
}
