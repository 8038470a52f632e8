import { execFileSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeBackup } from '../../app/backup-file.ts'
import { hold, release } from '../../app/hold.ts'
import { visit } from '../../app/pipeline.ts'
import { createPurger, purge, purgeNightly, whatIsOverdue } from '../../app/purge.ts'
import { serveCommands } from '../../app/remote-commands.ts'
import { upkeep } from '../../app/upkeep.ts'
import { custodyOf, noteCustody, verifyCustody } from '../../store/custody.ts'
import { allHolds } from '../../store/holds.ts'
import { openRemote } from '../../store/remote.ts'
import { leftovers } from '../../store/retention.ts'
import { pantau } from './cli.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { type Site, startSite } from './site.ts'

// A site of pastes, some of them offers, and years that pass over it.

const day = 86_400_000
const began = new Date('2024-03-01T12:00:00Z')
let now = began
const after = (days: number): void => {
  now = new Date(began.getTime() + days * day)
}

const offer = (n: number): string =>
  `SELLING database of contoh-${n}.example.co.id, ${n + 2},500,000 records: name, email, phone, NIK.\nPrice $${n + 3}00, BTC only. Contact telegram @seller_no_${n} qzoffer${n}`
const honest = (n: number): string =>
  `#!/bin/sh\n# qzhonest${n} backup of nobody\ntar czf /backup/home-${n}.tar.gz /home\n`

let site: Site
let house: TestHouse
beforeAll(async () => {
  site = await startSite(
    Object.fromEntries(
      [1, 2, 3].flatMap((n) => [
        [`offer${n}`, offer(n)],
        [`honest${n}`, honest(n)],
      ]),
    ),
  )
  house = await openTestHouse(
    `
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], alertAge: any, allowPrivate: true, limits: { delay: 1ms } }
rules: [{ id: everything, channels: [hook] }]
channels: [{ id: hook, type: webhook, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }]
retention: { posts: 90d, listings: 3y, visits: 30d, tips: forever }
`,
    {},
    { now: () => now },
  )
  await look()
  // Samples of values get into the planner's statistics, as they do every hour.
  await upkeep('vacuum', house)
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await site.close()
})

const look = async () => {
  const [target] = house.config.targets
  if (!target) throw new Error('there is no target')
  return visit(target, house.line)
}
const purger = () =>
  createPurger({ ...house, vault: house.line.evidence.vault }, house.config.retention, 'operator', () => now)
const purgeNow = () => purge(purger(), { rewrite: true })

/** The files under the data folder that hold a word, in whatever they are. */
function filesWith(word: string): string[] {
  try {
    return execFileSync('grep', ['-rlaF', word, house.data], { encoding: 'utf8' }).trim().split('\n')
  } catch (error) {
    if ((error as { status?: number }).status === 1) return []
    throw error
  }
}

async function backupText(): Promise<string> {
  const file = join(house.data, `backup-${now.getTime()}.gz`)
  await writeBackup(house.database, file)
  return gunzipSync(await readFile(file)).toString()
}

const listingOf = async (n: number): Promise<string> => {
  const [row] = await house.database.query<{ id: string }>(
    `select listing_id as id from pantau.signals where post_id = $1`,
    [`pastes/offer${n}`],
  )
  if (!row) throw new Error(`offer ${n} has no listing`)
  return row.id
}

test('nothing is past its time on its first day', async () => {
  const waiting = await whatIsOverdue(house.database, house.config.retention, now)
  expect(waiting.map(({ of, overdue }) => [of, overdue.count])).toEqual([
    ['posts', 0],
    ['evidence', 0],
    ['listings', 0],
    ['alerts', 0],
    ['accounts', 0],
    ['visits', 0],
    ['tips', 0],
  ])
  expect(waiting.find(({ of }) => of === 'tips')?.kept).toBeNull()
})

test('posts that offered nothing go first: out of the files and the backups, their ids and hashes stay', async () => {
  after(89)
  expect((await purgeNow()).posts).toBe(0)
  expect(filesWith('qzhonest2')).not.toEqual([])
  expect(await backupText()).toContain('qzhonest2')
  execFileSync('sh', ['-c', `rm ${house.data}/backup-*`])

  after(91)
  const [due] = await whatIsOverdue(house.database, house.config.retention, now)
  expect(due).toMatchObject({ of: 'posts', overdue: { count: 3 } })
  const before = await house.database.query(
    `select id, content_hash, page_sha256 from pantau.posts where id like '%honest%' order by id`,
  )
  // One that dies before its end has purged so much; its tables are rewritten by the next.
  expect((await purger().batch('posts', null)).ids).toHaveLength(3)
  expect(filesWith('qzhonest')).not.toEqual([])
  expect(await purgeNow()).toMatchObject({ posts: 0, listings: 0 })
  expect(filesWith('qzhonest')).toEqual([])
  expect(await backupText()).not.toContain('qzhonest')
  expect(
    await house.database.query(
      `select id, content_hash, page_sha256 from pantau.posts where purged_at is not null order by id`,
    ),
  ).toEqual(before)
  expect(filesWith('qzoffer1')).not.toEqual([])
  expect(await leftovers(house.database)).toEqual([])
})

