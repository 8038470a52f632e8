import { Command } from 'commander'
import pc from 'picocolors'
import { compileRules } from '../../alerts/match.ts'
import { type LoadedConfig, loadConfig } from '../config-file.ts'
import { readEnvironment } from '../environment.ts'
import { printableJson } from '../printable.ts'
import { ruleLines } from '../rules/words.ts'

export const configOption = [
  '-c, --config <file>',
  'the configuration (default: pantau.yaml, or PANTAU_CONFIG)',
] as const

/** The configuration with its rules and watchlists, and of the channels only what they are called: no secret of theirs. */
export async function loadRules(options: { config?: string }): Promise<LoadedConfig> {
  const environment = readEnvironment()
  return loadConfig(options.config ?? environment.configFile, environment.variable, environment.dataFolder, {
    without: ['channelSettings', 'sessions'],
  })
}

export const rulesCommand = (): Command =>
  new Command('rules')
    .description('list the rules of the configuration and say in words what each waits for')
    .option(...configOption)
    .option('--json', 'as JSON, with every default filled in')
    .addHelpText(
      'after',
      `
The rules are those of the file: whether a service runs, and with what, makes no difference. docs/alerts.md tells all
that a rule and a watchlist can say.

Examples:
  pantau rules
  pantau rules -c draft.yaml`,
    )
    .action(async (options: { config?: string; json?: true }) => {
      const { config, file } = await loadRules(options)
      compileRules(config.rules, config.watchlists)
      if (options.json) return void process.stdout.write(printableJson(config.rules))
      if (config.rules.length === 0) {
        process.stdout.write(
          `no rules in ${file} yet: offers are stored, and nobody is told; docs/alerts.md begins with one\n`,
        )
        return
      }
      const told = config.rules.map(
        (rule) =>
          `${pc.bold(rule.id)}\n${ruleLines(rule, config.watchlists)
            .map((line) => `  ${line}\n`)
            .join('')}`,
      )
      process.stdout.write(told.join('\n'))
    })
