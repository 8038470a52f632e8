import { Command, Option } from 'commander'
import { dataClasses, dataClassWords } from '../../model/data-classes.ts'
import { ConfigError } from '../../model/errors.ts'
import { SourceType } from '../../model/target.ts'
import { cues } from '../../parsers/language/matching/lexicons.ts'
import { createPostReader } from '../../parsers/read.ts'
import { readEnvironment } from '../environment.ts'
import { table } from '../explain/columns.ts'
import { explain } from '../explain/explanation.ts'
import { type Look, lookAt, plainly } from '../explain/hues.ts'
import { report } from '../explain/report.ts'
import { printableJson } from '../printable.ts'
import { wordsFrom } from '../words.ts'
import { postFrom } from './post-file.ts'

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
  const post = await postFrom(file)
  const read = createPostReader(await wordsFrom(options.config))
  const explanation = explain(read, {
    title: options.title ?? post.title,
    text: post.text,
    author: options.author ?? post.author,
    type: options.type ?? post.type,
  })
  return options.json ? printableJson(explanation) : report(explanation, look)
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
