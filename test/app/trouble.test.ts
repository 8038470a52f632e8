import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshFolder } from '../services/embedded.ts'
import { describeWith } from '../services/need.ts'
import { freshDatabase } from '../services/postgres.ts'
import { freePort } from '../services/server.ts'
import { pantau, type Run } from './cli.ts'
import { startDesk } from './desk.ts'
import { until } from './house.ts'
import { offersAmongOthers, startSite } from './site.ts'

// What goes wrong in an operator's life: each is one line that names the thing and says what to do.

let folder: string
const runs: Run[] = []
const run = (args: string[], env: Record<string, string> = {}): Run => {
  const started = pantau(args, { PANTAU_LOG: 'warn', ...env })
  runs.push(started)
  return started
}
const config = async (yaml: string): Promise<string> => {
  const file = join(folder, `${Math.random().toString(36).slice(2)}.yaml`)
  await writeFile(file, yaml)
  return file
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-trouble-'))
})
afterAll(async () => {
  for (const { process: child, ended } of runs) {
    child.kill('SIGKILL')
    await ended
  }
  await rm(folder, { recursive: true, force: true })
})

/** Ends with an error, in lines that a person can read: no stack, no secret. */
async function fails(started: Run, message: RegExp): Promise<void> {
  const { code, stderr } = await started.ended
  expect(stderr).toMatch(message)
  expect(code).toBe(1)
  for (const line of stderr.trim().split('\n')) expect(line).toMatch(/^pantau: /)
  expect(stderr).not.toMatch(/\n\s+at |geheim/)
}

const target = 'targets:\n  - { id: forum, type: forum, start: [https://forum.example/] }\n'

describe('a configuration that is wrong', () => {
  test.each([
    ['broken YAML', 'targets: [\n', /^pantau: .*\.yaml:\d+:\d+: /],
    [
      'an unknown key',
      `${target}wathclists: []\n`,
      /\.yaml:3:1: "wathclists" is not known here; allowed: .*watchlists/,
    ],
    [
      'an unset secret',
      `channels:\n  - { id: a, type: slack, webhook: "\${NOT_THERE}" }\n`,
      /:2:\d+: \$\{NOT_THERE\} is not set/,
    ],
  ])('%s: nothing starts', async (_name, yaml, message) => {
    const file = await config(yaml)
    await fails(run(['check', '-c', file]), message)
    await fails(run(['up', '-c', file]), message)
  })

  test('one that is right says what it would watch', async () => {
    const { code, stdout } = await run(['check', '-c', await config(target)]).ended
    expect(code).toBe(0)
    expect(stdout).toMatch(/is right: 1 target, 0 watchlists, 0 rules, 0 channels/)
    expect(stdout).toMatch(/note: there is no rule/)
  })

  test('init writes one that is right, once', async () => {
    const home = join(folder, 'new')
    expect((await run(['init', home]).ended).code).toBe(0)
    expect((await run(['check', '-c', join(home, 'pantau.yaml')]).ended).code).toBe(0)
    await fails(run(['init', home]), /pantau\.yaml is there already/)
  })
})

describe('servers that are not there', () => {
  test('REDIS_URL without DATABASE_URL', async () => {
    const file = await config(target)
    await fails(
      run(['up', '-c', file], { REDIS_URL: 'redis://127.0.0.1:1' }),
      /REDIS_URL is set and DATABASE_URL is not/,
    )
  })

  test('a worker without DATABASE_URL', async () => {
    await fails(run(['worker', '-c', await config(target)]), /a worker needs DATABASE_URL/)
  })

  test('a PostgreSQL that nobody answers for', async () => {
    const url = `postgres://pantau:geheim@127.0.0.1:${await freePort()}/pantau`
    await fails(run(['up', '-c', await config(target)], { DATABASE_URL: url }), /PostgreSQL.*127\.0\.0\.1:\d+/)
  })
})

await describeWith('postgres', 'a Redis that is not there', (admin) => {
  test('is named, without its password', async () => {
    const database = await freshDatabase(admin)
    const REDIS_URL = `redis://:geheim@127.0.0.1:${await freePort()}`
    await fails(
      run(['up', '-c', await config(target)], { DATABASE_URL: database.url, REDIS_URL }),
      /Redis.*127\.0\.0\.1:\d+/,
    )
    await database.drop()
  })

  test('a worker with other keys than the database was written with', async () => {
    const database = await freshDatabase(admin)
    const keys = (digit: string): string =>
      JSON.stringify({ current: 'k1', keys: [{ id: 'k1', secret: digit.repeat(64) }] })
    const file = await config('')
    const first = run(['up', '-c', file], { DATABASE_URL: database.url, PANTAU_KEYS: keys('a'), PANTAU_LOG: 'info' })
    await until(() => first.said().stderr.includes('"watching"'))
    await fails(
      run(['worker', '-c', file], { DATABASE_URL: database.url, PANTAU_KEYS: keys('b') }),
      /key "k1" of PANTAU_KEYS is not the one/,
    )
    first.process.kill('SIGTERM')
    expect((await first.ended).code).toBe(0)
    await database.drop()
  })
})

