import { readFile } from 'node:fs/promises'

/** A tick of /proc in ms, on every Linux that there is. */
const tickMs = 10

/**
 * Milliseconds of processor that this process and PostgreSQL's, on the same machine, have used so far for a database;
 * without /proc only this one's. Others on the machine change it little, whatever they do to the clock.
 */
export async function cpuMs(sql) {
  const { user, system } = process.cpuUsage()
  const backends = await sql.query('select pid from pg_stat_activity where datname = current_database()')
  const ticks = await Promise.all(backends.map(({ pid }) => ticksOf(pid)))
  return (user + system) / 1_000 + ticks.reduce((sum, count) => sum + count, 0) * tickMs
}

/** User and system ticks of a process: fields 14 and 15 of its stat, counted behind the name, which may hold anything. */
async function ticksOf(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (stat === undefined) return 0
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}
