import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Backend } from './backends.ts'
import { typescript } from './cli.ts'
import { type Desk, startDesk } from './desk.ts'
import { offersAmongOthers, type Site, startSite } from './site.ts'

/** A site with offers under watch, receivers for the alerts, and services that can be started and killed between them. */
export interface Stage {
  site: Site
  desk: Desk
  /** Starts a service; `moment` is when it is to die (children/service.ts). */
  start(moment?: string): ChildProcess
  /** Until every offer has arrived over both channels, and two more visits have come and gone. */
  allTold(child: ChildProcess): Promise<void>
  close(): Promise<void>
}

export async function setStage(backend: Backend, offers: number): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'pantau-stage-'))
  const site = await startSite(offersAmongOthers(offers))
  const desk = await startDesk()
  const file = join(folder, 'pantau.yaml')
  await writeFile(file, configOf(site, desk))
  const log = { PANTAU_LOG: process.env.PANTAU_LOG ?? 'error' }
  const keys = { PANTAU_KEYS: JSON.stringify({ current: 'k1', keys: [{ id: 'k1', secret: 'ab'.repeat(32) }] }) }
  const env = {
    PATH: process.env.PATH,
    HOOK_SECRET: 'sixteen-characters-and-more',
    ...log,
    ...keys,
    ...(await backend.environment()),
  }
  const children = new Set<ChildProcess>()
  return {
    site,
    desk,
    start: (moment) => {
      const program = join(import.meta.dirname, 'children/service.ts')
      const child = fork(program, moment ? [file, moment] : [file], { execArgv: typescript, env })
      children.add(child)
      return child
    },
    allTold: async (child) => {
      const told = (): number[] => [new Set(desk.keys).size, new Set(desk.messageIds).size]
      await expect.poll(told, { timeout: 60_000, interval: 50 }).toEqual([offers, offers])
      for (let visits = 0; visits < 2; ) {
        const [message] = (await once(child, 'message')) as [{ visit?: { error: string | null } }]
        if (!message.visit) continue
        expect(message.visit.error).toBeNull()
        visits++
      }
    },
    close: async () => {
      for (const child of children) {
        child.kill('SIGKILL')
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      }
      await site.close()
      await desk.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const configOf = (site: Site, desk: Desk): string => `
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], every: 1s, alertAge: any, allowPrivate: true, limits: { delay: 2ms } }
rules:
  - { id: everything, channels: [hook, post] }
channels:
  - { id: hook, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }
  - { id: post, type: mail, host: 127.0.0.1, port: ${desk.mailPort}, secure: none, from: p@example.com, to: [soc@example.com] }
work: { deliveries: 1, patience: 2s, freeSpace: 10MB }
`
