import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { PantauError } from '../../model/errors.ts'
import { Page } from '../../model/page.ts'
import type { KeyRing } from '../../parsers/personal/keys.ts'
import { seal, unseal } from '../seal.ts'

// Pages that could not be read, for a person to look at: in kept/TARGET/ of the data folder, as they came and therefore
// encrypted, a few of each target, and not for long.

/** Kept pages of one target, at most, and for how long, in milliseconds. */
export const mostKept = 3
export const keptMs = 30 * 86_400_000

const purpose = 'kept page'
/** No dot: a message to a person breaks up whatever looks like a host. */
const fileName = /^page-\d{8}T\d{9}Z$/

/** A page as it is kept: without what a server says for a browser alone, and what evidence is made of. */
const Kept = Page.omit({ bytes: true, rendered: true }).extend({ fetchedAt: z.coerce.date(), why: z.string() })
export type Kept = z.infer<typeof Kept>

const folderOf = (data: string, targetId: string): string => join(data, 'kept', targetId)

/** Keeps a page, with the reason; the oldest one makes room. Gives the file, which its owner alone can read. */
export async function keepPage(
  data: string,
  keys: KeyRing,
  targetId: string,
  page: Page,
  why: string,
  now = new Date(),
): Promise<string> {
  const folder = folderOf(data, targetId)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { 'set-cookie': _, ...headers } = page.headers
  const { bytes: __, rendered: ___, ...rest } = page
  const sealed = seal(keys, purpose, Buffer.from(JSON.stringify({ ...rest, headers, why })))
  const file = join(folder, `page-${now.toISOString().replaceAll(/[-:.]/g, '')}`)
  const fresh = join(folder, `${randomUUID()}.new`)
  await writeFile(fresh, sealed, { mode: 0o600 })
  await rename(fresh, file)
  for (const old of (await keptPages(data, targetId)).slice(mostKept)) await rm(old.file, { force: true })
  return file
}

/** The kept pages of a target, newest first. */
export async function keptPages(data: string, targetId: string): Promise<{ file: string; keptAt: Date }[]> {
  const folder = folderOf(data, targetId)
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new PantauError(`${folder} cannot be read (${error.code}): run this as the user whose service it is`)
  })
  return names
    .filter((name) => fileName.test(name))
    .sort()
    .reverse()
    .map((name) => ({ file: join(folder, name), keptAt: instantOf(name) }))
}

/** "page-20261122T061200123Z" */
const instantOf = (name: string): Date =>
  new Date(name.replace(/^page-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/, '$1-$2-$3T$4:$5:$6.$7Z'))

/** A kept page as it came, unmasked. Throws a PantauError where these keys do not open it. */
export async function openKept(file: string, keys: KeyRing): Promise<Kept> {
  const sealed = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new PantauError(`${file} cannot be read (${error.code})`)
  })
  try {
    return Kept.parse(JSON.parse(unseal(keys, purpose, sealed).toString()))
  } catch (error) {
    if (error instanceof PantauError) throw new PantauError(`${file}: ${error.message}`, { cause: error })
    throw error
  }
}

/** Removes what has been kept for long enough, of all targets; tells how many pages that were. */
export async function forgetKept(data: string, now = new Date()): Promise<number> {
  const targets = await readdir(join(data, 'kept')).catch(() => [])
  let forgotten = 0
  for (const targetId of targets)
    for (const { file, keptAt } of await keptPages(data, targetId)) {
      if (now.getTime() - keptAt.getTime() < keptMs) continue
      await rm(file, { force: true })
      forgotten += 1
    }
  return forgotten
}
