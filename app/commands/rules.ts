import { Command } from 'commander'
import pc from 'picocolors'
import { compileRules } from '../../alerts/rules/match.ts'
import { printableJson } from '../printable.ts'
import { ruleLines } from '../rules/words.ts'
import { configOption, loadRules } from './rules-config.ts'
import { rulesStatsCommand } from './rules-stats.ts'
import { rulesTestCommand } from './rules-test.ts'

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
  pantau rules -c draft.yaml
  pantau rules test our-data --since 30d    what it would have sent
  pantau rules stats --since 30d            how right each one was`,
    )
    .enablePositionalOptions()
    .addCommand(rulesTestCommand())
    .addCommand(rulesStatsCommand())
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
