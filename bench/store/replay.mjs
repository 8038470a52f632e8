// How fast rules are tried on everything that is stored (`pantau rules test`): by what was read of offers alone, and by ten
// thousand names that are looked for in the words of every post.

const everything = {
  channels: ['bench'],
  intents: ['extortion', 'sale', 'giveaway', 'wanted', 'dump'],
  events: [
    'opened',
    'edited',
    'repriced',
    'bumped',
    'sample-added',
    'contact-changed',
    'moved',
    'sold',
    'reopened',
    'removed',
    'seen-elsewhere',
  ],
}

/** @returns by rule: events, seconds by the clock, and CPU seconds of this process */
export async function timeReplays(database, load) {
  const { replay } = await load('app/rules/replay.js')
  const { Rule } = await load('model/rule.js')
  const { Watchlist } = await load('model/watchlist.js')
  const names = Array.from({ length: 10_000 }, (_, at) => `Perusahaan nomor ${at}`)
  const watchlists = [Watchlist.parse({ id: 'names', names })]
  const asked = { since: new Date(0), until: new Date(), examples: 3 }
  const timed = []
  for (const [name, settings] of [
    ['rules test, no words', {}],
    ['rules test, 10,000 names in all words', { watchlists: ['names'] }],
  ]) {
    const rules = [Rule.parse({ id: 'bench', ...everything, ...settings })]
    const [before, cpuBefore] = [performance.now(), process.cpuUsage()]
    const { events } = await replay(database, { config: { targets: [], watchlists }, rules }, asked)
    const { user, system } = process.cpuUsage(cpuBefore)
    timed.push({ name, events, seconds: (performance.now() - before) / 1_000, cpu: (user + system) / 1e6 })
  }
  return timed
}
