import type { TrueListing } from '../format.ts'
import type { Doing, Told } from './calendar.ts'
import { type Chance, createChance } from './chance.ts'
import type { Thread } from './forum.ts'
import { type AccountOf, nameOf } from './people.ts'
import type { Offered } from './rules.ts'
import type { Sites } from './sites.ts'
import { answers, fieldSets, type Goods, type Manner, noise, victims } from './words.ts'

const minute = 60_000
export const day = 86_400_000

/** The story as it is told: what people do, and what becomes of their listings. */
export interface Story {
  chance: Chance
  sites: Sites
  doings: Doing[]
  listings: Told[]
  /** Never twice the same goods. */
  goods(contact: string): Goods
}

export function createStory(seed: number, sites: Sites): Story {
  const chance = createChance(seed)
  const left = victims(chance)
  let count = 0
  return {
    ...{ chance, sites, doings: [], listings: [] },
    goods: (contact) => {
      count += 1
      const victim = left[count % left.length] ?? ''
      // Counts lie far apart, so that none can be taken for another.
      const records = Math.round(41_000 * 1.19 ** (count % 40)) + chance.between(1, 800)
      const price = 50 * chance.between(4, 60)
      return { victim, count: records, fields: chance.pick(fieldSets), price, contact, sample: '' }
    },
  }
}

/** A moment of the world: whole minutes, as sites tell them. */
export const moment = (chance: Chance, from: Date, days: number): Date =>
  new Date(Math.floor((from.getTime() + days * day + chance.between(0, 20 * 60) * minute) / minute) * minute)

/** An offer in a forum's thread of its own, and what its seller does with it later. */
export interface Offer {
  key: string
  by: AccountOf
  manner: Manner
  goods: Goods
  /** Known once it is opened. */
  thread(): Thread
}

/** Somebody opens a thread with an offer. It is a listing of its own, unless it goes on with another: then it is an event of that one. */
export function offerInForum(
  story: Story,
  {
    by,
    at,
    manner,
    goods,
    title = (words) => words,
    goesOn,
    key = `${by.handle} ${goods.victim}`,
    verdict,
  }: {
    by: AccountOf
    at: Date
    manner: Manner
    goods: Goods
    title?: (words: string) => string
    goesOn?: { listing: string; kind: 'bumped' | 'reopened' | 'seen-elsewhere'; isRepeat?: boolean }
    key?: string
    verdict?: TrueListing['verdict']
  },
): Offer {
  const forum = forumOf(story, by)
  let thread: Thread | undefined
  const told: Told = { key, post: '', account: nameOf(by), ...offered(goods), ...(verdict && { verdict }) }
  if (!goesOn) story.listings.push(told)
  const event = { postedAt: at.toISOString(), account: nameOf(by) }
  story.doings.push({
    ...{ at, site: by.site, shows: { by, contact: goods.contact } },
    event: goesOn ? { ...event, ...goesOn } : { ...event, listing: key, kind: 'opened' },
    do: () => {
      const ad = manner(goods)
      thread = forum.open({ by: by.handle, at, title: title(ad.title), text: ad.text })
      told.post = `${by.site}/${thread.posts[0]?.pid}`
    },
  })
  const opened = (): Thread => {
    if (!thread) throw new Error(`${key} is not opened yet`)
    return thread
  }
  return { key: goesOn?.listing ?? key, by, manner, goods, thread: opened }
}

/** What its listing offers. */
export const offered = ({ victim, count }: Goods): Offered => ({ victim, records: count })

export const forumOf = ({ sites }: Story, { site }: AccountOf): Sites['pasar'] => {
  if (site !== 'pasar' && site !== 'kontor') throw new Error(`${site} is no forum`)
  return sites[site]
}

/** The seller writes his ad anew with what has changed; the site says so, or not. */
export function edit(
  story: Story,
  offer: Offer,
  at: Date,
  kind: TrueKind,
  change: Partial<Goods>,
  isMarked = true,
): Offer {
  const goods = { ...offer.goods, ...change }
  story.doings.push({
    ...{ at, site: offer.by.site, shows: { by: offer.by, contact: goods.contact } },
    event: { listing: offer.key, kind, postedAt: isMarked ? at.toISOString() : null, quiet: true },
    do: () => {
      const [post] = offer.thread().posts
      if (!post) return
      post.text = offer.manner(goods).text
      if (isMarked) post.editedAt = at
    },
  })
  return { ...offer, goods }
}
type TrueKind = NonNullable<Doing['event']>['kind']

