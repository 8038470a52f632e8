import type { Vault } from '../../evidence/vault.ts'
import type { Sql } from '../../store/database.ts'
import { namedFiles } from '../../store/evidence.ts'

/** What was written so long ago, and has no row yet, will have none: its transaction is over. In milliseconds. */
const strayMs = 6 * 3_600_000

/**
 * Removes files that no row names: what died between its file and its row, and what was destroyed by a machine that could
 * not reach this folder. Tells how many; ends early when `signal` says so.
 */
export async function sweepVault(sql: Sql, vault: Vault, signal?: AbortSignal): Promise<number> {
  let removed = 0
  for await (const files of vault.olderThan(new Date(Date.now() - strayMs))) {
    if (signal?.aborted) break
    const named = await namedFiles(sql, files)
    for (const file of files) {
      if (named.has(file)) continue
      await vault.remove(file)
      removed += 1
    }
  }
  return removed
}
