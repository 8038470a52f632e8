import { z } from 'zod'
import { PantauError } from '../model/errors.ts'
import { maskText } from '../parsers/mask.ts'
import { noteCustody } from '../store/custody.ts'
import type { Database } from '../store/database.ts'
import { deleteHold, saveHold } from '../store/holds.ts'
import { isListing } from '../store/timeline.ts'

/** Who holds or releases which listing, and why. */
export const HoldWish = z.strictObject({ listingId: z.string(), why: z.string().min(1), by: z.string().min(1) })
export type HoldWish = z.infer<typeof HoldWish>

/** Keeps a listing, with all that belongs to it, from every purge. Throws a PantauError where there is none, or it is held. */
export const hold = (database: Database, { listingId, why, by }: HoldWish): Promise<void> =>
  database.transaction(async (sql) => {
    if (!(await isListing(sql, listingId))) throw noListing(listingId)
    const reason = maskText(why)
    if (!(await saveHold(sql, { listingId, why: reason, by, at: new Date() })))
      throw new PantauError(`${listingId} is held already: \`pantau hold --list\` says by whom and why`)
    await noteCustody(sql, [{ by, action: 'held', subject: listingId, detail: { why: reason } }])
  })

/** Ends a hold: the listing's time counts again. Throws a PantauError where it was not held. */
export const release = (database: Database, { listingId, why, by }: HoldWish): Promise<void> =>
  database.transaction(async (sql) => {
    if (!(await deleteHold(sql, listingId)))
      throw new PantauError(`${listingId} is not held: \`pantau hold --list\` shows what is`)
    await noteCustody(sql, [{ by, action: 'released', subject: listingId, detail: { why: maskText(why) } }])
  })

const noListing = (id: string): PantauError =>
  new PantauError(`there is no listing "${id}": \`pantau search\` shows the ids of listings`)
