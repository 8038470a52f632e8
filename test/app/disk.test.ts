import { afterAll, expect, test } from 'vitest'
import { serve } from '../../app/service.ts'
import { countNouns } from '../../store/visits.ts'
import { startDesk } from './desk.ts'
import { openTestHouse, until } from './house.ts'
import { offersAmongOthers, startSite } from './site.ts'

// A disk that fills up in the middle of things: writing pauses, the operator is told, and when there is space again
// nothing is missing.

const closers: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closers.reverse()) await close()
})

test('below the floor writes pause and the operator is told; above it everything is caught up', {
  timeout: 120_000,
}, async () => {
  let free = 1e9
  const site = await startSite(offersAmongOthers(6))
  const desk = await startDesk()
  closers.push(site.close, desk.close)
  const house = await openTestHouse(
    `
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], every: 1s, alertAge: any, allowPrivate: true, limits: { delay: 1ms } }
rules:
  - { id: all, channels: [hook] }
channels:
  - { id: hook, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }
  - { id: post, type: mail, operator: true, host: 127.0.0.1, port: ${desk.mailPort}, secure: none, from: p@example.com, to: [ops@example.com] }
work: { freeSpace: 500MB, patience: 4s }
`,
    {},
    { freeBytes: async () => free, everyMs: 10 },
  )
  closers.push(house.remove, house.close)
  site.onRequest = (count) => {
    if (count === 5) free = 100e6
  }
  await serve(house, 'test', { schedule: true })
  await until(() => desk.mails.length >= 1)
  expect(desk.subjects[0]).toMatch(/paused writing/)
  const before = await countNouns(house.database)
  expect(before.posts).toBeLessThan(12)

  free = 1e9
  await until(async () => (await countNouns(house.database)).posts === 12 && new Set(desk.keys).size === 6)
  await until(() => desk.mails.length >= 2)
  expect(desk.subjects[1]).toMatch(/writes again/)
  expect(desk.keys.length).toBe(6)
  expect((await countNouns(house.database)).alerts).toBe(6)
})
