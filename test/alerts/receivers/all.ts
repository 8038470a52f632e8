import { discordReceiver } from './discord.ts'
import { mailReceiver } from './mail.ts'
import { mattermostReceiver } from './mattermost.ts'
import { mispReceiver } from './misp.ts'
import { pagerdutyReceiver } from './pagerduty.ts'
import type { Receiver } from './receiver.ts'
import { rocketchatReceiver } from './rocketchat.ts'
import { slackBotReceiver, slackReceiver } from './slack.ts'
import { syslogReceiver } from './syslog.ts'
import { teamsReceiver } from './teams.ts'
import { telegramReceiver } from './telegram.ts'
import { terminalReceiver } from './terminal.ts'
import { thehiveReceiver } from './thehive.ts'
import { webhookReceiver } from './webhook.ts'

/** A receiver for every channel, by the channel's id; whether it can refuse a message, and ask for patience. */
export const receivers: Record<string, { start: () => Promise<Receiver>; refuses: boolean; throttles: boolean }> = {
  console: { start: terminalReceiver, refuses: false, throttles: false },
  discord: { start: discordReceiver, refuses: true, throttles: true },
  mail: { start: mailReceiver, refuses: true, throttles: false },
  mattermost: { start: mattermostReceiver, refuses: true, throttles: true },
  misp: { start: mispReceiver, refuses: true, throttles: true },
  pagerduty: { start: pagerdutyReceiver, refuses: true, throttles: true },
  rocketchat: { start: rocketchatReceiver, refuses: true, throttles: true },
  slack: { start: slackReceiver, refuses: true, throttles: true },
  'slack-bot': { start: slackBotReceiver, refuses: true, throttles: true },
  syslog: { start: syslogReceiver, refuses: false, throttles: false },
  teams: { start: teamsReceiver, refuses: true, throttles: true },
  telegram: { start: telegramReceiver, refuses: true, throttles: true },
  thehive: { start: thehiveReceiver, refuses: true, throttles: true },
  webhook: { start: webhookReceiver, refuses: true, throttles: true },
}
