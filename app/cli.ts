#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { PantauError } from '../model/errors.ts'
import { plainText } from '../model/plain.ts'
import { alertsCommand } from './commands/alerts.ts'
import { backfillCommand } from './commands/backfill.ts'
import { backupCommand, restoreCommand } from './commands/backup.ts'
import { channelsCommand } from './commands/channels.ts'
import { checkCommand, schemaCommand } from './commands/check.ts'
import { demoCommand } from './commands/demo.ts'
import { evidenceCommand } from './commands/evidence.ts'
import { explainCommand } from './commands/explain.ts'
import { healthCommand } from './commands/health.ts'
import { holdCommand, releaseCommand } from './commands/hold.ts'
import { initCommand } from './commands/init.ts'
import { parsePageCommand } from './commands/parse-page.ts'
import { parsePostsCommand } from './commands/parse-posts.ts'
import { purgeCommand } from './commands/purge.ts'
import { searchCommand } from './commands/search.ts'
import { sellersCommand } from './commands/sellers.ts'
import { sourcesCommand } from './commands/sources.ts'
import { statusCommand } from './commands/status.ts'
import { submitCommand } from './commands/submit.ts'
import { targetsCommand } from './commands/targets.ts'
import { timelineCommand } from './commands/timeline.ts'
import { upCommand, workerCommand } from './commands/up.ts'
import { version } from './root.ts'

const parse = new Command('parse')
  .description('read a page or posts offline, without configuration')
  .addCommand(parsePageCommand())
  .addCommand(parsePostsCommand())

const program = new Command('pantau')
  .description('A leak monitor: hear of an offer of your people’s data within minutes.')
  .version(version)
  // What stands behind a subcommand is the subcommand's, all the way down: `targets` and `targets try` both have --json.
  .enablePositionalOptions()
  .showHelpAfterError('(pantau --help shows what there is)')
  .addHelpText(
    'after',
    `
Examples:
  pantau init                       write a commented pantau.yaml here
  pantau check                      is it right?
  pantau sources                    what software can be read
  pantau channels                   who can be told, and how
  pantau alerts test ID             try a channel: a marked message, and what the receiver answers
  pantau targets try ADDRESS        would this site be read? nothing is stored
  pantau up                         watch the targets, tell the channels
  pantau targets                    is every site still being read?
  pantau targets resume ID          visit a target again that a wall has paused
  pantau status                     what is being watched, and how it went
  pantau backfill ID --since 2021-01-01   read a target's history, without alerting
  pantau timeline Kotz -o kotz.csv  a seller's whole trail
  pantau search '"data nasabah"'    find offers, listings and sellers by words
  pantau evidence show SHA256 --why CASE   a kept page as it came; that you looked is noted
  pantau evidence export LISTING --why CASE -o DIR   a listing with pages and chain of custody, signed
  pantau sellers Kotz               who he is: accounts, contacts, deals, links to others
  pantau submit ADDRESS             read one page, text or screenshot now, as a tip
  pantau hold LISTING --why "case 77"     keep it, and all that belongs to it, from every purge
  pantau purge --dry-run            what is past its time
  pantau explain post.txt           how a post is read, and why

Environment: DATABASE_URL, REDIS_URL, PANTAU_CONFIG, PANTAU_DATA, PANTAU_KEYS, PANTAU_LOG; see docs/operating.md.`,
  )

for (const command of [
  initCommand(),
  checkCommand(),
  upCommand(),
  workerCommand(),
  statusCommand(),
  timelineCommand(),
  searchCommand(),
  evidenceCommand(),
  sellersCommand(),
  backupCommand(),
  restoreCommand(),
  holdCommand(),
  releaseCommand(),
  purgeCommand(),
  healthCommand(),
  sourcesCommand(),
  channelsCommand(),
  alertsCommand(),
  targetsCommand(),
  backfillCommand(),
  submitCommand(),
  schemaCommand(),
  explainCommand(),
  parse,
  demoCommand(),
])
  program.addCommand(command)

/** What a person sees of a failure: one line that names the thing, or, for a defect of ours, where it came from. */
function complain(error: unknown): never {
  if (error instanceof CommanderError) process.exit(error.exitCode)
  const known = error instanceof PantauError
  const text = known ? error.message : `this should not happen: ${error instanceof Error ? error.stack : String(error)}`
  process.stderr.write(
    `${plainText(text)
      .split('\n')
      .map((line) => `pantau: ${line}`)
      .join('\n')}\n`,
  )
  process.exit(1)
}

// A reader that went away (`pantau timeline … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  error.code === 'EPIPE' ? process.exit(0) : complain(error),
)

program.parseAsync().catch(complain)
