import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { PantauError } from '../../model/errors.ts'
import { plainText } from '../../model/plain.ts'
import { keptPages, openKept } from '../health/kept.ts'
import { loadKeys } from '../keys.ts'
import { prepareReading } from '../reading.ts'

export const pageCommand = (): Command =>
  new Command('page')
    .description('the page that a target could not be read from, as it came: unmasked, for whoever has the keys')
    .argument('<id>', 'a target of the configuration')
    .option('-o, --output <file>', 'where to (default: standard output)')
    .option('--number <n>', 'which of the kept ones, 1 being the newest', '1')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
Kept in the data folder of the machine that made the visit: encrypted, three a target, for 30 days.

Examples:
  pantau targets page example-forum -o page.html
  pantau parse page page.html                       what the engines make of it`,
    )
    .action(async (id: string, options: { output?: string; number: string; config?: string }) => {
      const { loaded, environment } = await prepareReading(options)
      const kept = await keptPages(loaded.data, id)
      const wanted = kept[Number(options.number) - 1]
      if (!wanted)
        throw new PantauError(
          kept.length === 0
            ? `no page of "${id}" is kept in ${loaded.data}: one is kept when a visit on this machine cannot read it`
            : `of "${id}" ${kept.length} pages are kept: --number goes from 1 to ${kept.length}`,
        )
      const page = await openKept(wanted.file, await loadKeys(loaded.data, environment.keys))
      process.stderr.write(
        `${plainText(page.finalUrl)}, fetched ${page.fetchedAt.toISOString()}, status ${page.status}: ${plainText(page.why)}\n` +
          'It is unmasked and may hold personal data: do not pass it on, and delete it after use.\n',
      )
      if (options.output) await writeFile(options.output, page.body, { mode: 0o600 })
      else process.stdout.write(process.stdout.isTTY ? plainText(page.body) : page.body)
    })
