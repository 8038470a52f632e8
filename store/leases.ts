import type { Sql } from './database.ts'

/** Takes or renews a lease until `until`; `false` while another owner's holds. */
export async function takeLease(sql: Sql, name: string, owner: string, now: Date, until: Date): Promise<boolean> {
  const rows = await sql.query(
    `insert into pantau.leases (name, owner, until) values ($1, $2, $4)
     on conflict (name) do update set owner = excluded.owner, until = excluded.until
       where leases.owner = excluded.owner or leases.until < $3
     returning name`,
    [name, owner, now, until],
  )
  return rows.length > 0
}

/** Gives a lease back; nothing happens if it is another's by now. */
export async function giveLease(sql: Sql, name: string, owner: string): Promise<void> {
  await sql.query(`delete from pantau.leases where name = $1 and owner = $2`, [name, owner])
}
