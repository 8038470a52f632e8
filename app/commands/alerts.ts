import { userInfo } from 'node:os'
import { Command } from 'commander'
import { PantauError } from '../../model/errors.ts'
import { oneLine } from '../../model/plain.ts'
import { loadConfig } from '../config-file.ts'
import { readEnvironment } from '../environment.ts'
import { tryChannel } from '../try-channel.ts'
import { alertsActCommands } from './alerts-act.ts'
import { alertsDeadCommand, alertsRetryCommand } from './alerts-dead.ts'
import { alertsListCommand, alertsShowCommand } from './alerts-list.ts'

export const alertsCommand = (): Command =>
  [
    alertsListCommand(),
    alertsShowCommand(),
    ...alertsActCommands(),
    alertsDeadCommand(),
    alertsRetryCommand(),
    testCommand(),
  ].reduce(
    (command, subcommand) => command.addCommand(subcommand),
    new Command('alerts').description('what was told, what is done with it, and the channels that it goes over'),
  )

const testCommand = (): Command =>
  new Command('test')
    .description('send a marked test message over channels of the configuration, and show what the receivers answer')
    .argument('<channel...>', 'ids under channels:')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
Sent once, now, beside the queue; whether the service runs makes no difference. The message says TEST — nothing happened.
PagerDuty makes an incident of the lowest severity of it, TheHive an alert and MISP an event: close or delete them there.
Ends with 1 where a receiver did not take it.

Examples:
  pantau alerts test soc-slack
  pantau alerts test soc-teams soc-mail siem -c config/pantau.yaml`,
    )
    .action(async (ids: string[], options: { config?: string }) => {
      const environment = readEnvironment()
      const { config } = await loadConfig(options.config ?? environment.configFile, environment.variable, undefined, {
        without: ['targets', 'watchlists', 'rules', 'lexicon'],
      })
      for (const id of ids) {
        try {
          const answer = await tryChannel(config, id, userInfo().username)
          process.stdout.write(`${id}: taken. The receiver answered: ${oneLine(answer)}\n`)
        } catch (error) {
          if (!(error instanceof PantauError)) throw error
          process.stderr.write(`pantau: ${oneLine(error.message)}\n`)
          process.exitCode = 1
        }
      }
    })
