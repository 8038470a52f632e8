import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { type Backend, onEveryBackend } from './backends.ts'
import { typescript } from './cli.ts'
import { type Desk, startDesk } from './desk.ts'
import { offersAmongOthers, type Site, startSite } from './site.ts'

// A service that is killed for real, at every moment that matters, and started again: nothing may be missing, and only
// what a receiver had taken before we could write it down may come twice, under the same name.

const offers = 6
vi.setConfig({ testTimeout: 180_000 })
const children = new Set<ChildProcess>()

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})

interface Stage {
  site: Site
  desk: Desk
  /** Starts the service; `moment` is when it is to die. */
  start(moment?: string): ChildProcess
  close(): Promise<void>
}

async function setStage(backend: Backend): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'pantau-kill-'))
  const site = await startSite(offersAmongOthers(offers))
  const desk = await startDesk()
  const file = join(folder, 'pantau.yaml')
  await writeFile(file, configOf(site, desk))
  const env = {
    ...(await backend.environment()),
    HOOK_SECRET: 'sixteen-characters-and-more',
    PANTAU_LOG: process.env.PANTAU_LOG ?? 'error',
  }
  return {
    site,
    desk,
    start: (moment) => {
      const child = fork(join(import.meta.dirname, 'children/service.ts'), moment ? [file, moment] : [file], {
        execArgv: typescript,
        env: { PATH: process.env.PATH, ...env },
      })
      children.add(child)
      return child
    },
    close: async () => {
      for (const child of children) {
        child.kill('SIGKILL')
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      }
      children.clear()
      await site.close()
      await desk.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const configOf = (site: Site, desk: Desk): string => `
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], every: 1s, allowPrivate: true, limits: { delay: 2ms } }
rules:
  - { id: everything, channels: [hook, post] }
channels:
  - { id: hook, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }
  - { id: post, type: mail, host: 127.0.0.1, port: ${desk.mailPort}, secure: none, from: p@example.com, to: [soc@example.com] }
work: { patience: 2s, freeSpace: 10MB }
`

const killed = async (child: ChildProcess): Promise<void> => {
  if (child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
}

/** Until every offer has arrived over both channels, and two more visits have come and gone. */
async function allTold(child: ChildProcess, desk: Desk): Promise<void> {
  await expect
    .poll(() => [new Set(desk.keys).size, new Set(desk.messageIds).size], { timeout: 60_000, interval: 50 })
    .toEqual([offers, offers])
  for (let visits = 0; visits < 2; ) {
    const [message] = (await once(child, 'message')) as [{ visit?: { error: string | null } }]
    if (message.visit) {
      expect(message.visit.error).toBeNull()
      visits++
    }
  }
}

const repeats = (names: readonly string[]): number => names.length - new Set(names).size

await onEveryBackend('killed', (backend) => {
  test('in the middle of a visit: every offer is told once', async () => {
    const stage = await setStage(backend)
    try {
      const first = stage.start()
      stage.site.onRequest = (count) => count === 6 && first.kill('SIGKILL')
      await killed(first)
      expect(stage.site.requests.length).toBeLessThan(2 * offers)
      stage.site.onRequest = () => {}
      await allTold(stage.start(), stage.desk)
      expect([repeats(stage.desk.keys), repeats(stage.desk.messageIds)]).toEqual([0, 0])
    } finally {
      await stage.close()
    }
  })

  test.each(['committed', 'claimed'])('when a delivery is %s: every offer is told once', async (moment) => {
    const stage = await setStage(backend)
    try {
      await killed(stage.start(moment))
      expect(stage.desk.keys.length + stage.desk.messageIds.length).toBe(0)
      await allTold(stage.start(), stage.desk)
      expect([repeats(stage.desk.keys), repeats(stage.desk.messageIds)]).toEqual([0, 0])
    } finally {
      await stage.close()
    }
  })

  test('when a receiver has answered: that one may come again, under the same name', async () => {
    const stage = await setStage(backend)
    try {
      await killed(stage.start('answered'))
      expect(stage.desk.keys.length + stage.desk.messageIds.length).toBeGreaterThan(0)
      await allTold(stage.start(), stage.desk)
      const again = repeats(stage.desk.keys) + repeats(stage.desk.messageIds)
      expect(again).toBeGreaterThan(0)
      // Five deliveries are under way at once, and all of them may have been answered when the process died.
      expect(again).toBeLessThanOrEqual(5)
    } finally {
      await stage.close()
    }
  })

  test('again and again, wherever it happens to be', async () => {
    const stage = await setStage(backend)
    try {
      for (const requests of [3, 9, 15]) {
        const child = stage.start()
        stage.site.onRequest = (count) => count >= requests && child.kill('SIGKILL')
        await killed(child)
      }
      stage.site.onRequest = () => {}
      await allTold(stage.start(), stage.desk)
    } finally {
      await stage.close()
    }
  })
})
