import { Command } from 'commander'
import pc from 'picocolors'
import type { Channel } from '../../alerts/channel.ts'
import { channels } from '../../alerts/channels/index.ts'
import { ConfigError } from '../../model/errors.ts'

export const channelsCommand = (): Command =>
  new Command('channels')
    .description('list the ways in which people and systems are told, and what each needs')
    .argument('[type]', 'tell all about this one')
    .option('--markdown', 'as docs/channels.md')
    .addHelpText(
      'after',
      '\nExamples:\n  pantau channels\n  pantau channels teams\n  pantau channels --markdown > docs/channels.md',
    )
    .action((id: string | undefined, options: { markdown?: true }) => {
      const channel: Channel | undefined = channels.find((other) => other.id === id)
      if (id !== undefined && channel === undefined)
        throw new ConfigError(`no channel is of type "${id}"; there are ${channels.map((one) => one.id).join(', ')}`)
      process.stdout.write(channel ? portrait(channel) : options.markdown ? channelsMarkdown() : list())
    })

function list(): string {
  const width = Math.max(...channels.map(({ id }) => id.length))
  const lines = channels.map(({ id, name, needs }) => `  ${pc.cyan(id.padEnd(width))}  ${name}${pc.dim(`: ${needs}`)}`)
  return `${lines.join('\n')}\n\n\`pantau channels TYPE\` shows how to write one, \`pantau alerts test ID\` tries it.\n`
}

/** One type, with an entry to paste. */
const portrait = (channel: Channel): string => `${pc.bold(channel.name)} (${channel.id})

needs    ${channel.needs}
repeats  ${channel.repeats}
may be   ${[...optionsOf(channel), 'operator', 'gather', 'language'].join(', ')}

channels:
${exampleOf(channel)}
then: pantau check && pantau alerts test ${idOf(channel)}
`

const idOf = ({ id }: Channel): string => (id === 'console' ? 'console' : `soc-${id}`)

/** An entry under `channels:`, with what has to be written. */
export const exampleOf = (channel: Channel): string =>
  [`- id: ${idOf(channel)}`, `  type: ${channel.id}`, ...channel.example.split('\n').map((line) => `  ${line}`)]
    .filter((line) => line.trim() !== '')
    .map((line) => `  ${line}\n`)
    .join('')

/** The settings that can be left out. */
function optionsOf({ settings, example }: Channel): string[] {
  const written = new Set(example.split('\n').map((line) => line.replace(/:.*/, '')))
  return Object.keys(settings.shape).filter((key) => !written.has(key))
}

/** docs/channels.md, whole: the register is its only source. */
export const channelsMarkdown =
  (): string => `<!-- Written by \`pantau channels --markdown\` from the register of channels: change the channels, not this page. -->
# Channels

How people and systems are told. Each entry under \`channels:\` has an \`id\`, a \`type\` of this page and that type's settings;
rules name the ids. Keys, tokens, passwords and the addresses of webhooks are secrets: they stand as \`\${NAME}\`, and NAME in
the environment; no error and no log repeats them. They go over TLS, or in the clear to this machine only. A redirect is not
followed.

Everything out of a post is escaped for where it goes: it calls nobody, links nowhere and formats nothing. What is longer than
a receiver takes is shortened, its longest parts first. A message that is sent twice (only when Pantau dies between the
receiver's answer and its own note of it) carries the same delivery id; the table says what the receiver makes of that.

\`pantau alerts test ID\` sends a marked test message and shows what the receiver answered.

| channel | needs | a repeat is known by |
| --- | --- | --- |
${channels.map(row).join('')}
## How each is written

\`operator: true\` on any of them adds what Pantau has to say of itself. \`gather\` says whether alerts may wait there and come
together (alerts.md): they may where people read, and not where programs do (webhook, syslog, MISP, TheHive). \`language: id\` has whoever reads there told in
Indonesian, in place of English (\`en\`). \`timeout:\` is for one message.

\`\`\`yaml
channels:
${channels.map(entry).join('')}\`\`\`
`

const cell = (words: string): string => words.replaceAll('|', '\\|')

const row = ({ id, name, needs, repeats }: Channel): string =>
  `| **${cell(name)}** \`${id}\` | ${cell(needs)} | ${cell(repeats)} |\n`

const entry = (channel: Channel): string => {
  const more = optionsOf(channel)
  return `${exampleOf(channel)}${more.length === 0 ? '' : `    # and, if need be: ${more.join(', ')}\n`}`
}
