import { type AccountOf, nameOf } from './people.ts'
import {
  answer,
  correct,
  day,
  edit,
  forumOf,
  moment,
  move,
  type Offer,
  offered,
  offerInForum,
  remove,
  rename,
  restore,
  type Story,
  say,
  talk,
} from './story.ts'
import { manners } from './words.ts'

/** What becomes of an offer in a forum, from its first day on. `other` is another account of the same person, or a stranger's. */
type Course = (story: Story, by: AccountOf, from: Date, cast: Cast) => void

interface Cast {
  /** Another account of the same person, with the same contact. */
  alias: AccountOf
  stranger: AccountOf
}

const cheaper = (price: number): number => Math.round(price * 0.6)

const begin = (story: Story, by: AccountOf, from: Date): { offer: Offer; at: (days: number) => Date } => {
  const goods = story.goods(by.contact)
  const at = (days: number): Date => moment(story.chance, from, days)
  const offer = offerInForum(story, { by, at: at(0), manner: story.chance.pick(manners), goods })
  talk(story, offer, new Date(from.getTime() + day), story.chance.between(1, 5))
  answer(story, offer, at(3))
  return { offer, at }
}

/** Its price drops in an edit that the site notes, and it is sold: the title says so. */
const soldByTitle: Course = (story, by, from) => {
  const { offer, at } = begin(story, by, from)
  const later = edit(story, offer, at(21), 'repriced', { price: cheaper(offer.goods.price) })
  rename(story, later, at(40), 'sold', (title) => `[SOLD] ${title}`)
}

/** Its price drops without a word, and the thread is taken away. */
const silentAndGone: Course = (story, by, from) => {
  const { offer, at } = begin(story, by, from)
  const later = edit(story, offer, at(24), 'repriced', { price: cheaper(offer.goods.price) }, false)
  remove(story, later, at(60))
}

/** Everything is said in replies. */
const saidInReplies: Course = (story, by, from) => {
  const { offer, at } = begin(story, by, from)
  const { price, contact } = offer.goods
  say(story, offer, at(18), 'bumped', story.chance.pick(['bump', 'still available, pm me', 'masih ada gan', 'up']))
  say(story, offer, at(33), 'repriced', `Price drop: now $${cheaper(price)}, ${contact}`)
  say(
    story,
    offer,
    at(52),
    'sold',
    story.chance.pick(['SOLD', 'Sold, thanks everybody. Close please.', 'sudah terjual ya gan, makasih']),
  )
}

/** A sample is added, then another contact; it is sold, and to be had again. */
const soldAndBack: Course = (story, by, from) => {
  const { offer, at } = begin(story, by, from)
  const shown = edit(story, offer, at(16), 'sample-added', {
    sample: `https://files.example/${offer.goods.count}/sample.txt`,
  })
  const moved = edit(story, shown, at(36), 'contact-changed', {
    contact: `telegram @${offer.by.handle.toLowerCase().replace(/\W/g, '')}_baru`,
  })
  rename(story, moved, at(58), 'sold', (title) => `[SOLD] ${title}`)
  rename(story, moved, at(80), 'reopened', (title) => title.replace('[SOLD] ', ''))
}

/** Sold, and moved to the archive by the staff. */
const soldAndArchived: Course = (story, by, from) => {
  const { offer, at } = begin(story, by, from)
  rename(story, offer, at(20), 'sold', (title) => `${title} [SOLD]`)
  move(story, offer, at(45))
}

/** We come too late: when it is first seen, it is sold already. */
const tooLate: Course = (story, by, from) => {
  const at = moment(story.chance, from, 0)
  const goods = story.goods(by.contact)
  const manner = story.chance.pick(manners)
  const offer = offerInForum(story, { by, at, manner, goods, title: (title) => `[SOLD] ${title}` })
  talk(story, offer, from, 2)
}

/** The same account offers the same once more, in a new thread. */
const repost: Course = (story, by, from) => {
  const { offer, at } = begin(story, by, from)
  const { manner, goods, key } = offer
  offerInForum(story, { by, at: at(48), manner, goods, goesOn: { listing: key, kind: 'bumped' } })
}

/** Taken away, and offered again in a new thread. */
const goneAndBack: Course = (story, by, from) => {
  const { offer, at } = begin(story, by, from)
  const { manner, goods, key } = offer
  remove(story, offer, at(26))
  offerInForum(story, { by, at: at(62), manner, goods, goesOn: { listing: key, kind: 'reopened' } })
}

