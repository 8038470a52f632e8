import { Command } from 'commander'
import { ConfigError } from '../../model/errors.ts'
import { siteOf, type Target } from '../../model/target.ts'
import { liftPause, pauseByHand } from '../../store/pauses.ts'
import { forgetRefusal } from '../../store/sessions.ts'
import { sayPause } from '../health/pause.ts'
import { prepareReading, withStore } from '../reading.ts'

interface Options {
  config?: string
  reason?: string
}

const configOption = ['-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)'] as const

export const pauseCommand = (): Command =>
  new Command('pause')
    .description('leave a target alone until it is resumed; what runs already ends as it began')
    .argument('<id>', 'the target')
    .option(...configOption)
    .option('--reason <text>', 'why, for whoever looks at the status')
    .addHelpText(
      'after',
      '\nWorks while the service runs, and when it does not.\n\nExample:\n  pantau targets pause example-forum --reason "they move to another server"',
    )
    .action(async (id: string, options: Options) => {
      const { target, store } = await open(id, options)
      await store((database) => pauseByHand(database, target.id, options.reason ?? ''))
      process.stdout.write(`${id} is paused; \`pantau targets resume ${id}\` ends that\n`)
    })

export const resumeCommand = (): Command =>
  new Command('resume')
    .description(
      'visit a target again that was paused, by a wall or by hand; a login that was refused is tried once more',
    )
    .argument('<id>', 'the target')
    .option(...configOption)
    .addHelpText(
      'after',
      '\nWorks while the service runs, and when it does not.\n\nExample:\n  pantau targets resume example-forum',
    )
    .action(async (id: string, options: Options) => {
      const { target, store } = await open(id, options)
      // Two statements: a running service takes no transaction from outside, and the pause is lifted last.
      const pause = await store(async (database) => {
        await forgetRefusal(database, siteOf(target))
        return liftPause(database, target.id)
      })
      const after = target.enabled ? 'its next visit comes by its schedule' : 'but it is switched off: enabled: false'
      process.stdout.write(pause ? `${id} was ${sayPause(pause)}\n${after}\n` : `${id} is not paused\n`)
    })

/** The target, and the way to the store. */
async function open(
  id: string,
  options: Options,
): Promise<{ target: Target; store: <T>(work: Parameters<typeof withStore<T>>[2]) => Promise<T> }> {
  const { loaded, environment } = await prepareReading(options)
  const target = loaded.config.targets.find((one) => one.id === id)
  const ids = loaded.config.targets.map((one) => one.id).join(', ')
  if (!target) throw new ConfigError(`no target is called "${id}"; there is ${ids || 'none'}`)
  return { target, store: (work) => withStore(loaded, environment, work) }
}
