import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { typescript } from '../app/cli.ts'
import { adWords } from './pictures.ts'

// A reader that fetched its models from somewhere would tell that somewhere, and stand still without it.

const run = async (...args: string[]): Promise<string> => {
  const trap = ['--require', join(import.meta.dirname, 'no-network.cjs')]
  const child = join(import.meta.dirname, 'offline-child.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [...typescript, ...trap, child, ...args])
  return stdout
}

test('a picture is read without a name looked up or a connection opened, by any thread', async () => {
  expect(await run()).toBe(`${adWords}\n`)
  // What would be told otherwise:
  expect(await run('trap')).toBe('NETWORK fetch\nNETWORK connect\nboth were tried\n')
})
