// What the bench has seen, in figures and in words.

const at = (numbers, share) => Math.round(numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? 0)
const shown = (numbers) => ({ median: at(numbers, 0.5), p95: at(numbers, 0.95), longest: at(numbers, 0.99999) })

/** From when to when, each. `listedAt`: a visit asks for the page that shows it; `askedAt`: for the page on which it stands. */
const spans = {
  waiting: ({ postedAt, listedAt }) => listedAt - postedAt,
  after: ({ listedAt, arrivedAt }) => arrivedAt - listedAt,
  untilAsked: ({ listedAt, askedAt }) => askedAt - listedAt,
  untilArrived: ({ askedAt, arrivedAt }) => arrivedAt - askedAt,
  whole: ({ postedAt, arrivedAt }) => arrivedAt - postedAt,
}

/** `arrivals`: when the alerts about each offer came in; `spent`: what the time of the bench took. */
export function figuresOf({ targets, every, visits, backend, offers, arrivals, unknown, failures, spent }) {
  const told = offers.flatMap((offer) => {
    const [arrivedAt] = arrivals.get(offer.number) ?? []
    return arrivedAt === undefined ? [] : [{ ...offer, arrivedAt }]
  })
  const kinds = {
    all: told,
    forums: told.filter(({ type }) => type === 'forum'),
    channels: told.filter(({ type }) => type === 'chat'),
  }
  return {
    ...{ targets, everySeconds: every, visitsAtOnce: visits, backend, offers: offers.length, arrived: told.length },
    /** Offers of which more than one alert came, and alerts that are about none. */
    twice: [...arrivals.values()].filter((times) => times.length > 1).length,
    unknown,
    warnings: failures.length,
    visitsPerSecond: Number((spent.visits / (spent.ms / 1_000)).toFixed(2)),
    /** Processor time of Pantau's process, of one core. */
    cpuShare: Number((spent.cpu / spent.ms).toFixed(2)),
    counts: Object.fromEntries(Object.entries(kinds).map(([name, of]) => [name, of.length])),
    milliseconds: Object.fromEntries(
      Object.entries(kinds).map(([name, of]) => [
        name,
        Object.fromEntries(Object.entries(spans).map(([span, length]) => [span, shown(of.map(length))])),
      ]),
    ),
  }
}

const rows = {
  waiting: 'waiting for the visit',
  after: 'everything after',
  untilAsked: '  until the post’s page is asked for',
  untilArrived: '  from there to the receiver',
  whole: 'in all',
}

export function inWords(result, wantedMs) {
  const { targets, everySeconds, backend, offers, arrived, twice, unknown, warnings, milliseconds, counts } = result
  const seconds = (ms, width) => (ms / 1_000).toFixed(2).padStart(width)
  const row = ([span, words]) => {
    const cells = Object.values(milliseconds).map(({ [span]: of }) => {
      return `${seconds(of.median, 7)} ${seconds(of.p95, 6)} ${seconds(of.longest, 6)}`
    })
    return `  ${words.padEnd(36)}${cells.join('  ')}`
  }
  const heads = Object.entries(counts).map(([name, count]) => `  ${`${name} (${count})`.padEnd(21)}`)
  const store = backend === 'servers' ? 'PostgreSQL and Redis' : 'the embedded database'
  const { p95 } = milliseconds.all.after
  return `${targets} targets, every ${everySeconds} s, on ${store}: ${arrived} of ${offers} alerts arrived, ${twice} twice, ${unknown} of nothing; ${warnings} warnings
${result.visitsPerSecond} visits/s (${(targets / everySeconds).toFixed(1)} wanted); Pantau took ${Math.round(result.cpuShare * 100)}% of a core
a second between two requests to a site (limits.delay), ${result.visitsAtOnce} visits at once, all alerts to one webhook, none held back

  seconds: median, 95%, longest       ${heads.join('')}
${Object.entries(rows).map(row).join('\n')}

everything after the visit’s first request takes ${seconds(p95, 0)} s at the 95th percentile (wanted: ${wantedMs / 1_000} s at most)
`
}
