import { Tlp } from '../model/rule.ts'

/** The one of several that lets the fewest see it; RED where there is none. */
export const strictest = (tlps: readonly Tlp[]): Tlp => Tlp.options.findLast((option) => tlps.includes(option)) ?? 'RED'
