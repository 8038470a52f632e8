import { afterEach, beforeEach, expect, test } from 'vitest'
import { queueDueVisits } from '../../app/due.ts'
import { keepSessions } from '../../app/sessions.ts'
import { visitAlone } from '../../app/turn.ts'
import type { Target } from '../../model/target.ts'
import type { KeyRing } from '../../parsers/personal/keys.ts'
import { backup } from '../../store/backup.ts'
import type { Visit } from '../../store/visits.ts'
import { type Members, startMembers } from '../crawlers/members.ts'
import { openTestHouse, type TestHouse, until } from './house.ts'

// A board for members alone: it is signed in to once, by its own form, and never knocked on when it lets nobody in.

let board: Members
let house: TestHouse
beforeEach(async () => {
  board = await startMembers()
})
afterEach(async () => {
  await house.close()
  await house.remove()
  await board.close()
})

const variables = { USER: 'pengamat', SECRET: 'invented & right', COOKIES: '' }
const login = `login: { page: "URL/member.php?action=login", fields: { username: "\${USER}", password: "\${SECRET}" } }`

async function open(session: string, more = '', env: Record<string, string> = {}, folder?: string): Promise<Target> {
  house = await openTestHouse(
    `
targets:
  - id: members
    type: forum
    start: ["${board.url}/index.php"]
    allowPrivate: true
    limits: { delay: 1ms }
    ${session === '' ? '' : `session: { ${session.replaceAll('URL', board.url)} }`}
    ${more}
rules: [{ id: all, channels: [out] }]
channels: [{ id: out, type: webhook, operator: true, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }]
`,
    { ...variables, ...env },
    { folder },
  )
  const [target] = house.config.targets
  if (!target) throw new Error('no target')
  return target
}

const signal = new AbortController().signal
/** One job's turn: what it asked the board, and what was written of it. */
async function turn(target: Target, worker = 'one'): Promise<{ asked: string[]; visit: Visit | undefined }> {
  const before = board.hits.length
  let visit: Visit | undefined
  await visitAlone(house, target, { worker, lastAttempt: false, signal }, { onVisit: (done) => (visit = done) }).catch(
    () => undefined, // it is written down
  )
  return { asked: board.hits.slice(before).map(({ what }) => what), visit }
}

const logins = (): string[] => board.hits.map(({ what }) => what).filter((what) => what === 'POST /member.php')
const notes = () =>
  house.database.query<{ subject: string; text: string }>(
    `select message->>'subject' as subject, message::text as text from pantau.alerts where rule_id = 'operator'`,
  )
const everything = async (): Promise<string> =>
  JSON.stringify([
    await house.database.query(`select * from pantau.sessions`),
    await house.database.query(`select * from pantau.pauses`),
    await house.database.query(`select * from pantau.visits`),
    await house.database.query(`select * from pantau.alerts`),
  ])

test('the first visit signs in by the form, with its hidden fields, and reads what members see', async () => {
  const target = await open(login)
  const first = await turn(target)
  expect(first.asked.slice(0, 3)).toEqual(['GET /member.php?action=login', 'POST /member.php', 'GET /index.php'])
  expect(first.visit).toMatchObject({ error: null, stopped: 'done', errors: [] })
  expect(first.visit?.newPosts).toBe(board.forum.threads.flatMap(({ posts }) => posts).length)
  const again = await turn(target)
  expect(again.asked[0]).toBe('GET /index.php')
  expect(logins()).toHaveLength(1)
})

test('a session that ends in the middle of a visit costs one login, and the page that was missed', async () => {
  const target = await open(login)
  await turn(target)
  const anew = async () => {
    await house.database.query(`delete from pantau.marks`)
    await house.database.query(`update pantau.targets set caught_up = false`)
    return turn(target)
  }
  const whole = await anew()
  board.expireAfter = 2
  const broken = await anew()
  expect(broken.visit).toMatchObject({ error: null, stopped: 'done', errors: [], newPosts: 0 })
  const [first, second, third, ...rest] = whole.asked
  const signingIn = ['GET /member.php?action=login', 'POST /member.php']
  expect(broken.asked).toEqual([first, second, third, ...signingIn, third, ...rest])
  expect(logins()).toHaveLength(2)
})

test('a wrong password is tried once: the target is paused, one note is written, and nothing is asked again', async () => {
  board.account.password = 'another'
  const target = await open(login)
  const first = await turn(target)
  expect(first.asked).toEqual(['GET /member.php?action=login', 'POST /member.php'])
  expect(first.visit?.error).toMatch(/signing in at .*member\.php\?action=login did not work/)
  for (let job = 0; job < 3; job++) expect(await turn(target)).toEqual({ asked: [], visit: undefined })
  const [note, ...others] = await notes()
  expect(others).toEqual([])
  expect(note?.subject).toBe('members is paused: it wants a login')
  expect(note?.text).toContain('pantau targets resume members')
  expect(await everything()).not.toContain('invented')
})

