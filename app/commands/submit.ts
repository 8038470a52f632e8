import { open } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { basename } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { PantauError } from '../../model/errors.ts'
import { SourceType, Target, Via } from '../../model/target.ts'
import { largestTip, Tip } from '../../model/tip.ts'
import { isServed, openRemote } from '../../store/remote.ts'
import { loadConfig } from '../config-file.ts'
import { type Environment, readEnvironment } from '../environment.ts'
import { lookAt } from '../explain/hues.ts'
import { createLog } from '../log.ts'
import { printableJson } from '../printable.ts'
import { prepareReading } from '../reading.ts'
import { receiptLines } from '../tips/receipt.ts'
import type { Receipt } from '../tips/submit.ts'

interface Options {
  type?: SourceType
  as?: string
  note?: string
  reliability?: Target['reliability']
  url?: string
  title?: string
  author?: string
  via?: string
  allowPrivate?: true
  config?: string
  json?: true
}

export const submitCommand = (): Command =>
  new Command('submit')
    .description('read one page, text or screenshot now, as somebody reports it; it alerts like everything else')
    .argument('<what>', 'an address, a file (text, saved page, png, jpeg, webp, gif), or - for standard input')
    .addOption(new Option('--type <type>', 'where it stands (default: as its software)').choices(SourceType.options))
    .option('--as <name>', 'who reports it (default: your login)')
    .option('--note <text>', 'why, or where it was found; kept with the report')
    .addOption(
      new Option('--reliability <letter>', 'of the source, by the Admiralty code')
        .choices(Target.shape.reliability.unwrap().options)
        .default('F'),
    )
    .option('--url <address>', 'where a file was saved from')
    .option('--title <title>', 'the title of a text')
    .option('--author <handle>', 'who wrote a text')
    .option('--via <way>', 'how to get an address that is no target’s: direct, tor (onions always), or a proxy', via)
    .option('--allow-private', 'for labs: loopback and private addresses too')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .option('--json', 'as one JSON object')
    .addHelpText(
      'after',
      `
An address is asked like any other: over Tor for onions, by the site's robots.txt, in its turn, within limits. One
that belongs to a target is read as that target, and nothing of it is new there afterwards. Works while the service runs, and
when it does not; personal data is masked, and who reported what is kept.

Examples:
  pantau submit https://paste.example/abc123
  pantau submit http://abcdefghij234567.onion/thread-12 --as "hotline 77"
  pantau submit message.txt --type chat --author kotz --note "forwarded by a customer"
  pantau submit screenshot.png --type social
  pantau submit saved.html --url https://forum.example/showthread.php?tid=7
  xclip -o | pantau submit -`,
    )
    .action(async (what: string, options: Options) => {
      const environment = readEnvironment()
      const receipt = await hand(await tipOf(what, options), options, environment).catch(inOwnWords)
      const text = options.json
        ? printableJson(receipt)
        : `${receiptLines(receipt, lookAt(environment.interactive)).join('\n')}\n`
      process.stdout.write(text)
    })

/** What a target would be told to set is an option here. */
function inOwnWords(error: unknown): never {
  if (error instanceof PantauError && error.message.includes('allowPrivate'))
    throw new PantauError(error.message.replace('"allowPrivate: true" on the target', '--allow-private'), {
      cause: error,
    })
  throw error
}

function via(value: string): string {
  const parsed = Via.safeParse(value)
  if (parsed.success) return parsed.data
  throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'no way that is known')
}

async function tipOf(what: string, options: Options): Promise<Tip> {
  const { type, note, reliability, url, title, author, allowPrivate } = options
  const isAddress = /^https?:\/\//i.test(what)
  const parsed = Tip.safeParse({
    what: isAddress
      ? { kind: 'address', url: what, via: options.via, allowPrivate }
      : { kind: 'content', name: what === '-' ? '-' : basename(what), bytes: await bytesOf(what), url, title, author },
    ...{ type, note, reliability, by: options.as ?? userInfo().username },
  })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new PantauError(`${String(issue?.path.at(-1) ?? what)}: ${issue?.message ?? 'cannot be submitted'}`)
}

/** A file or standard input, up to the limit and not a byte further. */
async function bytesOf(file: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    const stream = file === '-' ? process.stdin : (await open(file)).createReadStream()
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size > largestTip) break
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : String(error)
    const why =
      code === 'ENOENT' ? 'there is no such file (an address begins with https://)' : `cannot be read (${code})`
    throw new PantauError(`${file}: ${why}`, { cause: error })
  }
  if (size > largestTip)
    throw new PantauError(`${file} is larger than ${largestTip / 1e6} MB: submit the part that speaks of the offer`)
  return Buffer.concat(chunks)
}

/** Hands the tip to the service that holds the embedded database; where there is none, does its work. */
async function hand(tip: Tip, options: Options, environment: Environment): Promise<Receipt> {
  if (!environment.databaseUrl) {
    const { loaded } = await prepareReading(options)
    if (await isServed(loaded.data)) {
      const service = await openRemote(loaded.data)
      return (await service.command('submit', tip).finally(() => service.close())) as Receipt
    }
  }
  const file = options.config ?? environment.configFile
  const loaded = await loadConfig(file, environment.variable, environment.dataFolder)
  // Crawlee takes most of a second to load: only for those who crawl.
  const [{ openHouse }, { submit }, { deliver }] = await Promise.all([
    import('../house.ts'),
    import('../tips/submit.ts'),
    import('../deliver.ts'),
  ])
  const house = await openHouse(loaded, environment, createLog('error'))
  try {
    const receipt = await submit(house, tip, environment.worker)
    // Of several workers one has its job by now; alone, nobody else would deliver before the service starts.
    const deliveries = receipt.alerts.flatMap((alert) => alert.deliveries)
    if (house.database.kind === 'embedded') for (const id of deliveries) await deliver(id, house.mailroom)
    return receipt
  } finally {
    await house.close({ graceMs: 0 })
  }
}
