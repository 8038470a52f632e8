import { z } from 'zod'
import { Language } from '../../model/language.ts'
import { Duration, Slug } from '../../model/target.ts'
import type { Channel, OpenChannel } from '../channel.ts'
import { stdout } from './console.ts'
import { discord } from './discord.ts'
import { mail } from './mail.ts'
import { mattermost } from './mattermost.ts'
import { misp } from './misp.ts'
import { pagerduty } from './pagerduty.ts'
import { rocketchat } from './rocketchat.ts'
import { slack } from './slack.ts'
import { slackBot } from './slack-bot.ts'
import { syslog } from './syslog.ts'
import { teams } from './teams.ts'
import { telegram } from './telegram.ts'
import { thehive } from './thehive.ts'
import { webhook } from './webhook.ts'

/** Every channel that Pantau knows. */
export const channels = [
  stdout, //
  discord,
  mail,
  mattermost,
  misp,
  pagerduty,
  rocketchat,
  slack,
  slackBot,
  syslog,
  teams,
  telegram,
  thehive,
  webhook,
] as const

/** What an entry of one type has under `channels:`: its own settings, and what all have. */
const configOf = <Settings extends z.ZodObject, Id extends string>(channel: Channel<Settings, Id>) =>
  z.strictObject({
    id: Slug,
    type: z.literal(channel.id),
    /** Whether it also gets the alerts about Pantau itself. */
    operator: z.boolean().default(false),
    /** Whether what rules send here may wait and come gathered; left out, where people read, and not where programs do. */
    gather: z.boolean().optional(),
    /** What whoever reads there is told in. */
    language: Language.default('en'),
    /** Least time between two messages; what the receiver is known to allow where it isn't given. */
    pace: Duration.optional(),
    /** Pause before the first try after a failed one, 5 s where it isn't given; each further one is twice as long, up to an hour. */
    retry: Duration.optional(),
    ...(channel.settings.shape as Settings['shape']),
  })

type ConfigOf<C> = C extends Channel<infer Settings, infer Id> ? ReturnType<typeof configOf<Settings, Id>> : never
type ConfigsOf<Channels extends readonly unknown[]> = { [Index in keyof Channels]: ConfigOf<Channels[Index]> }
// `map` forgets that a tuple stays one; the type says so.
const configs = channels.map((channel: Channel) => configOf(channel)) as unknown as ConfigsOf<typeof channels>

/** One entry under `channels:`. */
export const ChannelConfig = z.discriminatedUnion('type', configs)
export type ChannelConfig = z.infer<typeof ChannelConfig>

/** Whether the alerts of rules may be held back and gathered on a channel. */
export const isGathered = ({ type, gather }: ChannelConfig): boolean =>
  gather ?? channels.some(({ id, readers }) => id === type && readers === 'people')

/** Opens a configured channel. Connects to nothing yet. Throws ConfigError where its settings contradict each other. */
export function openChannel(config: ChannelConfig): OpenChannel {
  const channel: Channel | undefined = channels.find(({ id }) => id === config.type)
  if (channel === undefined) throw new Error(`no channel ${config.type}`)
  const open = channel.open(config, config.id)
  const { pace = open.pace, retry } = config
  return { ...open, ...(pace === undefined ? {} : { pace }), ...(retry === undefined ? {} : { retry }) }
}
