import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../store/embedded.ts'
import { freshFolder } from '../services/embedded.ts'
import { type Child, startChild } from './children.ts'

let folder: string
let remove: () => Promise<void>
let child: Child

beforeEach(async () => {
  ;({ folder, remove } = await freshFolder())
  const database = await openEmbedded({ folder, floorBytes: 0 })
  await database.query('CREATE SCHEMA pantau; CREATE TABLE pantau.rows (id int, kind text)')
  await database.close()
  child = await startChild(folder)
})
afterEach(async () => {
  await child.kill()
  await remove()
})

test('a second process is told who holds the folder', async () => {
  const database = await openEmbedded({ folder, floorBytes: 0 })
  expect(await child.order('open')).toMatch(`ConfigError: another pantau is running on ${folder} (pid ${process.pid})`)
  await database.close()
  expect(await child.order('open')).toBe('open')
  await expect(openEmbedded({ folder })).rejects.toThrow(`(pid ${child.process.pid})`)
  expect(await child.order('close')).toBe('closed')
})

test('kill -9 in the middle of writing: every acknowledged row is there, and no half transaction', async () => {
  for (const until of [25, 60]) {
    let committed = -1
    let whole = -1
    let word = await child.order('write')
    while (committed < until) {
      if (word.startsWith('committed')) committed = Number(word.split(' ')[1])
      else whole = Number(word.split(' ')[1])
      word = await child.hear()
    }
    await child.kill()
    const reopened = await openEmbedded({ folder, floorBytes: 0 })
    const singles = await reopened.query<{ id: number }>("SELECT id FROM pantau.rows WHERE kind = 'single' ORDER BY id")
    expect(singles.length).toBeGreaterThan(committed)
    expect(singles.map(({ id }) => id)).toEqual(singles.map((_, at) => at))
    const groups = await reopened.query<{ id: number; parts: number }>(
      "SELECT id / 20 AS id, count(*) AS parts FROM pantau.rows WHERE kind = 'whole' GROUP BY 1 ORDER BY 1",
    )
    expect(groups.length).toBeGreaterThan(whole)
    expect(groups.filter(({ parts }) => parts !== 20)).toEqual([])
    await reopened.query('DELETE FROM pantau.rows')
    await reopened.close()
    child = await startChild(folder)
  }
})
