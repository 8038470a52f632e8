import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { composeListing } from '../../alerts/message/compose.ts'
import { lookAt } from '../../app/explain/hues.ts'
import { precisionOf, statsReport } from '../../app/rules/stats.ts'
import { actOn } from '../../app/triage/act.ts'
import type { TriageWish } from '../../model/triage.ts'
import { saveAlert } from '../../store/alerts.ts'
import { falseReasons, ruleFigures } from '../../store/rule-stats.ts'
import { happeningWith, rule } from '../alerts/happenings.ts'
import { pantau } from './cli.ts'
import { openTestHouse, type TestHouse } from './house.ts'

// How right rules are, from what people said of their alerts.

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse('targets: []\n')
})
afterAll(async () => {
  await house.close()
  await house.remove()
})

const message = composeListing(happeningWith(), { rule: rule(), reasons: [] }, new Date())
const raised = new Date('2021-05-12T14:00:00Z')
let count = 0
/** An alert, and what somebody did with it, so many minutes later. */
async function alert(ruleId: string, targetId: string, minutes: number | null, ...wishes: TriageWish[]): Promise<void> {
  const id = String(++count).padStart(32, '0')
  const of = { ruleId, targetId, eventId: id, listingId: `l${id}`, rootId: id, state: 'new' as const }
  await saveAlert(house.database, { id, ...of, message, translations: [], createdAt: raised }, [])
  const now = () => new Date(raised.getTime() + (minutes ?? 0) * 60_000)
  const actor = { by: 'rina', via: 'link' as const, channelId: null, request: null }
  for (const wish of wishes) await actOn(id, wish, actor, { database: house.database, now })
}
const no = (reason: string): TriageWish => ({ action: 'false-positive', reason })
const yes: TriageWish = { action: 'acknowledge', reason: null }
const done: TriageWish = { action: 'close', reason: null }

test('precision and its interval: a few say little, many say more, none say nothing', () => {
  expect(precisionOf({ right: 0, falsePositives: 0 })).toEqual({ judged: 0, precision: null, between: null })
  const rounded = (right: number, falsePositives: number) =>
    precisionOf({ right, falsePositives }).between?.map((bound) => Math.round(bound * 1_000))
  // Wilson 1927, as any table of it has them.
  expect(rounded(8, 2)).toEqual([490, 943])
  expect(rounded(80, 20)).toEqual([711, 867])
  expect(rounded(3, 0)).toEqual([438, 1_000])
})

test('by rule and by target: what was judged, how it was, and how long it took', async () => {
  await alert('ours', 'raid', 10, yes)
  await alert('ours', 'raid', 20, yes, done)
  await alert('ours', 'pastes', 60, no('not our organisation: another Contoh'))
  await alert('ours', 'pastes', 90, no('not our organisation'))
  await alert('ours', 'pastes', 30, no('a duplicate'), { action: 'reopen', reason: null }, yes)
  await alert('ours', 'raid', null)
  await alert('big', 'raid', 5, { action: 'snooze', reason: null, until: new Date('2021-06-01') })
  const figures = await ruleFigures(house.database, new Date('2021-05-01'))
  const minutes = (count: number) => count * 60_000
  expect(figures).toEqual([
    { of: 'rule', name: 'ours', alerts: 6, reacted: 5, right: 3, falsePositives: 2, medianReactionMs: minutes(30) },
    { of: 'rule', name: 'big', alerts: 1, reacted: 1, right: 0, falsePositives: 0, medianReactionMs: minutes(5) },
    { of: 'target', name: 'raid', alerts: 4, reacted: 3, right: 2, falsePositives: 0, medianReactionMs: minutes(10) },
    { of: 'target', name: 'pastes', alerts: 3, reacted: 3, right: 1, falsePositives: 2, medianReactionMs: minutes(60) },
  ])
  expect(await ruleFigures(house.database, new Date('2021-05-13'))).toEqual([])
  const reasons = await falseReasons(house.database, new Date('2021-05-01'))
  const [head, ours, big, ...more] = statsReport(figures, reasons, lookAt(false)).split('\n')
  expect(head).toMatch(/^RULE +ALERTS REACTED RIGHT FALSE PRECISION +BETWEEN REACTION$/)
  expect(ours).toMatch(/^ours +6 +5 +3 +2 +60% +23-88% +30m$/)
  expect(big).toMatch(/^big +1 +1 +0 +0 +- +- +5m$/)
  expect(more).toContain('ours: false most often because: not our organisation (2)')
  await house.close()
  const env = { PANTAU_DATA: house.data, PANTAU_CONFIG: join(house.data, 'pantau.yaml') }
  const { stdout, stderr } = await pantau(['rules', 'stats', '--since', '2021-05-01', '--json'], env).ended
  expect(stderr).toBe('')
  const json = JSON.parse(stdout)
  expect(json.rules[0]).toMatchObject({ name: 'ours', precision: 0.6, judged: 5 })
})
