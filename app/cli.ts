#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { PantauError } from '../model/errors.ts'
import { plainText } from '../model/plain.ts'
import { version } from './root.ts'

/** What stands behind each word, loaded when it is asked for: some take half of the house along. */
const commands: Record<string, () => Promise<Command>> = {
  init: async () => (await import('./commands/init.ts')).initCommand(),
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  up: async () => (await import('./commands/up.ts')).upCommand(),
  worker: async () => (await import('./commands/up.ts')).workerCommand(),
  status: async () => (await import('./commands/status.ts')).statusCommand(),
  timeline: async () => (await import('./commands/timeline.ts')).timelineCommand(),
  search: async () => (await import('./commands/search.ts')).searchCommand(),
  evidence: async () => (await import('./commands/evidence.ts')).evidenceCommand(),
  sellers: async () => (await import('./commands/sellers.ts')).sellersCommand(),
  backup: async () => (await import('./commands/backup.ts')).backupCommand(),
  restore: async () => (await import('./commands/backup.ts')).restoreCommand(),
  hold: async () => (await import('./commands/hold.ts')).holdCommand(),
  release: async () => (await import('./commands/hold.ts')).releaseCommand(),
  purge: async () => (await import('./commands/purge.ts')).purgeCommand(),
  health: async () => (await import('./commands/health.ts')).healthCommand(),
  sources: async () => (await import('./commands/sources.ts')).sourcesCommand(),
  channels: async () => (await import('./commands/channels.ts')).channelsCommand(),
  rules: async () => (await import('./commands/rules.ts')).rulesCommand(),
  digest: async () => (await import('./commands/digest.ts')).digestCommand(),
  alerts: async () => (await import('./commands/alerts.ts')).alertsCommand(),
  targets: async () => (await import('./commands/targets.ts')).targetsCommand(),
  backfill: async () => (await import('./commands/backfill.ts')).backfillCommand(),
  submit: async () => (await import('./commands/submit.ts')).submitCommand(),
  schema: async () => (await import('./commands/check.ts')).schemaCommand(),
  explain: async () => (await import('./commands/explain.ts')).explainCommand(),
  parse: async () =>
    new Command('parse')
      .description('read a page or posts offline, without configuration')
      .addCommand((await import('./commands/parse-page.ts')).parsePageCommand())
      .addCommand((await import('./commands/parse-posts.ts')).parsePostsCommand()),
  demo: async () => (await import('./commands/demo.ts')).demoCommand(),
}

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
  pantau rules                      what each rule waits for, in words
  pantau rules test ID              what it would have sent, by stored history
  pantau alerts list --open         what was told, and waits for somebody
  pantau alerts ack ID              somebody has it in hand; also: snooze, close, false-positive …
  pantau rules stats                how right each rule is
  pantau alerts test ID             try a channel: a marked message, and what the receiver answers
  pantau digest ID --for yesterday  what a digest says of a day
  pantau alerts dead                what no channel took; pantau alerts retry sends it again
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

/** Whoever names a command needs that one; anybody else is shown them all. */
async function run(words: readonly string[]): Promise<void> {
  const [first = ''] = words
  const isNamed = Object.hasOwn(commands, first)
  for (const [name, load] of Object.entries(commands)) if (!isNamed || name === first) program.addCommand(await load())
  await program.parseAsync(words, { from: 'user' })
}

run(process.argv.slice(2)).catch(complain)
