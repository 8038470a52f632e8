import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Command, InvalidArgumentError } from 'commander'
import pc from 'picocolors'
import { decodeBody } from '../../model/charset.ts'
import { ConfigError } from '../../model/errors.ts'
import type { Page } from '../../model/page.ts'
import { cut, oneLine } from '../../model/plain.ts'
import type { ParsedPost } from '../../model/post.ts'
import { type ParsedDocument, parsePage } from '../../parsers/parse.ts'

interface Options {
  url: string
  engine: string
  headers?: string
  status: number
  selector?: Record<string, string[]>
  withQuotes?: true
  json?: true
}

export const parsePageCommand = (): Command =>
  new Command('page')
    .description('read a saved page as a visit would, offline')
    .argument('<file>', 'the body, as it came')
    .requiredOption('--url <url>', 'the address that it came from (required)', webAddress)
    .option('--engine <name>', 'the engine to read it with', 'auto')
    .option('--selector <name=css>', 'a selector in the place of the engine’s own; several times', selector)
    .option(
      '--headers <file>',
      'its HTTP head, for Content-Type and for the Date that tells the zone of a board’s clock',
    )
    .option('--status <code>', 'its HTTP status', httpStatus, 200)
    .option('--with-quotes', 'put what a post quotes before its own words, as a visitor reads it')
    .option('--json', 'as one JSON object')
    .addHelpText(
      'after',
      '\nExamples:\n  pantau parse page thread.html --url "https://forum.example/showthread.php?tid=1" --json' +
        '\n  pantau parse page thread.html --url "https://forum.example/showthread.php?tid=1" --engine mybb --selector "post.author=.who a"',
    )
    .action(async (file: string, options: Options) => {
      const { page, served } = await pageOf(file, options)
      // A file does not say when it was served: without its HTTP head, a board's clock cannot be held against anything.
      const read = parsePage(page, options.engine, {
        circumstances: { servedAt: served },
        selectors: options.selector,
      })
      const parsed = options.withQuotes ? { ...read, posts: read.posts.map(withQuotes) } : read
      process.stdout.write(options.json ? `${JSON.stringify(printed(parsed), null, 2)}\n` : summary(parsed))
    })

function webAddress(value: string): string {
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value
  throw new InvalidArgumentError('an http:// or https:// address')
}

/** `post.author=.who a`, collected: the same name again adds an alternative. */
function selector(value: string, before: Record<string, string[]> = {}): Record<string, string[]> {
  const [, name, css] = /^([a-z.]+)=(.+)$/s.exec(value) ?? []
  if (name === undefined || css === undefined) throw new InvalidArgumentError('NAME=CSS, as in post.author=".who a"')
  return { ...before, [name]: [...(before[name] ?? []), css] }
}

function httpStatus(value: string): number {
  const code = Number(value)
  if (Number.isInteger(code) && code >= 100 && code <= 599) return code
  throw new InvalidArgumentError('a status such as 200 or 404')
}

async function pageOf(file: string, options: Options): Promise<{ page: Page; served: Date | null }> {
  const bytes = await bytesOf(file)
  const headers = options.headers === undefined ? {} : readHead((await bytesOf(options.headers)).toString('utf8'))
  const date = new Date(headers.date ?? '')
  const served = Number.isNaN(date.getTime()) ? null : date
  const page: Page = {
    url: options.url,
    finalUrl: options.url,
    status: options.status,
    headers,
    body: decodeBody(bytes, headers['content-type']),
    fetchedAt: served ?? new Date(),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    via: 'direct',
  }
  return { page, served }
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const reason =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'there is no such file' : String(error)
    throw new ConfigError(`${file}: ${reason}`, { cause: error })
  }
}

/** A raw HTTP head: names in lower case; of a repeated header, the first. */
function readHead(head: string): Record<string, string> {
  const fields = head.split(/\r?\n/).flatMap((line) => {
    const match = /^([\w-]+):\s*(.*)$/.exec(line)
    return match === null ? [] : [[(match[1] ?? '').toLowerCase(), match[2] ?? ''] as const]
  })
  return Object.fromEntries(fields.reverse())
}

/** Corpora of forums are annotated so, with the quotes in the text. */
function withQuotes(post: ParsedPost): ParsedPost {
  const cited = post.quotes.map(({ author, text }) => (author === null ? text : `${author}: ${text}`))
  return { ...post, text: [...cited, post.text].filter((words) => words !== '').join('\n\n') }
}

/** The fields in the order in which the documentation names them. */
function printed({ engine, kind, posts, profiles, links, why }: ParsedDocument): unknown {
  const ordered = posts.map(({ postId, thread, author, postedAt, dateText, title, text, ...rest }) => {
    const { quotes, signature, links, images, editedAt, hidden, card, url } = rest
    const words = { title, text, quotes, signature, links, images }
    return { postId, thread, author, postedAt, dateText, ...words, editedAt, hidden, card, url }
  })
  return { engine, why, kind, posts: ordered, profiles, links }
}

function summary({ engine, why, kind, posts, profiles, links }: ParsedDocument): string {
  const kinds = countKinds(links)
  const lines = [
    `${pc.bold(kind)}, read by ${pc.bold(engine)}: ${oneLine(why)}`,
    ...posts.map(({ author, postedAt, dateText, title, text }) => {
      const when = postedAt ?? (dateText === '' ? 'no date' : `"${oneLine(dateText)}"`)
      const words = oneLine([title, text].filter((part) => part !== '').join(': '))
      return `  ${pc.dim(when)} ${pc.cyan(oneLine(author ?? 'nobody'))}  ${cut(words, 90)}`
    }),
    ...profiles.map(({ handle, joinedAt, posts, threads }) => {
      return `  account ${pc.cyan(oneLine(handle))}: joined ${joinedAt ?? '?'}, ${posts ?? '?'} posts, ${threads ?? '?'} threads`
    }),
    `${posts.length} posts, ${profiles.length} profiles, links: ${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ') || 'none'}`,
  ]
  return `${lines.join('\n')}\n`
}

function countKinds(links: ParsedDocument['links']): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { kind } of links) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}
