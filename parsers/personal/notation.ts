import { unit } from './spared.ts'

// The pieces that notations of numbers are made of. Every quantifier is bounded, so that a try costs the same anywhere.

export const sticky = (source: string): RegExp => new RegExp(source, 'y')

/** Between two digits: up to three marks on one line, */
export const gap = '[ .\\-/()_*~[\\]]{1,3}'
/** or the end of a line, with or without a hyphen. */
export const fold = '(?: ?-?\\n ?)'
/** So many digits, whatever stands between them: `digits('15')`, `digits('7,14')`. */
export const digits = (more: string): string => `(?:(?:${gap})?\\d){${more}}`
export const foldedDigits = (more: string): string => `(?:(?:${fold}|${gap})?\\d){${more}}`

export const end = '(?!\\d)'
/** The last group is not a figure of its own: `0812 0000 0001 5 juta`. */
export const noUnit = `(?! ?(?:${unit}|${unit.toUpperCase()})(?![a-z]))`

/** Around an id that carries letters: no more letters or digits, nothing that is masked or read already. */
export const before = '(?<![A-Za-z0-9•\ue000])'
export const after = '(?![A-Za-z0-9•\ue000])'
