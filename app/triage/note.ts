import { oneLine } from '../../model/plain.ts'
import { stepWords } from '../../model/triage-words.ts'
import { receiptsOf } from '../../store/thread.ts'
import { triageLog } from '../../store/triage.ts'
import type { House } from '../house.ts'

/**
 * Says under the messages that told of an alert what was done with it last, where a channel takes such notes: whoever
 * reads there sees that somebody is at it. A note that is lost is one line in our log, and stands in the alert's own.
 */
export async function noteStep({ database, mailroom }: Pick<House, 'database' | 'mailroom'>, rootId: string) {
  const last = (await triageLog(database, rootId)).at(-1)
  if (!last) return
  for (const { channelId, receipt } of await receiptsOf(database, rootId)) {
    // Where a button was pressed the message itself says so.
    if (last.via === 'slack' && last.channelId === channelId) continue
    const reason = last.reason === null ? '' : `: ${last.reason}`
    const words = oneLine(`${stepWords(last, mailroom.languages.get(channelId) ?? 'en')}${reason}`)
    await mailroom.channels
      .get(channelId)
      ?.note?.(receipt, words)
      .catch((error: Error) => mailroom.log.warn({ channel: channelId, error: error.message }, 'not noted there'))
  }
}

/** Nobody waits for a note: what goes wrong is told to the log. */
export const complain =
  ({ log }: Pick<House['mailroom'], 'log'>) =>
  (error: Error): void =>
    log.warn({ error: error.message }, 'what was done is not noted under the messages')