/** The seller's thread gets another title. Nothing says when. */
export function rename(story: Story, offer: Offer, at: Date, kind: TrueKind, title: (words: string) => string): void {
  story.doings.push({
    ...{ at, site: offer.by.site },
    event: { listing: offer.key, kind, postedAt: null },
    do: () => {
      const thread = offer.thread()
      thread.formerTitles.push(thread.title)
      thread.title = title(thread.title)
      thread.formerTitles = thread.formerTitles.filter((former) => former !== thread.title)
    },
  })
}

/** The seller says a further word in his thread. */
export function say(story: Story, offer: Offer, at: Date, kind: TrueKind, text: string): void {
  const { site, handle } = offer.by
  story.doings.push({
    ...{ at, site },
    event: { listing: offer.key, kind, postedAt: at.toISOString() },
    do: () => void forumOf(story, offer.by).reply(offer.thread(), { by: handle, at, text }),
  })
}

/** Others talk below an ad; now and then they repeat it. */
export function talk(story: Story, offer: Offer, from: Date, count: number): void {
  for (let number = 1; number <= count; number++) {
    const at = moment(story.chance, from, number * story.chance.between(1, 3))
    const [text, isQuoting] = [story.chance.pick(noise), story.chance.next() < 0.3]
    const by = `tamu${story.chance.between(1, 30)}`
    story.doings.push({
      ...{ at, site: offer.by.site },
      do: () => {
        const thread = offer.thread()
        const forum = forumOf(story, offer.by)
        // Nobody can talk in a thread that is not there any more.
        if (forum.threads.includes(thread))
          forum.reply(thread, { by, at, text, quoted: isQuoting ? thread.posts[0] : undefined })
      },
    })
  }
}

/** The thread is taken away, by its author or the staff. */
export function remove(story: Story, offer: Offer, at: Date): void {
  const { threads } = forumOf(story, offer.by)
  story.doings.push({
    ...{ at, site: offer.by.site },
    event: { listing: offer.key, kind: 'removed', postedAt: null },
    do: () => void threads.splice(threads.indexOf(offer.thread()), 1),
  })
}

/** The staff puts a thread back that was taken away. */
export function restore(story: Story, offer: Offer, at: Date): void {
  const { threads } = forumOf(story, offer.by)
  story.doings.push({
    ...{ at, site: offer.by.site },
    event: { listing: offer.key, kind: 'reopened', postedAt: null },
    do: () => void threads.push(offer.thread()),
  })
}

/** The seller answers below his ad, and says nothing of the offer. */
export function answer(story: Story, offer: Offer, at: Date): void {
  const { site, handle } = offer.by
  const text = story.chance.pick(answers)
  story.doings.push({
    ...{ at, site },
    do: () => {
      if (forumOf(story, offer.by).threads.includes(offer.thread()))
        forumOf(story, offer.by).reply(offer.thread(), { by: handle, at, text, quoted: offer.thread().posts.at(-1) })
    },
  })
}

/** The seller puts a misprint right. */
export function correct(story: Story, offer: Offer, at: Date): void {
  story.doings.push({
    ...{ at, site: offer.by.site },
    event: { listing: offer.key, kind: 'edited', postedAt: at.toISOString(), quiet: true },
    do: () => {
      const [post] = offer.thread().posts
      if (post) Object.assign(post, { text: `${post.text}\nThanks for reading.`, editedAt: at })
    },
  })
}

/** The staff moves the thread to the archive. */
export function move(story: Story, offer: Offer, at: Date): void {
  story.doings.push({
    ...{ at, site: offer.by.site },
    event: { listing: offer.key, kind: 'moved', postedAt: null, quiet: true },
    do: () => {
      offer.thread().board = 9
    },
  })
}
