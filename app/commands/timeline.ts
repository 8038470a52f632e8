import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Command, Option } from 'commander'
import { formats } from '../../exports/index.ts'
import { PantauError } from '../../model/errors.ts'
import { prepareReading, withStore } from '../reading.ts'
import { timelineOf } from '../timeline.ts'

export const timelineCommand = (): Command =>
  new Command('timeline')
    .description('a seller’s whole trail as a file')
    .argument('<seller>', 'a handle, on any site, or site/handle')
    .addOption(new Option('-f, --format <format>', 'how to write it').choices([...formats.keys()]).default('csv'))
    .option('-o, --output <file>', 'where to (default: standard output)')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      '\nExamples:\n  pantau timeline Kotz -o kotz.csv\n  pantau timeline raid/kotz --format jsonl | jq .victims',
    )
    .action(async (seller: string, options: { format: string; output?: string; config?: string }) => {
      const { loaded, environment } = await prepareReading(options)
      const format = formats.get(options.format)
      if (!format) throw new PantauError(`no format is called "${options.format}"`)
      const timeline = await withStore(loaded, environment, (database) =>
        timelineOf(database, seller, loaded.config.targets),
      )
      const target = options.output ? createWriteStream(options.output) : process.stdout
      await pipeline(Readable.from(format.write(timeline)), target, { end: options.output !== undefined })
      if (options.output)
        process.stderr.write(
          `${options.output}: ${timeline.entries.length} entries of ${timeline.accounts.length} account(s)\n`,
        )
    })
