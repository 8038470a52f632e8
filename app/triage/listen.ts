import { actionsIn } from '../../alerts/triage.ts'
import { countBadGuesses } from '../../console/bad-guesses.ts'
import { type ConsoleServer, serveConsole } from '../../console/server.ts'
import type { House } from '../house.ts'
import { maskError } from '../log.ts'
import { openDesk } from './desk.ts'
import { linksOf } from './links.ts'
import { answerPress, slackApps } from './slack.ts'

/**
 * Serves what `listen:` of the configuration asks for; `null` without it. `house` gives the house as it is now. Throws
 * a ConfigError where nobody can listen there.
 */
export async function listen(house: () => House): Promise<ConsoleServer | null> {
  const { config, line, mailroom } = house()
  const links = linksOf(config.listen, line.keys)
  if (config.listen === undefined || links === null) return null
  const desk = openDesk(house)
  return serveConsole({
    ...{ at: config.listen.at, url: config.listen.url, keys: links.keys },
    ...{ desk, actionsIn, guesses: countBadGuesses() },
    slackApps: () => slackApps(house().config),
    onPress: (press) => answerPress(press, desk, house().config),
    onError: (error) => mailroom.log.error({ error: String(maskError(error)) }, 'the console could not answer'),
  })
}
