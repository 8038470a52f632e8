import { ConfigError } from '../model/errors.ts'
import type { Sql } from './database.ts'

/** A table of `pantau.*`, as a backup sees it. */
export interface Table {
  name: string
  columns: { name: string; type: string }[]
  /** Identity and serial columns with the sequence behind each. */
  sequences: { column: string; sequence: string }[]
}

/** Tables of rows (not the ledger of migrations), each after those that it refers to. */
export async function tablesOf(sql: Sql): Promise<Table[]> {
  const names = await sql.query<Pick<Table, 'name' | 'columns'>>(`
    SELECT c.relname::text AS name, jsonb_agg(
             jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum
           ) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'pantau'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migrations'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname`)
  const references = await sql.query<{ from: string; to: string }>(`
    SELECT DISTINCT f.relname::text AS from, t.relname::text AS to
    FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
    WHERE k.contype = 'f' AND k.connamespace = 'pantau'::regnamespace AND f.oid <> t.oid`)
  const sequences = await sql.query<{ table: string; column: string; sequence: string }>(`
    SELECT c.relname::text AS table, a.attname::text AS column,
           pg_get_serial_sequence(format('pantau.%I', c.relname), a.attname) AS sequence
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'pantau'::regnamespace AND c.relkind = 'r'
      AND pg_get_serial_sequence(format('pantau.%I', c.relname), a.attname) IS NOT NULL`)
  const tables = names.map(({ name, columns }) => ({
    name,
    columns,
    sequences: sequences.filter(({ table }) => table === name),
  }))
  return inOrder(tables, references)
}

function inOrder(tables: readonly Table[], references: readonly { from: string; to: string }[]): Table[] {
  const sorted: Table[] = []
  let left = [...tables]
  while (left.length > 0) {
    const names = new Set(left.map(({ name }) => name))
    const ready = left.filter(({ name }) => !references.some(({ from, to }) => from === name && names.has(to)))
    if (ready.length === 0) throw new ConfigError(`tables refer to each other in a ring: ${[...names].join(', ')}`)
    sorted.push(...ready)
    left = left.filter((table) => !ready.includes(table))
  }
  return sorted
}

/** Lets every sequence go on after the highest number that was restored. */
export async function advanceSequences(sql: Sql, tables: readonly Table[]): Promise<void> {
  for (const { name, sequences } of tables) {
    for (const { column, sequence } of sequences) {
      await sql.query(
        `SELECT setval($1::regclass, coalesce(max(${quote(column)}), 1), max(${quote(column)}) IS NOT NULL) FROM pantau.${quote(name)}`,
        [sequence],
      )
    }
  }
}

/** A name as SQL writes it. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
