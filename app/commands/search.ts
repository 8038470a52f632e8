import { Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { ConfigError } from '../../model/errors.ts'
import { Intent } from '../../model/signal.ts'
import { SearchCursor } from '../../store/search-parts.ts'
import { readEnvironment } from '../environment.ts'
import { lookAt } from '../explain/hues.ts'
import { printableJson } from '../printable.ts'
import { prepareReading, withStore } from '../reading.ts'
import {
  keysOf,
  type SearchAnswer,
  type SearchKind,
  type SearchOptions,
  search,
  searchKinds,
} from '../search/answer.ts'
import { cursorText, report } from '../search/report.ts'
import { countTo } from './count.ts'
import { day } from './day.ts'

interface Options extends SearchOptions {
  format: 'text' | 'json'
  color?: true
  config?: string
}

/** Results of one kind at once, at most: each has a passage cut out for it. */
const mostResults = 1_000

const cursor = (text: string): SearchCursor => {
  try {
    const [score, at, id] = z.array(z.unknown()).parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return SearchCursor.parse({ score, at, id })
  } catch {
    throw new InvalidArgumentError('what "more:" or "next" said at the end of a page')
  }
}

export const searchCommand = (): Command =>
  new Command('search')
    .description('find offers, listings and sellers by words, in Indonesian and English')
    .argument('<words...>', 'what is to be there; - reads them from standard input, where no process list shows them')
    .option('--victim <name>', 'of this victim alone, as alerts call it')
    .option('--seller <name>', 'by this seller alone: a handle on any site, or site/handle')
    .option('--since <day>', 'from this day on, by the site’s date, or ours where it gives none (UTC)', day)
    .option('--until <day>', 'before this day', day)
    .addOption(new Option('--intent <intent>', 'offers of this kind alone').choices(Intent.options))
    .option('--site <site>', 'on this site alone')
    .addOption(new Option('--in <kind>', 'results of this kind alone').choices(searchKinds))
    .option('--limit <n>', 'results of each kind', countTo(mostResults), 10)
    .option('--after <cursor>', 'the next page of the kind that --in names', cursor)
    .addOption(new Option('-f, --format <format>', 'how to show it').choices(['text', 'json']).default('text'))
    .option('--color', 'in colour also where no terminal is looking, as for less -R')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
All words have to be there, in any form: "jual" finds "dijual" and "penjualan", "seller" finds "sellers".
  "in this order"    a phrase          -word     not this word
  one or another     either of them    begin*    any word that begins so
A handle is also found by one that is like it: kotz finds K0tz and Kotz_.
An NIK, a phone number or a mail address is found by its keyed hash; it is neither stored nor logged.

Examples:
  pantau search tokopedia
  pantau search '"data pelanggan"' --intent sale --since 2021-05
  pantau search --seller Kotz 'ktp or paspor -selfie'
  pantau search 9901011201990001            which ads show this number
  pantau search bpjs --format json | jq '.posts.results[].url'`,
    )
    .action(async (words: string[], options: Options) => {
      if (options.after && !options.in)
        throw new ConfigError('--after goes on with one kind of results: name it with --in, as "more:" does')
      const { loaded, environment } = await prepareReading(options)
      const typed = await typedWords(words)
      const answer = await withStore(loaded, environment, (database) =>
        search(database, typed, options, () => keysOf(database, loaded, environment)),
      )
      const look = lookAt(readEnvironment().interactive, options.color)
      process.stdout.write(
        options.format === 'json' ? printableJson(forPrograms(answer)) : report(answer, 'pantau search …', look),
      )
    })

const typedWords = async (words: readonly string[]): Promise<string> =>
  words.length === 1 && words[0] === '-' ? Buffer.concat(await process.stdin.toArray()).toString() : words.join(' ')

/** Cursors as the words that --after takes. */
const forPrograms = (answer: SearchAnswer): object => {
  const pages = searchKinds.flatMap((kind: SearchKind) => {
    const found = answer[kind]
    return found ? [[kind, { ...found, next: found.next && cursorText(found.next) }] as const] : []
  })
  return { ...answer, ...Object.fromEntries(pages) }
}