test('another password in the configuration ends the pause', async () => {
  board.account.password = 'another'
  await turn(await open(login))
  const folder = house.data
  await house.close()
  board.account.password = 'invented & new'
  const target = await open(login, '', { SECRET: 'invented & new' }, folder)
  const { visit } = await turn(target)
  expect(visit).toMatchObject({ error: null, stopped: 'done' })
})

test('what is kept is sealed: no cookie stands in the store, and another worker goes on with it', async () => {
  const target = await open(login)
  await turn(target)
  const [secret = ''] = board.secrets
  const [row] = await house.database.query<{ sealed: string }>(`select sealed from pantau.sessions`)
  expect(row?.sealed.length).toBeGreaterThan(100)
  const kept = (await everything()) + Buffer.from(row?.sealed ?? '', 'base64').toString('latin1')
  for (const word of [secret, 'mybbuser', variables.SECRET]) expect(kept).not.toContain(word)
  const folder = house.data
  await house.close()
  const same = await open(login, '', {}, folder)
  expect((await turn(same, 'two')).asked[0]).toBe('GET /index.php')
  expect(logins()).toHaveLength(1)
})

test('without a session a wall pauses the target, until the operator says otherwise', async () => {
  const target = await open('')
  expect((await turn(target)).asked).toEqual(['GET /index.php'])
  expect((await turn(target)).asked).toEqual([])
  expect((await notes()).map(({ subject }) => subject)).toEqual(['members is paused: it wants a login'])
  const posts = await house.database.query(`select 1 from pantau.posts`)
  expect(posts).toEqual([])
})

test('a site that lets us not in is asked again by itself, with one request at a time, and read when it opens', async () => {
  const target = await open(login)
  await turn(target)
  board.wall = 'forbidden'
  expect((await turn(target)).asked).toHaveLength(1)
  expect((await turn(target)).asked).toEqual([])
  const due = () => house.database.query(`update pantau.pauses set probe_at = now() - interval '1 s'`)
  const hours = async () => {
    const [row] = await house.database.query<{ hours: number }>(
      `select round(extract(epoch from probe_at - now()) / 3600)::int as hours from pantau.pauses`,
    )
    return row?.hours
  }
  expect(await hours()).toBe(1)
  for (const wait of [2, 4, 8, 16, 24, 24]) {
    await due()
    expect((await turn(target)).asked).toEqual(['GET /index.php'])
    expect(await hours()).toBe(wait)
    expect((await turn(target)).asked).toEqual([])
  }
  expect((await notes()).map(({ subject }) => subject)).toEqual(['members is paused: it does not let us in'])
  board.wall = 'none'
  board.forum.addThread('lounge', { by: 'pengamat', title: 'Back', prefix: 'SCAM', text: 'We are back.' })
  await due()
  expect((await turn(target)).asked).toEqual(['GET /index.php'])
  expect((await turn(target)).visit).toMatchObject({ error: null, stopped: 'done', newPosts: 1 })
})

test('a captcha in the login form is not solved: nothing is sent, and the target is paused', async () => {
  board.wall = 'captcha'
  const target = await open(login)
  expect((await turn(target)).asked).toEqual(['GET /member.php?action=login'])
  expect((await turn(target)).asked).toEqual([])
  expect((await notes())[0]?.text).toMatch(/captcha.*give cookies:/)
})

test('the keys may be rotated, the older of two writers loses, and a backup keeps what is sealed', async () => {
  const target = await open(login)
  await turn(target)
  const { database, line, mailroom } = house
  const key = (id: string) => ({ id, secret: Buffer.alloc(32, id) })
  const rotated: KeyRing = { current: key('k2'), all: [...line.keys.all, key('k2')] }
  const of = (keys: KeyRing) => keepSessions(database, keys, mailroom.log).open('members')
  const [one, other] = [await of(rotated), await of(line.keys)]
  expect(one.content).toContain(board.secrets[0])
  await one.save('{"newer":true}', undefined)
  await other.save('{"older":true}', undefined)
  expect((await of(rotated)).content).toBe('{"newer":true}')
  expect((await of(line.keys)).content, 'sealed under a key that this worker lacks: begun anew').toBeUndefined()
  const lines: string[] = []
  for await (const line of backup(database)) lines.push(line)
  const [row] = await database.query<{ sealed: string }>(`select sealed from pantau.sessions`)
  expect(lines.join('\n')).toContain(row?.sealed)
  expect(lines.join('\n')).not.toContain(board.secrets[0])
})

test('a chore adds no visits to a target that rests, and its silence is no alarm', async () => {
  const target = await open('', 'every: auto')
  await queueDueVisits(house)
  expect((await house.queues.counts()).crawl).toMatchObject({ waiting: 1, delayed: 0 })
  await turn(target)
  await house.queues.work('crawl', async () => {}, { concurrency: 1 })
  await until(async () => (await house.queues.counts()).crawl.waiting === 0)
  // It is due at once, had it not been paused.
  await house.database.query(`delete from pantau.rhythms`)
  await queueDueVisits(house)
  expect((await house.queues.counts()).crawl).toMatchObject({ waiting: 0, delayed: 0 })
})
