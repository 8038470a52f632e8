import { type LoadedConfig, loadConfig } from '../config-file.ts'
import { readEnvironment } from '../environment.ts'

export const configOption = [
  '-c, --config <file>',
  'the configuration (default: pantau.yaml, or PANTAU_CONFIG)',
] as const

/** The configuration with its rules and watchlists, and of the channels only what they are called: no secret of theirs. */
export async function loadRules(options: { config?: string }): Promise<LoadedConfig> {
  const environment = readEnvironment()
  return loadConfig(options.config ?? environment.configFile, environment.variable, environment.dataFolder, {
    without: ['channelSettings', 'sessions'],
  })
}
