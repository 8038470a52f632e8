import { isDeepStrictEqual } from 'node:util'
import type { OpenChannel } from '../alerts/channel.ts'
import { isGathered, openChannel } from '../alerts/channels/index.ts'
import { asksForSellers, compileRules } from '../alerts/rules/match.ts'
import { compileOwn } from '../alerts/rules/own.ts'
import type { Language } from '../model/language.ts'
import { createPostReader } from '../parsers/read.ts'
import type { Config } from './config.ts'
import type { Line } from './line.ts'
import { ownWords } from './words.ts'

/** What follows from the configuration alone: a changed one replaces it while the rooms stay open. */
export interface Furniture {
  config: Config
  channels: ReadonlyMap<string, OpenChannel>
  /** What each channel is told in. */
  languages: ReadonlyMap<string, Language>
  /** Channels that hear about Pantau itself. */
  operator: readonly string[]
  /** What the line goes by. */
  line: Pick<Line, 'read' | 'match' | 'asksForSellers' | 'countOwn' | 'gathering' | 'languages'>
}

/**
 * Puts together what a configuration asks for; nothing is connected yet. Channels that are as they were `before` are
 * taken over, with their connections. Throws a ConfigError for what only shows when it is put together: a login in the
 * clear, a domain that is none.
 */
export function furnish(config: Config, before?: Furniture): Furniture {
  const match = compileRules(config.rules, config.watchlists)
  const words = ownWords(config)
  const read = before && isDeepStrictEqual(words, ownWords(before.config)) ? before.line.read : createPostReader(words)
  const channels = new Map<string, OpenChannel>()
  for (const channel of config.channels) {
    const same = before?.config.channels.find(({ id }) => id === channel.id)
    const open = isDeepStrictEqual(same, channel) ? before?.channels.get(channel.id) : undefined
    channels.set(channel.id, open ?? openChannel(channel))
  }
  const operator = config.channels.filter((channel) => channel.operator).map(({ id }) => id)
  const languages = new Map(config.channels.map(({ id, language }) => [id, language]))
  const gathering = new Set(config.channels.filter(isGathered).map(({ id }) => id))
  const asks = { asksForSellers: asksForSellers(config.rules), countOwn: compileOwn(config.watchlists) }
  return { config, channels, languages, operator, line: { read, match, gathering, languages, ...asks } }
}
