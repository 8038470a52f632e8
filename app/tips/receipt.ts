import { oneLine } from '../../model/plain.ts'
import type { Look } from '../explain/hues.ts'
import { brief } from '../explain/report.ts'
import type { Receipt, Told } from './submit.ts'

/** What came of a tip, as lines for a terminal or a ticket. */
export function receiptLines(receipt: Receipt, look: Look): string[] {
  const { bold, dim, green } = look.colors
  const { source, target, site, engine, why, kind, posts, newPosts, changedPosts, signals } = receipt
  const whose = target === null ? `kept under ${site}` : `a page of your target ${target}`
  const news = [newPosts > 0 ? `${newPosts} new` : '', changedPosts > 0 ? `${changedPosts} changed` : '']
  const counted = news.filter(Boolean).join(', ') || 'all known'
  return [
    `${bold(oneLine(source))}: ${kind} read by ${engine} (${oneLine(why)}), ${whose}`,
    `${posts} ${posts === 1 ? 'post' : 'posts'}, ${counted}; ${signals} ${signals === 1 ? 'offer' : 'offers'}`,
    ...receipt.told.flatMap((told) => ['', ...brief(told.explanation, look), ...standing(told, look)]),
    '',
    ...(receipt.reportedBefore.length > 0 ? [dim(`known already: reported ${reportedBy(receipt)}`)] : []),
    ...receipt.alerts.map(
      ({ subject, rules, deliveries }) =>
        `${green('alert')} ${oneLine(subject)}  ${dim(`rules ${rules.join(', ')}; ${deliveries.length} to deliver`)}`,
    ),
    ...(receipt.alerts.length === 0 ? [`no alert: ${whyNone(receipt)}`] : []),
  ]
}

const day = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

const reportedBy = ({ reportedBefore }: Receipt): string =>
  reportedBefore.map(({ by, at }) => `by ${oneLine(by)} on ${day(at)}`).join(', ')

function standing({ knownSince, listing, alertedBefore }: Told, { colors }: Look): string[] {
  return [
    ...(knownSince ? [colors.dim(`known since ${day(knownSince)}`)] : []),
    ...(listing ? [colors.dim(`listing ${listing.id}, ${listing.status}`)] : []),
    ...alertedBefore.map((subject) => colors.dim(`alerted before: ${oneLine(subject)}`)),
  ]
}

function whyNone({ newPosts, changedPosts, signals, told }: Receipt): string {
  if (newPosts + changedPosts === 0) return 'everything here was known'
  if (signals === 0) return 'nothing here offers, seeks or threatens'
  if (told.every(({ alertedBefore }) => alertedBefore.length > 0)) return 'nothing about these offers is new'
  return 'no rule is about these offers (look at rules: and watchlists: in the configuration)'
}
