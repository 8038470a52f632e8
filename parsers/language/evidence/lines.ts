/** Tells of places of a text what is true of the lines that they stand in. Each line is asked once, if places come in order. */
export const lineTeller = (text: string, ask: (line: string, at: number) => boolean): ((place: number) => boolean) => {
  let [from, to, told] = [0, -1, false]
  return (place) => {
    if (place < from || place > to) {
      from = text.lastIndexOf('\n', place - 1) + 1
      to = text.indexOf('\n', place)
      if (to < 0) to = text.length
      told = ask(text.slice(from, Math.min(to, from + longest)), place)
    }
    return told
  }
}

/** Characters of a line that are looked at: a longer one is no seller's sentence. */
const longest = 2_000
