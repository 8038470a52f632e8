import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { ConfigError } from '../model/errors.ts'
import { backup } from '../store/backup.ts'
import type { Database } from '../store/database.ts'

/** Writes a backup to a file, under another name until it is whole. */
export async function writeBackup(database: Database, file: string): Promise<void> {
  const part = `${file}.part`
  const lines = async function* (): AsyncGenerator<string> {
    for await (const line of backup(database)) yield `${line}\n`
  }
  try {
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(part, { mode: 0o600 }))
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    const { code } = error as NodeJS.ErrnoException
    throw code?.startsWith('E') ? new ConfigError(`cannot write ${file} (${code})`) : error
  }
}

/** The lines of a gzipped file; a ConfigError where it is none. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const unzipped = createGunzip()
  const reading = pipeline(createReadStream(file), unzipped)
  reading.catch(() => undefined) // told below, when the lines end
  yield* createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY })
  await reading.catch((error: Error) => {
    throw new ConfigError(`${file} is no whole gzip file (${error.message}): copy it again`)
  })
}
