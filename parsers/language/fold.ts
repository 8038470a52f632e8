/** Letters of other scripts that pass for Latin ones in a mixed word: "КТР" typed half in Cyrillic. */
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  и: 'u',
  і: 'i',
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
  α: 'a',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  ν: 'v',
  κ: 'k',
  ι: 'i',
}

const digitLetters: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' }

const seen = new Map<string, string>()

/** One character without case, width and Latin accents; itself where that would change its length. */
const foldCharacter = (character: string): string => {
  const known = seen.get(character)
  if (known !== undefined) return known
  const compatible = character.normalize('NFKD').replace(/\p{M}/gu, '')
  // Accents fall from Latin letters only: й is no и, and a kana without its mark is another kana.
  const plain = /^[\x20-\x7e]$/.test(compatible) ? compatible : character === 'ё' || character === 'Ё' ? 'е' : character
  const lower = plain.toLowerCase()
  const folded = lower.length === character.length ? lower : character
  if (seen.size < 20_000) seen.set(character, folded)
  return folded
}

const foldMixedWord = (word: string): string =>
  /[a-z]/.test(word) ? word.replace(/[^\x20-\x7e]/g, (letter) => lookalikes[letter] ?? letter) : word

const foldDigits = (word: string, knows: (word: string) => boolean): string => {
  if (!/\d/.test(word) || /\d{3}/.test(word)) return word
  const spelled = word.replace(/[0134578]/g, (digit) => digitLetters[digit] ?? digit)
  return knows(spelled) ? spelled : word
}

/**
 * A text in the one spelling that lexicons and patterns read: lower case, half width, Latin letters without accents,
 * `_` as a space (before a digit it is part of a handle), look-alike letters of a mixed word in Latin. Digits become letters ("s3lf1e") only where that spells
 * a word that `knows` accepts, so that prices and counts stay what they are. The result has the length of the text, and
 * every character stands where it stood: a span of one is a span of the other.
 */
export const fold = (text: string, knows: (word: string) => boolean = () => false): string =>
  text
    .replace(/[^\x20-\x7e\n]/g, foldCharacter)
    .replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
    .replace(/_(?!\d)/g, ' ')
    .replace(/[a-z\u0370-\u03ff\u0400-\u04ff]{2,40}/g, foldMixedWord)
    .replace(/(?<![a-z0-9])(?=[a-z0-9]{3,24}(?![a-z0-9]))[0-9]{0,1}[a-z][a-z0-9]{1,23}/g, (word) =>
      foldDigits(word, knows),
    )
