import { type Gazetteer, gazetteers, type Victim } from '../../signals/lexicons/victims/index.ts'
import type { Entry } from './matcher.ts'

/** All organisations that the gazetteer knows. */
export const knownVictims: readonly Victim[] = gazetteers.flatMap(({ victims }) => victims)

/** A name that is an ordinary word too ("bin", "target") counts in capitals; a longer one also with a capital first. */
const inCapitals = (name: string): string[] => {
  const upper = name.toUpperCase()
  return name.length > 4 ? [`=${upper}`, `=${upper.slice(0, 1)}${name.slice(1).toLowerCase()}`] : [`=${upper}`]
}

const entriesOf = ({ capitals, victims }: Pick<Gazetteer, 'capitals' | 'victims'>): Entry[] => {
  const ordinary = new Set(capitals)
  return victims.map(({ name, aliases, alone = true }) => ({
    value: name,
    terms: (alone ? [name, ...aliases] : aliases).flatMap((term) =>
      ordinary.has(term.toLowerCase()) ? inCapitals(term) : [term],
    ),
  }))
}

/** Everything that the gazetteer's and the operator's `own` victims are called. */
export const victimEntries = (own: readonly Victim[]): Entry[] => [
  ...entriesOf({ capitals: gazetteers.flatMap(({ capitals }) => capitals), victims: own }),
  ...gazetteers.flatMap(entriesOf),
]

/** Names that are ordinary words too, in any letters: they count where people or accounts are said to be theirs. */
export const ordinaryEntries: readonly Entry[] = gazetteers.flatMap(({ capitals, victims }) => {
  const ordinary = new Set(capitals)
  return victims.flatMap(({ name, aliases, loose = [] }): Entry[] => {
    const terms = [...[name, ...aliases].filter((term) => ordinary.has(term.toLowerCase())), ...loose]
    return terms.length > 0 ? [{ value: name, terms }] : []
  })
})
