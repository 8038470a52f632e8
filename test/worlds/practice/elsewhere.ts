import { type AccountOf, nameOf } from './people.ts'
import { day, moment, offered, type Story } from './story.ts'
import { chatter, honest, manners } from './words.ts'

// What happens on the sites that are no forums, and what means nothing.

/** An anonymous-looking paste under a name; some are taken away again. */
export function paste(story: Story, by: AccountOf, from: Date, isTakenAway: boolean): void {
  const { chance, sites, listings, doings } = story
  const at = moment(chance, from, 0)
  const goods = story.goods(by.contact)
  const { title, text } = chance.pick(manners)(goods)
  const id = chance.between(0x10000000, 0x7fffffff).toString(16)
  const key = `paste ${goods.victim}`
  listings.push({ key, post: `tempel/${id}`, account: nameOf(by), ...offered(goods) })
  doings.push({
    ...{ at, site: 'tempel', shows: { by, contact: goods.contact } },
    // "3 Days ago" is all that the site says.
    event: { listing: key, kind: 'opened', postedAt: at.toISOString(), precision: 'day' },
    do: () => void sites.tempel.push({ id, title, by: by.handle, at, text }),
  })
  if (!isTakenAway) return
  doings.push({
    ...{ at: moment(chance, from, 40), site: 'tempel' },
    event: { listing: key, kind: 'removed', postedAt: null },
    do: () => {
      const index = sites.tempel.findIndex((one) => one.id === id)
      sites.tempel.splice(index, 1)
    },
  })
}

/** A message in the channel; one that is edited to another price says no more of when than that it was edited. */
export function message(story: Story, by: AccountOf, from: Date, isRepriced: boolean): void {
  const { chance, sites, listings, doings } = story
  const at = moment(chance, from, 0)
  const goods = story.goods(by.contact)
  const manner = chance.pick(manners)
  const { handle, messages } = sites.kanal
  const key = `channel ${goods.victim}`
  const told = { key, post: '', account: nameOf(by), ...offered(goods) }
  listings.push(told)
  doings.push({
    ...{ at, site: 'kanal', shows: { by, contact: goods.contact } },
    event: { listing: key, kind: 'opened', postedAt: at.toISOString() },
    do: () => {
      const number = (messages.at(-1)?.number ?? 11) + 1
      told.post = `kanal/${handle}/${number}`
      messages.push({ number, at, text: manner(goods).text, isEdited: false })
    },
  })
  if (!isRepriced) return
  doings.push({
    ...{ at: moment(chance, from, 12), site: 'kanal' },
    event: { listing: key, kind: 'repriced', postedAt: null },
    do: () => {
      const one = messages.find(({ number }) => told.post === `kanal/${handle}/${number}`)
      if (one)
        Object.assign(one, { text: manner({ ...goods, price: Math.round(goods.price / 2) }).text, isEdited: true })
    },
  })
}

/** A gang names a victim; it pays and is taken off, or what was taken is published. */
export function extortion(story: Story, from: Date, end: 'pays' | 'is published'): void {
  const { chance, sites, listings, doings } = story
  const at = moment(chance, from, 0)
  const { victim } = story.goods('')
  const id = chance.between(0x10000000, 0x7fffffff).toString(36)
  const key = `gang ${victim}`
  const domain = `${victim.toLowerCase().replace(' ', '-')}.example`
  const text = `${victim} did not want to talk to us. We have ${chance.between(20, 900)} GB of contracts, passports of staff and finance.`
  listings.push({ key, post: `gembok/post/${id}`, account: null, victim, records: null })
  doings.push({
    ...{ at, site: 'gembok' },
    event: { listing: key, kind: 'opened', postedAt: null },
    do: () => {
      const deadline = new Date(at.getTime() + 20 * day)
      const price = `$ ${chance.between(1, 9)}00 000`
      sites.gembok.unshift({ id, victim: domain, text, updated: at, deadline, isPublished: false, price })
    },
  })
  if (end === 'is published') return
  doings.push({
    ...{ at: moment(chance, from, 15), site: 'gembok' },
    event: { listing: key, kind: 'removed', postedAt: null },
    do: () => {
      const index = sites.gembok.findIndex((card) => card.id === id)
      sites.gembok.splice(index, 1)
    },
  })
}

/** What is written all the time and offers nothing. */
export function smallTalk(story: Story, from: Date): void {
  const { chance, sites, doings } = story
  const at = moment(chance, from, 0)
  const by = `tamu${chance.between(1, 30)}`
  const [said, plain] = [chance.pick(chatter), chance.pick(honest)]
  const site = chance.pick(['pasar', 'kontor', 'tempel', 'kanal'] as const)
  const write = {
    pasar: () => void sites.pasar.open({ by, at, ...said, board: 6 }),
    kontor: () => void sites.kontor.open({ by, at, ...said, board: 6 }),
    tempel: () => void sites.tempel.push({ id: `h${at.getTime().toString(36)}`, ...plain, by: 'Anonymous', at }),
    kanal: () =>
      void sites.kanal.messages.push({
        ...{ number: (sites.kanal.messages.at(-1)?.number ?? 11) + 1, at, isEdited: false },
        text: 'Channel is moving slowly this week, be patient with answers.',
      }),
  }
  doings.push({ at, site, do: write[site] })
}
