import { deliveryId, operatorAlertId } from '../alerts/identify.ts'
import { inEach } from '../alerts/languages.ts'
import { composeOperator, type OperatorNote } from '../alerts/message.ts'
import { saveAlert } from '../store/alerts.ts'
import type { Sql } from '../store/database.ts'
import type { Mailroom } from './deliver.ts'

/**
 * Tells the operator about Pantau itself. `occasion` names what happened: the same occasion is told once.
 * With no operator channels configured it stands in the log alone.
 */
export async function tellOperator(
  mailroom: Pick<Mailroom, 'database' | 'languages' | 'operator' | 'dispatch' | 'log'>,
  occasion: string,
  news: OperatorNote,
): Promise<void> {
  const ids = await mailroom.database.transaction((sql) => writeToOperator(sql, mailroom, occasion, news))
  await mailroom.dispatch(ids)
}

/** The same as part of a transaction that stands for what happened; the deliveries are to be dispatched after it. */
export async function writeToOperator(
  sql: Sql,
  { operator, languages, log }: Pick<Mailroom, 'languages' | 'operator' | 'log'>,
  occasion: string,
  news: OperatorNote,
): Promise<string[]> {
  const now = new Date()
  const id = operatorAlertId(occasion)
  const of = { ruleId: 'operator', eventId: null, listingId: null }
  const alert = { id, rootId: id, ...of, state: 'new' as const, createdAt: now }
  const deliveries = operator.map((channelId) => ({ id: deliveryId(id, channelId), channelId }))
  const said = inEach(operator, languages, (language) => composeOperator(news, now, language))
  const ids = operator.length === 0 ? [] : await saveAlert(sql, { ...alert, ...said }, deliveries)
  if (ids.length > 0 || operator.length === 0) log.error({ occasion, facts: news.facts }, news.subject)
  return ids
}

/** The same without the store, for when it is the store that is in trouble: sent once, now, and logged if that fails. */
export async function tellOperatorNow(
  mailroom: Pick<Mailroom, 'channels' | 'languages' | 'operator' | 'log'>,
  occasion: string,
  news: OperatorNote,
): Promise<void> {
  mailroom.log.error({ occasion, facts: news.facts }, news.subject)
  const now = new Date()
  for (const channelId of mailroom.operator)
    await mailroom.channels
      .get(channelId)
      ?.send({
        message: composeOperator(news, now, mailroom.languages.get(channelId)),
        deliveryId: deliveryId(operatorAlertId(occasion), channelId),
      })
      .catch((error: Error) =>
        mailroom.log.error({ channel: channelId, error: error.message }, 'the operator was not reached'),
      )
}
