import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { Tlp } from '../../model/rule.ts'
import { numberWords } from '../../model/words.ts'
import { exportListing } from '../evidence/export.ts'
import { openVaultOf } from '../evidence/open.ts'
import { loadKeys } from '../keys.ts'
import { prepareReading, withStore } from '../reading.ts'
import { zone } from './timeline.ts'

interface Options {
  output: string
  why: string
  as?: string
  tlp: Tlp
  tz: string
  config?: string
}

export const evidenceExportCommand = (): Command =>
  new Command('export')
    .description('a listing with its pages, timeline and chain of custody, signed, as a folder that anybody can check')
    .argument('<listing>', 'a listing’s id, as `pantau search` shows it')
    .requiredOption('-o, --output <folder>', 'where to: a new folder, or an empty one')
    .requiredOption('--why <text>', 'what for: a case’s number, a request; noted with your name')
    .option('--as <name>', 'in whose name (default: your login)')
    .addOption(new Option('--tlp <level>', 'for whose eyes (TLP 2.0)').choices(Tlp.options).default('RED'))
    .option('--tz <zone>', 'the time zone in which people read the timeline', zone, 'UTC')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
The pages are decrypted and unmasked. The folder says itself, in English and Indonesian, how to check it without Pantau. Needs
the keys and the vault's folder; works while the service runs, and when it does not.

Examples:
  pantau evidence export ecb13158123e5c891957cb2faecbd449 --why "case 2021/77" -o case-77
  pantau evidence verify case-77`,
    )
    .action(async (listingId: string, { output, why, tlp, tz, as, config }: Options) => {
      const { loaded, environment } = await prepareReading(config === undefined ? {} : { config })
      const keys = await loadKeys(loaded.data, environment.keys)
      const vault = openVaultOf(loaded, keys)
      const { targets } = loaded.config
      const folder = resolve(output)
      const { captures, absent, files, key } = await withStore(loaded, environment, (database) =>
        exportListing(
          { database, vault, keys, targets },
          { listingId, folder, by: as ?? userInfo().username, why, tlp, zone: tz },
        ),
      )
      process.stdout.write(
        `${output}: ${numberWords(files.length)} files, ${numberWords(captures.length)} pages` +
          `${absent.length > 0 ? ` (of ${numberWords(absent.length)} more only the hash is kept)` : ''}\n` +
          `signed by ${key.fingerprint}; tell it to the receiver by another way\n`,
      )
    })
