import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadConfig } from '../../app/config-file.ts'
import { type Members, startMembers } from '../crawlers/members.ts'
import { pantau, type Run } from './cli.ts'
import { type Desk, startDesk } from './desk.ts'
import { until } from './house.ts'

// What an operator does about a wall: look, mend, resume. Over the commands, beside a service that runs.

let board: Members
let desk: Desk
let folder: string
beforeAll(async () => {
  board = await startMembers()
  desk = await startDesk()
  folder = await mkdtemp(join(tmpdir(), 'pantau-pauses-'))
  await writeFile(
    join(folder, 'pantau.yaml'),
    `
targets:
  - id: members
    type: forum
    start: ["${board.url}/index.php"]
    every: 1s
    allowPrivate: true
    limits: { delay: 1ms }
    session:
      login:
        page: ${board.url}/member.php?action=login
        fields: { username: pengamat, password: "\${SECRET}" }
channels:
  - { id: post, type: mail, operator: true, host: 127.0.0.1, port: ${desk.mailPort}, secure: none, from: p@example.com, to: [o@example.com] }
`,
  )
})
afterAll(async () => {
  await board.close()
  await desk.close()
  await rm(folder, { recursive: true, force: true })
})

const run = (args: string[], env: Record<string, string> = {}): Run => pantau(args, env, folder)
const said = async (...args: string[]): Promise<string> => (await run(args).ended).stdout
const logins = (): number => board.hits.filter(({ what }) => what.startsWith('POST')).length

test('a wrong password is one login and one mail; resume is one more; pause and resume say what they do', async () => {
  const up = run(['up'], { SECRET: 'invented & wrong', PANTAU_LOG: 'info' })
  try {
    await until(() => desk.subjects.length > 0)
    expect(desk.subjects).toEqual([expect.stringContaining('members is paused: it wants a login')])
    const asked = board.hits.length
    expect(logins()).toBe(1)
    // Its jobs go on coming, and find it paused.
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(board.hits).toHaveLength(asked)

    // Who looks at the status need not know the account's password.
    expect(await said('status')).toMatch(/members +paused since .* UTC: signing in at .* did not work/)
    const status = JSON.parse(await said('status', '--json'))
    expect(status.paused).toMatchObject([{ targetId: 'members', kind: 'login', probeAt: null }])

    expect(await said('targets', 'resume', 'members')).toMatch(/members was paused since .*\nits next visit comes/)
    await until(() => desk.subjects.length > 1)
    expect(logins()).toBe(2)

    expect(await said('targets', 'pause', 'members', '--reason', 'we ask them first')).toMatch(/members is paused/)
    expect(await said('status')).toMatch(/members +paused since .* UTC: we ask them first/)
    await said('targets', 'resume', 'members')
    await until(() => desk.subjects.length > 2)
    expect(await said('targets', 'resume', 'members')).toMatch(/members was paused/)
    expect((await run(['targets', 'resume', 'nobody']).ended).stderr).toMatch(
      /no target is called "nobody"; there is members/,
    )
  } finally {
    up.process.kill('SIGTERM')
    const { stderr } = await up.ended
    expect(stderr + desk.mails.join()).not.toMatch(/invented/)
  }
})

test('a target is tried as somebody, and nothing of it is stored', async () => {
  const right = await run(['targets', 'try', 'members'], { SECRET: board.account.password }).ended
  expect(right.stdout).toMatch(/index, read by mybb .*\n/)
  expect(right.stdout).toMatch(/\d+ posts read, 100% with author/)
  const wrong = await run(['targets', 'try', 'members'], { SECRET: 'invented & wrong' }).ended
  expect(wrong.stdout).toMatch(/^failed {2}signing in at .* did not work: the answer asks for the password again/)
  expect(wrong.code).toBe(1)
  expect(right.stdout + wrong.stdout).not.toContain('invented')
})

/** What is said of a configuration whose one target has this session. */
async function complaint(session: string, SECRET: string): Promise<string> {
  const file = join(folder, 'wrong.yaml')
  const start = 'type: forum, start: [https://forum.example/]'
  await writeFile(file, `targets:\n  - { id: forum, ${start}, session: { ${session} } }\n`)
  const [loaded] = await Promise.allSettled([loadConfig(file, () => SECRET)])
  return loaded.status === 'rejected' ? String(loaded.reason.message) : 'nothing'
}

const page = 'page: "https://forum.example/in"'
const secret = ['$', '{SECRET}'].join('')
test.each([
  ['cookies: "sid=invented"', /"cookies" is a secret: write cookies: \$\{NAME\}/],
  [`cookies: "${secret}"`, /cookies: neither "name=value; …", nor a cookies.txt/, 'invented\n'],
  ['signedIn: .in', /a session has cookies:, or a login:, or both/],
  [`cookies: "${secret}", signedIn: "a[href"`, /"a\[href" is no CSS selector/, 'sid=invented'],
  [`login: { ${page}, fields: { user: a, passwd: invented } }`, /"passwd" is a secret/],
  [`login: { ${page}, fields: {} }`, /the names of the form’s fields/],
  ['login: { page: "http://x.onion/in", fields: { user: a } }', /through Tor only/],
  [`login: { ${page}, fields: { user: a }, forms: 2 }`, /"forms" is not known here; allowed: page, form, fields/],
])('%s is refused, with what to do and without what is secret', async (session, message, SECRET = 'x') => {
  const said = await complaint(session, SECRET)
  expect(said).toMatch(message)
  expect(said).not.toContain('invented')
})

test('a file of cookies is looked at by check; it lies beside the configuration', async () => {
  const attempt = async (): Promise<string> => {
    const { stdout, stderr } = await run(['check', '-c', join(folder, 'wrong.yaml')]).ended
    return stdout + stderr
  }
  expect(await complaint('cookies: forum.txt', '')).toBe('nothing')
  expect(await attempt()).toMatch(
    /cookies: .*forum.txt cannot be read \(ENOENT\): export them again, or correct the path/,
  )
  await writeFile(join(folder, 'forum.txt'), 'sid=1')
  expect(await attempt()).toMatch(/is right: 1 target/)
})

test('targets of one site have one session', async () => {
  const file = join(folder, 'two.yaml')
  const target = (id: string, user: string): string =>
    `  - { id: ${id}, site: forum, type: forum, start: [https://forum.example/], session: { login: { ${page}, fields: { user: ${user} } } } }\n`
  const load = async (other: string): Promise<number> => {
    await writeFile(file, `targets:\n${target('one', 'a')}${target('two', other)}`)
    return (await loadConfig(file, () => undefined)).config.targets.length
  }
  await expect(load('b')).rejects.toThrow(/"two" is on the same site with another session/)
  expect(await load('a')).toBe(2)
})
