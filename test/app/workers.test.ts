import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openServer } from '../../store/server.ts'
import { countNouns, targetStates } from '../../store/visits.ts'
import { onServers } from './backends.ts'
import { typescript } from './cli.ts'
import { type Desk, startDesk } from './desk.ts'
import { type ManySites, startManySites } from './many-sites.ts'

// Two workers share two hundred targets, and one of them is killed half-way: the other finishes what it had begun, and
// the sites never see two requests at once.

const count = 180

const lineOf = (id: string, site: string, start: string): string =>
  `  - { id: ${id}, site: ${site}, type: paste, start: ["${start}"], every: 6h, alertAge: any, allowPrivate: true, limits: { delay: 2ms } }`

/** A target for every site, and twenty more that share one: their turns come side by side. */
const targetsOf = ({ starts }: ManySites): string[] =>
  starts.flatMap((start, n) => {
    const own = lineOf(`site-${n}`, `site-${n}`, start)
    return n < 20 ? [own, lineOf(`again-${n}`, `site-${n}`, `${start}?again`)] : [own]
  })

const configOf = (sites: ManySites, desk: Desk): string => `
targets:
${targetsOf(sites).join('\n')}
rules:
  - { id: everything, channels: [hook] }
channels:
  - { id: hook, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }
work: { visits: 20, deliveries: 1, patience: 8s, freeSpace: 10MB }
`

/** A worker, and how many visits it has told of. */
function startWorker(file: string, env: Record<string, string>): { child: ChildProcess; visits: number } {
  const program = join(import.meta.dirname, 'children/service.ts')
  const worker = { child: fork(program, [file], { execArgv: typescript, env }), visits: 0 }
  worker.child.on('message', () => {
    worker.visits++
  })
  return worker
}

await onServers('two workers and two hundred targets', (backend) => {
  test('one is killed: nothing is lost, nothing doubled, and no site is asked twice at a time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pantau-workers-'))
    const [sites, desk] = await Promise.all([startManySites(count), startDesk()])
    const file = join(folder, 'pantau.yaml')
    await writeFile(file, configOf(sites, desk))
    const servers = await backend.environment()
    const env = {
      PATH: process.env.PATH ?? '',
      HOOK_SECRET: 'sixteen-characters-and-more',
      PANTAU_LOG: process.env.PANTAU_LOG ?? 'error',
      PANTAU_KEYS: JSON.stringify({ current: 'k1', keys: [{ id: 'k1', secret: 'ab'.repeat(32) }] }),
      ...servers,
    }
    const [first, second] = [startWorker(file, env), startWorker(file, env)]
    try {
      // Half-way, and while the first has visits of its own under way.
      sites.onRequest = (requests) => {
        if (requests >= count && first.visits > 0 && second.visits > 0) first.child.kill('SIGKILL')
      }
      await once(first.child, 'exit')
      expect(first.child.signalCode).toBe('SIGKILL')
      const before = sites.requests
      expect(before).toBeLessThan(2 * count)

      await expect.poll(() => new Set(desk.keys).size, { timeout: 150_000, interval: 100 }).toBe(count)
      const database = await openServer(servers.DATABASE_URL ?? '')
      const visited = async (): Promise<number> => (await targetStates(database)).length
      await expect.poll(visited, { timeout: 60_000, interval: 200 }).toBe(count + 20)
      const states = await targetStates(database)
      expect(states.flatMap(({ lastError }) => lastError ?? [])).toEqual([])
      expect(states.filter(({ failedPages }) => failedPages > 0)).toEqual([])
      expect(await countNouns(database)).toEqual({ posts: count, signals: count, listings: count, alerts: count })
      await database.close()

      expect(sites.requests).toBeGreaterThan(before)
      expect(sites.crowded).toEqual([])
      // It may have died between the receiver's answer and its own commit.
      expect(desk.keys.length - count).toBeLessThanOrEqual(1)
    } finally {
      for (const { child } of [first, second]) {
        child.kill('SIGKILL')
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      }
      await Promise.all([sites.close(), desk.close(), rm(folder, { recursive: true, force: true })])
    }
  }, 240_000)
})
