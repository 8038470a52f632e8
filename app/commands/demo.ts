import { Command } from 'commander'
import { PantauError } from '../../model/errors.ts'
import { faultsOf } from '../demo/summary.ts'
import { readEnvironment } from '../environment.ts'

export const demoCommand = (): Command =>
  new Command('demo')
    .description('run the whole line over a small practice world on this machine')
    .option('--keep', 'keep the world and the service running to play with')
    .option('-o, --output <folder>', 'where to leave mails, payloads and the summary', 'demo-out')
    .addHelpText(
      'after',
      `
Nothing leaves the machine: sites, mail server and Slack receiver all run on 127.0.0.1.

Example:
  npm run demo -- --keep`,
    )
    .action(async (options: { keep?: true; output: string }) => {
      const { runDemo } = await import('../demo/run.ts')
      const print = (text: string): void => void process.stdout.write(text)
      const summary = await runDemo(options.output, options.keep ?? false, readEnvironment(), print)
      const faults = faultsOf(summary)
      if (faults.length > 0) throw new PantauError(faults.join('\n'))
    })
