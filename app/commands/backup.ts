import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { ConfigError } from '../../model/errors.ts'
import { restore } from '../../store/backup.ts'
import { isServed, openRemote } from '../../store/remote.ts'
import { linesOf, writeBackup } from '../backup-file.ts'
import { openDatabase } from '../database.ts'
import { prepareReading, withStore } from '../reading.ts'

export const backupCommand = (): Command =>
  new Command('backup')
    .description('write everything in the store into one file, also while the service runs')
    .argument('<file>', 'where to: lines of JSON, gzipped')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
The keys are not in it: carry keys.json of the data folder separately.

Example:
  pantau backup pantau-$(date +%F).ndjson.gz`,
    )
    .action(async (file: string, options: { config?: string }) => {
      const { loaded, environment } = await prepareReading(options)
      const target = resolve(file)
      if (!environment.databaseUrl && (await isServed(loaded.data))) {
        const service = await openRemote(loaded.data)
        await service.command('backup', { file: target }).finally(() => service.close())
      } else {
        await withStore(loaded, environment, (database) => writeBackup(database, target))
      }
      process.stderr.write(`${target}: ${Math.ceil((await stat(target)).size / 1024)} KB\n`)
    })

export const restoreCommand = (): Command =>
  new Command('restore')
    .description('fill an empty store from a backup: embedded, or the server that DATABASE_URL names')
    .argument('<file>', 'what `pantau backup` wrote')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://pantau@db/pantau pantau restore pantau.ndjson.gz')
    .action(async (file: string, options: { config?: string }) => {
      const { loaded, environment } = await prepareReading(options)
      await stat(file).catch(() => {
        throw new ConfigError(`${file} is not there`)
      })
      const database = await openDatabase(loaded, environment)
      const { tables, rows } = await restore(database, linesOf(file)).finally(() => database.close())
      process.stderr.write(`${rows} rows in ${tables} tables restored\n`)
    })