describe('the data folder', () => {
  test('a second `up` on it is refused; status and backup go through the first; SIGTERM ends that one cleanly', async () => {
    const { folder: data, remove } = await freshFolder()
    const file = await config('')
    const first = run(['up', '-c', file], { PANTAU_DATA: data, PANTAU_LOG: 'info' })
    await until(() => first.said().stderr.includes('"watching"'))
    await fails(
      run(['up', '-c', file], { PANTAU_DATA: data }),
      new RegExp(`another pantau is running on .*pid ${first.process.pid}`),
    )

    const status = await run(['status', '-c', file, '--json'], { PANTAU_DATA: data }).ended
    expect(JSON.parse(status.stdout)).toMatchObject({ counts: { posts: 0 } })
    const kept = join(folder, 'kept.ndjson.gz')
    expect((await run(['backup', kept, '-c', file], { PANTAU_DATA: data }).ended).code).toBe(0)
    expect((await run(['health', '-c', file], { PANTAU_DATA: data }).ended).code).toBe(0)

    first.process.kill('SIGTERM')
    expect((await first.ended).code).toBe(0)
    await fails(run(['health', '-c', file], { PANTAU_DATA: data }), /no service runs on/)
    const other = await freshFolder()
    expect((await run(['restore', kept, '-c', file], { PANTAU_DATA: other.folder }).ended).stderr).toMatch(
      /rows in \d+ tables restored/,
    )
    await fails(run(['restore', kept, '-c', file], { PANTAU_DATA: other.folder }), /not empty|holds|rows already/i)
    await remove()
    await other.remove()
  })

  test('that is empty or damaged is said to be', async () => {
    const nowhere = join(folder, 'nowhere')
    await fails(run(['status', '-c', await config('')], { PANTAU_DATA: nowhere }), /there is nothing in .*nowhere yet/)
    const { folder: data, remove } = await freshFolder()
    await rm(join(data, 'postgres', 'global'), { recursive: true })
    await fails(run(['up', '-c', await config('')], { PANTAU_DATA: data }), /postgres cannot be opened .*restore/)
    await remove()
  })

  test('of another version', async () => {
    const { folder: data, remove } = await freshFolder()
    await writeFile(join(data, 'postgres', 'PG_VERSION'), '9\n')
    await fails(run(['up', '-c', await config('')], { PANTAU_DATA: data }), /version.*backup.*restore/i)
    await remove()
  })

  test('keys that are damaged', async () => {
    const { folder: data, remove } = await freshFolder()
    await writeFile(join(data, 'keys.json'), '{"current": "k1"')
    await fails(run(['up', '-c', await config('')], { PANTAU_DATA: data }), /keys\.json is no JSON/)
    await remove()
  })
})

test('the demo leaves a folder alone that holds something else', async () => {
  await writeFile(join(folder, 'mine.txt'), 'mine')
  await fails(run(['demo', '-o', folder]), /holds something else/)
})

describe('while it runs', () => {
  test('a page that is no page fails its target, is told to the operator once, and hurts no other', async () => {
    const { folder: data, remove } = await freshFolder()
    const desk = await startDesk()
    const site = await startSite(offersAmongOthers(1))
    const file = await config(`
targets:
  - { id: broken, type: forum, start: ["${site.url}/nothing-here"], every: 1s, allowPrivate: true, limits: { delay: 1ms } }
  - { id: pastes, type: paste, start: ["${site.start}"], every: 1s, alertAge: any, allowPrivate: true, limits: { delay: 1ms } }
rules: [{ id: all, channels: [post] }]
channels:
  - { id: post, type: mail, operator: true, host: 127.0.0.1, port: ${desk.mailPort}, secure: none, from: p@example.com, to: [o@example.com] }
`)
    const up = run(['up', '-c', file], { PANTAU_DATA: data, PANTAU_LOG: 'info' })
    await until(() => desk.mails.length >= 2)
    const visitsOfBroken = (): number => up.said().stderr.split('"targetId":"broken"').length
    const seen = visitsOfBroken()
    await until(() => visitsOfBroken() > seen + 4)
    expect(desk.subjects.filter((subject) => subject.includes('broken can no longer be read')).length).toBe(1)
    expect(desk.subjects.filter((subject) => subject.includes('2,500,000 records')).length).toBe(1)
    up.process.kill('SIGTERM')
    expect((await up.ended).code).toBe(0)
    await site.close()
    await desk.close()
    await remove()
  })

  test('a mail server that is not there loses no alert: it is delivered when there is one', async () => {
    const { folder: data, remove } = await freshFolder()
    const site = await startSite(offersAmongOthers(1))
    const port = await freePort()
    const yaml = (mailPort: number): string => `
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], every: 1h, alertAge: any, allowPrivate: true, limits: { delay: 1ms } }
rules: [{ id: all, channels: [post] }]
channels:
  - { id: post, type: mail, host: 127.0.0.1, port: ${mailPort}, secure: none, from: p@example.com, to: [o@example.com] }
work: { patience: 2s }
`
    const first = run(['up', '-c', await config(yaml(port))], { PANTAU_DATA: data })
    await until(() => first.said().stderr.includes('delivery failed, will be tried again'))
    first.process.kill('SIGTERM')
    expect((await first.ended).code).toBe(0)
    const desk = await startDesk()
    const second = run(['up', '-c', await config(yaml(desk.mailPort))], { PANTAU_DATA: data })
    await until(() => desk.mails.length === 1)
    second.process.kill('SIGTERM')
    await once(second.process, 'close')
    await site.close()
    await desk.close()
    await remove()
  })
})
