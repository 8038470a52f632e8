import type { Victim } from '../../signals/lexicons/victims/index.ts'
import { fold } from '../spelling/fold.ts'
import { knownVictims } from './gazetteer.ts'

/** Words of the operator's own, which join the lexicons of the reader. Each list in the notation of the language files. */
export interface OwnWords {
  victims: readonly Victim[]
  /** By data class. */
  dataClasses: Readonly<Record<string, readonly string[] | undefined>>
  /** By the ids of cues.json. */
  cues: Readonly<Record<string, readonly string[] | undefined>>
}

const usualNames: ReadonlyMap<string, string> = new Map(
  knownVictims.flatMap(({ name, aliases }) => [...aliases, name].map((alias) => [fold(alias), name] as const)),
)

/**
 * The victims that the operator's words make. Where the gazetteer knows one under another name, the usual name stands
 * and takes the new aliases; of the watchlists' `names` only those come in that neither knows yet.
 */
export const ownVictims = (victims: readonly Victim[], names: readonly string[]): Victim[] => {
  const own = victims.map((victim) => ({ ...victim, name: usualNames.get(fold(victim.name)) ?? victim.name }))
  const known = new Set(own.flatMap(({ name, aliases }) => [name, ...aliases]).map((alias) => fold(alias)))
  const added: Victim[] = []
  for (const name of names) {
    const folded = fold(name)
    if (known.has(folded) || usualNames.has(folded)) continue
    known.add(folded)
    added.push({ name, aliases: [] })
  }
  return [...own, ...added]
}
