import { writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { Command, Option } from 'commander'
import { readWarc } from '../../evidence/read-warc.ts'
import { PantauError } from '../../model/errors.ts'
import { oneLine, plainText } from '../../model/plain.ts'
import { findEvidence, onePage } from '../evidence/find.ts'
import { openVaultOf } from '../evidence/open.ts'
import { bodyIn, isKept, readEvidence } from '../evidence/read.ts'
import { loadKeys } from '../keys.ts'
import { prepareReading, withStore } from '../reading.ts'

const parts = ['body', 'headers', 'screenshot', 'warc'] as const
type Part = (typeof parts)[number]

interface Options extends Partial<Record<Part, true>> {
  output?: string
  why?: string
  as?: string
  config?: string
}

export const evidenceShowCommand = (): Command =>
  new Command('show')
    .description('decrypt a kept page and show it, unmasked; that you did is noted in the chain of custody')
    .argument('<name>', 'a page’s SHA-256 (its first 8 digits will do), or a listing of one page')
    .addOption(new Option('--body', 'the page as it came (default)').conflicts(['headers', 'screenshot', 'warc']))
    .addOption(new Option('--headers', 'what was asked and answered').conflicts(['screenshot', 'warc']))
    .addOption(new Option('--screenshot', 'how it looked, a JPEG, where a browser fetched it').conflicts('warc'))
    .option('--warc', 'all of it: WARC 1.1, gzipped')
    .option('-o, --output <file>', 'where to (default: standard output)')
    .option('--why <text>', 'what for: a case’s number, a request; noted with your name')
    .option('--as <name>', 'in whose name (default: your login)')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
Needs the keys and the vault’s folder: run it as the user whose service it is, on a machine that has both.

Examples:
  pantau evidence list Kotz
  pantau evidence show 6b1f0a52c0ffee11 --why "case 2021/05-117" -o page.html
  pantau evidence show 6b1f0a52c0ffee11 --headers
  pantau evidence show 6b1f0a52c0ffee11 --warc -o page.warc.gz`,
    )
    .action(async (name: string, { output, why, as, config, ...flags }: Options) => {
      const part = parts.find((one) => flags[one]) ?? 'body'
      const { loaded, environment } = await prepareReading(config === undefined ? {} : { config })
      const vault = openVaultOf(loaded, await loadKeys(loaded.data, environment.keys))
      const { capture, warc } = await withStore(loaded, environment, async (database) => {
        const capture = onePage(await findEvidence(database, name), name)
        if (!isKept(capture)) throw new PantauError(`of page ${capture.pageSha256} nothing is kept`)
        const reader = {
          by: as ?? userInfo().username,
          action: 'read',
          detail: { part, ...(why ? { why } : {}) },
        } as const
        return { capture, warc: await readEvidence(database, vault, capture, reader) }
      })
      process.stderr.write(
        `${oneLine(capture.url)}, fetched ${capture.fetchedAt.toISOString()}, status ${capture.status}, over ${capture.via}\n` +
          'It is unmasked and may hold personal data: do not pass it on, and delete it after use.\n',
      )
      const bytes = await partOf(warc, part, capture.pageSha256)
      if (output) await writeFile(output, bytes, { mode: 0o600 })
      else if (!process.stdout.isTTY) process.stdout.write(bytes)
      else if (part === 'warc' || part === 'screenshot')
        throw new PantauError(`the ${part} is no text for a terminal: give it a file with -o`)
      else process.stdout.write(plainText(bytes.toString()))
    })

async function partOf(warc: Buffer, part: Part, pageSha256: string): Promise<Buffer> {
  if (part === 'warc') return warc
  if (part === 'body') return (await bodyIn(warc, pageSha256)).payload
  const heads: string[] = []
  for await (const { type, date, url, about, head, payload } of readWarc(warc)) {
    if (part === 'screenshot' && about['content-type'] === 'image/jpeg') return payload
    const fields = about['content-type'] === 'application/warc-fields' ? payload.toString() : head.trimEnd()
    heads.push(`# ${type} ${date} ${url}\n${fields.replaceAll('\r\n', '\n').trimEnd()}\n`)
  }
  if (part === 'screenshot')
    throw new PantauError(`page ${pageSha256} has no screenshot: they are of pages that a browser fetched`)
  return Buffer.from(heads.join('\n'))
}
