import { ConfigError } from '../model/errors.ts'
import type { LocalDatabase } from '../store/database.ts'
import { openEmbedded } from '../store/embedded.ts'
import type { FloorOptions } from '../store/embedded-floor.ts'
import { migrate } from '../store/migrate.ts'
import { openServer } from '../store/server.ts'
import type { LoadedConfig } from './config-file.ts'
import type { Environment } from './environment.ts'

/** Opens the store that the environment names: a PostgreSQL server, or the embedded database in the data folder. */
export async function openDatabase(
  { config, data }: LoadedConfig,
  environment: Environment,
  disk: Omit<FloorOptions, 'folder' | 'floorBytes'> = {},
): Promise<LocalDatabase> {
  if (environment.redisUrl && !environment.databaseUrl)
    throw new ConfigError(
      'REDIS_URL is set and DATABASE_URL is not: several workers need one PostgreSQL; set DATABASE_URL, or unset REDIS_URL to keep everything on this machine',
    )
  const database = environment.databaseUrl
    ? await openServer(environment.databaseUrl)
    : await openEmbedded({ folder: data, floorBytes: config.work.freeSpace, ...disk })
  try {
    await migrate(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}
