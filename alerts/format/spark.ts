const blocks = '▁▂▃▄▅▆▇█'

/** Counts as one line of blocks: nothing is the lowest, the most the highest, and anything is more than nothing. */
export function sparkline(counts: readonly number[]): string {
  const most = Math.max(...counts, 1)
  return counts.map((count) => blocks[Math.ceil((count / most) * (blocks.length - 1))] ?? '').join('')
}
