import { type OwnWords, ownVictims } from '../parsers/language/matching/own-words.ts'
import type { Config } from './config.ts'
import { loadConfig } from './config-file.ts'
import { readEnvironment } from './environment.ts'

/** The words that the reader of posts is made with: the lexicon's, and the watchlists' names as victims. */
export const ownWords = ({ lexicon, watchlists }: Pick<Config, 'lexicon' | 'watchlists'>): OwnWords => ({
  victims: ownVictims(
    lexicon.victims,
    watchlists.flatMap(({ names }) => names),
  ),
  dataClasses: lexicon.dataClasses,
  cues: lexicon.cues,
})

/** The words of a configuration for a command that only reads posts: it needs no secret. None without a file. */
export async function wordsFrom(file: string | undefined): Promise<Partial<OwnWords>> {
  if (file === undefined) return {}
  const without = ['targets', 'rules', 'channels', 'work'] as const
  const { config } = await loadConfig(file, readEnvironment().variable, undefined, { without })
  return ownWords(config)
}
