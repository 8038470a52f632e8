import { userInfo } from 'node:os'
import { Command } from 'commander'
import { realTime } from '../../model/clock.ts'
import type { RecordClass } from '../../model/retention.ts'
import { numberWords, timeWords } from '../../model/words.ts'
import { leftovers } from '../../store/retention.ts'
import { readEnvironment } from '../environment.ts'
import { openVaultOf } from '../evidence/open.ts'
import { loadKeys } from '../keys.ts'
import { printableJson } from '../printable.ts'
import { createPurger, purge, remotePurger, type Waiting, whatIsOverdue } from '../purge.ts'
import { prepareReading, withHolder, withStore } from '../reading.ts'

interface Options {
  dryRun?: true
  rewrite?: true
  as?: string
  json?: true
  config?: string
}

export const purgeCommand = (): Command =>
  new Command('purge')
    .description('delete what is past its time, by `retention:` of the configuration; what is held stays')
    .option('--dry-run', 'only tell what would go')
    .option('--rewrite', 'on a server: rewrite the tables, so that no file holds what was purged; locks each meanwhile')
    .option('--as <name>', 'in whose name (default: your login)')
    .option('--json', 'as one JSON object')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
The service does it every night. Hashes stay, and so does what says that a post was seen: nothing is told anew. On the
embedded database its files are always rewritten. Works while the service runs, and when it does not.

Examples:
  pantau purge --dry-run
  pantau purge
  DATABASE_URL=postgres://pantau@db/pantau pantau purge --rewrite`,
    )
    .action(async (options: Options) => {
      const { loaded, environment } = await prepareReading(options)
      const { waiting, left } = await withStore(loaded, environment, async (database) => ({
        waiting: await whatIsOverdue(database, loaded.config.retention, realTime()),
        left: await leftovers(database),
      }))
      if (options.dryRun) {
        process.stdout.write(options.json ? printableJson({ waiting, leftovers: left }) : table(waiting, 'would go'))
        return
      }
      const by = options.as ?? userInfo().username
      const onBatch = progressOf(waiting)
      const rewrite = options.rewrite === true
      const gone = await withHolder(loaded, environment, {
        asked: (service) => purge(remotePurger(service, by), { rewrite: true, onBatch }),
        here: async (database) => {
          const vault = openVaultOf(loaded, await loadKeys(loaded.data, environment.keys))
          const purger = createPurger({ database, vault }, loaded.config.retention, by, realTime)
          return purge(purger, { rewrite: rewrite || database.kind === 'embedded', onBatch })
        },
      })
      const told = waiting.map((one) => ({ ...one, overdue: { ...one.overdue, count: gone[one.of] } }))
      process.stdout.write(options.json ? printableJson({ gone }) : table(told, 'gone'))
      if (environment.databaseUrl && !rewrite && Object.values(gone).some((count) => count > 0))
        process.stderr.write(
          'The server’s files hold it until their room is used again: `pantau purge --rewrite` rewrites them.\n',
        )
    })

/** Tells a person who waits how far it is. */
function progressOf(waiting: readonly Waiting[]): (of: RecordClass, gone: number) => void {
  if (!readEnvironment().interactive) return () => undefined
  return (of, gone) => {
    const all = waiting.find((one) => one.of === of)?.overdue.count ?? 0
    process.stderr.write(`\r${of}: ${numberWords(gone)} of ${numberWords(Math.max(all, gone))}   `)
    if (gone >= all) process.stderr.write('\r\u001b[K')
  }
}

const dayMs = 86_400_000

/** Class by class: how long it is kept, how many are past that, and how old the oldest is. */
function table(waiting: readonly Waiting[], what: string): string {
  const rows = waiting.map(({ of, kept, overdue: { count, oldest } }) => [
    of,
    kept === null ? 'for ever' : `${numberWords(kept / dayMs)} days`,
    numberWords(count),
    count > 0 && oldest !== null ? timeWords(oldest) : '',
  ])
  const all = [['class', 'kept', what, 'oldest'], ...rows]
  const [first = 0, second = 0, third = 0] = [0, 1, 2].map((at) => Math.max(...all.map((row) => row[at]?.length ?? 0)))
  return all
    .map(([of = '', kept = '', count = '', oldest = '']) =>
      `${of.padEnd(first)}  ${kept.padEnd(second)}  ${count.padStart(third)}  ${oldest}`.trimEnd(),
    )
    .join('\n')
    .concat('\n')
}
