import type { Database, Sql } from '../../store/database.ts'

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  Plans?: Plan[]
}

/**
 * The tables that the statements of `ask` can only read from end to end, for want of an index. Small tables are read so
 * by choice: here PostgreSQL may do it only where it must.
 */
export async function readWhole(database: Database, ask: (sql: Sql) => Promise<unknown>): Promise<string[]> {
  const statements: { text: string; values: readonly unknown[] | undefined }[] = []
  const watched = {
    query: (text: string, values?: readonly unknown[]) => {
      statements.push({ text, values })
      return database.query(text, values)
    },
  }
  await ask(watched as Sql)
  return database.transaction(async (sql) => {
    await sql.query('set local enable_seqscan = off')
    const tables = new Set<string>()
    for (const { text, values } of statements) {
      const [row] = await sql.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`explain (format json) ${text}`, values)
      for (const node of row ? nodesOf(row['QUERY PLAN'][0].Plan) : [])
        if (node['Node Type'] === 'Seq Scan' && node['Relation Name']) tables.add(node['Relation Name'])
    }
    return [...tables]
  })
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
