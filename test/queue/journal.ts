/** What happened, in order, for a test to wait for instead of sleeping. */
export interface Journal<T> {
  readonly entries: readonly T[]
  write(entry: T): void
  /** Resolves as soon as the entries satisfy `enough`. */
  until(enough: (entries: readonly T[]) => boolean): Promise<void>
  /** Resolves when there are `count` entries. */
  reaches(count: number): Promise<void>
}

export function openJournal<T>(): Journal<T> {
  const entries: T[] = []
  const waiting = new Set<() => void>()
  const until: Journal<T>['until'] = (enough) =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!enough(entries)) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  return {
    entries,
    write: (entry) => {
      entries.push(entry)
      for (const look of [...waiting]) look()
    },
    until,
    reaches: (count) => until(({ length }) => length >= count),
  }
}

/** A door that stays shut until it is opened: holds a handler where the test wants it. */
export function openGate(): { passed: Promise<void>; open: () => void } {
  let open = (): void => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open }
}
