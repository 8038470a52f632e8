import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { ConfigError } from '../model/errors.ts'

// FOLDER/postgres is PGlite's; FOLDER/VERSION says how the folder is laid out; FOLDER/lock is the claim on it.

/** The PostgreSQL major version inside the PGlite that package.json pins: its data belongs to this version alone. */
export const postgresMajor = 18

/** Raised when the folder's own layout changes. */
const layout = 1

/** Opens PGlite in a claimed folder; creates it there at the first start, about 3 s. Throws a ConfigError. */
export async function openFolder(folder: string): Promise<PGlite> {
  await checkVersions(folder)
  const data = join(folder, 'postgres')
  if ((await firstLine(join(data, 'PG_VERSION'))) === undefined) await create(folder, data)
  await writeFile(join(folder, 'VERSION'), `${layout}\n`)
  return PGlite.create(data).catch((cause: Error) => {
    const why = cause.message.split('\n', 1)[0]
    throw new ConfigError(
      `${data} cannot be opened (${why}): it is damaged; "pantau restore" a backup into a new folder`,
      { cause },
    )
  })
}

/** Made beside its place and moved there whole, so that a start that is killed half way leaves nothing half made. */
async function create(folder: string, data: string): Promise<void> {
  const draft = join(folder, 'postgres.new')
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  const pglite = await PGlite.create(draft)
  await pglite.close()
  await rename(draft, data)
}

async function checkVersions(folder: string): Promise<void> {
  const ours = await firstLine(join(folder, 'VERSION'))
  if (ours !== undefined && ours !== String(layout)) {
    throw otherVersion(folder, `its layout is version ${ours}, this pantau reads version ${layout}`)
  }
  const postgres = await firstLine(join(folder, 'postgres', 'PG_VERSION'))
  if (postgres !== undefined && postgres !== String(postgresMajor)) {
    throw otherVersion(folder, `it holds PostgreSQL ${postgres}, this pantau brings PostgreSQL ${postgresMajor}`)
  }
}

const otherVersion = (folder: string, why: string): ConfigError =>
  new ConfigError(
    `${folder} belongs to another version of pantau (${why}): ` +
      'run "pantau backup" with the version that made it, then "pantau restore" with this one into a new folder',
  )

async function firstLine(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).split('\n')[0]?.trim() ?? ''
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
