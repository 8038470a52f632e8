import { Command, InvalidArgumentError } from 'commander'
import pc from 'picocolors'
import { oneLine } from '../../model/plain.ts'
import { numberWords } from '../../model/words.ts'
import { type Verdict, verifyExport } from '../evidence/verify.ts'
import { printableJson } from '../printable.ts'

interface Options {
  key?: string
  json?: true
}

const fingerprint = (text: string): string => {
  const digits = text.replaceAll(/[\s:]/g, '').toLowerCase()
  if (/^[0-9a-f]{64}$/.test(digits)) return digits
  throw new InvalidArgumentError('64 hex digits, as `pantau evidence key` prints them')
}

export const evidenceVerifyCommand = (): Command =>
  new Command('verify')
    .description('prove offline that an exported folder is as it was made; says what was changed')
    .argument('<folder>', 'what `pantau evidence export` wrote')
    .option('--key <fingerprint>', 'of the house that must have signed it', fingerprint)
    .option('--json', 'as one JSON object')
    .addHelpText(
      'after',
      `
Needs no configuration, no database and no network. Ends with 1 where anything was changed, is missing or was added.

Examples:
  pantau evidence verify case-77
  pantau evidence verify case-77 --key 5d1c9f0e…`,
    )
    .action(async (folder: string, { key, json }: Options) => {
      const verdict = await verifyExport(folder, key)
      if (json) process.stdout.write(printableJson({ ...verdict, isWhole: verdict.faults.length === 0 }))
      else process.stdout.write(told(verdict, key !== undefined))
      if (verdict.faults.length > 0) process.exitCode = 1
    })

function told({ manifest, faults, files, warcRecords, custodyEntries }: Verdict, isPinned: boolean): string {
  const { listing, exportedAt, exportedBy, key } = manifest
  const head = `listing ${oneLine(listing.id)}, exported ${exportedAt} by ${oneLine(exportedBy)}, TLP:${manifest.tlp}\n`
  if (faults.length > 0)
    return `${head}${faults.map((fault) => `${pc.red('✗')} ${oneLine(fault)}\n`).join('')}${pc.red('NOT as it was made')}\n`
  return (
    `${head}${pc.green('✓')} ${numberWords(files)} files, ${numberWords(warcRecords)} WARC records, ` +
    `the chain of custody to its entry ${numberWords(custodyEntries)}: as they were made\n` +
    (isPinned
      ? `${pc.green('✓')} signed by the key that you named\n`
      : `${pc.yellow('!')} signed by ${key.fingerprint}: ask the house that made it whether that is its key,\n` +
        '  and name it with --key; whoever rewrote everything could have signed it anew\n')
  )
}
