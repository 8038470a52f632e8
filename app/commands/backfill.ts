import { setTimeout as sleep } from 'node:timers/promises'
import { Command, InvalidArgumentError } from 'commander'
import { ConfigError, PantauError } from '../../model/errors.ts'
import { oneLine } from '../../model/plain.ts'
import { type Backfill, lastBackfills, setBackfillState } from '../../store/backfills.ts'
import type { Database, Sql } from '../../store/database.ts'
import { askFor } from '../backfill/ask.ts'
import { type Progress, progressLine, progressOf } from '../backfill/progress.ts'
import type { Config } from '../config.ts'
import { printableJson } from '../printable.ts'
import { prepareReading, withStore } from '../reading.ts'
import { countTo } from './count.ts'

interface Options {
  since?: Date
  until?: Date
  pagesPerSlice: number
  again?: true
  status?: true
  stop?: true
  detach?: true
  json?: true
  config?: string
}

export const backfillCommand = (): Command =>
  new Command('backfill')
    .description('read the history of a target, in slices between its ordinary visits, without alerting')
    .argument('[target]', 'the id of a target of the configuration')
    .option('--since <date>', 'how far back, as in 2021-01-01 (00:00 UTC)', date)
    .option('--until <date>', 'leave out what is newer', date)
    .option('--pages-per-slice <n>', 'pages before ordinary visits to the site get their turn', countTo(10_000), 50)
    .option('--again', 'read once more what was read already')
    .option('--status', 'how far it has come; of every target without one')
    .option('--stop', 'end it; the same command goes on there later')
    .option('-d, --detach', 'do not stay to watch')
    .option('--json', 'as JSON: an object, or with --status a list')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
The running service does the reading (\`pantau up\`, or workers), within the target's limits, hours and robots.txt. The
command watches; Ctrl-C ends the watching and not the reading. A service that is stopped or killed goes on where it was.
Boards and streams are walked to their end, or to where everything is older. What is read is stored and tracked; nobody is
alerted, unless a post is fresh and no visit has come by it yet.

Examples:
  pantau backfill example-forum --since 2021-01-01
  pantau backfill example-forum             watch it, or let it go on
  pantau backfill example-forum --since 2020-01-01 --until 2021-01-01 --pages-per-slice 100 --detach
  pantau backfill --status
  pantau backfill example-forum --stop`,
    )
    .action(async (targetId: string | undefined, options: Options) => {
      const { loaded, environment } = await prepareReading(options)
      await withStore(loaded, environment, async (database) => {
        if (options.status) return status(database, targetId, options)
        if (targetId === undefined)
          throw new ConfigError('name a target: pantau backfill example-forum --since 2021-01-01')
        refuseUnknown(targetId, loaded.config)
        if (options.stop) return stop(database, targetId)
        const { since, until, pagesPerSlice, again = false } = options
        const backfill = await askFor(database, targetId, { since, until, slicePages: pagesPerSlice, again })
        // Nobody else can have this folder open now, so nobody is there to do it.
        if (database.kind === 'embedded' && backfill.state === 'running')
          return say(`${targetId}: written down; no pantau is running on ${loaded.data}: it begins with \`pantau up\``)
        if (options.detach || options.json) return show([await progressOf(database, backfill)], options)
        await follow(database, backfill)
      })
    })

function date(value: string): Date {
  const at = new Date(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00Z` : value)
  const isDate = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(value) && !Number.isNaN(at.getTime())
  if (isDate) return at
  throw new InvalidArgumentError('a day such as 2021-01-01, or an instant such as 2021-01-01T12:00:00Z')
}

function refuseUnknown(id: string, { targets }: Config): void {
  const target = targets.find((other) => other.id === id)
  if (!target)
    throw new ConfigError(`no target is called "${id}"; there is ${targets.map(({ id }) => id).join(', ') || 'none'}`)
  if (!target.enabled) throw new ConfigError(`${id} is switched off (enabled: false): switch it on first`)
}

async function stop(sql: Sql, targetId: string): Promise<void> {
  const [last] = await lastBackfills(sql, targetId)
  if (!last || !(await setBackfillState(sql, last.id, 'running', 'stopped')))
    throw new PantauError(`${targetId}: no backfill is running`)
  say(`${targetId}: stopped; the same command goes on there`)
}

async function status(sql: Sql, targetId: string | undefined, options: Options): Promise<void> {
  const last = await lastBackfills(sql, targetId ?? null)
  const progress: Progress[] = []
  for (const backfill of last) progress.push(await progressOf(sql, backfill))
  if (progress.length === 0 && !options.json)
    say('no backfill was asked for: pantau backfill TARGET --since 2021-01-01')
  else show(progress, options)
}

function show(progress: readonly Progress[], { json, status }: Options): void {
  if (json) {
    process.stdout.write(printableJson(status ? progress : progress[0]))
    return
  }
  for (const one of progress) {
    say(progressLine(one))
    for (const { key, error } of one.failed) say(`  given up: ${oneLine(key)}: ${oneLine(error)}`)
  }
}

const lookMs = 1_000
/** Where nobody looks on a terminal, a line every so many looks is enough. */
const looksALine = 15

/** Shows how far it has come until it is over. */
async function follow(database: Database, { id, targetId }: Backfill): Promise<void> {
  const terminal = process.stdout.isTTY === true
  process.once('SIGINT', () => {
    process.stderr.write(`\n${targetId}: goes on in the service; pantau backfill ${targetId} --status\n`)
    process.exit(0)
  })
  for (let looks = 0; ; looks++) {
    const last = (await lastBackfills(database, targetId)).find((one) => one.id === id)
    if (!last) throw new PantauError(`${targetId}: its backfill is gone from the store`)
    const progress = await progressOf(database, last)
    const isOver = last.state !== 'running'
    const waits = last.slices + last.pages === 0 ? '; waiting for a worker' : ''
    if (terminal) process.stdout.write(`\r\u001b[K${progressLine(progress)}${waits}`)
    else if (isOver || looks % looksALine === 0) say(`${progressLine(progress)}${waits}`)
    if (isOver) {
      if (terminal) say('')
      return
    }
    await sleep(lookMs)
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)
