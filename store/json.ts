/**
 * JSON that PostgreSQL takes: without NUL characters and lone surrogates, which a hostile page may hold and `text` and
 * `jsonb` refuse.
 */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) => (typeof member === 'string' ? storable(member) : member))

/** The same for a single text. */
export const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed()
