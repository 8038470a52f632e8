import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canonicalNote, contentOf, linkOf, noEntry } from '../../model/custody.ts'
import { backup, restore } from '../../store/backup.ts'
import { custodyOf, noteCustody, verifyCustody } from '../../store/custody.ts'
import type { LocalDatabase } from '../../store/database.ts'
import { openEmbedded } from '../../store/embedded.ts'
import { migrate } from '../../store/migrate.ts'
import { openServer } from '../../store/server.ts'
import { freshFolder } from '../services/embedded.ts'
import { describeWith } from '../services/need.ts'
import { freshDatabase } from '../services/postgres.ts'

const by = 'analyst'

describe('on the embedded database', () => {
  suite(async () => {
    const { folder, remove } = await freshFolder()
    return { database: await openEmbedded({ folder, floorBytes: 0 }), remove }
  })
})

await describeWith('postgres', 'on a server', (adminUrl) => {
  const open = async () => {
    const { url, drop } = await freshDatabase(adminUrl)
    return { database: await openServer(url), remove: drop }
  }
  suite(open)

  test('writers who come at once stand in one row, one behind the other', async () => {
    const { database, remove } = await open()
    await migrate(database)
    const write = (n: number): Promise<void> =>
      database.transaction((sql) => noteCustody(sql, [note(`a ${n}`), note(`b ${n}`)]))
    await Promise.all(Array.from({ length: 20 }, (_, n) => write(n)))
    const finding = await verifyCustody(database)
    expect(finding).toMatchObject({ entries: 40, broken: null })
    // A backup carries the chain as it is, and what comes next follows it.
    const other = await open()
    await migrate(other.database)
    await restore(other.database, backup(database))
    expect(await verifyCustody(other.database)).toEqual(finding)
    await noteCustody(other.database, [note('after')])
    expect(await verifyCustody(other.database)).toMatchObject({ entries: 41, broken: null })
    await other.database.close()
    await other.remove()
    await database.close()
    await remove()
  })
})

const note = (subject: string, more: object = {}) => ({ by, action: 'captured' as const, subject, ...more })

function suite(open: () => Promise<{ database: LocalDatabase; remove(): Promise<void> }>): void {
  let database: LocalDatabase
  let remove: () => Promise<void>
  beforeAll(async () => {
    ;({ database, remove } = await open())
    await migrate(database)
    await noteCustody(database, [])
    await noteCustody(database, [note('listing 1', { sha256: 'aa', detail: { z: 1, a: { y: [true, null], b: 'ü' } } })])
    await database.transaction((sql) =>
      noteCustody(sql, [note('listing 2', { sha256: 'aa' }), note('lone \ud800 and nul \u0000'), note('listing 1')]),
    )
  })
  afterAll(async () => {
    await database.close()
    await remove()
  })

  /** Changes rows as somebody could who owns the database, looks, and puts everything back. */
  async function tampered(...statements: string[]): Promise<Awaited<ReturnType<typeof verifyCustody>>> {
    let finding: Awaited<ReturnType<typeof verifyCustody>> | undefined
    const undo = new Error('undo')
    await database
      .transaction(async (sql) => {
        await sql.query('alter table pantau.custody disable trigger all')
        for (const statement of statements) await sql.query(statement)
        finding = await verifyCustody(sql)
        throw undo
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error
      })
    if (!finding) throw new Error('nothing was looked at')
    return finding
  }

  test('every entry hashes itself and the one before it, as anybody can recompute', async () => {
    const [first, last] = await custodyOf(database, { subjects: ['listing 1'] })
    if (!first || !last) throw new Error('entries are missing')
    expect(first).toMatchObject({ n: 1, before: noEntry, sha256: 'aa', by })
    const canonical = `["${first.at.toISOString()}","analyst","captured","listing 1","aa",{"a":{"b":"ü","y":[true,null]},"z":1}]`
    expect(canonicalNote(first)).toBe(canonical)
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
    expect(first.hash).toBe(sha256(`1 ${noEntry} ${sha256(canonical)}`))
    expect(last.n).toBe(4)
    expect(last.hash).toBe(linkOf(4, last.before, contentOf(last)))
    expect(await verifyCustody(database)).toEqual({ entries: 4, head: last.hash, broken: null })
  })

  test('what was done to a thing is found by its name and by its hash', async () => {
    const named = async (wanted: Parameters<typeof custodyOf>[1]) =>
      (await custodyOf(database, wanted)).map(({ n }) => n)
    expect(await named({ subjects: ['listing 2'] })).toEqual([2])
    expect(await named({ sha256s: ['aa'] })).toEqual([1, 2])
    expect(await named({ subjects: ['listing 1'], sha256s: ['aa'] })).toEqual([1, 2, 4])
    expect(await named({})).toEqual([])
  })

  test.each([
    ['changed', `update pantau.custody set subject = 'nobody'`],
    ['removed', `delete from pantau.custody`],
    ['removed all at once', `truncate pantau.custody`],
  ])('nothing is %s', async (_, statement) => {
    await expect(database.query(statement)).rejects.toThrow(/never changed and never removed/)
  })

  test('who does it nevertheless is found out, at the first entry that is touched', async () => {
    const why = async (...statements: string[]) => (await tampered(...statements)).broken
    expect(await why()).toBeNull()
    const touch = `update pantau.custody set detail = '{"n": 2}' where n = 2`
    expect(await why(touch)).toEqual({ n: 2, why: 'its hash is not that of what it says' })
    expect(await why(`update pantau.custody set at = at + interval '1 ms' where n = 3`)).toMatchObject({ n: 3 })
    expect(await why(`delete from pantau.custody where n = 2`)).toEqual({
      n: 3,
      why: 'entry 2 is missing before it',
    })
    const rehashed = `update pantau.custody set detail = '{}', hash = repeat('0', 64) where n = 1`
    expect(await why(rehashed)).toMatchObject({ n: 1 })
    const [second] = await custodyOf(database, { subjects: ['listing 2'] })
    if (!second) throw new Error('the second entry is missing')
    const forged = linkOf(2, second.before, contentOf({ ...second, by: 'somebody else' }))
    expect(await why(`update pantau.custody set by = 'somebody else', hash = '${forged}' where n = 2`)).toEqual({
      n: 3,
      why: 'it does not follow the entry before it',
    })
  })
}
