import { userInfo } from 'node:os'
import { Command } from 'commander'
import { refusalWords } from '../../alerts/triage.ts'
import { PantauError } from '../../model/errors.ts'
import { TriageActor, TriageWish } from '../../model/triage.ts'
import { stateWords } from '../../model/triage-words.ts'
import type { Sql } from '../../store/database.ts'
import { prepareReading, withHolder } from '../reading.ts'
import { type Acted, actOn } from '../triage/act.ts'
import { findAlert, shownDigits } from '../triage/find.ts'
import { entryLine } from '../triage/report.ts'
import { ahead } from './ago.ts'

interface Options {
  reason?: string
  until?: Date
  to?: string
  as?: string
  config?: string
}

/** A word after `pantau alerts` that does something with alerts. */
interface Verb {
  name: string
  alias?: string
  action: TriageWish['action']
  description: string
  /** What it needs said besides `--reason`. */
  needs?: 'reason' | 'until' | 'to'
  example: string
}

const verbs: readonly Verb[] = [
  {
    name: 'ack',
    alias: 'acknowledge',
    action: 'acknowledge',
    description: 'somebody has it in hand: it does not escalate any more; changes are still told',
    example: 'ack 3f9c21',
  },
  {
    name: 'assign',
    action: 'assign',
    description: 'give it to somebody',
    needs: 'to',
    example: 'assign 3f9c21 --to rina',
  },
  {
    name: 'escalate',
    action: 'escalate',
    description: 'send it over the channels that its rule escalates to',
    example: 'escalate 3f9c21 --reason "our own ids in the sample"',
  },
  {
    name: 'snooze',
    action: 'snooze',
    description: 'leave it for a while: changes wait, and it comes back by itself',
    needs: 'until',
    example: 'snooze 3f9c21 --until 2d',
  },
  {
    name: 'false-positive',
    alias: 'fp',
    action: 'false-positive',
    description: 'the rule should not have spoken: no change of this offer is told by it any more',
    needs: 'reason',
    example: 'false-positive 3f9c21 --reason "another company of that name"',
  },
  {
    name: 'close',
    action: 'close',
    description: 'it is dealt with: nothing more is told of it, unless it comes back or appears elsewhere',
    example: 'close 3f9c21 8aa01b --reason "takedown done"',
  },
  {
    name: 'reopen',
    action: 'reopen',
    description: 'take it up again, from a snooze too',
    example: 'reopen 3f9c21',
  },
]

/** The commands that do something with alerts, one a verb. */
export const alertsActCommands = (): Command[] => verbs.map(commandOf)

function commandOf(verb: Verb): Command {
  const command = new Command(verb.name)
    .description(verb.description)
    .argument('<alert...>', 'the first digits of an id, as `pantau alerts list` shows it or a message ends with')
  if (verb.alias) command.alias(verb.alias)
  if (verb.needs === 'until') command.option('--until <when>', 'for so long or until then: 4h, 2d, 2021-05-12', ahead)
  if (verb.needs === 'to') command.option('--to <name>', 'whose it is now')
  return command
    .option('--reason <text>', 'why; kept with it')
    .option('--as <name>', 'in whose name (default: your login)')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
Works while the service runs, and when it does not. What is done stands in the alert's log (\`pantau alerts show\`).
Ends with 1 where something could not be done.

Example:
  pantau alerts ${verb.example}`,
    )
    .action((ids: string[], options: Options) => act(verb, ids, options))
}

async function act(verb: Verb, typed: readonly string[], options: Options): Promise<void> {
  const wish = wishOf(verb, options)
  const actor = TriageActor.parse({ by: options.as ?? userInfo().username, via: 'cli' })
  const { loaded, environment } = await prepareReading(options)
  const all = async (sql: Sql, one: (id: string) => Promise<Acted>): Promise<void> => {
    // What is meant is known of all before anything is done with one.
    const ids: string[] = []
    for (const id of typed) ids.push(await findAlert(sql, id))
    for (const id of new Set(ids)) tell(await one(id))
  }
  await withHolder(loaded, environment, {
    asked: (service) => all(service, async (id) => (await service.command('triage', { id, wish, actor })) as Acted),
    here: (database) => all(database, (id) => actOn(id, wish, actor, { database, now: () => new Date() })),
  })
}

function wishOf({ name, action, needs, example }: Verb, { reason, until, to }: Options): TriageWish {
  if (needs !== undefined && !{ reason, until, to }[needs])
    throw new PantauError(`${name} needs --${needs}: pantau alerts ${example}`)
  const wish = TriageWish.safeParse({ action, reason, until, to })
  if (!wish.success) throw new PantauError(`${name}: ${wish.error.issues[0]?.message ?? 'not like that'}`)
  return wish.data
}

/** One line an alert: what it is now, or why not and who was first. */
function tell({ id, outcome, because, triage, last }: Acted): void {
  const name = id.slice(0, shownDigits)
  if (outcome === 'done') return void process.stdout.write(`${name} is ${stateWords(triage, 'en')}\n`)
  const before = last === null ? '' : ` (${entryLine(last)})`
  if (outcome === 'unchanged')
    return void process.stdout.write(`${name} is ${stateWords(triage, 'en')} already, nothing was done${before}\n`)
  process.stderr.write(`pantau: ${name}: ${because === null ? '' : refusalWords[because]}${before}\n`)
  process.exitCode = 1
}
