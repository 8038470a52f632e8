import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openEmbedded } from '../../store/embedded.ts'

const packages = join(import.meta.dirname, '../../node_modules')
const { version } = JSON.parse(await readFile(join(packages, '@electric-sql/pglite/package.json'), 'utf8'))

/** Where folders that take long to make are kept beside the packages, to be copied. */
const cache = join(packages, '.cache/pantau-test')

/** A folder of a test's own; `remove` takes it away. */
export interface Fresh {
  folder: string
  remove(): Promise<void>
}

/** A data folder of its own for a test, holding an empty database (3 s to make, once for this PGlite). */
export const freshFolder = (): Promise<Fresh> =>
  copyOf(`pglite-${version}`, async (folder) => {
    const database = await openEmbedded({ folder, floorBytes: 0 })
    await database.close()
  })

/** A copy of what `make` made in an empty folder, once for all who ask for it by this name. */
export async function copyOf(name: string, make: (folder: string) => Promise<void>): Promise<Fresh> {
  const template = join(cache, name)
  const isMade = await stat(template).then(Boolean, () => false)
  if (!isMade) await makeTemplate(template, make)
  const folder = await mkdtemp(join(tmpdir(), 'pantau-test-'))
  await cp(template, folder, { recursive: true })
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Suites that come at the same time each make one; the first to finish wins. */
async function makeTemplate(template: string, make: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(template), { recursive: true })
  const draft = await mkdtemp(`${template}-`)
  await make(draft)
  await rename(draft, template).catch(() => rm(draft, { recursive: true }))
}
