import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PantauError } from '../model/errors.ts'
import type { Database } from '../store/database.ts'
import { isServed, openRemote } from '../store/remote.ts'
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
export async function withStore<T>(
  loaded: LoadedConfig,
  environment: Environment,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const throughService = !environment.databaseUrl && (await isServed(loaded.data))
  if (!environment.databaseUrl && !existsSync(join(loaded.data, 'VERSION')))
    throw new PantauError(`there is nothing in ${loaded.data} yet: start the service with \`pantau up\``)
  const database = throughService ? await openRemote(loaded.data) : await openDatabase(loaded, environment)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
