import { Command } from 'commander'
import { falseReasons, ruleFigures } from '../../store/rule-stats.ts'
import { lookAt } from '../explain/hues.ts'
import { printableJson } from '../printable.ts'
import { prepareReading, withStore } from '../reading.ts'
import { precisionOf, statsReport } from '../rules/stats.ts'
import { ago } from './ago.ts'

interface Options {
  since?: Date
  json?: true
  config?: string
}

/** `pantau rules stats`. */
export const rulesStatsCommand = (): Command =>
  new Command('stats')
    .description('how right each rule is, and on which target: from what people said of its alerts')
    .option('--since <when>', 'alerts from then on: 30d, 2021-05-12 (default: 90d)', ago)
    .option('--json', 'as JSON')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
An alert counts once, whatever was told under it. It was right where somebody took it in hand or closed it, and wrong where
somebody called it a false positive; what nobody has touched says nothing. Works while the service runs.

Examples:
  pantau rules stats
  pantau rules stats --since 30d
  pantau rules stats --json | jq '.rules[] | select(.precision < 0.5) | .name'`,
    )
    .action(async (options: Options) => {
      const { loaded, environment } = await prepareReading(options)
      const since = options.since ?? ago('90d')
      const { figures, reasons } = await withStore(loaded, environment, async (database) => ({
        figures: await ruleFigures(database, since),
        reasons: await falseReasons(database, since),
      }))
      if (options.json) {
        const of = (kind: 'rule' | 'target') =>
          figures.filter((one) => one.of === kind).map(({ of: _, ...one }) => ({ ...one, ...precisionOf(one) }))
        return void process.stdout.write(printableJson({ since, rules: of('rule'), targets: of('target'), reasons }))
      }
      process.stdout.write(
        figures.length === 0
          ? `no alert since ${since.toISOString().slice(0, 10)}: --since goes further back\n`
          : statsReport(figures, reasons, lookAt(environment.interactive)),
      )
    })
