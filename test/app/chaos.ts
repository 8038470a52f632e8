import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Server } from '../services/server.ts'
import { typescript } from './cli.ts'
import { type Mood, type MoodyReceiver, startMoody } from './moody.ts'

/** How much of it, and over which servers. */
export interface Chaos {
  alerts: number
  /** Times that a service is killed with SIGKILL. */
  kills: number
  /** Services at work at the same time, each with one delivery under way: so a kill cuts off one at most. */
  services: number
  /** The variables that name the servers. */
  environment: Record<string, string>
  /** Servers that are killed and started again on the way, each once. */
  servers: Required<Server>[]
}

/** What came of it. */
export interface Outcome {
  /** Tries that reached the receiver, taken or not. */
  tries: number
  taken: number
  distinct: number
  /** Messages that came again, under the same key. */
  repeats: number
  /** Listings of which something arrived before what was written earlier. */
  disordered: string[]
  kills: number
  restarts: number
  seconds: number
}

const listings = 25

/** The exit code of a service that found a server away as it started: whoever keeps it running starts it again. */
const serverAway = 75

/**
 * Alerts about a few listings go to a receiver that is slow, answers 500 and 429, breaks connections and is away three
 * times, while services are killed and servers are started anew, spread over the run by how much has arrived.
 */
export async function runChaos({ alerts, kills, services, environment, servers }: Chaos): Promise<Outcome> {
  const began = performance.now()
  const folder = await mkdtemp(join(tmpdir(), 'pantau-chaos-'))
  const receiver = await startMoody()
  receiver.mood = moods(alerts)
  const file = join(folder, 'pantau.yaml')
  await writeFile(file, configOf(receiver))
  const crew = createCrew([file, `${alerts}`, `${listings}`], environment)
  const blows = shuffled<() => Promise<void>>([
    ...Array.from({ length: kills }, () => crew.replaceOne),
    ...Array.from({ length: 3 }, () => () => receiver.goAway(700)),
    ...servers.map((server) => async () => {
      await server.halt()
      await sleep(500)
      await server.resume()
    }),
  ])
  try {
    for (let n = 0; n < services; n++) crew.start()
    for (const [n, blow] of blows.entries()) {
      while (receiver.taken.length < (alerts * (n + 1)) / (blows.length + 1)) await crew.pause(10)
      await blow()
    }
    while (!crew.isDone()) await crew.pause(50)
    return { ...judge(receiver), kills, restarts: servers.length, seconds: (performance.now() - began) / 1_000 }
  } finally {
    await crew.end()
    await receiver.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The services at work. One that ends by itself is a defect, unless a server was away as it started. */
function createCrew(args: readonly string[], environment: Record<string, string>) {
  const keys = { PANTAU_KEYS: JSON.stringify({ current: 'k1', keys: [{ id: 'k1', secret: 'cd'.repeat(32) }] }) }
  const log = { PANTAU_LOG: process.env.PANTAU_LOG ?? 'silent' }
  const env = { PATH: process.env.PATH, HOOK_SECRET: 'sixteen-characters-and-more', ...keys, ...log, ...environment }
  const running: ChildProcess[] = []
  let isDone = false
  let isOver = false
  let defect: Error | undefined

  const pause = async (ms: number): Promise<void> => {
    await sleep(ms)
    if (defect) throw defect
  }
  const start = (): void => {
    const child = fork(join(import.meta.dirname, 'children/alarms.ts'), args, { execArgv: typescript, env })
    running.push(child)
    child.on('message', ({ missing }: { missing: number }) => {
      isDone ||= missing === 0
    })
    child.once('exit', (code) => {
      if (!running.includes(child)) return
      running.splice(running.indexOf(child), 1)
      if (code === serverAway) void sleep(300).then(() => isOver || start())
      else defect = new Error(`a service ended by itself, with ${code}`)
    })
  }
  const killOne = async (): Promise<void> => {
    const child = running.shift()
    child?.kill('SIGKILL')
    if (child) await once(child, 'exit')
  }
  return {
    start,
    pause,
    /** Whether all alerts are written, and none is on its way. */
    isDone: () => isDone,
    replaceOne: async () => {
      while (running.length === 0) await pause(50)
      await killOne()
      start()
    },
    end: async () => {
      isOver = true
      while (running.length > 0) await killOne()
    },
  }
}

/** In an order that has nothing to do with what they are, the same every time. */
const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item, at) => ({ item, order: (at * 7) % items.length }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item)

/** What a receiver is like, by a dice that falls the same way every time; with a bad spell in the middle. */
function moods(alerts: number): () => Mood {
  let dice = 42
  const roll = (): number => {
    dice = (dice * 48_271) % 2_147_483_647
    return dice / 2_147_483_647
  }
  let bad = Math.ceil(alerts / 50)
  return () => {
    const value = roll()
    if (value < 0.05) return { status: 500 }
    if (value < 0.09) return 'reset'
    if (value < 0.12) return { status: 429 }
    if (value < 0.125) return { status: 429, retryAfter: '1' }
    if (value < 0.3) return { after: 20 + 200 * roll() }
    if (value > 0.5 && value < 0.6 && bad-- > 0) return { status: 503 }
    return 'take'
  }
}

function judge({ taken, tries }: MoodyReceiver): Omit<Outcome, 'kills' | 'restarts' | 'seconds'> {
  const distinct = new Set(taken.map(({ key }) => key)).size
  const last = new Map<string, number>()
  const disordered = new Set<string>()
  for (const { subject } of taken) {
    const [listing = '', step = ''] = subject.split(' ')
    if (Number(step) < (last.get(listing) ?? 0)) disordered.add(listing)
    last.set(listing, Number(step))
  }
  return {
    tries: tries.length,
    taken: taken.length,
    distinct,
    repeats: taken.length - distinct,
    disordered: [...disordered],
  }
}

const configOf = (receiver: MoodyReceiver): string => `
targets: []
channels:
  - { id: hook, type: webhook, url: "${receiver.url('hook')}", secret: "\${HOOK_SECRET}", retry: 20ms, timeout: 2s }
work: { deliveries: 1, patience: 4s, freeSpace: 10MB }
`
