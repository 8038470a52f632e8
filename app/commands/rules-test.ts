import { Command, InvalidArgumentError, Option } from 'commander'
import { ConfigError } from '../../model/errors.ts'
import type { Rule } from '../../model/rule.ts'
import { SourceType } from '../../model/target.ts'
import { numberWords } from '../../model/words.ts'
import { readEnvironment } from '../environment.ts'
import { printableJson } from '../printable.ts'
import { withStore } from '../reading.ts'
import { judgedLines, judgePost } from '../rules/one-post.ts'
import { replay } from '../rules/replay.ts'
import { type Example, exampleOf, figuresOf, outcomeLines } from '../rules/report.ts'
import { ago } from './ago.ts'
import { postFrom } from './post-file.ts'
import { configOption, loadRules } from './rules-config.ts'

interface Options {
  since: Date
  until: Date
  examples: number
  post?: string
  type?: SourceType
  config?: string
  json?: true
}

const count = (text: string): number => {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('a number from 0 to 999')
  return Number(text)
}

export const rulesTestCommand = (): Command =>
  new Command('test')
    .description('take stored history through rules: how many alerts would they have sent, on which days, about what?')
    .argument('[rule...]', 'ids under rules:; all of them without')
    .option('--since <when>', 'how long ago, or a day (UTC)', ago, ago('90d'))
    .option('--until <when>', 'how long ago, or a day (UTC)', ago, new Date())
    .option('--examples <count>', 'how many alerts are shown of each rule, drawn at random', count, 3)
    .option(
      '--post <file>',
      'take this one post instead, as new: plain text, or as `pantau explain` takes it; - for standard input',
    )
    .addOption(new Option('--type <type>', 'where that post stands (default: forum)').choices(SourceType.options))
    .option('--json', 'as JSON')
    .option(...configOption)
    .addHelpText(
      'after',
      `
Nothing is sent and nothing is stored. The rules need not run yet: they are those of the file. Every event is judged with the
offer as it stood then; how sure and how severe it was judged, and whether its data was offered before, is as it is known
today. What was old when a first visit or a backfill found it counts for nothing. Grouping, rates and quiet hours are left
out: it is the alerts that are counted, not the messages in which they come.

Examples:
  pantau rules test
  pantau rules test our-data --since 30d --examples 10
  pantau rules test --post post.txt       which rules would it meet, and why?
  pantau rules test -c draft.yaml --since 2026-01-01 --json`,
    )
    .action(async (ids: string[], _options: Options, command: Command) => {
      const options: Options = command.optsWithGlobals()
      const loaded = await loadRules(options)
      const environment = readEnvironment()
      const rules = chosen(loaded.config.rules, ids)
      if (options.post !== undefined) {
        const { type } = options
        const post = { ...(await postFrom(options.post)), ...(type ? { type } : {}) }
        const judged = judgePost(post, loaded.config, rules)
        return void process.stdout.write(options.json ? printableJson(judged) : judgedLines(judged))
      }
      await withStore(loaded, environment, async (database) => {
        const { onProgress, clear } = progress(options, environment.interactive)
        const result = await replay(database, { config: loaded.config, rules }, { ...options, onProgress })
        clear()
        const told: { rule: string; examples: Example[] }[] = []
        for (const { rule, examples } of result.outcomes) {
          const shown = await Promise.all(examples.map((one) => exampleOf(database, one)))
          const inOrder = shown.filter((one) => one !== null).sort((a, b) => a.at.getTime() - b.at.getTime())
          told.push({ rule: rule.id, examples: inOrder })
        }
        const examplesOf = (id: string): Example[] => told.find(({ rule }) => rule === id)?.examples ?? []
        if (options.json) {
          const { since, until, events, old } = result
          const outcomes = result.outcomes.map((outcome) => ({
            ...{ rule: outcome.rule.id, ...figuresOf(outcome, result), examples: examplesOf(outcome.rule.id) },
          }))
          return void process.stdout.write(printableJson({ since, until, events, old, rules: outcomes }))
        }
        for (const outcome of result.outcomes)
          process.stdout.write(`${outcomeLines(outcome, result, examplesOf(outcome.rule.id)).join('\n')}\n\n`)
        const old = result.old > 0 ? `; ${numberWords(result.old)} were old news when they were found` : ''
        process.stdout.write(`${numberWords(result.events)} events looked at${old}\n`)
      })
    })

function chosen(rules: readonly Rule[], ids: readonly string[]): Rule[] {
  const unknown = ids.find((id) => !rules.some((rule) => rule.id === id))
  if (unknown !== undefined)
    throw new ConfigError(`no rule is called "${unknown}"; there is ${rules.map(({ id }) => id).join(', ') || 'none'}`)
  if (rules.length === 0)
    throw new ConfigError('there is no rule to test: write one under rules:, docs/alerts.md tells how')
  return rules.filter(({ id }) => ids.length === 0 || ids.includes(id))
}

/** Tells a person who waits how far it is. */
function progress(
  { since, until }: Options,
  interactive: boolean,
): { onProgress(events: number, at: Date): void; clear(): void } {
  if (!interactive) return { onProgress: () => undefined, clear: () => undefined }
  return {
    onProgress: (events, at) => {
      const share = (at.getTime() - since.getTime()) / (until.getTime() - since.getTime())
      process.stderr.write(`\r${numberWords(events)} events, ${Math.round(100 * share)}%   `)
    },
    clear: () => void process.stderr.write('\r\u001b[K'),
  }
}
