import { Command, Option } from 'commander'
import { PantauError } from '../../model/errors.ts'
import { AlertState, openStates } from '../../model/triage.ts'
import type { Sql } from '../../store/database.ts'
import { type AlertRow, deliveriesOf, listAlerts, threadOf } from '../../store/thread.ts'
import { triageLog, triageOf } from '../../store/triage.ts'
import { readEnvironment } from '../environment.ts'
import { lookAt } from '../explain/hues.ts'
import { printableJson } from '../printable.ts'
import { prepareReading, withStore } from '../reading.ts'
import { findAlert } from '../triage/find.ts'
import { alertTable, type Thread, threadReport } from '../triage/report.ts'
import { ago } from './ago.ts'
import { countTo } from './count.ts'

const configOption = ['-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)'] as const

interface ListOptions {
  open?: true
  state?: AlertState[]
  rule?: string
  since?: Date
  limit: number
  json?: true
  config?: string
}

const mostShown = 10_000

/** `pantau alerts list`. */
export const alertsListCommand = (): Command =>
  new Command('list')
    .description('what was told, the newest first, and how each stands')
    .option('--open', 'what somebody has still to deal with')
    .addOption(new Option('--state <state...>', 'in these states alone').choices(AlertState.options))
    .option('--rule <rule>', 'of this rule alone; "operator": what Pantau told of itself')
    .option('--since <when>', 'from then on: 7d, 12h, 2021-05-12', ago)
    .option('--limit <n>', 'so many at most', countTo(mostShown), 50)
    .option('--json', 'as JSON')
    .option(...configOption)
    .addHelpText(
      'after',
      `
One line is one rule and one offer: what was told of it later is counted behind it (+2). Works while the service runs.

Examples:
  pantau alerts list --open
  pantau alerts list --state new escalated --since 7d
  pantau alerts list --rule vip --state false-positive --json | jq '.[].subject'`,
    )
    .action(async (options: ListOptions) => {
      const { loaded, environment } = await prepareReading(options)
      const rows = await withStore(loaded, environment, (database) => listed(database, options))
      if (options.json) return void process.stdout.write(printableJson(rows))
      process.stdout.write(
        rows.length === 0
          ? nothing(options)
          : `${alertTable(rows, Date.now(), lookAt(environment.interactive))}${more(rows, options)}`,
      )
    })

function listed(sql: Sql, { open, state, rule, since, limit }: ListOptions): Promise<AlertRow[]> {
  if (open && state) throw new PantauError('give --open or --state, not both: --open is all states but the last two')
  return listAlerts(sql, { states: open ? openStates : state, ruleId: rule, since, limit })
}

const nothing = ({ open, state, rule, since }: ListOptions): string =>
  open || state || rule || since
    ? 'nothing like that\n'
    : 'nothing has been told yet: `pantau status` says what is being watched\n'

const more = (rows: readonly AlertRow[], { limit }: ListOptions): string =>
  rows.length < limit ? '' : `\nthe newest ${limit}: --limit, --since and --rule show others\n`

/** `pantau alerts show`. */
export const alertsShowCommand = (): Command =>
  new Command('show')
    .description('one alert whole: its message, what was told under it, where it went, what was done with it')
    .argument('<alert>', 'the first digits of its id, or of the id that ends a message')
    .option('--json', 'as JSON')
    .option(...configOption)
    .addHelpText('after', '\nExamples:\n  pantau alerts show 3f9c21\n  pantau alerts show 3f9c21 --json | jq .log')
    .action(async (typed: string, options: { json?: true; config?: string }) => {
      const { loaded, environment } = await prepareReading(options)
      const thread = await withStore(loaded, environment, async (database) =>
        threadWith(database, await findAlert(database, typed)),
      )
      const look = lookAt(readEnvironment().interactive)
      process.stdout.write(options.json ? printableJson(thread) : threadReport(thread, look))
    })

async function threadWith(sql: Sql, id: string): Promise<Thread> {
  const triage = await triageOf(sql, id)
  if (!triage) throw new PantauError(`${id} has just been purged`)
  const [alerts, deliveries, log] = [await threadOf(sql, id), await deliveriesOf(sql, id), await triageLog(sql, id)]
  return { id, ...triage, alerts, deliveries, log }
}
