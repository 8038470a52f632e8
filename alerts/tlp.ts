import { Tlp } from '../model/rule.ts'

/** Those that may be told under this one: it, and whatever lets more people see it. */
export const within = (tlp: Tlp): Tlp[] => Tlp.options.slice(0, Tlp.options.indexOf(tlp) + 1)

/** The one of several that lets the fewest see it; RED where there is none. */
export const strictest = (tlps: readonly Tlp[]): Tlp => Tlp.options.findLast((option) => tlps.includes(option)) ?? 'RED'
