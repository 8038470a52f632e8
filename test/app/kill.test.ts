import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { type Backend, onEveryBackend, onServers } from './backends.ts'
import { type Stage, setStage } from './stage.ts'

// A service that is killed for real, at every moment that matters, and started again: nothing may be missing, and only
// what a receiver had taken before we could write it down may come twice, under the same name.

vi.setConfig({ testTimeout: 180_000 })
const offers = 6

async function onStage(backend: Backend, play: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = await setStage(backend, offers)
  try {
    await play(stage)
  } finally {
    await stage.close()
  }
}

const killed = async (child: ChildProcess): Promise<void> => {
  if (child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
}

const repeats = ({ desk }: Stage): number =>
  [desk.keys, desk.messageIds].reduce((sum, names) => sum + names.length - new Set(names).size, 0)

await onEveryBackend('killed', (backend) => {
  test('in the middle of a visit: every offer is told once', () =>
    onStage(backend, async (stage) => {
      const first = stage.start()
      stage.site.onRequest = (count) => count === 6 && first.kill('SIGKILL')
      await killed(first)
      expect(stage.site.requests.length).toBeLessThan(2 * offers)
      stage.site.onRequest = () => {}
      await stage.allTold(stage.start())
      // The kill may have fallen between a receiver's answer and our commit.
      expect(repeats(stage)).toBeLessThanOrEqual(1)
    }))

  test.each(['committed', 'claimed'])('when a delivery is %s: every offer is told once', (moment) =>
    onStage(backend, async (stage) => {
      await killed(stage.start(moment))
      expect(stage.desk.keys.length + stage.desk.messageIds.length).toBe(0)
      await stage.allTold(stage.start())
      expect(repeats(stage)).toBe(0)
    }),
  )

  test('when a receiver has answered: that one may come again, under the same name', () =>
    onStage(backend, async (stage) => {
      await killed(stage.start('answered'))
      expect(stage.desk.keys.length + stage.desk.messageIds.length).toBeGreaterThan(0)
      await stage.allTold(stage.start())
      expect(repeats(stage)).toBe(1)
    }))

  test('again and again, wherever it happens to be', () =>
    onStage(backend, async (stage) => {
      for (const requests of [3, 9, 15]) {
        const child = stage.start()
        stage.site.onRequest = (count) => count >= requests && child.kill('SIGKILL')
        await killed(child)
      }
      stage.site.onRequest = () => {}
      await stage.allTold(stage.start())
    }))
})

await onServers('several workers, on Redis and PostgreSQL', (backend) => {
  test('a queue that comes back empty is given its schedules again', () =>
    onStage(backend, async (stage) => {
      const service = stage.start()
      await stage.allTold(service)
      await backend.forgetQueue?.()
      stage.site.pastes.set(
        'later',
        'SELLING database of 7,700,000 customers: name, NIK, phone. Price $90, BTC. Telegram @later_seller',
      )
      await expect.poll(() => stage.desk.keys.length, { timeout: 60_000, interval: 50 }).toBe(offers + 1)
    }))

  test('share the work: every offer is told once, also when one of them is killed', () =>
    onStage(backend, async (stage) => {
      const [first, second, third] = [stage.start(), stage.start(), stage.start()]
      stage.site.onRequest = (count) => count === 8 && first.kill('SIGKILL')
      await killed(first)
      await Promise.race([stage.allTold(second), stage.allTold(third)])
      // The killed one may have died between a receiver's answer and its commit.
      expect(repeats(stage)).toBeLessThanOrEqual(1)
    }))
})
