import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from '../../app/service.ts'
import { openTestHouse, type TestHouse, until } from './house.ts'
import { type Site, startSite } from './site.ts'

let site: Site
let house: TestHouse
beforeAll(async () => {
  site = await startSite({ one: 'catatan' })
  const hour = new Date().getUTCHours()
  const clock = (at: number): string => `${String((at + 24) % 24).padStart(2, '0')}:00`
  // Two hours on either side: no hand of a clock moves the test.
  const [awake, asleep] = [`${clock(hour - 2)}-${clock(hour + 3)}`, `${clock(hour + 3)}-${clock(hour - 2)}`]
  const shared = 'type: paste, every: 1s, allowPrivate: true, limits: { delay: 1ms }'
  house = await openTestHouse(`targets:
  - { id: awake, site: a, start: ["${site.start}?awake"], hours: "${awake}", ${shared} }
  - { id: asleep, site: b, start: ["${site.start}?asleep"], hours: "${asleep}", ${shared} }
`)
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await site.close()
})

test('a site is asked within its hours, and not outside', async () => {
  const visited: string[] = []
  await serve(house, 'test', { schedule: true }, { onVisit: ({ targetId }) => visited.push(targetId) })
  await until(async () => visited.length >= 3)
  expect(new Set(visited)).toEqual(new Set(['awake']))
  expect(site.requests.some((path) => path.includes('asleep'))).toBe(false)
})
