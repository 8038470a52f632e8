// What a contender is: a process of its own that reads the same sites in every round and says what it cost.

/** Pages that are under way at once, for every contender. */
export const atOnce = 20

/**
 * Answers each `{ sites }` of the parent, the addresses of boards, by reading them: `read(sites)` resolves with the
 * number of threads' pages and of their posts. `close` ends what the contender runs on.
 */
export function contend({ read, close = async () => {}, facts = {} }) {
  process.on('message', async ({ sites, isOver }) => {
    if (isOver) {
      await close()
      process.exit()
    }
    const startedAt = performance.now()
    const before = process.cpuUsage()
    const { pages, posts } = await read(sites)
    const ms = performance.now() - startedAt
    const { user, system } = process.cpuUsage(before)
    // The peak since the process began, as the system saw it.
    const peakMb = process.resourceUsage().maxRSS / 1_000
    process.send({ pages, posts, ms, cpuMs: (user + system) / 1_000, peakMb })
  })
  process.on('disconnect', () => process.exit(1)) // the parent is gone
  process.send({ facts })
}

/** Takes what is left of the list, `atOnce` at a time. */
export async function spread(list, work) {
  const rest = list.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of rest) await work(one)
    }),
  )
}

/** What a site is to our crawler; the same in all of its contenders. */
export const settings = { type: 'forum', engine: 'mybb', allowPrivate: true, limits: { delay: '0ms', pages: 1_000 } }

/** Names the site of a board's address: /NAME/forumdisplay.php. */
export const nameOf = (board) => new URL(board).pathname.split('/')[1]
