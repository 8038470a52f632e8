import { createHash } from 'node:crypto'
import { unwatchFile, watchFile } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { ConfigError } from '../model/errors.ts'
import { maskText } from '../parsers/mask.ts'
import type { Config } from './config.ts'
import { type LoadedConfig, loadConfig } from './config-file.ts'
import { checkCookies } from './config-session.ts'
import type { Environment } from './environment.ts'
import { tellOperator } from './operator.ts'
import type { Service } from './service.ts'

/** Between two looks at the file, in milliseconds. */
const lookMs = 1_000

/** What the rooms are opened with: it stays as it was until a restart. */
const fixed = {
  data: (config: Config) => config.data,
  tor: (config: Config) => config.tor,
  browser: (config: Config) => config.browser,
  metrics: (config: Config) => config.metrics,
  listen: (config: Config) => config.listen,
  'evidence.folder': (config: Config) => config.evidence.folder,
  'work.patience': (config: Config) => config.work.patience,
  'work.freeSpace': (config: Config) => config.work.freeSpace,
}

/** The new configuration, with the old one's settings for what the rooms were opened with. */
function keepingFixed(
  { data, tor, browser, metrics, listen, evidence, work }: Config,
  { browser: _, metrics: __, listen: ___, ...after }: Config,
): Config {
  const { patience, freeSpace } = work
  const given = {
    ...(browser === undefined ? {} : { browser }),
    ...(metrics === undefined ? {} : { metrics }),
    ...(listen === undefined ? {} : { listen }),
  }
  const opened = { data, tor, ...given }
  return {
    ...{ ...after, ...opened },
    evidence: { ...after.evidence, folder: evidence.folder },
    work: { ...after.work, patience, freeSpace },
  }
}

export interface Following {
  /** Reads the file again now, as on SIGHUP. */
  reread(): Promise<void>
  close(): void
}

/**
 * Follows the configuration file: what is changed in it is taken over by the running service. A file that is wrong is
 * refused, in the log and to the operator, with the words of `pantau check`, and what ran runs on.
 *
 * Files of terms that it names are part of it. It is looked at, not listened for: editors and deployments replace the file, or a link above it, and network folders
 * tell nobody.
 */
export function followConfig(
  { file, data, files = [] }: Pick<LoadedConfig, 'file' | 'data'> & Partial<LoadedConfig>,
  environment: Pick<Environment, 'variable' | 'dataFolder'>,
  service: Service,
  { everyMs = lookMs }: { everyMs?: number } = {},
): Following {
  let turn: Promise<void> = Promise.resolve()
  let watched: ReadonlySet<string> = new Set()
  let isOver = false
  const reread = (): Promise<void> => {
    turn = turn.then(() => takeOver({ file, data, onFiles: watch }, environment, service))
    return turn
  }
  // Whoever writes in place may be half-way: it is read when it has stayed as it is for one look.
  let settled: NodeJS.Timeout | undefined
  const onLook = (): void => {
    clearTimeout(settled)
    settled = setTimeout(() => void reread(), everyMs / 2)
  }
  function watch(others: readonly string[]): void {
    const before = watched
    watched = new Set(isOver ? [] : [file, ...others])
    for (const one of watched) if (!before.has(one)) watchFile(one, { interval: everyMs }, onLook)
    for (const one of before) if (!watched.has(one)) unwatchFile(one, onLook)
  }
  watch(files)
  return {
    reread,
    close: () => {
      clearTimeout(settled)
      isOver = true
      watch([])
    },
  }
}

async function takeOver(
  { file, data, onFiles }: Pick<LoadedConfig, 'file' | 'data'> & { onFiles(files: readonly string[]): void },
  environment: Pick<Environment, 'variable' | 'dataFolder'>,
  service: Service,
): Promise<void> {
  const before = service.house()
  const { log } = before.mailroom
  try {
    const loaded = await loadConfig(file, environment.variable, environment.dataFolder, { onFiles })
    const after = loaded.config
    const waiting = Object.entries(fixed).flatMap(([name, of]) => {
      const isSame = name === 'data' ? loaded.data === data : isDeepStrictEqual(of(after), of(before.config))
      return isSame ? [] : [name]
    })
    if (waiting.length > 0)
      log.warn({ file, waiting }, `changes only with a restart, and stays as it was: ${waiting.join(', ')}`)
    const config = keepingFixed(before.config, after)
    if (isDeepStrictEqual(config, before.config)) return log.info({ file }, 'the configuration says the same')
    await checkCookies(config.targets)
    await service.take(config)
    log.info({ file, ...changes(before.config, config) }, 'the changed configuration is taken over')
  } catch (error) {
    await refuse(file, error, service)
  }
}

/** Which targets, rules, watchlists and channels are new, changed or gone. */
function changes(before: Config, after: Config): Record<string, string[]> {
  const said: Record<string, string[]> = {}
  for (const section of ['targets', 'rules', 'watchlists', 'channels'] as const) {
    const known = new Map<string, unknown>(before[section].map((entry) => [entry.id, entry]))
    const words = after[section].flatMap((entry: { id: string }) => {
      const former = known.get(entry.id)
      known.delete(entry.id)
      return former === undefined ? [`+${entry.id}`] : isDeepStrictEqual(former, entry) ? [] : [entry.id]
    })
    const all = [...words, ...[...known.keys()].map((id) => `-${id}`)]
    if (all.length > 0) said[section] = all
  }
  return said
}

/** Told once a day for the same mistakes, however many workers meet them. */
async function refuse(file: string, error: unknown, service: Service): Promise<void> {
  const { mailroom } = service.house()
  const text = error instanceof ConfigError ? error.message : `this should not happen: ${String(error)}`
  const mistakes = text.split('\n').map((line) => maskText(line))
  const day = new Date().toISOString().slice(0, 10)
  const occasion = `configuration refused ${createHash('sha256').update(text).digest('hex').slice(0, 16)} ${day}`
  mailroom.log.error({ file, mistakes }, 'the changed configuration is refused; the one before runs on')
  await tellOperator(mailroom, occasion, ({ operator }) =>
    operator.refusedConfig({ file, mistakes: mistakes.slice(0, 10) }),
  ).catch((failure: Error) => mailroom.log.warn({ error: failure.message }, 'the operator was not told'))
}
