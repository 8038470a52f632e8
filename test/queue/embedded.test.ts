import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Behaviour, Child } from './children.ts'
import { startChild } from './children.ts'

// Over PGlite one process at a time has the queue. When it dies, its successor finds what it was doing.

let folder: string
let children: Child[]

const start = (behaviour: Behaviour, deliveries: string[] = []): Child => {
  const child = startChild({ folder }, behaviour, deliveries)
  children.push(child)
  return child
}

const ended = (child: Child): string[] =>
  child.words.entries.flatMap(({ event, deliveryId }) => (event === 'end' && deliveryId ? [deliveryId] : [])).sort()

beforeEach(async () => {
  children = []
  folder = await mkdtemp(join(tmpdir(), 'pantau-queue-'))
})

afterEach(async () => {
  for (const child of children) child.process.kill('SIGKILL')
  await Promise.all(children.map(({ gone }) => gone))
  await rm(folder, { recursive: true })
})

test('a process that is killed three times finishes at its fourth start, at the job’s first attempt', {
  timeout: 90_000,
}, async () => {
  for (const deliveries of [['d1', 'd2'], [], []]) {
    const child = start('hang', deliveries)
    await child.words.until((words) => words.filter(({ event }) => event === 'start').length === 2)
    child.process.kill('SIGKILL')
    expect(await child.gone).toBe('SIGKILL')
  }
  const last = start('work')
  await last.words.until((words) => words.filter(({ event }) => event === 'end').length === 2)
  expect(ended(last)).toEqual(['d1', 'd2'])
  expect(last.words.entries.map(({ attempt }) => attempt ?? 1)).not.toContain(2)
  last.process.kill('SIGTERM')
  expect(await last.gone).toBe(0)
})

test('SIGTERM lets the running jobs finish; the others are there at the next start', { timeout: 90_000 }, async () => {
  const first = start('wait', ['d1', 'd2', 'd3', 'd4', 'd5', 'd6'])
  await first.words.until((words) => words.filter(({ event }) => event === 'start').length === 4)
  first.process.kill('SIGTERM')
  await first.words.until((words) => words.some(({ event }) => event === 'closing'))
  first.process.send('finish')
  expect(await first.gone).toBe(0)
  const second = start('work')
  await second.words.until((words) => words.filter(({ event }) => event === 'end').length === 2)
  expect([...ended(first), ...ended(second)]).toEqual(['d1', 'd2', 'd3', 'd4', 'd5', 'd6'])
})
