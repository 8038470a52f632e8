const none: readonly RegExpExecArray[] = []

/**
 * Every match of a global pattern in a text, in order: what `matchAll` gives, which copies the pattern at each call and
 * so costs more than looking through a short text. All matches are found before it returns, so that one pattern may be
 * looked for inside another's matches, or its own. Throws TypeError for a pattern that is not global, as `matchAll` does.
 */
export const matchesIn = (text: string, pattern: RegExp): readonly RegExpExecArray[] => {
  if (!pattern.global) throw new TypeError(`${pattern} is not global: it would match for ever`)
  pattern.lastIndex = 0
  let match = pattern.exec(text)
  if (match === null) return none
  const matches: RegExpExecArray[] = []
  for (; match !== null; match = pattern.exec(text)) {
    matches.push(match)
    // A match of nothing is stepped over, by a whole character, or it would be found again.
    if (match[0] === '') pattern.lastIndex += (text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1
  }
  return matches
}
