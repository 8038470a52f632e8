import { readFile } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { dataClasses, dataClassWords } from '../../model/data-classes.ts'
import { ConfigError, PantauError } from '../../model/errors.ts'
import { SourceType } from '../../model/target.ts'
import { cues } from '../../parsers/language/lexicons.ts'
import { createPostReader } from '../../parsers/read.ts'
import type { Readable } from '../../parsers/signals/field.ts'
import { readEnvironment } from '../environment.ts'
import { table } from '../explain/columns.ts'
import { explain } from '../explain/explanation.ts'
import { type Look, lookAt, plainly } from '../explain/hues.ts'
import { report } from '../explain/report.ts'
import { printableJson } from '../printable.ts'
import { wordsFrom } from '../words.ts'
import { PostLine } from './parse-posts.ts'

interface Options {
  title?: string
  type?: SourceType
  author?: string
  config?: string
  color?: true
  json?: true
  words?: true
}

export const explainCommand = (): Command =>
  new Command('explain')
    .description('show how one post is read, and why: its words with what was read from them')
    .argument('[file]', 'a post: plain text, or {"title", "text", "source": {"type"}, "author"}; - for standard input')
    .option('--title <title>', 'its title')
    .addOption(new Option('--type <type>', 'where it stands (default: forum)').choices(SourceType.options))
    .option('--author <author>', 'who wrote it')
    .option('-c, --config <file>', 'a configuration, for the words of its lexicon and watchlists')
    .option('--color', 'in colour also where no terminal is looking, as for less -R')
    .option('--json', 'as one JSON object')
    .option('--words', 'list the cues and data classes that a lexicon can add words to')
    .addHelpText(
      'after',
      `
Personal data in it is masked; the contacts that its author offers stay. Without colour, what was read stands in
⟦brackets⟧ behind the name of its field.

Examples:
  pantau explain post.txt --title "Database 2jt nasabah" --author kotz
  cat message.txt | pantau explain - --type chat
  sed -n 12p test/corpus/dev.jsonl | pantau explain -
  pantau explain post.txt -c pantau.yaml --color | less -R
  pantau explain --words`,
    )
    .action(async (file: string | undefined, options: Options) => {
      process.stdout.write(await answer(file, options))
    })

async function answer(file: string | undefined, options: Options): Promise<string> {
  const look = lookAt(readEnvironment().interactive, options.color)
  if (options.words) return listWords(look)
  if (file === undefined) throw new ConfigError('name a file, or - for standard input: pantau explain post.txt')
  const post = postIn(await contentOf(file), file)
  const read = createPostReader(await wordsFrom(options.config))
  const explanation = explain(read, {
    title: options.title ?? post.title,
    text: post.text,
    author: options.author ?? post.author,
    type: options.type ?? post.type,
  })
  return options.json ? printableJson(explanation) : report(explanation, look)
}

async function contentOf(file: string): Promise<string> {
  try {
    const bytes = file === '-' ? Buffer.concat(await process.stdin.toArray()) : await readFile(file)
    return new TextDecoder().decode(bytes)
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new PantauError(`${file}: ${isMissing ? 'there is no such file' : `cannot be read (${String(error)})`}`, {
      cause: error,
    })
  }
}

const Written = PostLine.omit({ id: true })

/** A post in the labelled form or, where it is no such JSON, the text itself: a dump of JSON is a post as well. */
function postIn(content: string, file: string): Readable {
  const written = Written.safeParse(jsonOf(content))
  if (written.success) {
    const { title, text, author, source } = written.data
    return { title: title ?? '', text, author: author ?? null, type: source?.type ?? 'forum' }
  }
  const lines = content.split('\n', 3).filter((line) => line.trim() !== '')
  if (lines.length > 1 && lines.every((line) => Written.safeParse(jsonOf(line)).success))
    throw new PantauError(`${file}: holds several posts: take one, as in sed -n 1p ${file} | pantau explain -`)
  return { title: '', text: content.replace(/\r\n?/g, '\n'), author: null, type: 'forum' }
}

function jsonOf(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a lexicon of the configuration can add words to. */
function listWords({ colors, width }: Look): string {
  const row = (cells: string[]) => cells.map((text, at) => ({ text, paint: at === 0 ? colors.cyan : plainly }))
  const ofCues = [...cues.values()].map(({ id, for: intent, weight, why }) => row([id, `${intent} ${weight}`, why]))
  const ofClasses = dataClasses.map((id) => row([id, dataClassWords(id)]))
  return [
    colors.bold('Cues (lexicon.cues): what they speak for, how strongly, and what they say'),
    ...table(ofCues, width, [0.3, 0.3]),
    '',
    colors.bold('Data classes (lexicon.dataClasses)'),
    ...table(ofClasses, width, [0.4]),
    '',
  ].join('\n')
}
