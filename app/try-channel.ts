import { randomBytes } from 'node:crypto'
import { type ChannelConfig, openChannel } from '../alerts/channels/index.ts'
import { composeOperator } from '../alerts/message/compose.ts'
import { wordsOf } from '../alerts/words/words.ts'
import { ConfigError } from '../model/errors.ts'
import type { Config } from './config.ts'

/**
 * Sends a message that says it is a test over a configured channel; resolves to what the receiver answered. Throws a
 * DeliveryError where it did not take it, and a ConfigError where there is no such channel.
 */
export async function tryChannel(config: Pick<Config, 'channels'>, id: string, by: string): Promise<string> {
  const settings = config.channels.find((channel) => channel.id === id)
  if (settings === undefined)
    throw new ConfigError(
      `no channel is called "${id}"; there is ${config.channels.map((channel) => channel.id).join(', ') || 'none'}`,
    )
  const channel = openChannel(settings)
  try {
    const accepted = await channel.send({
      message: testMessage(settings, by),
      deliveryId: randomBytes(16).toString('hex'),
    })
    return typeof accepted === 'string' ? accepted : accepted.answer
  } finally {
    await channel.close()
  }
}

/** What the receiver gets: nobody may take it for an alert. */
const testMessage = ({ id, language }: Pick<ChannelConfig, 'id' | 'language'>, by: string) =>
  composeOperator(wordsOf(language).operator.test({ channel: id, by }), new Date(), language)
