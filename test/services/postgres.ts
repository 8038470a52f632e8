import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { findProgram, install } from './install.ts'
import { dataFolder, freePort, type Missing, runServer, type Server } from './server.ts'

const run = promisify(execFile)

/**
 * A PostgreSQL for tests: PANTAU_TEST_DATABASE_URL (its user may create databases), or one of our own on a port of
 * 127.0.0.1. With `own` always the latter, for tests that kill it. Its data is not for keeping: no fsync.
 */
export async function startPostgres({ own = false } = {}): Promise<Server | Missing> {
  const given = process.env.PANTAU_TEST_DATABASE_URL
  if (given && !own) return { url: given, stop: async () => undefined }
  const programs = await havePostgres()
  if (typeof programs !== 'string') return programs
  const user = await otherUser()
  if (user && 'missing' in user) return user
  const folder = await dataFolder('postgres', user)
  const data = join(folder, 'data')
  const flags = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  await run(join(programs, 'initdb'), ['-D', data, ...flags], { cwd: folder, ...user })
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    max_connections: 200,
    shared_buffers: '32MB',
    fsync: 'off',
    full_page_writes: 'off',
  }
  return runServer(`postgres://postgres@127.0.0.1:${port}/postgres`, folder, {
    command: join(programs, 'postgres'),
    args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    user,
    ready: /ready to accept connections/,
    ending: 'SIGINT', // fast: ends what is connected
  })
}

/** A new database on the server at `adminUrl`, for one suite. */
export async function freshDatabase(adminUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `pantau_test_${randomBytes(6).toString('hex')}`
  await administer(adminUrl, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => administer(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** The folder of PostgreSQL's programs. Debian keeps the server's out of PATH. */
async function havePostgres(): Promise<string | Missing> {
  const found = await findPostgres()
  if (found) return found
  const refusal = await install('postgresql')
  return refusal ?? (await findPostgres()) ?? { missing: 'postgresql was installed and its programs are not found' }
}

async function findPostgres(): Promise<string | undefined> {
  const debian = '/usr/lib/postgresql'
  const versions = (await readdir(debian).catch(() => [])).sort((a, b) => Number(b) - Number(a))
  const server = await findProgram(
    'postgres',
    versions.map((version) => join(debian, version, 'bin')),
  )
  return server && dirname(server)
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made, or as nobody. */
async function otherUser(): Promise<{ uid: number; gid: number } | Missing | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user) return { missing: 'PostgreSQL does not run as root, and there is no other user' }
  return { uid: Number(user[2]), gid: Number(user[3]) }
}
