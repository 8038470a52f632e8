import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Following, followConfig } from '../../app/reload.ts'
import { type Service, serve } from '../../app/service.ts'
import type { Visit } from '../../store/visits.ts'
import { type Desk, startDesk } from './desk.ts'
import { openTestHouse, type TestHouse, until } from './house.ts'
import { offersAmongOthers, type Site, startSite } from './site.ts'

// A service that runs on while its configuration changes under it.

let site: Site
let other: Site
let desk: Desk
let house: TestHouse
let service: Service
let following: Following
let visits: Visit[]
let said: string
const variables: Record<string, string> = { HOOK_SECRET: 'sixteen-characters-and-more' }

beforeEach(async () => {
  visits = []
  said = ''
  site = await startSite({ one: 'a paste' })
  other = await startSite(offersAmongOthers(1))
  desk = await startDesk()
  const logs = new Writable({
    write: (line, _encoding, done) => {
      said += line
      done()
    },
  })
  house = await openTestHouse(yaml(), {}, { logs, level: 'info' })
  service = await serve(house, 'test', { schedule: true }, { onVisit: (visit) => visits.push(visit) })
  const environment = { variable: (name: string) => variables[name], dataFolder: house.data }
  following = followConfig({ config: house.config, file: file(), data: house.data }, environment, service, {
    everyMs: 40,
  })
})
afterEach(async () => {
  following.close()
  await house.close()
  await house.remove()
  await desk.close()
  await other.close()
  await site.close()
})

const file = (): string => join(house.data, 'pantau.yaml')
const target = (id: string, { start }: Site): string =>
  `  - { id: ${id}, type: paste, start: ["${start}"], every: 1h, alertAge: any, allowPrivate: true, limits: { delay: 1ms } }\n`
/** The configuration: one target, and a channel for the operator. */
const yaml = (targets = target('first', site), more = ''): string => `
targets:
${targets}channels:
  - { id: ops, type: webhook, operator: true, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }
${more}work: { patience: 2s, freeSpace: 10MB }
`
/** As an editor does that is careful: a new file in the old one's place. */
async function replace(text: string): Promise<void> {
  await writeFile(`${file()}.new`, text)
  await rename(`${file()}.new`, file())
}
const visited = (id: string): boolean => visits.some(({ targetId }) => targetId === id)
test('a target, a rule and a channel that are added are taken over: visited, matched and told', async () => {
  await until(() => visited('first'))
  const rules = 'rules:\n  - { id: all, channels: [ops] }\n'
  await replace(yaml(target('first', site) + target('second', other), rules))
  await until(() => visited('second'))
  await until(() => desk.payloads.some((payload) => payload.includes('contoh-0')))
  expect(visits.filter(({ targetId }) => targetId === 'first')).toHaveLength(1)
  expect(service.house().config.targets.map(({ id }) => id)).toEqual(['first', 'second'])
  expect(said).toContain('"targets":["+second"]')
})

test('a wrong one is refused with the words of `pantau check`, told once, and the one before runs on', async () => {
  await until(() => visited('first'))
  const wrong = yaml().replace('type: paste', 'type: pasta')
  await replace(wrong)
  await until(() => desk.payloads.some((payload) => payload.includes('is refused')))
  expect(desk.payloads[0]).toMatch(/pantau\[\.\]yaml:3:\d+: type: expected one of /)
  await following.reread()
  await following.reread()
  expect(desk.payloads).toHaveLength(1)
  expect(service.house().config.targets).toHaveLength(1)
  // Corrected, it is taken over by itself.
  await replace(yaml(target('first', site) + target('second', other)))
  await until(() => visited('second'))
})

test('what only shows when it is put together is refused as well, and changes nothing', async () => {
  const before = service.house()
  const login = `  - { id: post, type: mail, host: smtp.example.com, secure: none, user: p, password: "\${HOOK_SECRET}", from: p@example.com, to: [soc@example.com] }\n`
  await writeFile(file(), yaml(target('first', site), login))
  await following.reread()
  expect(said).toMatch(/refused/)
  expect(said).not.toContain(variables.HOOK_SECRET)
  expect(service.house()).toBe(before)
})

test('a visit that is under way ends as it began; its target, gone meanwhile, is not visited again', async () => {
  await until(() => visited('first'))
  const slow = target('second', other).replace('delay: 1ms', 'delay: 500ms').replace('1h', '1s')
  await replace(yaml(target('first', site) + slow))
  await until(() => other.requests.length > 0)
  await writeFile(file(), yaml())
  await following.reread()
  expect(visited('second')).toBe(false)
  await until(() => visited('second'))
  expect(visits.find(({ targetId }) => targetId === 'second')).toMatchObject({ error: null, pages: 3, newPosts: 2 })
  await until(async () => (await house.queues.counts()).crawl.active === 0)
  const { waiting, delayed } = (await house.queues.counts()).crawl
  expect(waiting + delayed).toBe(0)
})

test('what needs a restart stays as it was, and is named; a file that says the same changes nothing', async () => {
  const before = service.house()
  await writeFile(file(), `# a remark\n${yaml()}`)
  await following.reread()
  expect(service.house()).toBe(before)
  await writeFile(file(), `tor: 127.0.0.1:9999\ndata: ./elsewhere\n${yaml().replace('2s', '9s')}`)
  await following.reread()
  expect(service.house().config).toMatchObject({ tor: '127.0.0.1:9050', work: { patience: 2_000 } })
  expect(said).toContain('"waiting":["tor","work.patience"]')
})

test('a file of terms is followed like the file that names it', async () => {
  const terms = join(house.data, 'aliases.txt')
  const names = () => service.house().config.watchlists[0]?.names
  await writeFile(file(), yaml(target('first', site), 'watchlists: [{ id: ours, names: { file: aliases.txt } }]\n'))
  await following.reread()
  expect(said).toMatch(/refused/)
  expect(said).toContain('aliases.txt is not there')
  await writeFile(terms, 'Bank Contoh\n')
  await until(() => names()?.[0] === 'Bank Contoh')
  await writeFile(terms, '# who we are\nBank Contoh\nBNKX\n')
  await until(() => names()?.length === 2)
})

test('how much is done at once, and a channel that stays as it is, outlive a change', async () => {
  const channel = house.mailroom.channels.get('ops')
  await writeFile(file(), yaml().replace('patience: 2s', 'patience: 2s, visits: 3, deliveries: 2'))
  await following.reread()
  expect(service.house().config.work).toMatchObject({ visits: 3, deliveries: 2 })
  expect(service.house().mailroom.channels.get('ops')).toBe(channel)
})
