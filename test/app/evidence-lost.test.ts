import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isKept, readEvidence } from '../../app/evidence/read.ts'
import { sweepVault } from '../../app/evidence/sweep.ts'
import { visit } from '../../app/pipeline.ts'
import { createPurger } from '../../app/purge.ts'
import { StoreError } from '../../model/errors.ts'
import { custodyOf } from '../../store/custody.ts'
import { newestEvidence } from '../../store/evidence.ts'
import { countNouns } from '../../store/visits.ts'
import { typescript } from './cli.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { startSite } from './site.ts'

// What is lost between a file and its row, what is destroyed, and a disk that is full: no row ever names a file that is not
// there, and no file stays that no row names.

const closers: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closers.reverse()) await close()
})

const site = await startSite({
  offer:
    'SELLING database of contoh.example.co.id, 2,500,000 records: name, email. Price $300, BTC. Telegram @penjual_contoh',
})
closers.push(site.close)
const yaml = `
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], every: 1h, alertAge: any, allowPrivate: true, limits: { delay: 1ms } }
work: { freeSpace: 10MB }
`
let free = 1e9
const disk = { freeBytes: async () => free, everyMs: 1 }
const filesOf = async ({ data }: TestHouse): Promise<string[]> =>
  (await readdir(join(data, 'evidence'), { recursive: true }).catch(() => []))
    .filter((name) => /\.enc/.test(name))
    .sort()
const visitAll = async (house: TestHouse): Promise<void> => {
  for (const target of house.config.targets) await visit(target, house.line)
}

const first = await openTestHouse(yaml, {}, disk)
closers.push(first.remove)
let house = first

test('while the disk is full no page is kept and no signal stored; then both are', async () => {
  free = 5e6
  await expect(visitAll(house)).rejects.toThrow(StoreError)
  expect(await filesOf(house)).toEqual([])
  expect((await countNouns(house.database)).signals).toBe(0)
  // Of the vault alone, where the store is on another disk.
  await expect(
    house.line.evidence.vault.write(Buffer.from('page'), { sha256: 'a'.repeat(64), fetchedAt: new Date() }),
  ).rejects.toThrow(/writing is paused: 4 MB free at .*evidence, below the floor of 9 MB/)
  free = 1e9
})

test('killed between a file and its row, a service leaves a file that nobody names, and the next visit keeps the page', {
  timeout: 180_000,
}, async () => {
  await house.close()
  const child = fork(join(import.meta.dirname, 'children/service.ts'), [join(house.data, 'pantau.yaml'), 'kept'], {
    execArgv: typescript,
    env: {
      PATH: process.env.PATH,
      HOOK_SECRET: 'sixteen-characters-and-more',
      PANTAU_DATA: house.data,
      PANTAU_LOG: 'error',
    },
  })
  const [, signal] = await once(child, 'exit')
  expect(signal).toBe('SIGKILL')
  house = await openTestHouse(yaml, {}, { ...disk, folder: house.data })
  closers.push(() => house.close())
  const [stray, ...others] = await filesOf(house)
  expect(stray).toMatch(/\.warc\.gz\.enc$/)
  expect(others).toEqual([])
  expect(await newestEvidence(house.database, 10)).toEqual([])

  await visitAll(house)
  const [capture] = await newestEvidence(house.database, 10)
  expect(await filesOf(house)).toEqual([stray, capture?.kept?.file].sort())
  expect(await sweepVault(house.database, house.line.evidence.vault)).toBe(0)
  const long = new Date(Date.now() - 86_400_000)
  for (const file of await filesOf(house)) await utimes(join(house.data, 'evidence', file), long, long)
  expect(await sweepVault(house.database, house.line.evidence.vault)).toBe(1)
  expect(await filesOf(house)).toEqual([capture?.kept?.file])
})

test('what is destroyed is gone for good: no file, no key; its hash and the note of it stay', async () => {
  const { database, line } = house
  const { vault } = line.evidence
  const [before] = await newestEvidence(database, 10)
  if (!before || !isKept(before)) throw new Error('nothing is kept')
  const now = new Date(Date.now() + 400 * 86_400_000)
  const purger = createPurger({ database, vault }, house.config.retention, 'purge', () => now)
  expect((await purger.batch('evidence', null)).files).toHaveLength(1)
  expect(await filesOf(house)).toEqual([])
  const [after] = await newestEvidence(database, 10)
  expect(after).toMatchObject({ pageSha256: before.pageSha256, kept: null, deletedAt: now })
  const [row] = await database.query(`select file_key, warc_sha256 from pantau.evidence`)
  expect(row).toEqual({ file_key: null, warc_sha256: before.kept.warcSha256 })
  const reader = { by: 'siti', action: 'read' } as const
  await expect(readEvidence(database, vault, before, reader)).rejects.toThrow(/is not there: .* \(it was written by /)
  const entries = await custodyOf(database, { sha256s: [before.pageSha256] })
  expect(entries.map(({ action, detail }) => [action, detail.why ?? detail.failed])).toEqual([
    ['captured', 'a sale'],
    ['deleted', 'retention'],
    ['read', true],
  ])
  expect((await purger.batch('evidence', null)).files).toEqual([])
})
