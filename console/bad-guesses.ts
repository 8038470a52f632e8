/** Counts who asks for what is not there. */
export interface BadGuesses {
  /** Notes one; `false` where this one asks too often to be answered. */
  allows(who: string, now: Date): boolean
}

/** In a window of a minute. A token cannot be guessed: the bound keeps noise from becoming load. */
const windowMs = 60_000
const mostGuesses = 20
/** Addresses that are counted apart; a flood from more than that shares one bound until the window ends. */
const mostGuessers = 5_000

export function countBadGuesses(): BadGuesses {
  let began = 0
  const counts = new Map<string, number>()
  return {
    allows(who, now) {
      if (now.getTime() - began >= windowMs) {
        began = now.getTime()
        counts.clear()
      }
      const name = counts.has(who) || counts.size < mostGuessers ? who : 'everybody else'
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      return count <= mostGuesses
    },
  }
}
