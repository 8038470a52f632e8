import { PantauError } from '../../model/errors.ts'
import type { Sql } from '../../store/database.ts'
import { rootsNamed } from '../../store/thread.ts'

/** Digits of an id that lists show: enough for any store, and short enough to type. */
export const shownDigits = 10

const fewestDigits = 4

/**
 * The thread that somebody means by the first digits of an alert's id, or of the delivery's that ends every message.
 * Throws a PantauError where that is none, or more than one.
 */
export async function findAlert(sql: Sql, typed: string): Promise<string> {
  const prefix = typed.trim().toLowerCase()
  if (!/^[0-9a-f]{4,32}$/.test(prefix))
    throw new PantauError(
      `"${typed}" is no alert's id: ${fewestDigits} or more of the digits and letters a to f that \`pantau alerts list\` shows, or that end a message`,
    )
  const [one, other, ...more] = await rootsNamed(sql, prefix)
  if (!one) throw new PantauError(`no alert begins with "${prefix}": \`pantau alerts list\` shows what there is`)
  if (other)
    throw new PantauError(
      `"${prefix}" begins several alerts${more.length > 0 ? ', such as' : ':'} ${one.id.slice(0, 16)} and ${other.id.slice(0, 16)}: give more digits`,
    )
  return one.id
}
