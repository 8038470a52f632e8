import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Command } from 'commander'
import { z } from 'zod'
import { PantauError } from '../../model/errors.ts'
import type { Reading } from '../../model/signal.ts'
import { SourceType } from '../../model/target.ts'
import { createPostReader, type PostReader } from '../../parsers/read.ts'
import { wordsFrom } from '../words.ts'

/** A post in the form of the labelled corpus. What else stands in it (labels, engine) is not read. */
export const PostLine = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  source: z.object({ type: SourceType }).optional(),
  title: z.string().nullish(),
  text: z.string(),
  author: z.string().nullish(),
})

const parseLine = (line: string, place: string): z.infer<typeof PostLine> => {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new PantauError(`${place}: not JSON (${why}); write one post a line`, { cause: error })
  }
  const parsed = PostLine.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new PantauError(`${place}: not a post: ${issue?.path.join('.') || 'the line'}: ${issue?.message}`)
}

const signalOf = (reading: Reading): Reading => ({
  intent: reading.intent,
  status: reading.status,
  victims: reading.victims,
  countries: reading.countries,
  dataClasses: reading.dataClasses,
  records: reading.records,
  price: reading.price,
  contacts: reading.contacts,
  payment: reading.payment,
  escrow: reading.escrow,
  sample: reading.sample,
  leakDate: reading.leakDate,
})

/**
 * Reads posts of the labelled corpus' form, one JSON object a line, and writes a line `{"id", "signal"}` for each:
 * `signal` is `null` or exactly the fields of the labels. `file` is a path, or `-` for standard input. Lines are read
 * and written one by one, whatever the file's size. A line that is no post ends it with an error naming file and line.
 */
export const parsePosts = async (
  file: string,
  write: (line: string) => void,
  read: PostReader = createPostReader(),
): Promise<void> => {
  const input = file === '-' ? process.stdin : createReadStream(file, 'utf8')
  const name = file === '-' ? 'standard input' : file
  const failed = new Promise<never>((_, reject) => {
    input.once('error', (error: Error) =>
      reject(new PantauError(`${name}: cannot be read (${error.message})`, { cause: error })),
    )
  })
  const work = async (): Promise<void> => {
    let number = 0
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1
      if (line.trim() === '') continue
      const { id, source, title, text, author } = parseLine(line.replace(/^\uFEFF/, ''), `${name}:${number}`)
      const signal = read({ title: title ?? '', text, author: author ?? null, type: source?.type ?? 'forum' })
      write(JSON.stringify({ id, signal: signal && signalOf(signal) }))
    }
  }
  await Promise.race([work(), failed])
}

/** `pantau parse posts FILE.jsonl` */
export const parsePostsCommand = (): Command =>
  new Command('posts')
    .description('read posts as offers of leaked data, and print a signal for each')
    .argument(
      '<file>',
      'posts, one JSON object a line: {"id", "source": {"type"}, "title", "text", "author"}; - for standard input',
    )
    .option('-c, --config <file>', 'a configuration, for the words of its lexicon and watchlists')
    .addHelpText(
      'after',
      `
Prints a line {"id", "signal"} for each post; the signal of a post that offers nothing is null.

Examples:
  pantau parse posts test/corpus/dev.jsonl > predictions.jsonl
  echo '{"id": 1, "title": "", "text": "Ready KTP selfie HD minat PM aja"}' | pantau parse posts -`,
    )
    .action(async (file: string, options: { config?: string }) => {
      const read = createPostReader(await wordsFrom(options.config))
      await parsePosts(file, (line) => process.stdout.write(`${line}\n`), read)
    })
