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

/**
 * A receiver for every channel, by the channel's id; whether it can refuse a message, ask for patience, and show what is
 * said in answer to another message.
 */
export const receivers: Record<
  string,
  { start: () => Promise<Receiver>; refuses: boolean; throttles: boolean; threads: boolean }
> = {
  console: { start: terminalReceiver, refuses: false, throttles: false, threads: false },
  discord: { start: discordReceiver, refuses: true, throttles: true, threads: false },
  mail: { start: mailReceiver, refuses: true, throttles: false, threads: true },
  mattermost: { start: mattermostReceiver, refuses: true, throttles: true, threads: false },
  misp: { start: mispReceiver, refuses: true, throttles: true, threads: true },
  pagerduty: { start: pagerdutyReceiver, refuses: true, throttles: true, threads: false },
  rocketchat: { start: rocketchatReceiver, refuses: true, throttles: true, threads: false },
  slack: { start: slackReceiver, refuses: true, throttles: true, threads: false },
  'slack-bot': { start: slackBotReceiver, refuses: true, throttles: true, threads: true },
  syslog: { start: syslogReceiver, refuses: false, throttles: false, threads: false },
  teams: { start: teamsReceiver, refuses: true, throttles: true, threads: false },
  telegram: { start: telegramReceiver, refuses: true, throttles: true, threads: true },
  thehive: { start: thehiveReceiver, refuses: true, throttles: true, threads: true },
  webhook: { start: webhookReceiver, refuses: true, throttles: true, threads: true },
}
