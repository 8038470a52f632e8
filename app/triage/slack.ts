import { openPoster } from '../../alerts/format/http.ts'
import { pressedMessage } from '../../alerts/format/slack-triage.ts'
import { actionsIn } from '../../alerts/triage.ts'
import type { Desk, Outcome } from '../../console/desk.ts'
import type { SlackApp, SlackPress } from '../../console/slack-route.ts'
import { wordsIn } from '../../console/words.ts'
import { oneLine } from '../../model/plain.ts'
import { stepWords } from '../../model/triage-words.ts'
import { timeIn } from '../../model/words.ts'
import type { Config } from '../config.ts'

type SlackChannel = Extract<Config['channels'][number], { type: 'slack' | 'slack-bot' }>

const slackChannels = ({ channels }: Pick<Config, 'channels'>): SlackChannel[] =>
  channels.flatMap((channel) => (channel.type === 'slack' || channel.type === 'slack-bot' ? [channel] : []))

/** The channels whose app sends us what is pressed. */
export const slackApps = (config: Pick<Config, 'channels'>): SlackApp[] =>
  slackChannels(config).flatMap(({ id, signingSecret }) =>
    signingSecret === undefined ? [] : [{ channelId: id, signingSecret }],
  )

/** Does what was pressed, and has the message say what came of it; whoever pressed in vain hears why, alone. */
export async function answerPress(press: SlackPress, desk: Desk, config: Config): Promise<void> {
  const outcome = await desk.act(press.alertId, press.wish, press.actor, null)
  const language = desk.languageOf(press.channelId)
  const view = await desk.look(press.alertId, language)
  const last = view?.log.at(-1)
  const step = last ? `${oneLine(stepWords(last, language))}, ${timeIn[language](last.at)}` : ''
  const anew =
    view && outcome?.outcome === 'done'
      ? pressedMessage(press.message, step, {
          token: press.token,
          actions: actionsIn(view.triage.state),
          language,
        })
      : null
  const alone = { response_type: 'ephemeral', replace_original: false, text: inVain(outcome, step, press, desk) }
  await reply(press, anew === null ? alone : { replace_original: true, ...anew }, config)
}

/** What only the presser reads: that it was so already, or may not be; or, where the message is not to be had, that it is done. */
function inVain(outcome: Outcome | null, step: string, { channelId }: SlackPress, desk: Desk): string {
  const words = wordsIn[desk.languageOf(channelId)]
  if (outcome === null) return words.gone
  if (outcome.outcome === 'refused') return `${words.refusals[outcome.because]} (${step})`
  return outcome.outcome === 'unchanged' ? `${words.alreadySo} (${step})` : step
}

const timeoutMs = 5_000

/** Slack's own hosts, and the one that the channel is sent to: nobody else is written to, whatever a request says. */
async function reply({ replyTo, channelId }: SlackPress, body: object, config: Config): Promise<void> {
  const channel = slackChannels(config).find(({ id }) => id === channelId)
  const own = channel && new URL(channel.type === 'slack' ? channel.webhook : channel.server).origin
  if (replyTo === null || !URL.canParse(replyTo)) return
  if (![own, 'https://hooks.slack.com', 'https://hooks.slack-gov.com'].includes(new URL(replyTo).origin)) return
  const poster = openPoster(timeoutMs)
  try {
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    await poster.post({ what: `channel ${channelId} (Slack)`, url: replyTo, headers, body: JSON.stringify(body) })
  } finally {
    await poster.close()
  }
}
