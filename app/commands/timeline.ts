import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import { formats } from '../../exports/index.ts'
import { PantauError } from '../../model/errors.ts'
import type { SubjectKind } from '../../model/timeline.ts'
import { prepareReading, withStore } from '../reading.ts'
import { timelineOf } from '../timeline.ts'
import { day } from './day.ts'

interface Options {
  format: string
  of?: SubjectKind
  since?: Date
  until?: Date
  withSuggested?: true
  tz: string
  output?: string
  config?: string
}

/** A time zone that this machine knows. */
export const zone = (text: string): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    throw new InvalidArgumentError('a time zone such as Asia/Jakarta or UTC')
  }
}

export const timelineCommand = (): Command =>
  new Command('timeline')
    .description('the whole trail of a seller, a listing or a victim as a file')
    .argument('<name>', 'a handle on any site, site/handle, a listing’s id, or a victim’s name')
    .addOption(new Option('-f, --format <format>', 'how to write it').choices([...formats.keys()]).default('csv'))
    .addOption(
      new Option('--of <kind>', 'what the name is of, where it may be several').choices([
        'seller',
        'listing',
        'victim',
      ]),
    )
    .option('--since <day>', 'from this day on, by the site’s date, or ours where it gives none (UTC)', day)
    .option('--until <day>', 'before this day', day)
    .option(
      '--with-suggested',
      'of a seller: with accounts that strong reasons speak for, though nobody has confirmed them',
    )
    .option('--tz <zone>', 'the time zone in which people read it (html)', zone, 'UTC')
    .option('-o, --output <file>', 'where to (default: standard output)')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
Formats:
${[...formats.values()].map(({ id, name }) => `  ${id.padEnd(15)} ${name}`).join('\n')}

Examples:
  pantau timeline Kotz -o kotz.csv
  pantau timeline Kotz --format html --tz Asia/Jakarta -o kotz.html
  pantau timeline raid/kotz --format jsonl | jq .victims
  pantau timeline raid/kotz --format stix -o kotz.json
  pantau timeline "BPJS Kesehatan" --since 2021-05-01 --format timesketch -o bpjs.jsonl
  pantau timeline "BPJS Kesehatan" --format takedown -o block.csv`,
    )
    .action(async (name: string, options: Options) => {
      const { loaded, environment } = await prepareReading(options)
      const format = formats.get(options.format)
      if (!format) throw new PantauError(`no format is called "${options.format}"`)
      const timeline = await withStore(loaded, environment, (database) =>
        timelineOf(database, name, loaded.config.targets, { ...options, zone: options.tz }),
      )
      const target = options.output ? createWriteStream(options.output) : process.stdout
      await pipeline(Readable.from(format.write(timeline)), target, { end: options.output !== undefined })
      if (options.output)
        process.stderr.write(
          `${options.output}: ${timeline.entries.length} entries of ${timeline.accounts.length} account(s), by ${timeline.subject.kind}\n`,
        )
    })
