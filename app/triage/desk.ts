import { harmless, line } from '../../alerts/message/harmless.ts'
import { inLanguage } from '../../alerts/message/languages.ts'
import type { AlertView, Desk } from '../../console/desk.ts'
import type { Language } from '../../model/language.ts'
import type { Sql } from '../../store/database.ts'
import { deliveriesOf, messagesOf, threadOf } from '../../store/thread.ts'
import { triageLog, triageOf } from '../../store/triage.ts'
import type { House } from '../house.ts'
import { actOn } from './act.ts'
import { complain, noteStep } from './note.ts'
import { tellSteps } from './tell.ts'

/** What the console's pages and buttons ask the house for. */
export const openDesk = (house: () => House): Desk => ({
  now: () => house().line.now(),
  languageOf: (channelId) => house().mailroom.languages.get(channelId) ?? 'en',
  look: (alertId, language) => viewOf(house().database, alertId, language),
  act: async (alertId, wish, actor, seen) => {
    const { database, line } = house()
    if ((await triageOf(database, alertId)) === null) return null
    const { outcome, because } = await actOn(alertId, wish, actor, { database, now: line.now }, seen)
    await tellSteps(house(), alertId)
    if (outcome === 'done') void noteStep(house(), alertId).catch(complain(house().mailroom))
    return outcome === 'refused' && because !== null
      ? { outcome, because }
      : { outcome: outcome === 'done' ? 'done' : 'unchanged' }
  },
})

/** An alert as its page shows it; `null` where it is there no more. */
async function viewOf(sql: Sql, id: string, language: Language): Promise<AlertView | null> {
  const triage = await triageOf(sql, id)
  const messages = await messagesOf(sql, id)
  if (!triage || messages.length === 0) return null
  const [, ...updates] = await threadOf(sql, id)
  const deliveries = await deliveriesOf(sql, id)
  return {
    id,
    triage,
    message: harmless(inLanguage(messages, language)),
    updates: updates.map(({ message, translations, createdAt }) => {
      return { subject: line(inLanguage([message, ...translations], language).subject, 250), at: createdAt }
    }),
    deliveries: deliveries
      .filter(({ alertId }) => alertId === id)
      .map(({ channelId, state, sentAt }) => ({ channelId, state, at: sentAt })),
    log: await triageLog(sql, id),
  }
}
