import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigError } from '../../model/errors.ts'
import { claimFolder, holderOf } from '../../store/embedded-claim.ts'
import { type Child, startChild } from './children.ts'

let home: string
let folder: string
const children: Child[] = []

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'pantau-claim-'))
  folder = join(home, 'data')
})

afterEach(async () => {
  for (const child of children.splice(0)) await child.kill()
  await rm(home, { recursive: true, force: true })
})

async function child(): Promise<Child> {
  const one = await startChild(folder)
  children.push(one)
  return one
}

test('a claim is exclusive until it is released', async () => {
  const claim = await claimFolder(folder)
  const refusal = await claimFolder(folder).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(ConfigError)
  expect((refusal as Error).message).toBe(
    `another pantau is running on ${folder} (pid ${process.pid}): stop it first, or set another data folder for this one`,
  )
  expect(await holderOf(folder)).toMatchObject({ pid: process.pid })
  await claim.release()
  expect(await holderOf(folder)).toBeUndefined()
  await (await claimFolder(folder)).release()
  expect(await readdir(join(folder, 'lock'))).toEqual([])
})

test('of many that start at once one wins', async () => {
  for (let round = 0; round < 5; round++) {
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => claimFolder(folder)))
    const claims = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    expect(claims.length).toBe(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(ConfigError)
    await claims[0]?.release()
  }
  expect(await readdir(folder)).toEqual(['lock'])
})

test('the folder of a killed process is taken over, by one of those who try at once', async () => {
  const [first, ...others] = await Promise.all([child(), child(), child(), child()])
  expect(await first?.order('claim')).toBe('claimed')
  expect(await others[0]?.order('claim')).toBe(
    `ConfigError: another pantau is running on ${folder} (pid ${first?.process.pid}): ` +
      'stop it first, or set another data folder for this one',
  )
  await first?.kill()
  expect(await readdir(join(folder, 'lock'))).toHaveLength(1)
  const answers = await Promise.all(others.map((other) => other.order('claim')))
  expect(answers.filter((answer) => answer === 'claimed')).toHaveLength(1)
  const winner = others[answers.indexOf('claimed')]?.process.pid
  for (const answer of answers) expect(answer).toMatch(new RegExp(`^claimed$|^ConfigError: .*\\(pid ${winner}\\)`))
  expect(await readdir(join(folder, 'lock'))).toHaveLength(1)
})

test('only our own user gets to the socket', async () => {
  const claim = await claimFolder(folder)
  const [name = ''] = await readdir(join(folder, 'lock'))
  expect((await stat(join(folder, 'lock'))).mode & 0o777).toBe(0o700)
  expect((await stat(join(folder, 'lock', name))).mode & 0o777).toBe(0o600)
  await claim.release()
})

test('a path that is too long for a socket has it elsewhere, and leaves nothing there', async () => {
  folder = join(home, 'a-folder-with-a-long-name-'.repeat(4))
  const strangers = async (): Promise<string[]> =>
    (await readdir(tmpdir())).filter((name) => name.startsWith('pantau-socket-'))
  const before = await strangers()
  const holder = await child()
  expect(await holder.order('claim')).toBe('claimed')
  await expect(claimFolder(folder)).rejects.toThrow(`pid ${holder.process.pid}`)
  await holder.kill()
  const claim = await claimFolder(folder)
  expect(await holderOf(folder)).toMatchObject({ pid: process.pid })
  await claim.release()
  expect(await strangers()).toEqual(before)
})

test('what is no claim in the lock does not stop a start', async () => {
  await mkdir(join(folder, 'lock'), { recursive: true })
  await writeFile(join(folder, 'lock', 'notes'), 'left here')
  await (await claimFolder(folder)).release()
})
