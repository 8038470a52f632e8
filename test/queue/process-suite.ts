import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Queues } from '../../queue/queues.ts'
import { openQueues } from '../../queue/queues.ts'
import { memoryLog } from './bench.ts'
import type { Behaviour, Child, Word } from './children.ts'
import { startChild } from './children.ts'
import type { Place } from './places.ts'

const says =
  (event: Word['event'], count = 1) =>
  (words: readonly Word[]): boolean =>
    words.filter((word) => word.event === event).length >= count

/** What a queue must stand when whole processes die on it. For queues that several processes can open at once. */
export function processSuite(place: () => Promise<Place>): void {
  let here: Place
  let queues: Queues
  let children: Child[]

  const start = (behaviour: Behaviour): Child => {
    const child = startChild(here.address, behaviour)
    children.push(child)
    return child
  }

  const settled = (): Promise<void> =>
    vi.waitFor(
      async () => expect((await queues.counts()).alert).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 }),
      { timeout: 20_000 },
    )

  beforeEach(async () => {
    children = []
    here = await place()
    queues = await openQueues(here.connection, { log: memoryLog() })
  })

  afterEach(async () => {
    for (const child of children) child.process.kill('SIGKILL')
    await Promise.all(children.map(({ gone }) => gone))
    await queues.close()
    await here.leave()
  })

  test('a job whose worker is killed three times is run to its end, at its first attempt', async () => {
    await queues.add('alert', { deliveryId: 'd1' }, { attempts: 1 })
    for (let kill = 1; kill <= 3; kill++) {
      const child = start('hang')
      await child.words.until(says('start'))
      child.process.kill('SIGKILL')
      expect(await child.gone).toBe('SIGKILL')
    }
    const last = start('work')
    await last.words.until(says('end'))
    expect(last.words.entries).toContainEqual({ event: 'end', deliveryId: 'd1', attempt: 1 })
    await settled()
  })

  test('a worker that was frozen learns that its job is another’s', async () => {
    await queues.add('alert', { deliveryId: 'd1' })
    const frozen = start('hang')
    await frozen.words.until(says('start'))
    frozen.process.kill('SIGSTOP')
    const other = start('wait')
    await other.words.until(says('start'))
    frozen.process.kill('SIGCONT')
    await frozen.words.until(says('aborted'))
    other.process.send('finish')
    await other.words.until(says('end'))
    await settled()
    expect(other.words.entries).not.toContainEqual(expect.objectContaining({ event: 'aborted' }))
  })

  test('SIGTERM lets the running job finish and takes no other', async () => {
    const child = start('wait')
    await child.words.until(says('ready'))
    for (const deliveryId of ['d1', 'd2', 'd3', 'd4', 'd5', 'd6']) await queues.add('alert', { deliveryId })
    await child.words.until(says('start', 4))
    child.process.kill('SIGTERM')
    await child.words.until(says('closing'))
    child.process.send('finish')
    expect(await child.gone).toBe(0)
    expect(child.words.entries.filter(({ event }) => event === 'end')).toHaveLength(4)
    expect((await queues.counts()).alert).toEqual({ waiting: 2, active: 0, delayed: 0, failed: 0 })
  })

  test('SIGTERM gives back what does not finish in time', async () => {
    await queues.add('alert', { deliveryId: 'd1' }, { attempts: 1 })
    const child = start('hang')
    await child.words.until(says('start'))
    child.process.kill('SIGTERM')
    expect(await child.gone).toBe(0)
    expect((await queues.counts()).alert).toEqual({ waiting: 1, active: 0, delayed: 0, failed: 0 })
  })

  test('two processes share the jobs and do each once', async () => {
    const both = [start('work'), start('work')]
    await Promise.all(both.map((child) => child.words.until(says('ready'))))
    const ids = Array.from({ length: 200 }, (_, index) => `d${index}`)
    await Promise.all(ids.map((deliveryId) => queues.add('alert', { deliveryId })))
    await settled()
    for (const child of both) child.process.kill('SIGTERM')
    await Promise.all(both.map(({ gone }) => gone))
    const done = both.map((child) => child.words.entries.filter(({ event }) => event === 'end'))
    expect(
      done
        .flat()
        .map((word) => word.deliveryId)
        .sort(),
    ).toEqual([...ids].sort())
    for (const share of done) expect(share.length).toBeGreaterThan(0)
    expect(both.flatMap((child) => child.words.entries.filter(({ event }) => event === 'error'))).toEqual([])
  })
}
