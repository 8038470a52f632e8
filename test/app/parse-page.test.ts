import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { engines } from '../../parsers/engines/index.ts'
import { freshFolder } from '../services/embedded.ts'
import { pantau } from './cli.ts'

// An operator's look at a saved page, before a site goes into the configuration.

const fixtures = join(import.meta.dirname, '../fixtures/engines')
const thread = join(fixtures, 'mybb/thread-1.html')
const url = 'https://forum.example/showthread.php?tid=77'

interface Printed {
  engine: string
  posts: { text: string; quotes: { author: string | null; text: string }[]; author: string }[]
}

const printed = async (...more: string[]): Promise<Printed> => {
  const { code, stdout } = await pantau(['parse', 'page', thread, '--url', url, '--json', ...more]).ended
  expect(code).toBe(0)
  return JSON.parse(stdout)
}

test('says which engine it was, and gives what the page holds', async () => {
  const { code, stdout } = await pantau(['parse', 'page', thread, '--url', url]).ended
  expect(code).toBe(0)
  expect(stdout).toMatch(/^thread, read by mybb: .*footer/)
})

test('a wall says whose it is', async () => {
  const wall = join(fixtures, 'phpbb/login-wall.html')
  const { code, stderr } = await pantau([
    'parse',
    'page',
    wall,
    '--url',
    'https://forum.example/memberlist.php?mode=viewprofile&u=3',
  ]).ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/wants a login .*\(read as phpbb\)/)
})

test('a quote stands apart from the text, or before it where that is asked for', async () => {
  const apart = await printed()
  const together = await printed('--with-quotes')
  const at = apart.posts.findIndex(({ quotes }) => quotes.length > 0)
  const [quote] = apart.posts[at]?.quotes ?? []
  expect(apart.posts[at]?.text).not.toContain(quote?.text)
  expect(together.posts[at]?.text).toContain(`${quote?.author}: ${quote?.text}`)
  expect(together.posts[at]?.text).toContain(apart.posts[at]?.text)
})

test('a selector is tried without a configuration; a wrong one is told by its name', async () => {
  const renamed = await printed('--engine', 'mybb', '--selector', 'post.author=.nobody')
  expect(renamed.posts.map(({ author }) => author)).toEqual(renamed.posts.map(() => null))
  const wrong = await pantau(['parse', 'page', thread, '--url', url, '--engine', 'mybb', '--selector', 'post.who=b'])
    .ended
  expect(wrong.code).toBe(1)
  expect(wrong.stderr).toMatch(/^pantau: selectors: "post\.who" is no selector of this engine; there are post\.item, /)
})

test('`pantau sources` lists every engine, and tells all about one', async () => {
  const list = await pantau(['sources']).ended
  for (const { id, name } of engines)
    expect(list.stdout).toMatch(new RegExp(`\\n +${id} +${name.replace(/[().]/g, '.')}`))
  const one = await pantau(['sources', 'x']).ended
  expect(one.stdout).toMatch(/needs +\S/)
  expect(one.stdout).toContain('engine: x # or auto')
  const { folder, remove } = await freshFolder()
  const file = join(folder, 'pantau.yaml')
  await writeFile(file, one.stdout.slice(one.stdout.indexOf('targets:')))
  const checked = await pantau(['check', '-c', file], { EXAMPLE_TOKEN: 'invented-token' }).ended
  await remove()
  expect(checked.stdout).toMatch(/is right: 1 target/)
  const none = await pantau(['sources', 'vbuletin']).ended
  expect(none.code).toBe(1)
  expect(none.stderr).toContain('pantau: no engine is called "vbuletin"; there are mybb')
})
