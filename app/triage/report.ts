import { textOf } from '../../alerts/format/text.ts'
import { harmless } from '../../alerts/message/harmless.ts'
import { cut, oneLine } from '../../model/plain.ts'
import type { AlertState, Triage, TriageEntry } from '../../model/triage.ts'
import { stateWords, stepWords, triageWords } from '../../model/triage-words.ts'
import { timeWords } from '../../model/words.ts'
import type { AlertRow, ThreadAlert, ThreadDelivery } from '../../store/thread.ts'
import { sayDuration } from '../due.ts'
import type { Colors, Look } from '../explain/hues.ts'
import { shownDigits } from './find.ts'

/** A thread with all that belongs to it. */
export interface Thread extends Triage {
  /** Its root's. */
  id: string
  alerts: ThreadAlert[]
  deliveries: ThreadDelivery[]
  log: TriageEntry[]
}

const paints: Record<AlertState, Exclude<keyof Colors, 'isColorSupported'>> = {
  new: 'red',
  escalated: 'magenta',
  acknowledged: 'yellow',
  assigned: 'yellow',
  snoozed: 'blue',
  'false-positive': 'dim',
  closed: 'green',
}

/** The table of `pantau alerts list`: what can be typed first, then how it stands, and what it is about in what room is left. */
export function alertTable(rows: readonly AlertRow[], now: number, { colors, width }: Look): string {
  const rule = Math.min(Math.max(4, ...rows.map(({ ruleId }) => ruleId.length)), 20)
  const line = (cells: readonly [string, string, string, string, string, string], state?: AlertState): string => {
    const [id, stands, severity, age, ruleId, subject] = cells
    const paint = state === undefined ? colors.bold : colors[paints[state]]
    const before = `${id.padEnd(shownDigits)} ${paint(stands.padEnd(14))} ${severity.padStart(3)} ${age.padStart(4)} ${cut(ruleId, rule).padEnd(rule)} `
    const room = Math.max(20, width - (shownDigits + 1 + 15 + 4 + 5 + rule + 1))
    return `${before}${cut(subject, room)}`.trimEnd()
  }
  const head = line(['ALERT', 'STATE', 'SEV', 'AGE', 'RULE', 'WHAT'])
  const lines = rows.map((row) => {
    const { id, state, severity, ruleId, subject, updates, createdAt } = row
    const age = sayDuration(Math.max(now - createdAt.getTime(), 1_000)).split(' ')[0] ?? ''
    const more = updates > 0 ? ` (+${updates})` : ''
    const words = state === 'assigned' || state === 'snoozed' ? `[${oneLine(stateWords(row, 'en'))}] ` : ''
    const stands = triageWords.en.states[state]
    return line(
      [id.slice(0, shownDigits), stands, String(severity), age, ruleId, `${words}${oneLine(subject)}${more}`],
      state,
    )
  })
  return `${[colors.bold(head), ...lines].join('\n')}\n`
}

/** `pantau alerts show`: the message, what was told under it, to whom it went, and what was done with it. */
export function threadReport(thread: Thread, { colors }: Look): string {
  const { id, state, alerts, deliveries, log } = thread
  const [root, ...updates] = alerts
  if (!root) return ''
  const sections = [
    [`${colors.bold('Alert')} ${id}: ${colors[paints[state]](oneLine(stateWords(thread, 'en')))}`],
    [textOf(harmless(root.message), root.id).trimEnd()],
    titled(
      'What came under it',
      updates.map((update) => updateLine(update, deliveries)),
    ),
    titled('Sent', deliveries.map(deliveryLine)),
    titled('Triage', log.length > 0 ? log.map(entryLine) : ['nobody has done anything yet']),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`

  function titled(title: string, lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : [colors.bold(title), ...lines.map((line) => `  ${line}`)]
  }
}

const updateLine = ({ id, message, createdAt }: ThreadAlert, deliveries: Thread['deliveries']): string =>
  `${timeWords(createdAt)}  ${oneLine(message.subject)}${deliveries.some(({ alertId }) => alertId === id) ? '' : ' (kept, not told)'}`

const deliveryLine = (delivery: ThreadDelivery): string =>
  `${delivery.id.slice(0, shownDigits)}  ${delivery.channelId}: ${howItWent(delivery)}`

function howItWent({ state, attempts, dueAt, sentAt, toldBy, error }: ThreadDelivery): string {
  const why = error === null ? '' : `: ${cut(oneLine(error), 200)}`
  if (state === 'sent' && sentAt !== null) return `sent ${timeWords(sentAt)}`
  if (state === 'dead') return `given up after ${attempts} tries${why}`
  if (state === 'gathered') return `told together with ${toldBy?.slice(0, shownDigits)}`
  if (state === 'held') return `held until ${timeWords(dueAt)}, by the rule’s group, rate or quiet hours`
  return `${state}, next try ${timeWords(dueAt)}${why}`
}

/** "2021-05-12 14:03 UTC  closed by rina, command line: takedown done". */
export const entryLine = (entry: TriageEntry): string =>
  oneLine(`${timeWords(entry.at)} ${stepWords(entry, 'en')}${entry.reason === null ? '' : `: ${entry.reason}`}`)
