import type { Database } from '../store/database.ts'
import { isServed, openRemote } from '../store/remote.ts'
import type { LoadedConfig } from './config-file.ts'
import { openDatabase } from './database.ts'
import type { Environment } from './environment.ts'

/** Opens the store for a command: a running service's through its socket, else the store itself. Closes it after. */
export async function withStore<T>(
  loaded: LoadedConfig,
  environment: Environment,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const throughService = !environment.databaseUrl && (await isServed(loaded.data))
  const database = throughService ? await openRemote(loaded.data) : await openDatabase(loaded, environment)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
