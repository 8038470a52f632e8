/** So many places; whoever finds none waits in line, and leaves it when his signal says so. Gives the way to leave. */
export function createPlaces(places: number): (signal: AbortSignal) => Promise<() => void> {
  const line = new Set<() => void>()
  let free = places
  const leave = (): void => {
    const [next] = line
    if (next === undefined) free++
    else next()
  }
  return async (signal) => {
    signal.throwIfAborted()
    if (free > 0) {
      free--
      return leave
    }
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        line.delete(enter)
        signal.removeEventListener('abort', give)
        resolve()
      }
      const give = (): void => {
        line.delete(enter)
        reject(signal.reason)
      }
      line.add(enter)
      signal.addEventListener('abort', give, { once: true })
    })
    return leave
  }
}
