import { hostname } from 'node:os'

/** What Pantau takes from the environment. This file is the only one that reads it. */
export interface Environment {
  /** `DATABASE_URL`: a PostgreSQL server; absent, the embedded database in the data folder. */
  databaseUrl: string | undefined
  /** `REDIS_URL`: the queue in Redis; absent, the queue in PostgreSQL. Needs `DATABASE_URL`. */
  redisUrl: string | undefined
  /** `PANTAU_KEYS`: the key ring as text; absent, `keys.json` in the data folder. */
  keys: string | undefined
  /** `PANTAU_CONFIG`: where the configuration lies. */
  configFile: string
  /** `PANTAU_DATA`: overrides `data:` of the configuration. */
  dataFolder: string | undefined
  /** `PANTAU_LOG`: trace, debug, info, warn, error or silent. */
  logLevel: string
  /** A name for this process in leases and logs. */
  worker: string
  /** Whether a person is looking at the output. */
  interactive: boolean
  /** Any other variable, for `${NAME}` in the configuration. */
  variable(name: string): string | undefined
}

const given = (name: string): string | undefined => process.env[name]?.trim() || undefined

export function readEnvironment(): Environment {
  return {
    databaseUrl: given('DATABASE_URL'),
    redisUrl: given('REDIS_URL'),
    keys: given('PANTAU_KEYS'),
    configFile: given('PANTAU_CONFIG') ?? 'pantau.yaml',
    dataFolder: given('PANTAU_DATA'),
    logLevel: given('PANTAU_LOG') ?? 'info',
    worker: `${hostname()}:${process.pid}`,
    interactive: process.stdout.isTTY === true && given('NO_COLOR') === undefined,
    variable: (name) => process.env[name],
  }
}
