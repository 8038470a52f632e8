import dns from 'node:dns'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { visit } from '../../app/pipeline.ts'
import { ConfigError } from '../../model/errors.ts'
import { startTor, type TorNetwork } from '../services/tor.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// A forum as an onion service of a Tor network that lives on 127.0.0.1, crawled by the line as it is.

let tor: TorNetwork | { missing: string }
let world: World
const houses: TestHouse[] = []
beforeAll(async () => {
  ;[tor, world] = await Promise.all([startTor(), startWorld()])
}, 240_000)
afterAll(async () => {
  for (const house of houses) {
    await house.close()
    await house.remove()
  }
  await world?.close()
  if (tor && 'stop' in tor) await tor.stop()
})

const houseWith = async (targets: string, socks = '127.0.0.1:9'): Promise<TestHouse> => {
  const house = await openTestHouse(`tor: ${socks}\ntargets:\n${targets}`)
  houses.push(house)
  return house
}

test('a forum is read through Tor as it is without, and no name is looked up here', async ({ skip }) => {
  if ('missing' in tor) {
    if (process.env.CI === 'true') throw new Error(tor.missing)
    return skip(tor.missing)
  }
  const { url, start } = world.sites.forum
  const onion = `http://${await tor.publish(Number(new URL(url).port))}`
  const [path = '/'] = start.map((address) => address.slice(url.length))
  const limits = 'limits: { delay: 1ms, timeout: 2m }'
  const house = await houseWith(
    `  - { id: dark, site: raid, type: forum, start: ["${onion}${path}"], via: tor, every: 1h, ${limits} }
  - { id: clear, site: raid, type: forum, start: ["${start[0]}"], every: 1h, allowPrivate: true, ${limits} }`,
    tor.socks,
  )
  const lookups = vi.spyOn(dns, 'lookup')
  const [dark, clear] = house.config.targets
  if (!dark || !clear) throw new Error('no targets')
  const read = await visit(dark, house.line)
  expect(read.report.stopped).toBe('done')
  // The forum writes its own address into links to profiles, and that one is private: refused behind Tor as well.
  for (const { url: failed, error } of read.report.errors)
    expect([failed.startsWith(`${url}/member.php`), error.name]).toEqual([true, 'ForbiddenAddressError'])
  expect(read.newPosts).toBeGreaterThan(50)
  expect(read.signals).toBeGreaterThan(5)
  expect(lookups).not.toHaveBeenCalled()
  lookups.mockRestore()
  // The same site under its other address: every post is known, so nothing is new and nobody hears of it twice.
  expect(await visit(clear, house.line)).toMatchObject({ newPosts: 0, changedPosts: 0, alerts: 0 })
  // As one target whose first address is down, it is read at its onion; there is nothing new either.
  const nowhere = { ...clear, id: 'both', start: [`http://127.0.0.1:9${path}`] }
  const both = await visit({ ...nowhere, mirrors: [{ url: onion, via: 'tor' }] }, house.line)
  expect(both).toMatchObject({ newPosts: 0, changedPosts: 0, alerts: 0, report: { mirrors: { read: onion } } })
}, 240_000)

test('an onion without Tor is refused by the configuration; where Tor is not there, nothing goes direct', async () => {
  const onion = 'http://forumforumforumforumforumforumforumforumforumforumforum.onion/'
  await expect(houseWith(`  - { id: dark, type: forum, start: ["${onion}"] }`)).rejects.toThrow(ConfigError)
  const asked = world.requests().forum
  const house = await houseWith(
    `  - { id: dark, type: forum, start: ["${onion}"], via: tor }
  - { id: shy, type: forum, start: ["${world.sites.forum.start[0]}"], via: tor, allowPrivate: true }`,
  )
  for (const target of house.config.targets)
    await expect(visit(target, house.line)).rejects.toThrow(/Tor at 127\.0\.0\.1:9 .*start Tor there, or correct tor:/)
  expect(world.requests().forum).toBe(asked)
})
