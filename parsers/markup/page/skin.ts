import { compile } from 'css-select'
import { ConfigError } from '../../../model/errors.ts'
import type { Selectors } from '../../../model/target.ts'

/** Any table of selectors: values, and values in parts. */
type Table = Record<string, unknown>

/**
 * A table with a site's own selectors in place of some of its own. `names` are the selectors that the table has, as
 * `part.name`. Throws ConfigError for any other name and for a selector that is none.
 */
export function skinned<T extends object>(table: T, names: readonly string[], selectors: Selectors): T {
  let out: Table = Object.fromEntries(Object.entries(table))
  for (const [name, value] of Object.entries(selectors)) {
    if (!names.includes(name)) {
      throw new ConfigError(`selectors: "${name}" is no selector of this engine; there are ${names.join(', ')}`)
    }
    const [part = '', key] = name.split('.')
    if (key === undefined) out = { ...out, [part]: replaced(out[part], name, value) }
    else {
      const inside = out[part] as Table
      out = { ...out, [part]: { ...inside, [key]: replaced(inside[key], name, value) } }
    }
  }
  return out as T
}

/** A selector alone is replaced; one that picks an attribute keeps it, unless the new one names another behind an @. */
function replaced(before: unknown, name: string, value: string | readonly string[]): unknown {
  const pieces = [value].flat().map((selector) => /^(.*?)(?:\s+@([\w-]+))?$/s.exec(selector) ?? [])
  const select = pieces.map(([, selector = '']) => checked(name, selector))
  const attribute = pieces.map(([, , attribute]) => attribute).find((attribute) => attribute !== undefined)
  const isPick = typeof before === 'object' && before !== null && 'select' in before
  if (attribute === undefined) return isPick ? { ...before, select } : select
  if (isPick) return { select, attribute }
  throw new ConfigError(`selectors: "${name}" is an element, not an attribute: leave out @${attribute}`)
}

function checked(name: string, selector: string): string {
  try {
    compile(selector)
    return selector
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ConfigError(`selectors: "${name}" is not a CSS selector: "${selector}" (${why})`, { cause: error })
  }
}
