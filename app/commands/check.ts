import { Command } from 'commander'
import ipaddr from 'ipaddr.js'
import { isGathered } from '../../alerts/channels/index.ts'
import type { Rule } from '../../model/rule.ts'
import type { Target } from '../../model/target.ts'
import { configJsonSchema, loadConfig } from '../config-file.ts'
import { checkCookies } from '../config-session.ts'
import { readEnvironment } from '../environment.ts'
import { furnish } from '../furnish.ts'

export const checkCommand = (): Command =>
  new Command('check')
    .description('check the configuration and say what it would watch')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText('after', '\nExample:\n  pantau check -c config/pantau.yaml')
    .action(async (options: { config?: string }) => {
      const environment = readEnvironment()
      const file = options.config ?? environment.configFile
      const { config, data } = await loadConfig(file, environment.variable, environment.dataFolder)
      for (const channel of furnish(config).channels.values()) await channel.close()
      await checkCookies(config.targets)
      const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
      process.stdout.write(
        `${file} is right: ${count(config.targets.length, 'target')}, ${count(config.watchlists.length, 'watchlist')}, ` +
          `${count(config.rules.length, 'rule')}, ${count(config.channels.length, 'channel')}; data in ${data}\n`,
      )
      for (const hint of hints(config)) process.stdout.write(`note: ${hint}\n`)
    })

/** What is allowed and yet hardly meant. */
function hints(config: Awaited<ReturnType<typeof loadConfig>>['config']): string[] {
  const used = new Set(config.rules.flatMap(({ channels }) => channels))
  return [
    ...(config.targets.length === 0 ? ['there is no target: nothing will be watched'] : []),
    ...config.targets
      .filter(({ allowPrivate, start }) => !allowPrivate && start.some(isInside))
      .map(({ id }) => `target "${id}" lies on this machine or network: it is refused without allowPrivate: true`),
    ...config.watchlists
      .filter(({ id }) => !config.rules.some(({ watchlists }) => watchlists.includes(id)))
      .map(({ id }) => `no rule asks for watchlist "${id}"`),
    ...config.rules
      .filter((rule) => config.targets.length > 0 && !config.targets.some((target) => takes(rule, target)))
      .map(({ id }) => `rule "${id}" takes no target: look at its targets, types and minReliability`),
    ...(config.rules.length === 0 ? ['there is no rule: offers are stored, and nobody is told'] : []),
    ...config.rules
      .filter(({ group, rate, quiet }) => group > 0 || rate !== undefined || quiet !== undefined)
      .filter(
        ({ channels }) => !config.channels.some((channel) => channels.includes(channel.id) && isGathered(channel)),
      )
      .map(
        ({ id }) =>
          `rule "${id}": group, rate and quiet hold back nothing, as only programs read its channels; see gather:`,
      ),
    ...(!config.channels.some(({ operator }) => operator)
      ? ['no channel has operator: true: a broken target is told in the log alone']
      : []),
    ...config.channels
      .filter(({ id, operator }) => !operator && !used.has(id))
      .map(({ id }) => `no rule sends to channel "${id}"`),
  ]
}

/** Whether what a target shows can meet a rule. News is read and never alarms. */
const takes = ({ targets, types, minReliability }: Rule, { id, type, reliability }: Target): boolean =>
  type !== 'news' &&
  (targets.length === 0 || targets.includes(id)) &&
  (types.length === 0 || types.includes(type)) &&
  reliability <= minReliability

/** An address that plainly is no place on the open web; names are looked up by the visit itself. */
function isInside(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  return host === 'localhost' || (ipaddr.isValid(host) && ipaddr.parse(host).range() !== 'unicast')
}

export const schemaCommand = (): Command =>
  new Command('schema')
    .description('print the JSON Schema of the configuration, for editors')
    .addHelpText('after', '\nExample:\n  pantau schema > pantau.schema.json')
    .action(() => {
      process.stdout.write(`${JSON.stringify(configJsonSchema(), null, 2)}\n`)
    })
