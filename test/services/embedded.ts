import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openEmbedded } from '../../store/embedded.ts'

const packages = join(import.meta.dirname, '../../node_modules')
const { version } = JSON.parse(await readFile(join(packages, '@electric-sql/pglite/package.json'), 'utf8'))

/** An empty embedded database, made once for this PGlite (3 s) and kept beside the packages. */
const template = join(packages, '.cache/pantau-test', `pglite-${version}`)

/** A data folder of its own for a test, holding an empty database; `remove` takes it away. */
export async function freshFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const isMade = await stat(template).then(Boolean, () => false)
  if (!isMade) await makeTemplate()
  const folder = await mkdtemp(join(tmpdir(), 'pantau-test-'))
  await cp(template, folder, { recursive: true })
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Suites that come at the same time each make one; the first to finish wins. */
async function makeTemplate(): Promise<void> {
  await mkdir(dirname(template), { recursive: true })
  const draft = await mkdtemp(`${template}-`)
  const database = await openEmbedded({ folder: draft, floorBytes: 0 })
  await database.close()
  await rename(draft, template).catch(() => rm(draft, { recursive: true }))
}