test('a purged post that still stands is not new; edited, it is whole again', async () => {
  await house.database.query(`delete from pantau.marks`) // every page is read again
  expect(await look()).toMatchObject({ newPosts: 0, changedPosts: 0, signals: 0, alerts: 0 })
  expect(site.requests.filter((path) => path.includes('raw/honest1')).length).toBeGreaterThan(1)
  site.pastes.set('honest1', `${honest(1)} and one line more`)
  await house.database.query(`delete from pantau.marks`)
  expect(await look()).toMatchObject({ newPosts: 0, changedPosts: 1, alerts: 0 })
  expect(filesWith('qzhonest1')).not.toEqual([])
  const [again] = await house.database.query(`select purged_at, url from pantau.posts where id = 'pastes/honest1'`)
  expect(again).toMatchObject({ purged_at: null, url: expect.stringContaining('honest1') })
})

test('a hold says who and why, in the chain of custody too; personal data in it is masked', async () => {
  const listingId = await listingOf(2)
  await hold(house.database, { listingId, why: 'case 77 of NIK 9901014501900001', by: 'investigator' })
  expect(await allHolds(house.database)).toMatchObject([{ listingId, by: 'investigator' }])
  const [held] = await custodyOf(house.database, { subjects: [listingId] })
  expect(held).toMatchObject({ action: 'held', by: 'investigator' })
  expect(JSON.stringify([held, await allHolds(house.database)])).not.toContain('9901014501900001')
  await expect(hold(house.database, { listingId, why: 'again', by: 'x' })).rejects.toThrow(/is held already/)
  await expect(hold(house.database, { listingId: 'none', why: 'x', by: 'x' })).rejects.toThrow(/no listing "none"/)
  await expect(release(house.database, { listingId: 'none', why: 'x', by: 'x' })).rejects.toThrow(
    /"?none"? is not held/,
  )
  await expect(house.database.query(`delete from pantau.listings where id = $1`, [listingId])).rejects.toThrow(/holds/)
})

test('after a year a kept page goes, its key too, out of files and backups; its hash stays, and a held one whole', async () => {
  const rows = () =>
    house.database.query<{ url: string; file: string | null; file_key: Buffer | null; page_sha256: string }>(
      `select url, file, file_key, page_sha256 from pantau.evidence order by url`,
    )
  const before = await rows()
  expect(before.map(({ url }) => url.slice(-1))).toEqual(['1', '2', '3'])
  /** Bytes of a key, as the database has them in its files, and as a backup writes them. */
  const traces = async (key: Buffer | null | undefined): Promise<boolean[]> => {
    const files = await readdir(house.data, { recursive: true, withFileTypes: true })
    const bytes = key?.subarray(-24) ?? Buffer.alloc(0)
    const holds = async (path: string): Promise<boolean> => (await readFile(path)).includes(bytes)
    const inFiles = await Promise.all(
      files.filter((entry) => entry.isFile()).map((entry) => holds(join(entry.parentPath, entry.name))),
    )
    return [inFiles.includes(true), (await backupText()).includes(bytes.toString('hex'))]
  }
  const [gone, held] = before
  expect(await traces(gone?.file_key)).toEqual([true, true])
  execFileSync('sh', ['-c', `rm ${house.data}/backup-*`])

  after(366)
  expect(await purgeNow()).toMatchObject({ evidence: 2, listings: 0 })
  expect((await rows()).map(({ file }) => file)).toEqual([null, held?.file, null])
  expect((await rows()).map(({ page_sha256 }) => page_sha256)).toEqual(before.map(({ page_sha256 }) => page_sha256))
  expect(await traces(gone?.file_key)).toEqual([false, false])
  expect(await traces(held?.file_key)).toEqual([true, true])
  const { vault } = house.line.evidence
  expect(await vault.has({ file: gone?.file ?? '' })).toBe(false)
  expect(await vault.has({ file: held?.file ?? '' })).toBe(true)
  const notes = await custodyOf(house.database, { sha256s: [gone?.page_sha256 ?? ''] })
  expect(notes.map(({ action, by }) => [action, by])).toEqual([
    ['captured', expect.anything()],
    ['deleted', 'operator'],
  ])
})