/** Another account of the same person offers it elsewhere, in words of its own and with the same contact; and once more. */
const elsewhere: Course = (story, by, from, { alias }) => {
  const { offer, at } = begin(story, by, from)
  const manner = story.chance.pick(manners)
  offerInForum(story, {
    by: alias,
    at: at(15),
    manner,
    goods: offer.goods,
    goesOn: { listing: offer.key, kind: 'seen-elsewhere' },
  })
  const later = edit(story, offer, at(38), 'repriced', { price: cheaper(offer.goods.price) })
  offerInForum(story, {
    by: alias,
    at: at(47),
    manner,
    goods: later.goods,
    goesOn: { listing: offer.key, kind: 'seen-elsewhere', isRepeat: true },
  })
  rename(story, later, at(62), 'sold', (title) => `SOLD - ${title}`)
}

/** Half a year later a stranger sells the same data as his own. */
const recycled: Course = (story, by, from, { stranger }) => {
  const { offer, at } = begin(story, by, from)
  rename(story, offer, at(30), 'sold', (title) => `[SOLD] ${title}`)
  const goods = { ...offer.goods, contact: stranger.contact, price: cheaper(offer.goods.price) }
  const manner = manners[(manners.indexOf(offer.manner) + 1) % manners.length] ?? offer.manner
  const again = { kind: 'recycled', of: [offer.key] } as const
  const copy = offerInForum(story, {
    by: stranger,
    at: at(180),
    manner,
    goods,
    verdict: { ...again, of: [...again.of] },
  })
  talk(story, copy, at(181), 2)
}

/** A shop: another set of data is offered further down in the same thread. */
const shop: Course = (story, by, from) => {
  const { offer, at } = begin(story, by, from)
  const goods = story.goods(by.contact)
  const when = at(14)
  const told = { key: `${by.handle} ${goods.victim}`, post: '', account: nameOf(by), ...offered(goods) }
  story.listings.push(told)
  story.doings.push({
    ...{ at: when, site: by.site, shows: { by, contact: goods.contact } },
    event: { listing: told.key, kind: 'opened', postedAt: when.toISOString() },
    do: () => {
      const post = forumOf(story, by).reply(offer.thread(), { by: by.handle, at: when, text: offer.manner(goods).text })
      told.post = `${by.site}/${post.pid}`
    },
  })
}

/** A thread that grows over several pages; the price drops on its second, by a word, and on its first, without. */
const longThread: Course = (story, by, from) => {
  const { offer, at } = begin(story, by, from)
  talk(story, offer, at(2), 12)
  say(story, offer, at(44), 'repriced', `New price: $${cheaper(offer.goods.price)}. ${offer.goods.contact}`)
  edit(story, offer, at(75), 'repriced', { price: cheaper(cheaper(offer.goods.price)) }, false)
}

/** Taken away by the staff, and put back. */
const restored: Course = (story, by, from) => {
  const { offer, at } = begin(story, by, from)
  remove(story, offer, at(12))
  restore(story, offer, at(58))
}

/** A misprint is put right; then the price drops, and the title says that it is sold. */
const corrected: Course = (story, by, from) => {
  const { offer, at } = begin(story, by, from)
  correct(story, offer, at(17))
  rename(story, offer, at(45), 'sold', (title) => `${title} - SOLD`)
}

/** A stranger takes the ad as it is, and puts his own contact below it. */
const copied: Course = (story, by, from, { stranger }) => {
  const { offer, at } = begin(story, by, from)
  const { goods, manner, key } = offer
  const verdict = { kind: 'recycled' as const, of: [key] }
  offerInForum(story, { by: stranger, at: at(20), manner, goods: { ...goods, contact: stranger.contact }, verdict })
  edit(story, offer, at(40), 'repriced', { price: cheaper(goods.price) })
}

/** It stood there long before anybody read the site, and is sold when it is read. */
export const longAgo: Course = (story, by, from) => {
  const { offer, at } = begin(story, by, from)
  rename(story, offer, at(100), 'sold', (title) => `[SOLD] ${title}`)
}

/** Every course that an offer in a forum may take. */
export const courses: readonly Course[] = [
  soldByTitle,
  saidInReplies,
  silentAndGone,
  elsewhere,
  soldAndBack,
  recycled,
  repost,
  soldAndArchived,
  shop,
  goneAndBack,
  tooLate,
  longThread,
  restored,
  corrected,
  copied,
]
