// How PostgreSQL answers: the statements that a question runs, and where a plan reads a whole table that is big.

/** Rows from which on reading all of a table is a mistake. */
const big = 10_000

/** A connection that notes what is run on it. */
export function watched(sql) {
  const statements = []
  return {
    statements,
    sql: {
      query: (text, values) => {
        statements.push({ text, values })
        return sql.query(text, values)
      },
    },
  }
}

/** Every node of a plan. */
function* nodesOf(plan) {
  yield plan
  for (const inner of plan.Plans ?? []) yield* nodesOf(inner)
}

/** Big tables that the statements would read whole, and the indexes that they use instead. */
export async function readPlans(sql, statements) {
  const tables = await sql.query(`select relname as name from pg_class where relkind = 'r' and reltuples >= ${big}`)
  const bigTables = new Set(tables.map(({ name }) => name))
  const [whole, indexes] = [new Set(), new Set()]
  for (const { text, values } of statements) {
    const [row] = await sql.query(`explain (format json) ${text}`, values)
    const [{ Plan }] = row['QUERY PLAN']
    for (const node of nodesOf(Plan)) {
      if (node['Node Type'] === 'Seq Scan' && bigTables.has(node['Relation Name'])) whole.add(node['Relation Name'])
      if (node['Index Name']) indexes.add(node['Index Name'])
    }
  }
  return { whole: [...whole], indexes: [...indexes].sort() }
}
