import { deliveryId, operatorAlertId } from '../alerts/identify.ts'
import { composeOperator, type OperatorNews } from '../alerts/message/compose.ts'
import { inEach } from '../alerts/message/languages.ts'
import { wordsOf } from '../alerts/words/words.ts'
import type { Language } from '../model/language.ts'
import { saveAlert } from '../store/alerts.ts'
import type { Sql } from '../store/database.ts'
import type { Mailroom } from './deliver.ts'
import type { Logger } from './log.ts'

/**
 * Tells the operator about Pantau itself. `occasion` names what happened: the same occasion is told once.
 * With no operator channels configured it stands in the log alone.
 */
export async function tellOperator(
  mailroom: Pick<Mailroom, 'database' | 'languages' | 'operator' | 'dispatch' | 'log'>,
  occasion: string,
  news: OperatorNews,
): Promise<void> {
  const ids = await mailroom.database.transaction((sql) => writeToOperator(sql, mailroom, occasion, news))
  await mailroom.dispatch(ids)
}

/** The same as part of a transaction that stands for what happened; the deliveries are to be dispatched after it. */
export async function writeToOperator(
  sql: Sql,
  { operator, languages, log }: Pick<Mailroom, 'languages' | 'operator' | 'log'>,
  occasion: string,
  news: OperatorNews,
): Promise<string[]> {
  const now = new Date()
  const id = operatorAlertId(occasion)
  const of = { ruleId: 'operator', eventId: null, listingId: null }
  const alert = { id, rootId: id, ...of, state: 'new' as const, createdAt: now }
  const deliveries = operator.map((channelId) => ({ id: deliveryId(id, channelId), channelId }))
  const said = inEach(operator, languages, (language) => composeOperator(news(wordsOf(language)), now, language))
  const ids = operator.length === 0 ? [] : await saveAlert(sql, { ...alert, ...said }, deliveries)
  if (ids.length > 0 || operator.length === 0) logNews(log, occasion, news)
  return ids
}

/** The log speaks English. */
function logNews(log: Logger, occasion: string, news: OperatorNews): void {
  const { subject, facts } = news(wordsOf('en'))
  log.error({ occasion, facts }, subject)
}

/** The same without the store, for when it is the store that is in trouble: sent once, now, and logged if that fails. */
export async function tellOperatorNow(
  mailroom: Pick<Mailroom, 'channels' | 'languages' | 'operator' | 'log'>,
  occasion: string,
  news: OperatorNews,
): Promise<void> {
  logNews(mailroom.log, occasion, news)
  const now = new Date()
  const languageOf = (channelId: string): Language => mailroom.languages.get(channelId) ?? 'en'
  for (const channelId of mailroom.operator)
    await mailroom.channels
      .get(channelId)
      ?.send({
        message: composeOperator(news(wordsOf(languageOf(channelId))), now, languageOf(channelId)),
        deliveryId: deliveryId(operatorAlertId(occasion), channelId),
      })
      .catch((error: Error) =>
        mailroom.log.error({ channel: channelId, error: error.message }, 'the operator was not reached'),
      )
}
