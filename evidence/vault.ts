import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { PantauError, StoreError } from '../model/errors.ts'
import type { VaultFile } from '../model/evidence.ts'
import { disclose, enclose } from './envelope.ts'

/** What a vault is opened with. */
export interface VaultOptions {
  /** Made at the first write, for its owner alone. */
  folder: string
  /** Encrypts a file's key under one that lies elsewhere. */
  wrap(key: Buffer): Buffer
  /** Gives a file's key back. Throws a PantauError where it cannot. */
  unwrap(wrapped: Buffer): Buffer
  /** Rejects with a StoreError while nothing may be written: the disk is nearly full. */
  mayWrite?(): Promise<void>
}

/** Encrypted files in a folder, one for each page that is kept whole. Rows elsewhere say which page lies in which. */
export interface Vault {
  /** Where its files lie, absolute. */
  readonly folder: string
  /**
   * Encrypts and writes a WARC. It is on the disk when this resolves, and nobody's yet: write its row, or it is swept
   * away. Rejects with a StoreError where the disk does not take it.
   */
  write(warc: Uint8Array, page: { sha256: string; fetchedAt: Date }): Promise<VaultFile>
  /** The WARC in a file. Rejects with a PantauError that names the file where it is gone, altered, or not ours to open. */
  read(kept: VaultFile): Promise<Buffer>
  /** Whether the file is there. */
  has(kept: Pick<VaultFile, 'file'>): Promise<boolean>
  /** Destroys a file; none is no failure. With its key forgotten, a copy of it is noise. */
  remove(file: string): Promise<void>
  /** Files that were last written before this moment, some at a time: below the folder, as rows name them. */
  olderThan(moment: Date): AsyncGenerator<string[]>
}

/** A file that is being written, and what a file is called: `2026/11/SHA256-RANDOM.warc.gz.enc`. */
const unfinished = '.part'
const isOurs = /^\d{4}\/\d\d\/[0-9a-f]{64}-[0-9a-f]{16}\.warc\.gz\.enc(\.part)?$/

/** Files that are looked at together. */
const filesAtOnce = 500

export function openVault({ folder: given, wrap, unwrap, mayWrite }: VaultOptions): Vault {
  const folder = resolve(given)

  const pathOf = (file: string): string => {
    if (!isOurs.test(file)) throw new PantauError(`"${file}" is no name of a file in the vault: its row was altered`)
    return join(folder, file)
  }

  return {
    folder,

    async write(warc, { sha256, fetchedAt }) {
      await makeFolder(folder)
      await mayWrite?.()
      const [year, month] = fetchedAt.toISOString().split('-')
      // Two captures of one page never share a file, so neither can spoil the other's.
      const file = `${year}/${month}/${sha256}-${randomBytes(8).toString('hex')}.warc.gz.enc`
      const { key, sealed } = enclose(warc, file)
      await writeWhole(pathOf(file), sealed)
      return { file, bytes: sealed.length, key: wrap(key), warcSha256: hashOf(warc) }
    },

    async read({ file, key: wrapped, warcSha256 }) {
      const path = pathOf(file)
      const key = keyOf(wrapped, path, unwrap)
      const sealed = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        throw new PantauError(
          error.code === 'ENOENT'
            ? `${path} is not there: it was kept on another machine, or removed by hand; the hash in its row stays`
            : `${path} cannot be read (${error.code}): run this as the user whose service it is`,
        )
      })
      const warc = disclose(sealed, file, key)
      if (typeof warc === 'string') throw new PantauError(`${path} ${warc}: restore it from a backup of the folder`)
      if (hashOf(warc) !== warcSha256) throw new PantauError(`${path} does not hold what its row says: one was altered`)
      return warc
    },

    has: ({ file }) => stat(pathOf(file)).then(Boolean, () => false),

    remove: (file) => rm(pathOf(file), { force: true }),

    async *olderThan(moment) {
      for (const year of await namesIn(folder)) {
        for (const month of await namesIn(join(folder, year))) {
          let files: string[] = []
          for (const name of await namesIn(join(folder, year, month))) {
            const file = `${year}/${month}/${name}`
            if (!isOurs.test(file)) continue
            const at = await stat(join(folder, file)).catch(() => undefined) // removed meanwhile
            if (at !== undefined && at.mtime < moment) files.push(file)
            if (files.length < filesAtOnce) continue
            yield files
            files = []
          }
          if (files.length > 0) yield files
        }
      }
    },
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function keyOf(wrapped: Uint8Array, path: string, unwrap: VaultOptions['unwrap']): Buffer {
  try {
    return unwrap(Buffer.from(wrapped))
  } catch (error) {
    if (!(error instanceof PantauError)) throw error
    throw new PantauError(`${path}: its key cannot be used: ${error.message}`, { cause: error })
  }
}

/** There is the whole file or none: written beside, forced to the disk, and then given its name. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const part = `${path}${unfinished}`
  await makeFolder(dirname(path))
  try {
    const file = await open(part, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined) // swept later
    throw unwritable(path, error)
  }
}

const makeFolder = (folder: string): Promise<unknown> =>
  mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw unwritable(folder, error)
  })

function unwritable(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined) return error
  return new StoreError(
    `evidence cannot be written to ${path} (${code}): the visit waits until the folder takes it (evidence.folder)`,
    { cause: error },
  )
}

/** A name is on the disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw new PantauError(`${folder} cannot be read (${error.code}): run this as the user whose service it is`)
  })
