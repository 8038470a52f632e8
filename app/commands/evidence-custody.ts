import { Command } from 'commander'
import pc from 'picocolors'
import { type CustodyEntry, canonicalNote } from '../../model/custody.ts'
import { oneLine } from '../../model/plain.ts'
import { numberWords, timeWords } from '../../model/words.ts'
import { type CustodyFinding, custodyOf, verifyCustody } from '../../store/custody.ts'
import type { Sql } from '../../store/database.ts'
import { evidenceOfListings } from '../../store/evidence.ts'
import { printableJson } from '../printable.ts'
import { prepareReading, withStore } from '../reading.ts'

interface Options {
  json?: true
  config?: string
}

export const evidenceCustodyCommand = (): Command =>
  new Command('custody')
    .description('recompute the chain of custody of this house, and show what was done to a listing or a page')
    .argument('[name]', 'a listing’s id, or a page’s SHA-256')
    .option('--json', 'as one JSON object')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
Ends with 1 where an entry was changed, taken out or put in between. Works while the service runs, and when it does not.

Examples:
  pantau evidence custody
  pantau evidence custody ecb13158123e5c891957cb2faecbd449`,
    )
    .action(async (name: string | undefined, { json, config }: Options) => {
      const { loaded, environment } = await prepareReading(config === undefined ? {} : { config })
      const { finding, entries } = await withStore(loaded, environment, async (database) => ({
        entries: name === undefined ? [] : await entriesOn(database, name),
        finding: await verifyCustody(database),
      }))
      if (json) process.stdout.write(printableJson({ ...finding, shown: entries }))
      else process.stdout.write(`${entries.map(line).join('')}${verdict(finding)}\n`)
      if (finding.broken !== null) process.exitCode = 1
    })

/** What was done to a listing and to the pages that speak for it; or to a page. */
async function entriesOn(sql: Sql, name: string): Promise<CustodyEntry[]> {
  const pages = (await evidenceOfListings(sql, [name])).map(({ pageSha256 }) => pageSha256)
  return custodyOf(sql, { subjects: [name], sha256s: [name, ...pages] })
}

const line = (entry: CustodyEntry): string => {
  const { n, at, by, action, subject } = entry
  const detail = JSON.parse(canonicalNote(entry)).at(-1) as object
  return `${n}  ${timeWords(at)}  ${pc.bold(action)} ${oneLine(subject)} by ${oneLine(by)}  ${pc.dim(oneLine(JSON.stringify(detail)))}\n`
}

const verdict = ({ entries, head, broken }: CustodyFinding): string =>
  broken === null
    ? `${pc.green('✓')} ${numberWords(entries)} entries, each as it was written; the last one’s hash is ${head}`
    : `${pc.red('✗')} entry ${broken.n}: ${broken.why}; the ${numberWords(entries)} before it are as they were written`
