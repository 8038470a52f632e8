import type { Desk } from '../../console/desk.ts'
import type { SlackApp, SlackPress } from '../../console/slack-route.ts'
import type { Config } from '../config.ts'
import type { House } from '../house.ts'

/** The channels whose app sends us what is pressed. */
export const slackApps = ({ channels }: Pick<Config, 'channels'>): SlackApp[] =>
  channels.flatMap((channel) =>
    (channel.type === 'slack' || channel.type === 'slack-bot') && channel.signingSecret !== undefined
      ? [{ channelId: channel.id, signingSecret: channel.signingSecret }]
      : [],
  )

/** Does what was pressed, and says under the message what came of it. */
export async function answerPress(press: SlackPress, desk: Desk, _house: House): Promise<void> {
  await desk.act(press.alertId, press.wish, press.actor, null)
}
