import { Command } from 'commander'
import pc from 'picocolors'
import { oneLine } from '../../model/plain.ts'
import { newestEvidence, type StoredEvidence } from '../../store/evidence.ts'
import { findEvidence } from '../evidence/find.ts'
import { printableJson } from '../printable.ts'
import { prepareReading, withStore } from '../reading.ts'
import { countTo } from './count.ts'

interface Options {
  limit: number
  json?: true
  config?: string
}

export const evidenceListCommand = (): Command =>
  new Command('list')
    .description('which pages are kept, of a listing, of a seller, or the newest of all')
    .argument('[name]', 'a listing’s id, a handle, or a page’s SHA-256 (its first 8 digits will do)')
    .option('--limit <n>', 'the newest, at most', countTo(999_999), 50)
    .option('--json', 'as a JSON array')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
Nothing is decrypted for it: it may be looked at by whoever may see alerts.

Examples:
  pantau evidence list
  pantau evidence list Kotz
  pantau evidence list 6b1f0a52 --json`,
    )
    .action(async (name: string | undefined, { limit, json, ...options }: Options) => {
      const { loaded, environment } = await prepareReading(options)
      const captures = await withStore(loaded, environment, async (database) =>
        name === undefined ? newestEvidence(database, limit) : (await findEvidence(database, name)).slice(-limit),
      )
      if (json) process.stdout.write(printableJson(captures.map(asJson)))
      else process.stdout.write(captures.map(rowOf).join('') || 'no page has been kept yet\n')
    })

/** Everything but the key. */
function asJson({ id: _, kept, ...capture }: StoredEvidence): Record<string, unknown> {
  return { ...capture, kept: kept && { file: kept.file, bytes: kept.bytes, warcSha256: kept.warcSha256 } }
}

function rowOf(capture: StoredEvidence): string {
  const at = capture.fetchedAt.toISOString().slice(0, 16).replace('T', ' ')
  return `${at}  ${capture.pageSha256.slice(0, 16)}  ${howKept(capture)}  ${oneLine(capture.why).padEnd(18)}  ${oneLine(capture.url)}\n`
}

function howKept({ kept, deletedAt }: StoredEvidence): string {
  const text = kept ? `${Math.ceil(kept.bytes / 1024)} KB` : deletedAt ? 'destroyed' : 'hash'
  return (kept ? pc.green : pc.dim)(text.padEnd(9))
}
