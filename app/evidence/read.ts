import { readWarc, type WarcRecord } from '../../evidence/read-warc.ts'
import type { Vault } from '../../evidence/vault.ts'
import { PantauError } from '../../model/errors.ts'
import type { VaultFile } from '../../model/evidence.ts'
import { type CustodyNotes, noteCustody } from '../../store/custody.ts'
import type { Database } from '../../store/database.ts'
import type { Destroyed, StoredEvidence } from '../../store/evidence.ts'

/** Who opens evidence, and what for, as the chain of custody has it. */
export interface Reader {
  by: string
  /** `read`: looked at here; `exported`: taken out of the house. */
  action: 'read' | 'exported'
  /** What was looked at, why, where it went: whatever is worth knowing later. */
  detail?: Record<string, unknown>
}

/** A page that is kept whole. */
export type KeptEvidence = StoredEvidence & { kept: VaultFile }

export const isKept = (evidence: StoredEvidence): evidence is KeptEvidence => evidence.kept !== null

/**
 * The WARC of a page, gzipped, after the chain of custody says who has it. Rejects with a PantauError that names the file
 * where it cannot be opened; that is noted too.
 */
export async function readEvidence(
  database: Database,
  vault: Vault,
  { kept, worker, pageSha256: sha256, url: subject }: KeptEvidence,
  { by, action, detail = {} }: Reader,
): Promise<Buffer> {
  const note = (outcome: Record<string, unknown>): Promise<void> =>
    noteCustody(database, [{ by, action, subject, sha256, detail: { ...detail, ...outcome } }])
  try {
    const warc = await vault.read(kept)
    await note({ warcSha256: kept.warcSha256 })
    return warc
  } catch (error) {
    if (!(error instanceof PantauError)) throw error
    await note({ failed: true })
    const isElsewhere = !(await vault.has(kept))
    throw isElsewhere ? new PantauError(`${error.message} (it was written by ${worker})`, { cause: error }) : error
  }
}

/** The record of a WARC that has the page's own body: the response, what a browser made of it, or what was handed in. */
export async function bodyIn(warc: Uint8Array, pageSha256: string): Promise<WarcRecord> {
  const digest = `sha256:${pageSha256}`
  for await (const record of readWarc(warc)) {
    const isBody = record.type === 'response' || record.type === 'conversion' || record.type === 'resource'
    if (isBody && record.about['warc-payload-digest'] === digest) return record
  }
  throw new PantauError(`no record in this WARC has the body ${pageSha256}`)
}

/** What the chain of custody says of files that are destroyed. */
export const destructions = (
  files: readonly Destroyed[],
  { by, why, now }: { by: string; why: string; now: Date },
): CustodyNotes =>
  files.map(({ pageSha256: sha256, url: subject, file, warcSha256 }) => ({
    ...{ by, action: 'deleted' as const, subject, sha256, at: now },
    detail: { why, file, warcSha256 },
  }))
