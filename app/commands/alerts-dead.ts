import { Command } from 'commander'
import { PantauError } from '../../model/errors.ts'
import { cut, oneLine } from '../../model/plain.ts'
import type { Sql } from '../../store/database.ts'
import { type DeadLetter, deadLetters, reviveDead } from '../../store/dead.ts'
import { type Look, lookAt } from '../explain/hues.ts'
import { printableJson } from '../printable.ts'
import { prepareReading, withStore } from '../reading.ts'
import { shownDigits } from '../triage/find.ts'
import { countTo } from './count.ts'

const configOption = ['-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)'] as const

const mostShown = 10_000

/** `pantau alerts dead`. */
export const alertsDeadCommand = (): Command =>
  new Command('dead')
    .description('what no channel took: refused for good, or tried too often')
    .option('--channel <id>', 'over this channel alone')
    .option('--limit <n>', 'so many at most', countTo(mostShown), 50)
    .option('--json', 'as JSON')
    .option(...configOption)
    .addHelpText(
      'after',
      `
The last that was given up stands first. \`pantau alerts retry\` sends them again. Works while the service runs.

Examples:
  pantau alerts dead
  pantau alerts dead --channel soc-slack --json | jq -r '.[].error' | sort | uniq -c`,
    )
    .action(async (options: { channel?: string; limit: number; json?: true; config?: string }) => {
      const { loaded, environment } = await prepareReading(options)
      const filter = { channelId: options.channel, limit: options.limit }
      const letters = await withStore(loaded, environment, (database) => deadLetters(database, filter))
      if (options.json) return void process.stdout.write(printableJson(letters))
      if (letters.length === 0) return void process.stdout.write('nothing was given up\n')
      process.stdout.write(deadTable(letters, lookAt(environment.interactive)))
    })

/** Two lines each: what can be typed, when, over which channel and what; and below it why not. */
function deadTable(letters: readonly DeadLetter[], { colors, width }: Look): string {
  const channel = Math.max(7, ...letters.map(({ channelId }) => channelId.length))
  const line = (id: string, since: string, channelId: string, tries: string, subject: string): string =>
    `${id.padEnd(shownDigits)} ${since.padEnd(16)} ${channelId.padEnd(channel)} ${tries.padStart(5)} ${subject}`
  const room = Math.max(20, width - (shownDigits + 1 + 17 + channel + 1 + 6))
  const rows = letters.flatMap(({ id, since, channelId, attempts, subject, error }) => {
    const at = since.toISOString().slice(0, 16).replace('T', ' ')
    return [
      line(id.slice(0, shownDigits), at, channelId, String(attempts), cut(oneLine(subject), room)),
      colors.red(`  ${cut(oneLine(error), Math.max(20, width - 2))}`),
    ]
  })
  return `${[colors.bold(line('DELIVERY', 'GIVEN UP (UTC)', 'CHANNEL', 'TRIES', 'WHAT')), ...rows].join('\n')}\n`
}

interface RetryOptions {
  channel?: string
  all?: true
  config?: string
}

/** `pantau alerts retry`. */
export const alertsRetryCommand = (): Command =>
  new Command('retry')
    .description('send again what no channel took')
    .argument('[delivery...]', 'the first digits of ids, as `pantau alerts dead` shows them')
    .option('--channel <id>', 'all that this channel did not take')
    .option('--all', 'everything')
    .option(...configOption)
    .addHelpText(
      'after',
      `
Each goes out under the id that it had, within seconds where the service runs, else when it is started; a receiver that has it
already knows it by that. What changed about an offer meanwhile was told before it.

Examples:
  pantau alerts retry 3f9c21
  pantau alerts retry --channel soc-slack
  pantau alerts retry --all`,
    )
    .action(async (typed: string[], options: RetryOptions) => {
      if (typed.length === 0 && !options.channel && !options.all)
        throw new PantauError('say what to send again: ids that `pantau alerts dead` shows, --channel ID, or --all')
      const { loaded, environment } = await prepareReading(options)
      const revived = await withStore(loaded, environment, (database) => retry(database, typed, options))
      process.stdout.write(`${revived} to be sent again\n`)
    })

async function retry(sql: Sql, typed: readonly string[], { channel }: RetryOptions): Promise<number> {
  const dead = await deadLetters(sql, { channelId: channel })
  const chosen = typed.length === 0 ? dead : typed.map((prefix) => oneOf(dead, prefix))
  return reviveDead(
    sql,
    chosen.map(({ id }) => id),
  )
}

function oneOf(dead: readonly DeadLetter[], prefix: string): DeadLetter {
  const [one, other] = /^[0-9a-f]{4,32}$/i.test(prefix)
    ? dead.filter(({ id }) => id.startsWith(prefix.toLowerCase()))
    : []
  if (!one)
    throw new PantauError(`nothing that was given up begins with "${prefix}": \`pantau alerts dead\` shows what was`)
  if (other)
    throw new PantauError(
      `"${prefix}" begins several: ${one.id.slice(0, 16)} and ${other.id.slice(0, 16)}: give more digits`,
    )
  return one
}
