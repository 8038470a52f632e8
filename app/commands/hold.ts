import { userInfo } from 'node:os'
import { Command } from 'commander'
import { PantauError } from '../../model/errors.ts'
import { oneLine } from '../../model/plain.ts'
import { timeWords } from '../../model/words.ts'
import { allHolds, type Hold } from '../../store/holds.ts'
import { type HoldWish, hold, release } from '../hold.ts'
import { printableJson } from '../printable.ts'
import { prepareReading, withHolder, withStore } from '../reading.ts'

interface Options {
  why?: string
  list?: true
  as?: string
  config?: string
  json?: true
}

const configOption = ['-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)'] as const
const asOption = ['--as <name>', 'in whose name (default: your login)'] as const

export const holdCommand = (): Command =>
  new Command('hold')
    .description('keep a listing, with its posts, evidence and sellers, from every purge until it is released')
    .argument('[listing]', 'a listing’s id, as `pantau search` shows it')
    .option('--why <text>', 'the case, the order, whoever asked for it; kept with it')
    .option('--list', 'what is held, since when and why')
    .option(...asOption)
    .option('--json', 'the list as JSON')
    .option(...configOption)
    .addHelpText(
      'after',
      `
Works while the service runs, and when it does not. Holds and releases stand in the chain of custody.

Examples:
  pantau hold ecb13158123e5c891957cb2faecbd449 --why "case 2021/77, Bareskrim"
  pantau hold --list
  pantau release ecb13158123e5c891957cb2faecbd449 --why "case closed"`,
    )
    .action(async (listingId: string | undefined, options: Options) => {
      if (listingId === undefined) return showHolds(options)
      const wish = wishOf(listingId, options)
      await change('hold', wish, options)
      process.stdout.write(`${listingId} is held; \`pantau release ${listingId} --why …\` ends that\n`)
    })

export const releaseCommand = (): Command =>
  new Command('release')
    .description('end the hold of a listing: its time counts again')
    .argument('<listing>', 'a listing’s id')
    .option('--why <text>', 'why it may go')
    .option(...asOption)
    .option(...configOption)
    .addHelpText('after', '\nExample:\n  pantau release ecb13158123e5c891957cb2faecbd449 --why "case closed"')
    .action(async (listingId: string, options: Options) => {
      await change('release', wishOf(listingId, options), options)
      process.stdout.write(`${listingId} is released: the next purge takes it when its time is over\n`)
    })

function wishOf(listingId: string, { why, as }: Options): HoldWish {
  if (!why?.trim()) throw new PantauError('say why: --why "case 2021/77" (it stands in the chain of custody)')
  return { listingId, why, by: as ?? userInfo().username }
}

async function change(what: 'hold' | 'release', wish: HoldWish, options: Options): Promise<void> {
  const { loaded, environment } = await prepareReading(options)
  await withHolder(loaded, environment, {
    asked: async (service) => void (await service.command(what, wish)),
    here: (database) => (what === 'hold' ? hold : release)(database, wish),
  })
}

async function showHolds(options: Options): Promise<void> {
  if (!options.list) throw new PantauError('name a listing, or ask for the --list of what is held')
  const { loaded, environment } = await prepareReading(options)
  const holds = await withStore(loaded, environment, allHolds)
  process.stdout.write(options.json ? printableJson(holds) : `${holds.map(line).join('\n') || 'nothing is held'}\n`)
}

const line = ({ listingId, title, why, by, at }: Hold): string =>
  `${listingId}  ${timeWords(at)}  ${oneLine(by)}: ${oneLine(why)}\n    ${oneLine(title)}`
