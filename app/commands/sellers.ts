import { userInfo } from 'node:os'
import { Command } from 'commander'
import { PantauError } from '../../model/errors.ts'
import type { Verdict } from '../../model/seller.ts'
import { createPostReader } from '../../parsers/read.ts'
import { printableJson } from '../printable.ts'
import { prepareReading, withStore } from '../reading.ts'
import { listSellers } from '../sellers/list.ts'
import { sellerPage } from '../sellers/page.ts'
import { relink } from '../sellers/relink.ts'
import { linkLines, listOf, pageOf } from '../sellers/table.ts'
import { decide } from '../sellers/verdict.ts'
import { ownWords } from '../words.ts'
import { countTo } from './count.ts'

interface Options {
  withSuggested?: true
  limit: number
  why?: string
  as?: string
  config?: string
  json?: true
}

const configOption = ['-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)'] as const
const print = (text: string): void => void process.stdout.write(text)

/** A subcommand's options may stand before its name too. */
const optionsOf = (command: Command): Options => command.optsWithGlobals()

const links = (): Command =>
  new Command('links')
    .description('who else may be behind an account, with every reason and how strong it is')
    .argument('<name>', 'a handle, or site/handle')
    .option('--json', 'as JSON')
    .option(...configOption)
    .addHelpText('after', '\nExample:\n  pantau sellers links raid/kotz')
    .action(async (name: string, _options: Options, command: Command) => {
      const options = optionsOf(command)
      const { loaded, environment } = await prepareReading(options)
      const page = await withStore(loaded, environment, (database) => sellerPage(database, name))
      if (options.json) return print(printableJson(page.links))
      print(`${linkLines(page, Number.POSITIVE_INFINITY).join('\n') || `nothing ties ${page.name} to anybody else`}\n`)
    })

const deciding = (name: 'confirm' | 'refuse', verdict: Verdict['verdict'], description: string): Command =>
  new Command(name)
    .description(description)
    .argument('<one>', 'site/handle, or a handle that only one account has')
    .argument('<other>')
    .option('--why <text>', 'what you know; it stays with the link')
    .option('--as <name>', 'in whose name (default: your login)')
    .option(...configOption)
    .addHelpText(
      'after',
      `\nExample:\n  pantau sellers ${name} raid/kotz breach/k0tz --why "${verdict === 'confirmed' ? 'same voice on both, 12 May' : 'k0tz sells under his name, see case 77'}"`,
    )
    .action(async (from: string, to: string, _options: Options, command: Command) => {
      const { why, as, ...options } = optionsOf(command)
      if (!why?.trim()) throw new PantauError('say why: --why "same PGP key, checked by hand" (it stays with the link)')
      const { loaded, environment } = await prepareReading(options)
      const by = as ?? userInfo().username
      const decided = await withStore(loaded, environment, (database) =>
        decide(database, { from, to, verdict, why, by }, new Date()),
      )
      print(`${decided.from} and ${decided.to}: ${verdict}; it stays so until somebody decides otherwise\n`)
    })

const relinking = (): Command =>
  new Command('relink')
    .description('look through all stored posts and profiles for what ties accounts; visits do so for new ones')
    .option(...configOption)
    .addHelpText('after', '\nExample:\n  pantau sellers relink')
    .action(async (_options: Options, command: Command) => {
      const { loaded, environment } = await prepareReading(optionsOf(command))
      const { posts, clues } = await withStore(loaded, environment, (database) =>
        relink(database, createPostReader(ownWords(loaded.config))),
      )
      print(`${posts} signed posts, ${clues} clues in them; \`pantau sellers links NAME\` shows what follows\n`)
    })

export const sellersCommand = (): Command =>
  new Command('sellers')
    .description('who sells: the last ones, or everything about one, and who else he may be')
    .argument('[name]', 'a handle as the site shows it, or site/handle')
    .option('--with-suggested', 'take accounts in that strong reasons speak for, though nobody has confirmed them')
    .option('--limit <count>', 'how many are listed', countTo(1_000), 50)
    .option('--json', 'as JSON')
    .option(...configOption)
    .addHelpText(
      'after',
      `
Accounts are put together only when somebody confirms it; docs/sellers.md tells how strong each reason is.

Examples:
  pantau sellers                          who made the last offers
  pantau sellers Kotz                     his accounts, contacts, deals, hours, links and last offers
  pantau sellers links raid/kotz          who else he may be, and why
  pantau sellers confirm raid/kotz breach/k0tz --why "same PGP key"
  pantau sellers refuse raid/kotz tele/kotz --why "an impersonator, see his posts"`,
    )
    .addCommand(links())
    .addCommand(relinking())
    .addCommand(deciding('confirm', 'confirmed', 'say that two accounts are one person’s'))
    .addCommand(deciding('refuse', 'refused', 'say that two accounts are not one person’s'))
    .action(async (name: string | undefined, options: Options) => {
      const { loaded, environment } = await prepareReading(options)
      await withStore(loaded, environment, async (database) => {
        if (name === undefined) {
          const sellers = await listSellers(database, options.limit)
          if (options.json) return print(printableJson(sellers))
          return print(sellers.length === 0 ? 'nobody has offered anything yet\n' : listOf(sellers))
        }
        const page = await sellerPage(database, name, options)
        print(options.json ? printableJson(page) : pageOf(page))
      })
    })