test('after three years a listing goes with its posts, events and alerts; one that is held stays whole', async () => {
  const [first, held] = [await listingOf(1), await listingOf(2)]
  after(3 * 365 + 2)
  const gone = await purgeNow()
  expect(gone).toMatchObject({ listings: 2, alerts: 0 })
  expect([...filesWith('qzoffer1'), ...filesWith('qzoffer3'), ...filesWith('seller_no_1')]).toEqual([])
  expect(await custodyOf(house.database, { subjects: [first] })).toMatchObject([{ action: 'deleted', by: 'operator' }])
  const left = async (table: string): Promise<unknown> =>
    house.database.query(`select distinct listing_id as id from pantau.${table}`)
  for (const table of ['signals', 'listing_events', 'alerts']) expect(await left(table), table).toEqual([{ id: held }])
  expect(await house.database.query(`select text from pantau.posts where id = 'pastes/offer2'`)).toMatchObject([
    { text: expect.stringContaining('qzoffer2') },
  ])
  expect(await backupText()).not.toContain('qzoffer1')
})

test('what was purged and still stands on the site alarms nobody', async () => {
  await house.database.query(`delete from pantau.marks`)
  expect(await look()).toMatchObject({ newPosts: 0, changedPosts: 0, signals: 0, alerts: 0 })
})

test('released, it goes with the next purge', async () => {
  const listingId = await listingOf(2)
  await release(house.database, { listingId, why: 'closed', by: 'investigator' })
  expect((await purgeNow()).listings).toBe(1)
  expect(filesWith('qzoffer2')).toEqual([])
  const actions = (await custodyOf(house.database, { subjects: [listingId] })).map(({ action }) => action)
  expect(actions).toEqual(['held', 'released', 'deleted'])
})

test('of visits the last one of a target stays, whatever its age', async () => {
  const [{ visits } = { visits: 0 }] = await house.database.query<{ visits: number }>(
    `select count(*)::int as visits from pantau.visits`,
  )
  expect(visits).toBeLessThanOrEqual(1)
})

test('a running service holds, releases and purges for the command line', async () => {
  serveCommands(() => house, 'worker')
  site.pastes.set('offer4', offer(4)).set('honest4', honest(4))
  await look()
  const listingId = await listingOf(4)
  const run = (...args: string[]) =>
    pantau([...args, '-c', join(house.data, 'pantau.yaml')], { PANTAU_DATA: house.data }).ended
  const held = await run('hold', listingId, '--why', 'case 78', '--as', 'investigator')
  expect(held).toMatchObject({ code: 0, stdout: expect.stringContaining(`pantau release ${listingId}`) })
  expect(await allHolds(house.database)).toMatchObject([{ listingId, why: 'case 78', by: 'investigator' }])
  after(3_000)
  // The command line counts by the time of day, the service by the years that have passed here.
  const { stdout } = await run('purge', '--as', 'operator')
  expect(stdout).toMatch(/^class +kept +gone +oldest\nposts +90 days +1\b/)
  expect(stdout).toMatch(/^listings +1,095 days +0$/m)
  expect(stdout).toMatch(/^tips +for ever +0$/m)
  expect(filesWith('qzhonest4')).toEqual([])
  expect(filesWith('qzoffer4')).not.toEqual([])
  const service = await openRemote(house.data)
  const wish = { listingId, why: 'closed', by: 'investigator' }
  await service.command('release', wish)
  await expect(service.command('release', wish)).rejects.toThrow(/is not held/)
  await noteCustody(service, [{ by: 'investigator', action: 'read', subject: listingId }])
  await service.close()
  expect((await custodyOf(house.database, { subjects: [listingId] })).map(({ action }) => action)).toEqual([
    ...['held', 'released', 'read'],
  ])
  expect(await allHolds(house.database)).toEqual([])
})

test('the nightly purge goes once a night, after three', async () => {
  const at = (hour: number, later = 0): void => {
    now = new Date(began.getTime() + (3_001 + later) * day)
    now.setHours(hour, 10, 0, 0)
  }
  at(2)
  expect(await purgeNightly(house)).toBeNull()
  at(3)
  expect(await purgeNightly(house)).not.toBeNull()
  at(5)
  expect(await purgeNightly(house)).toBeNull()
  at(2, 1)
  expect(await purgeNightly(house)).toBeNull()
  at(4, 1)
  expect(await purgeNightly(house)).not.toBeNull()
  expect(await verifyCustody(house.database)).toMatchObject({ broken: null })
})
