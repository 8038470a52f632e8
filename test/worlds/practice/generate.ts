import type { World } from '../format.ts'
import { type Call, playOut } from './calendar.ts'
import { courses, longAgo } from './courses.ts'
import { extortion, message, paste, smallTalk } from './elsewhere.ts'
import { type AccountOf, accounts, copycats } from './people.ts'
import { createSites } from './sites.ts'
import { createStory, day, type Story } from './story.ts'

/** How large a world is. */
export interface Size {
  days: number
  forumOffers: number
  /** Days from one visit to a forum to the next; the other sites, where less happens, are read half as often. */
  every: number
}

export const twoYears: Size = { days: 730, forumOffers: 24, every: 6 }
/** Three seeds that lie five apart tell of every course that an offer may take. */
export const small: Size = { days: 260, forumOffers: 5, every: 10 }

const start = new Date('2020-03-01T00:00:00Z')

/** Who sells in the forums, and which other account of his has the same contact. */
const sellers: readonly (readonly [AccountOf, AccountOf])[] = [
  [accounts.kotzPasar, accounts.kotzKontor],
  [accounts.rinjaniKontor, accounts.rinjaniPasar],
  [accounts.lautanPasar, accounts.lautanKontor],
  [accounts.kotzKontor, accounts.kotzPasar],
  [accounts.rinjaniPasar, accounts.rinjaniKontor],
  [accounts.lautanKontor, accounts.lautanPasar],
  [accounts.senopati, accounts.rinjaniKontor],
]

/** A world of five sites, told from a seed: the same seed and size, the same world, to the byte. */
export function generateWorld(seed: number, size: Size = twoYears): World {
  const sites = createSites(new Date(start.getTime() - 20 * day))
  const story = createStory(seed, sites)
  for (const { site, handle, signature } of [...Object.values(accounts), ...Object.values(copycats)])
    if (site === 'pasar' || site === 'kontor')
      sites[site].join(handle, new Date(start.getTime() - 120 * day), signature)
  tell(story, size, seed)
  const calls = callsOf(story, size)
  return playOut(`practice world ${seed}`, story.doings, calls, sites.all, story.listings)
}

function tell(story: Story, { days, forumOffers }: Size, seed: number): void {
  const { chance } = story
  const other = days - 120
  for (let number = 0; number < forumOffers; number++) {
    const course = courses[(number + seed) % courses.length]
    const [by, alias] = sellers[(number + seed) % sellers.length] ?? [accounts.kotzPasar, accounts.kotzKontor]
    const from = new Date(start.getTime() + Math.floor((number * (days - 200)) / forumOffers) * day)
    course?.(story, by, from, { alias, stranger: copycats[by.site === 'pasar' ? 'kontor' : 'pasar'] })
  }
  const some = Math.ceil(forumOffers / 5)
  for (let number = 0; number < some; number++) {
    const from = (shift: number): Date =>
      new Date(start.getTime() + Math.floor(((number + shift) * other) / some) * day)
    paste(story, accounts.kotzTempel, from(0.1), number % 2 === 0)
    message(story, accounts.kotzKanal, from(0.4), number % 2 === 0)
    extortion(story, number === 0 ? start : from(0.7), number % 2 === 0 ? 'is published' : 'pays')
  }
  for (let number = 0; number < forumOffers * 2; number++)
    smallTalk(story, new Date(start.getTime() + chance.between(0, days) * day))
  for (const [by, alias, before] of [
    [accounts.rinjaniKontor, accounts.rinjaniPasar, 70],
    [accounts.lautanKontor, accounts.lautanPasar, 12],
  ] as const)
    longAgo(story, by, new Date(start.getTime() - before * day), { alias, stranger: copycats.pasar })
}

/** The sites are read by turns; now and then the market's first address is down, and its mirror answers. */
function callsOf({ chance, sites }: Story, { days, every }: Size): Call[] {
  const calls: Call[] = []
  for (let round = 0; 1 + round * every < days; round++) {
    const at = start.getTime() + (1 + round * every) * day
    for (const [turn, { site }] of sites.all.entries()) {
      if (site.type !== 'forum' && round % 2 === 1) continue
      const when = new Date(at + turn * 3_600_000 + chance.between(0, 50) * 60_000)
      const isDown = site.id === 'pasar' && (chance.next() < 0.03 || round === 7)
      calls.push({ at: when, site: site.id, down: isDown ? ['pasar.test'] : [] })
    }
  }
  return calls
}
