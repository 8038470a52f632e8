import { hostname } from 'node:os'
import { ConfigError } from '../model/errors.ts'

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
  /** `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` or `OTEL_EXPORTER_OTLP_ENDPOINT`: where traces go; absent, nowhere. */
  traces: TraceSettings | null
  /** A name for this process in leases and logs. */
  worker: string
  /** Whether a person is looking at the output. */
  interactive: boolean
  /** Any other variable, for `${NAME}` in the configuration. */
  variable(name: string): string | undefined
}

/** Where traces go, and under which names. */
export interface TraceSettings {
  /** The collector's address for traces. */
  url: string
  /** `OTEL_SERVICE_NAME`; `pantau` by default. */
  service: string
  instance: string
}

const given = (name: string): string | undefined => process.env[name]?.trim() || undefined

/** As OpenTelemetry's specification reads them: the general address has no path yet, that for traces is whole. */
function traceSettings(instance: string): TraceSettings | null {
  const whole = given('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')
  const base = given('OTEL_EXPORTER_OTLP_ENDPOINT')
  const url = whole ?? (base && `${base.replace(/\/+$/, '')}/v1/traces`)
  if (!url || given('OTEL_SDK_DISABLED')?.toLowerCase() === 'true') return null
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : ''))
    throw new ConfigError(
      `${whole ? 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT' : 'OTEL_EXPORTER_OTLP_ENDPOINT'} is no address such as http://127.0.0.1:4318`,
    )
  return { url, service: given('OTEL_SERVICE_NAME') ?? 'pantau', instance }
}

export function readEnvironment(): Environment {
  const worker = `${hostname()}:${process.pid}`
  return {
    databaseUrl: given('DATABASE_URL'),
    redisUrl: given('REDIS_URL'),
    keys: given('PANTAU_KEYS'),
    configFile: given('PANTAU_CONFIG') ?? 'pantau.yaml',
    dataFolder: given('PANTAU_DATA'),
    logLevel: given('PANTAU_LOG') ?? 'info',
    traces: traceSettings(worker),
    worker,
    interactive: process.stdout.isTTY === true && given('NO_COLOR') === undefined,
    variable: (name) => process.env[name],
  }
}
