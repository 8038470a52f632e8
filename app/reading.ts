import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PantauError } from '../model/errors.ts'
import type { Database, LocalDatabase } from '../store/database.ts'
import { isServed, openRemote, type RemoteDatabase } from '../store/remote.ts'
import { type LoadedConfig, loadConfig } from './config-file.ts'
import { openDatabase } from './database.ts'
import { type Environment, readEnvironment } from './environment.ts'

/** What a command that only looks into the store needs: it runs without the secrets of channels and, unless asked, accounts. */
export async function prepareReading(options: {
  config?: string
  sessions?: true
}): Promise<{ loaded: LoadedConfig; environment: Environment }> {
  const environment = readEnvironment()
  const file = options.config ?? environment.configFile
  const without = ['rules', 'channels', ...(options.sessions ? [] : (['sessions'] as const))] as const
  const loaded = await loadConfig(file, environment.variable, environment.dataFolder, { without })
  return { loaded, environment }
}

/** Opens the store for a command: a running service's through its socket, else the store itself. Closes it after. */
export const withStore = <T>(
  loaded: LoadedConfig,
  environment: Environment,
  work: (database: Database) => Promise<T>,
): Promise<T> => withHolder(loaded, environment, { asked: work, here: work })

/**
 * The same for work that takes transactions: a running service on the embedded database is `asked` to do it by its
 * commands (app/remote-commands.ts); where there is none, or the database is a server, it is done `here`.
 */
export async function withHolder<T>(
  loaded: LoadedConfig,
  environment: Environment,
  work: { asked(service: RemoteDatabase): Promise<T>; here(database: LocalDatabase): Promise<T> },
): Promise<T> {
  if (!environment.databaseUrl && !existsSync(join(loaded.data, 'VERSION')))
    throw new PantauError(`there is nothing in ${loaded.data} yet: start the service with \`pantau up\``)
  if (!environment.databaseUrl && (await isServed(loaded.data))) {
    const service = await openRemote(loaded.data)
    return work.asked(service).finally(() => service.close())
  }
  const database = await openDatabase(loaded, environment)
  return work.here(database).finally(() => database.close())
}
