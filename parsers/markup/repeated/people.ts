import type { Element } from '../page/dom.ts'
import { lineOf } from '../text.ts'
import { hints, leadsToAccount } from './hints.ts'
import type { Survey } from './survey.ts'

/** An element that looks like somebody's name. */
export interface NameMark {
  place: number
  shape: string
  name: string
}

/** Longer than a handle is on any board that we know of. */
export const longestName = 48

/** Links to accounts, and short elements that their own markup calls an author. Pictures of people are no names. */
export function peopleOn(page: Survey): NameMark[] {
  const found: NameMark[] = []
  for (let place = 0; place < page.nodes.length; place++) {
    const element = page.element(place)
    if (element === undefined || !couldBe(element)) continue
    const end = page.ends[place] ?? place
    const size = page.plain(place, end) + page.linked(place, end)
    // A name is a few nodes; reading larger trees again and again would cost a hostile page's whole square.
    if (size === 0 || size > longestName || end - place > 40) continue
    found.push({ place, shape: page.shape(place), name: lineOf(element) })
  }
  return found
}

const couldBe = (element: Element): boolean =>
  (element.name === 'a' && leadsToAccount(element)) || (element.name !== 'img' && hints(element, 'author'))
