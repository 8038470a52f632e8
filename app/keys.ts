import { createHmac, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ConfigError } from '../model/errors.ts'
import type { Key, KeyRing } from '../parsers/personal/keys.ts'
import { noteCustody } from '../store/custody.ts'
import type { Database, Sql } from '../store/database.ts'
import { knownKeys, registerKey } from '../store/keys.ts'
import { publicKeyOf } from './evidence/sign.ts'

/** The file: `{"current": "k1", "keys": [{"id": "k1", "secret": "<64 hex digits>"}]}`. Older keys stay in the list. */
const KeyFile = z
  .strictObject({
    current: z.string(),
    keys: z
      .array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,32}$/), secret: z.string().regex(/^[0-9a-f]{64}$/) }))
      .min(1),
  })
  .refine((file) => file.keys.some(({ id }) => id === file.current), 'current names no key of the list')

/**
 * The keys that hash personal data, and those of evidence. They come from PANTAU_KEYS, or from `keys.json` in the data folder, which is made
 * at the first start, readable by its owner alone. Whoever loses them loses the links between what was hashed before
 * and after, and all evidence.
 */
export async function loadKeys(folder: string, fromEnvironment: string | undefined): Promise<KeyRing> {
  if (fromEnvironment !== undefined) return parse(fromEnvironment, 'PANTAU_KEYS')
  const file = join(folder, 'keys.json')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await createOnce(file)
  const { mode } = await stat(file)
  if ((mode & 0o077) !== 0) await chmod(file, 0o600)
  return parse(await readFile(file, 'utf8'), file)
}

/** Writes the file unless it is there; of two that start at once, one wins and the other reads what it wrote. */
async function createOnce(file: string): Promise<void> {
  const fresh = `${file}.${process.pid}`
  const secret = randomBytes(32).toString('hex')
  await writeFile(fresh, `${JSON.stringify({ current: 'k1', keys: [{ id: 'k1', secret }] }, null, 2)}\n`, {
    mode: 0o600,
  })
  await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST')
      throw new ConfigError(`cannot write ${file} (${error.code}): make the data folder writable`)
  })
  await rm(fresh)
}

function parse(text: string, where: string): KeyRing {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new ConfigError(
      `${where} is no JSON: restore it from a backup; without it new hashes do not link to old ones`,
    )
  }
  const file = KeyFile.safeParse(json)
  if (!file.success) throw new ConfigError(`${where}: ${file.error.issues[0]?.message ?? 'not a key ring'}`)
  const all: Key[] = file.data.keys.map(({ id, secret }) => ({ id, secret: Buffer.from(secret, 'hex') }))
  const current = all.find(({ id }) => id === file.data.current)
  if (!current) throw new ConfigError(`${where}: no key is called "${file.data.current}"`)
  return { current, all }
}

/** A value that tells whether two hold the same key, and nothing of the key. */
const fingerprint = ({ id, secret }: Key): string =>
  createHmac('sha256', secret).update(`pantau key ${id}`).digest('hex').slice(0, 32)

/**
 * Makes sure that all workers on a database hash with the same keys: what one of them wrote must be known to all. Gives
 * those that are new to it. Throws a ConfigError for a key that differs from, or lacks, what the database knows.
 */
export async function checkKeys(sql: Sql, keys: KeyRing, where: string): Promise<Key[]> {
  const known = new Set(await knownKeys(sql))
  for (const key of keys.all)
    if ((await registerKey(sql, key.id, fingerprint(key), new Date())) !== fingerprint(key))
      throw new ConfigError(
        `key "${key.id}" of ${where} is not the one that this database was written with: copy keys.json from a machine that runs, or set PANTAU_KEYS`,
      )
  const lost = [...known].filter((id) => !keys.all.some((key) => key.id === id))
  if (lost.length > 0)
    throw new ConfigError(
      `${where} lacks the key "${lost[0]}" that this database was written with: copy keys.json from a machine that runs, or set PANTAU_KEYS`,
    )
  return keys.all.filter(({ id }) => !known.has(id))
}

/** Writes into the chain of custody that keys came into use, each with the one that signs exports under it. */
export const noteKeys = (database: Database, keys: readonly Key[], by: string): Promise<void> =>
  noteCustody(
    database,
    keys.map((key) => ({ by, action: 'keys', subject: key.id, detail: { signs: publicKeyOf(key).fingerprint } })),
  )
