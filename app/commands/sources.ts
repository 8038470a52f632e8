import { Command } from 'commander'
import pc from 'picocolors'
import { ConfigError } from '../../model/errors.ts'
import type { SourceType } from '../../model/target.ts'
import type { Engine } from '../../parsers/engines/engine.ts'
import { engines } from '../../parsers/engines/index.ts'
import { forumSelectors } from '../../parsers/markup/forum/table.ts'

/** The kinds of source, in the order in which people look for them. */
const kinds: readonly (readonly [SourceType, string])[] = [
  ['forum', 'Forums'],
  ['paste', 'Pastes'],
  ['chat', 'Chats'],
  ['social', 'Social networks'],
  ['leaksite', 'Leak sites'],
  ['news', 'News and feeds'],
]

export const sourcesCommand = (): Command =>
  new Command('sources')
    .description('list the software that can be read, and what each needs')
    .argument('[engine]', 'tell all about this one')
    .option('--markdown', 'as docs/sources.md')
    .addHelpText(
      'after',
      '\nExamples:\n  pantau sources\n  pantau sources xenforo\n  pantau sources --markdown > docs/sources.md',
    )
    .action((id: string | undefined, options: { markdown?: true }) => {
      const engine = engines.find((other) => other.id === id)
      if (id !== undefined && engine === undefined)
        throw new ConfigError(`no engine is called "${id}"; there are ${engines.map((other) => other.id).join(', ')}`)
      process.stdout.write(engine ? portrait(engine) : options.markdown ? sourcesMarkdown() : list())
    })

const ofKind = (type: SourceType): Engine[] => engines.filter((engine) => engine.type === type)

function list(): string {
  const width = Math.max(...engines.map(({ id }) => id.length))
  const sections = kinds.map(([type, title]) => {
    const lines = ofKind(type).map(({ id, name, needs }) => {
      return `  ${pc.cyan(id.padEnd(width))}  ${name}${needs === '' ? '' : pc.dim(` (needs: ${needs})`)}`
    })
    return `${pc.bold(title)}\n${lines.join('\n')}\n`
  })
  return `${sections.join('\n')}\nA target finds its engine by itself. \`pantau sources ENGINE\` tells all about one.\n`
}

/** One engine, with a target that would use it. */
function portrait({ id, name, type, reads, needs, limits, start, skin }: Engine): string {
  return `${pc.bold(name)} (${id})

reads   ${reads}
needs   ${needs || 'nothing but its address'}
limits  ${limits}
${skin === undefined ? '' : '        a target may replace its selectors: docs/sources.md tells how\n'}
targets:
${targetOf({ id, type, start, needs })}`
}

const targetOf = ({ id, type, start, needs }: Pick<Engine, 'id' | 'type' | 'start' | 'needs'>): string =>
  `  - id: example-${id}
    type: ${type}
    engine: ${id} # or auto, the default
    start:
      - ${start}
    every: 15m
${/\btoken\b/.test(needs) ? `    token: \${EXAMPLE_TOKEN} # from the environment\n` : ''}`

/** docs/sources.md, whole: the register is its only source. */
export function sourcesMarkdown(): string {
  const sections = kinds.map(([type, title]) => `## ${title}\n\n${table(ofKind(type))}`)
  return `<!-- Written by \`pantau sources --markdown\` from the register of engines: change the engines, not this page. -->
# Sources

What Pantau can read, and what it cannot. A target names an address and a type; under \`engine: auto\`, the default, the
engine is found by the marks that its software leaves on a page, and \`pantau parse page FILE --url ADDRESS\` says which
one it was and why. An engine can be named as well: \`engine: mybb\`.

${sections.join('\n')}
${skins}`
}

const table = (shelf: readonly Engine[]): string =>
  `| engine | reads | needs | starts at, for example | limits |\n| --- | --- | --- | --- | --- |\n${shelf.map(row).join('')}`

const row = ({ id, name, reads, needs, start, limits }: Engine): string =>
  `| **${cell(name)}** \`${id}\` | ${cell(reads)} | ${cell(needs || 'its address')} | \`${start}\` | ${cell(limits)} |\n`

const cell = (words: string): string => words.replaceAll('|', '\\|')

const skins = `## A site with a theme of its own

An engine that is a table of selectors can be told what a theme renamed. Name the engine, and the selectors that differ:

\`\`\`yaml
targets:
  - id: example-forum
    type: forum
    engine: mybb
    start: [https://forum.example/forumdisplay.php?fid=5]
    selectors:
      post.item: .thread-message
      post.id: .thread-message @data-message
      post.author: .who a
      next: [a.older, a.next]
\`\`\`

A selector is CSS; of several, the first that finds something counts; \`@name\` behind it takes an attribute in the place of
the words. Try it on a saved page before it goes live:

\`\`\`sh
pantau parse page thread.html --url https://forum.example/showthread.php?tid=1 --engine mybb \\
  --selector 'post.item=.thread-message' --selector 'post.author=.who a'
\`\`\`

The names of a forum's selectors: ${forumSelectors.map((name) => `\`${name}\``).join(', ')}.

A theme that no selector was given for is read by what repeats on its pages (the engine \`forum\`).
When that finds nothing either, the visit fails and the operator is told.
`
