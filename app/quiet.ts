import { composeGathered, type Part } from '../alerts/message/gathered.ts'
import { inLanguage } from '../alerts/message/languages.ts'
import { together } from '../alerts/together.ts'
import { Message } from '../model/alert.ts'
import type { Database } from '../store/database.ts'
import { letGo, takeTheWord, type Waited, type Waiting, waitedFor, whoWaits } from '../store/quiet.ts'
import type { Mailroom } from './deliver.ts'
import type { Line } from './line.ts'

/** What letting go needs: of a house, only this. */
export interface WaitingRoom {
  database: Database
  line: Pick<Line, 'now'>
  mailroom: Pick<Mailroom, 'languages' | 'dispatch' | 'log'>
}

/**
 * Lets go what was held and has waited long enough: of a rule and a channel all of it in one message, and what is alone as
 * it is. Whose message tells which others is written in one transaction, under the id of a delivery that was not sent
 * yet: done twice, by whomever, nothing is told twice, and what dies on the way is found again.
 */
export async function letGoWhatWaited(room: WaitingRoom): Promise<void> {
  const { database, line, mailroom } = room
  for (const waiting of await whoWaits(database, line.now())) {
    const told = await letGoOf(waiting, room)
    if (told === null) continue
    mailroom.log.info({ ...waiting, alerts: told.alerts }, 'told what had waited')
    await mailroom.dispatch([told.teller])
  }
}

async function letGoOf(
  waiting: Waiting,
  { database, line, mailroom }: WaitingRoom,
): Promise<{ teller: string; alerts: number } | null> {
  return database.transaction(async (sql) => {
    await takeTheWord(sql, waiting.ruleId)
    const now = line.now()
    const parts = await waitedFor(sql, waiting, now)
    const [first, ...others] = parts
    if (first === undefined) return null
    const language = mailroom.languages.get(waiting.channelId) ?? 'en'
    const told: [Part, ...Part[]] = [partOf(first, language), ...others.map((other) => partOf(other, language))]
    const message = others.length === 0 ? null : composeGathered(told, { ruleId: waiting.ruleId, now, language })
    await letGo(sql, { teller: first.id, others: others.map(({ id }) => id), message }, now)
    return { teller: first.id, alerts: parts.length }
  })
}

function partOf({ id, rootId, listingId, messages }: Waited, language: Message['language']): Part {
  const [own, ...along] = messages.map((each) =>
    inLanguage(
      each.map((stored) => Message.parse(stored)),
      language,
    ),
  )
  if (!own) throw new Error(`delivery ${id}: its alert is not there`)
  return { rootId, listingId, message: together([own, ...along]) }
}
