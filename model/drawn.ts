const bars = ' ▁▂▃▄▅▆▇█'

/** Counts as a row of bars, for a line of text; a blank where there is nothing. */
export function drawn(counts: readonly number[]): string {
  const most = Math.max(...counts, 1)
  return counts.map((count) => bars[Math.ceil((8 * count) / most)]).join('')
}
