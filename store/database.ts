/** A row as both PGlite and node-postgres give it after normalisation: int8 as number, timestamptz as Date, bytea as Buffer. */
export type Row = Record<string, unknown>

/** Anything that takes a statement: the database itself, or a transaction on it. */
export interface Sql {
  /** Runs one statement with `$1` parameters. Rows come back in order. */
  query<T extends object = Row>(text: string, values?: readonly unknown[]): Promise<T[]>
}

/** The store's way to PostgreSQL, embedded or server. */
export interface Database extends Sql {
  readonly kind: 'embedded' | 'server' | 'remote'
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws. Enqueue jobs only after
   * it resolved. Writes wait, with a StoreError, while the disk is below its floor.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}
