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

/**
 * Texts as one SQL array, for `= any ($1::text[])`: the planner counts its members, where it takes every JSON array for
 * one of a hundred, and reads whole tables for what an index has.
 */
export const texts = (values: readonly string[]): string[] => values.map(storable)
