import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { PantauError } from '../../model/errors.ts'
import { readEnvironment } from '../environment.ts'
import { prepareReading } from '../reading.ts'

export const healthCommand = (): Command =>
  new Command('health')
    .description('exit 0 if the service on this machine is alive: for container health checks')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .action(async (options: { config?: string }) => {
      const folder = readEnvironment().dataFolder ?? (await prepareReading(options)).loaded.data
      const file = join(folder, 'alive')
      const seen = await stat(file).catch(() => undefined)
      if (!seen) throw new PantauError(`no service runs on ${folder}: start one with \`pantau up\``)
      const seconds = Math.round((Date.now() - seen.mtimeMs) / 1000)
      if (seconds > 60) throw new PantauError(`the service on ${folder} gave its last sign of life ${seconds} s ago`)
      process.stdout.write(`alive ${seconds} s ago\n`)
    })
