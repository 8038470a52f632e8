import { PantauError } from '../../model/errors.ts'
import { findAccounts } from '../../store/accounts.ts'
import type { Sql } from '../../store/database.ts'
import { evidenceOfListings, evidenceOfPage, listingsOfAccounts, type StoredEvidence } from '../../store/evidence.ts'
import { isListing } from '../../store/timeline.ts'

/** A page's SHA-256, or so much of its beginning as nobody types by chance. */
const isHash = (name: string): boolean => /^[0-9a-f]{8,64}$/.test(name)

/** The captures that a name stands for: a page's hash, a listing's id, or a seller's handle. A PantauError where it is none. */
export async function findEvidence(sql: Sql, name: string): Promise<StoredEvidence[]> {
  if (await isListing(sql, name)) return evidenceOfListings(sql, [name])
  if (isHash(name)) {
    const found = await evidenceOfPage(sql, name)
    if (found.length > 0) return found
  }
  const accounts = await findAccounts(sql, name)
  if (accounts.length > 0) {
    const ids = accounts.map(({ id }) => id)
    return evidenceOfListings(sql, await listingsOfAccounts(sql, ids))
  }
  throw new PantauError(
    `no evidence is known of "${name}": give a page's SHA-256 (or its first 8 digits), a listing's id as an export has it, or a handle`,
  )
}

/** Of captures, the one that is meant where one page is to be shown: they have to be of one page. */
export function onePage(captures: readonly StoredEvidence[], name: string): StoredEvidence {
  const pages = new Map(captures.map((capture) => [capture.pageSha256, capture]))
  const [first] = captures.filter(({ kept }) => kept !== null)
  if (pages.size > 1)
    throw new PantauError(
      `"${name}" has ${pages.size} pages: name one by its SHA-256 (\`pantau evidence list ${name}\` has them)`,
    )
  if (first) return first
  const [gone] = captures
  if (!gone) throw new PantauError(`no page is kept of "${name}"`)
  throw new PantauError(
    gone.deletedAt
      ? `page ${gone.pageSha256} was destroyed on ${gone.deletedAt.toISOString().slice(0, 10)}; its hash stays`
      : `of page ${gone.pageSha256} only the hash is kept, for ${gone.why} (evidence.keep of the configuration)`,
  )
}
