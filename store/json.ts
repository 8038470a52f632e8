/**
 * JSON that PostgreSQL takes: without NUL characters and lone surrogates, which a hostile page may hold and `text` and
 * `jsonb` refuse.
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value)
  return hostile.test(json) ? JSON.stringify(value, withStorable) : json
}

/** How JSON writes what PostgreSQL refuses; a post that shows such an escape has it too, and is looked at for nothing. */
const hostile = /\\u(?:0000|d[89a-f])/
const withStorable = (_key: string, member: unknown): unknown =>
  typeof member === 'string' ? storable(member) : member

/** The same for a single text. */
export const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed()
