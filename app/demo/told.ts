import type { AlertedListing } from '../../store/listings.ts'
import { targetOf } from './config.ts'
import type { Desk } from './desk.ts'
import type { Day } from './world/days.ts'
import type { Truth } from './world/truth.ts'

/** What arrived after the visits of a day. */
export interface DayTold {
  what: string
  /** "bpjs repriced", over each channel. */
  told: string[]
  /** What of it is not as the world's truth has it: should be empty. */
  wrong: string[]
}

const channels = ['mail', 'slack'] as const

/**
 * Holds what arrived on a day against the truth: over each channel every alert that it lists, once, and no other; and
 * each in the thread of the first that was told of its listing.
 */
export function judgeDay(
  { what, tells }: Day,
  { posts }: Truth,
  arrived: Desk['arrived'],
  alerts: readonly AlertedListing[],
): DayTold {
  const caseOf = ({ listing }: AlertedListing): string =>
    posts.find(({ site, postId }) => `${targetOf[site]}/${postId}` === listing.postId)?.case ?? listing.title
  const nameOf = (alert: AlertedListing): string => `${caseOf(alert)} ${alert.event}`
  const found = arrived.map(({ channel, deliveryId }) => ({
    channel,
    alert: alerts.find(({ deliveries }) => deliveries.includes(deliveryId)),
  }))
  const wrong = channels.flatMap((channel) => {
    const left = tells.map((alert) => `${alert.case} ${alert.event}`)
    const more = found.flatMap((one) => {
      if (one.channel !== channel) return []
      const name = one.alert ? nameOf(one.alert) : 'such alert'
      const at = left.indexOf(name)
      if (at !== -1) left.splice(at, 1)
      return at === -1 ? [`${channel}: there was no ${name}`] : []
    })
    return [...more, ...left.map((name) => `${channel}: ${name} is missing`)]
  })
  const astray = found.flatMap(({ alert }) => {
    const first = alerts.find(({ listing }) => listing.id === alert?.listing.id)
    return alert && alert.rootId !== first?.id ? [`${nameOf(alert)} stands in another thread`] : []
  })
  return { what, told: found.flatMap(({ alert }) => (alert ? nameOf(alert) : [])), wrong: [...wrong, ...astray] }
}
