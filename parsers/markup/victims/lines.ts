import { type Element, isTag, isText, walk } from '../page/dom.ts'
import { oneLine, silent } from '../text.ts'
import { countedFrom } from './deadline.ts'

/** A line of a card as it is laid out, in the pieces that its elements make of it. */
export interface CardLine {
  readonly pieces: readonly string[]
  /** What a script counts down from at this place; such a line has no words. */
  readonly counts: string
}

const breaking =
  /^(address|article|aside|blockquote|br|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|th|thead|tr|ul)$/

/** Takes a card apart into its lines; a cell of a table is a line of its own. `skip` leaves an element out. */
export function cardLines(card: Element, skip: (element: Element) => boolean = () => false): CardLine[] {
  const lines: CardLine[] = []
  let pieces: string[] = []
  const end = (): void => {
    if (pieces.length > 0) lines.push({ pieces, counts: '' })
    pieces = []
  }
  const enter = (element: Element): void => {
    if (breaking.test(element.name)) end()
    const counts = countedFrom(element)
    if (counts === '') return
    end()
    lines.push({ pieces: [], counts })
  }
  enter(card)
  walk(card, {
    enter(node) {
      if (isText(node)) {
        for (const piece of node.data.split(/[|•·]/)) {
          const words = oneLine(piece)
          if (words !== '') pieces.push(words)
        }
      }
      if (!isTag(node)) return
      if ((silent.has(node.name) && node.name !== 'button') || skip(node)) return false
      enter(node)
      return
    },
    leave(node) {
      if (isTag(node) && breaking.test(node.name)) end()
    },
  })
  end()
  return lines
}
