import type { ContextKeyword } from '../../model/watchlist.ts'
import { foldWords, termForms } from './terms.ts'

/** The words of a text, and where each stands. */
export interface Words {
  at: ReadonlyMap<string, readonly number[]>
  all: readonly string[]
}

export function wordsOf(text: string): Words {
  const all = foldWords(text).trim().split(' ')
  const at = new Map<string, number[]>()
  for (const [place, word] of all.entries()) {
    const places = at.get(word)
    if (places) places.push(place)
    else at.set(word, [place])
  }
  return { at, all }
}

/** A form of a term as its words. */
type Form = readonly string[]
const formsOf = (term: string): Form[] => termForms(term).map((form) => form.trim().split(' '))

/** Where a form begins, in rising order. */
function placesOf([first = '', ...rest]: Form, { at, all }: Words): readonly number[] {
  const places = at.get(first) ?? []
  return rest.length === 0
    ? places
    : places.filter((place) => rest.every((word, after) => all[place + after + 1] === word))
}

/**
 * Whether the keyword counts anywhere in a text: `near` is the word that stood there, `null` where none is asked for.
 * The last words of one and the first of the other are 1 apart where they are neighbours; where they overlap, none. Costs
 * a search in sorted places for each time the keyword stands there, whatever the text.
 */
export function compileContext({
  word,
  near,
  notNear,
  within,
}: ContextKeyword): (words: Words) => { near: string | null } | null {
  const forms = formsOf(word)
  const company = (terms: readonly string[]) => terms.map((term) => ({ term, forms: formsOf(term) }))
  const [wanted, unwanted] = [company(near), company(notNear)]

  return (words) => {
    const placed = (terms: ReturnType<typeof company>) =>
      terms.flatMap(({ term, forms }) =>
        forms.map((form) => ({ term, length: form.length, places: placesOf(form, words) })),
      )
    const [friends, foes] = [placed(wanted), placed(unwanted)]
    for (const form of forms) {
      for (const start of placesOf(form, words)) {
        const end = start + form.length
        const stands = ({ length, places }: { length: number; places: readonly number[] }): boolean =>
          hasBetween(places, start - length - within + 1, end + within - 1)
        if (foes.some(stands)) continue
        if (friends.length === 0) return { near: null }
        const friend = friends.find(stands)
        if (friend) return { near: friend.term }
      }
    }
    return null
  }
}

/** Whether one of the sorted places lies in a range, both ends included. */
function hasBetween(places: readonly number[], from: number, to: number): boolean {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  const found = places[low]
  return found !== undefined && found <= to
}
