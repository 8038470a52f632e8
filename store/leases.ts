import type { Sql } from './database.ts'

// The clock is the database's: workers' clocks differ.

/** Takes or renews a lease for `forMs` milliseconds; `false` while another owner's holds. */
export async function takeLease(sql: Sql, name: string, owner: string, forMs: number): Promise<boolean> {
  const rows = await sql.query(
    `insert into pantau.leases (name, owner, until) values ($1, $2, now() + $3 * interval '1 ms')
     on conflict (name) do update set owner = excluded.owner, until = excluded.until
       where leases.owner = excluded.owner or leases.until < now()
     returning name`,
    [name, owner, forMs],
  )
  return rows.length > 0
}

/** Gives a lease back; nothing happens if it is another's by now. */
export async function giveLease(sql: Sql, name: string, owner: string): Promise<void> {
  await sql.query(`delete from pantau.leases where name = $1 and owner = $2`, [name, owner])
}
