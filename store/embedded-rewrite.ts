import type { Sql } from './database.ts'

// What is deleted from a table stays readable in three places: in the table's file, also after a VACUUM, which only gives
// its room back; in the planner's statistics, which hold samples of values; and in the write-ahead log, whose segments are
// used again with what stands in them.

/** Rewrites tables, statistics and log, so that the folder's files hold none of what was deleted from these tables. */
export async function rewriteTables(query: Sql['query'], tables: readonly string[]): Promise<void> {
  for (const table of tables) await query(`VACUUM FULL ANALYZE ${table}`)
  await query('VACUUM FULL pg_catalog.pg_statistic')
  await renewLog(query)
}

/** Moves on to fresh segments of the log until every one that is there now has been removed. */
async function renewLog(query: Sql['query']): Promise<void> {
  const segments = async (): Promise<string[]> =>
    (await query<{ name: string }>('SELECT name FROM pg_ls_waldir()')).map(({ name }) => name)
  const old = new Set(await segments())
  await query('SET wal_recycle = off')
  try {
    // One turn leaves one segment behind; those that were laid out ahead are passed through as well.
    for (let turn = 0; turn < old.size + 2; turn++) {
      await query('SELECT pg_switch_wal()')
      await query('CHECKPOINT')
      if (!(await segments()).some((name) => old.has(name))) return
    }
  } finally {
    await query('RESET wal_recycle')
  }
}
