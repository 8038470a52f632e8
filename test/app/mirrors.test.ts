import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveForum } from '../../app/demo/world/forum.ts'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import { visit } from '../../app/pipeline.ts'
import { Target } from '../../model/target.ts'
import { targetsAtMirrors } from '../../store/mirrors.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// One forum at three addresses, each of which writes itself into its links. Which of them answers makes nothing new.

interface Address {
  url: string
  /** Paths that were asked for, without robots.txt. */
  asked: string[]
  onRequest: () => void
  /** Where it sends everybody, if it does. */
  movedTo: string
  down(): void
  up(): Promise<void>
}

let world: World
let house: TestHouse
let addresses: Address[]
let target: Target

async function openAddress(): Promise<Address> {
  let port = 0
  let server: Server
  const asked: string[] = []
  const address: Address = {
    url: '',
    asked,
    onRequest: () => {},
    movedTo: '',
    down() {
      server.close()
      server.closeAllConnections()
    },
    async up() {
      const answer = serveForum(world.forum)
      server = createServer((request, response) => {
        const path = request.url ?? '/'
        if (path === '/robots.txt') return void response.writeHead(404).end()
        asked.push(path)
        address.onRequest()
        if (address.movedTo !== '') return void response.writeHead(301, { location: address.movedTo + path }).end()
        const { type, body, headers } = answer(address.url)(new URL(path, address.url))
        response.writeHead(200, { 'content-type': type, ...headers }).end(body)
      })
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
      port = (server.address() as AddressInfo).port
      address.url = `http://127.0.0.1:${port}`
    },
  }
  await address.up()
  return address
}

beforeEach(async () => {
  world = await startWorld()
  addresses = [await openAddress(), await openAddress(), await openAddress()]
  house = await openTestHouse('targets: []\n')
  const [home, ...mirrors] = addresses
  target = targetAt(home?.url ?? '', mirrors)
})
afterEach(async () => {
  for (const address of addresses) address.down()
  await house.close()
  await house.remove()
  await world.close()
})

const targetAt = (home: string, mirrors: Address[]): Target =>
  Target.parse({
    id: 'forum',
    type: 'forum',
    start: [`${home}/index.php`],
    mirrors: mirrors.map(({ url }) => url),
    allowPrivate: true,
    limits: { delay: '0s' },
  })

/** One visit: what it brought, and how often each address was asked. */
async function look(of = target) {
  for (const { asked } of addresses) asked.length = 0
  const { report, ...counts } = await visit(of, house.line)
  return { ...counts, errors: report.errors, requests: addresses.map(({ asked }) => asked.length) }
}
const address = (at: number): Address => {
  const found = addresses[at]
  if (found === undefined) throw new Error('there are three')
  return found
}
const nothingNew = { newPosts: 0, changedPosts: 0, signals: 0, alerts: 0, errors: [] }
const events = () => house.database.query(`select 1 from pantau.listing_events`)
const readAt = async () => (await targetsAtMirrors(house.database)).get('forum')
const expire = () =>
  house.database.query(`update pantau.targets set home_failed_at = home_failed_at - interval '2 hours'`)
const reply = (text: string): void => void world.forum.addReply(1, { by: 'pengamat', text })

test('what one address was read at is not new at another, nor when the first comes back', async () => {
  const { posts, offers } = world.truth.sites.forum
  expect(await look()).toMatchObject({
    newPosts: posts,
    signals: offers,
    errors: [],
    requests: [expect.any(Number), 0, 0],
  })
  const told = (await events()).length

  address(0).down()
  // The index and two boards, as on any quiet day; the links of the pages lead to the mirror, and are the same.
  expect(await look()).toMatchObject({ ...nothingNew, requests: [0, 3, 0] })
  expect(await readAt()).toMatchObject({
    mirror: address(1).url,
    homeFailure: expect.stringMatching(/nothing listens/),
  })
  reply('still there?')
  const news = await look()
  expect(news).toMatchObject({ ...nothingNew, newPosts: 1 })
  expect([news.requests[0], news.requests[2]]).toEqual([0, 0])

  await address(0).up()
  // The mirror does well; the first is asked again when its hour is over, and kept to.
  expect(await look()).toMatchObject({ ...nothingNew, requests: [0, 3, 0] })
  await expire()
  expect(await look()).toMatchObject({ ...nothingNew, requests: [3, 0, 0] })
  expect(await readAt()).toBeUndefined()
  expect((await events()).length).toBe(told)
})

test('an address that goes down in the middle of a visit costs a request, and every post is read once', async () => {
  let count = 0
  address(0).onRequest = () => {
    if (++count === 9) address(0).down()
  }
  const { posts, offers } = world.truth.sites.forum
  expect(await look()).toMatchObject({ newPosts: posts, changedPosts: 0, signals: offers, errors: [] })
  const rows = await house.database.query<{ host: string }>(
    `select distinct substring(url from '^https?://[^/]+') as host from pantau.posts`,
  )
  expect(rows).toEqual([{ host: address(0).url }])
  expect(await look()).toMatchObject({ ...nothingNew, requests: [0, 3, 0] })
})

test('the next mirror is asked where the first one is down too, and remembered', async () => {
  await look()
  address(0).down()
  address(1).down()
  expect(await look()).toMatchObject({ ...nothingNew, requests: [0, 0, 3] })
  expect(await look()).toMatchObject({ ...nothingNew, requests: [0, 0, 3] })
  await address(1).up()
  await expire()
  // The first is still down: then comes the one that answered, and not the next of the list.
  expect(await look()).toMatchObject({ ...nothingNew, requests: [0, 0, 3] })
})

test('where none answers, the error says why of each, and what is remembered stays', async () => {
  await look()
  address(0).down()
  await look()
  for (const one of addresses.slice(1)) one.down()
  const error = await look().catch((error: Error) => error)
  expect(error).toMatchObject({ name: 'FetchError', permanent: false })
  for (const { url } of addresses)
    expect((error as Error).message).toMatch(new RegExp(`${url}/[a-z.]+: nothing listens there`))
  expect((await readAt())?.mirror).toBe(address(1).url)
})

test('a site that moves makes nothing new: by its mirror, by its operator, by a redirect', async () => {
  await look()
  const told = (await events()).length
  // The mirror becomes the address, and the old address a mirror.
  const turned = targetAt(address(1).url, [address(0)])
  expect(await look(turned)).toMatchObject({ ...nothingNew, requests: [0, 3, 0] })
  // The operator writes a new address.
  const moved = targetAt(address(2).url, [])
  expect(await look(moved)).toMatchObject({ ...nothingNew, requests: [0, 0, 3] })
  // The old address sends everybody on.
  address(0).movedTo = address(2).url
  expect(await look(targetAt(address(0).url, []))).toMatchObject({ ...nothingNew, requests: [1, 0, 3] })
  expect((await events()).length).toBe(told)
})
