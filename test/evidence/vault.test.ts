import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { seal, unseal } from '../../app/seal.ts'
import { openVault, type Vault } from '../../evidence/vault.ts'
import { StoreError } from '../../model/errors.ts'
import type { KeyRing } from '../../parsers/personal/keys.ts'
import { all } from './all.ts'

// Real files: what is written comes back, shows nothing of itself, and says what was done to it.

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

const ringOf = (...ids: string[]): KeyRing => {
  const all = ids.map((id) => ({ id, secret: createHash('sha256').update(`secret of ${id}`).digest() }))
  const [current] = all
  if (!current) throw new Error('no key')
  return { current, all }
}

const vaultWith = (folder: string, keys: KeyRing, mayWrite?: () => Promise<void>): Vault =>
  openVault({
    folder,
    wrap: (key) => seal(keys, 'test', key),
    unwrap: (wrapped) => unseal(keys, 'test', wrapped),
    ...(mayWrite ? { mayWrite } : {}),
  })

let folder: string
let vault: Vault
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'pantau-vault-')), 'evidence')
  folders.push(join(folder, '..'))
  vault = vaultWith(folder, ringOf('k1'))
})

const words = 'SELLING database of contoh.example.co.id, contact @penjual'
const page = { sha256: createHash('sha256').update(words).digest('hex'), fetchedAt: new Date('2021-05-12T14:03:00Z') }
const warc = Buffer.from(`WARC/1.1\r\n${words}\n`.repeat(50))

test('what is written comes back byte for byte, and its file shows nothing of it', async () => {
  const kept = await vault.write(warc, page)
  expect(kept.file).toMatch(new RegExp(`^2021/05/${page.sha256}-[0-9a-f]{16}\\.warc\\.gz\\.enc$`))
  expect(await vault.read(kept)).toEqual(warc)
  const file = await readFile(join(folder, kept.file))
  expect(file.length).toBe(kept.bytes)
  for (const word of ['SELLING', 'contoh', 'penjual', 'WARC']) expect(file.includes(word)).toBe(false)
  expect((await stat(join(folder, kept.file))).mode & 0o777).toBe(0o600)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect((await readdir(join(folder, '2021/05'))).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a page of five megabytes is kept like any other', async () => {
  const large = randomBytes(5_000_000)
  expect((await vault.read(await vault.write(large, page))).equals(large)).toBe(true)
})

test('the same page twice is two files under two keys', async () => {
  const [one, other] = [await vault.write(warc, page), await vault.write(warc, page)]
  expect(one.file).not.toBe(other.file)
  await expect(vault.read({ ...one, key: other.key })).rejects.toThrow(/was altered or cut short/)
  await vault.remove(one.file)
  expect(await vault.read(other)).toEqual(warc)
})

test('another key does not open it, one of its name neither, and an older one of the ring does', async () => {
  const kept = await vault.write(warc, page)
  await expect(vaultWith(folder, ringOf('k2')).read(kept)).rejects.toThrow(
    new RegExp(`${kept.file}: its key cannot be used: it was sealed under the key "k1", which is not in this key ring`),
  )
  const impostor = { id: 'k1', secret: randomBytes(32) }
  await expect(vaultWith(folder, { current: impostor, all: [impostor] }).read(kept)).rejects.toThrow(
    /cannot be opened with the key "k1"/,
  )
  expect(await vaultWith(folder, ringOf('k2', 'k1')).read(kept)).toEqual(warc)
})

const flip = (file: Buffer, at: number): Buffer => file.fill((file[at] ?? 0) ^ 1, at, at + 1)

test.each([
  ['a changed byte', (file: Buffer) => flip(file, 200), /was altered or cut short since/],
  ['a changed tag', (file: Buffer) => flip(file, 30), /was altered or cut short since/],
  ['a cut end', (file: Buffer) => file.subarray(0, -1), /was altered or cut short since/],
  ['a cut head', (file: Buffer) => file.subarray(0, 20), /is cut short/],
  ['something else', () => Buffer.from('hello'), /is no file of the vault/],
])('%s is named with its file', async (_, change, message) => {
  const kept = await vault.write(warc, page)
  const path = join(folder, kept.file)
  await writeFile(path, change(await readFile(path)))
  const error = await vault.read(kept).catch((error: Error) => error)
  expect((error as Error).message).toMatch(message)
  expect((error as Error).message).toContain(path)
})

test('a file under the name of another is not taken for it', async () => {
  const [one, other] = [await vault.write(warc, page), await vault.write(Buffer.from('other'), page)]
  await rename(join(folder, other.file), join(folder, one.file))
  await expect(vault.read({ ...other, file: one.file })).rejects.toThrow(/was altered/)
  await expect(vault.read(other)).rejects.toThrow(/is not there/)
})

test('a row that leads out of the folder leads nowhere', async () => {
  const kept = await vault.write(warc, page)
  for (const file of ['../../etc/passwd', '/etc/passwd', `2021/05/../../${page.sha256}`, `${kept.file}/..`]) {
    await expect(vault.read({ ...kept, file })).rejects.toThrow(/is no name of a file in the vault/)
    expect(() => vault.remove(file)).toThrow(/is no name of a file in the vault/)
  }
})

test('without space, or without a folder to write to, the refusal is the store’s: the visit waits', async () => {
  const full = vaultWith(folder, ringOf('k1'), async () => {
    throw new StoreError('writing is paused')
  })
  await expect(full.write(warc, page)).rejects.toThrow(StoreError)
  await writeFile(join(folder, '../blocked'), '')
  const blocked = vaultWith(join(folder, '../blocked'), ringOf('k1'))
  await expect(blocked.write(warc, page)).rejects.toThrow(/evidence cannot be written to .*blocked \(EEXIST\)/)
  await expect(blocked.write(warc, page)).rejects.toThrow(StoreError)
})

test('files are found by their age, half-written ones too, and nothing that is not ours', async () => {
  const [old, young] = [await vault.write(warc, page), await vault.write(warc, page)]
  const half = `${old.file}.part`
  await writeFile(join(folder, half), 'half')
  await writeFile(join(folder, '2021/05/notes.txt'), 'mine')
  const longAgo = new Date('2021-06-01')
  for (const file of [old.file, half, '2021/05/notes.txt']) await utimes(join(folder, file), longAgo, longAgo)
  const found = await all(vault.olderThan(new Date('2021-07-01')))
  expect(found.flat().sort()).toEqual([old.file, half].sort())
  expect(await vault.has(young)).toBe(true)
  expect(await all(vaultWith(join(folder, 'none'), ringOf('k1')).olderThan(new Date()))).toEqual([])
})
