import { expect, test } from 'vitest'
import { judgeDay } from '../../app/demo/told.ts'
import type { Truth } from '../../app/demo/world/truth.ts'
import type { AlertedListing } from '../../store/listings.ts'

// The demo's judge: what has arrived, beside what the world's truth lists.

const post = { author: 'Kotz', offer: null, case: 'bpjs' as const }
const truth = { cases: [], posts: [{ ...post, site: 'forum', postId: '7' }], sites: {} } as unknown as Truth
const day = { hours: 0, what: 'Kotz asks for less.', tells: [{ case: 'bpjs' as const, event: 'repriced' as const }] }
const listing = { id: 'listing', postId: 'forum/7', title: 'BPJS' } as AlertedListing['listing']
const alert = (id: string, event: string, rootId = 'first'): AlertedListing => ({
  ...{ id, rootId, event, listing, subject: '' },
  deliveries: [`${id} mail`, `${id} slack`],
})
const alerts = [alert('first', 'opened'), alert('second', 'repriced'), alert('third', 'repriced')]
const over = (channel: 'mail' | 'slack', ...ids: string[]) =>
  ids.map((id) => ({ channel, deliveryId: `${id} ${channel}` }))

test.each([
  ['all that is listed, once over each channel', [...over('mail', 'second'), ...over('slack', 'second')], []],
  ['one that is missing over a channel', over('mail', 'second'), ['slack: bpjs repriced is missing']],
  [
    'one that came twice',
    [...over('mail', 'second', 'second'), ...over('slack', 'second')],
    ['mail: there was no bpjs repriced'],
  ],
  [
    'one of another event',
    [...over('mail', 'first'), ...over('slack', 'second')],
    ['mail: there was no bpjs opened', 'mail: bpjs repriced is missing'],
  ],
  [
    'one that nobody sent',
    [...over('mail', 'second', 'nothing'), ...over('slack', 'second')],
    ['mail: there was no such alert'],
  ],
])('judges %s', (_, arrived, wrong) => {
  expect(judgeDay(day, truth, arrived, alerts).wrong).toEqual(wrong)
})

test('an alert that does not stand under the first of its listing is said to', () => {
  const astray = [alert('first', 'opened'), alert('second', 'repriced', 'second')]
  const arrived = [...over('mail', 'second'), ...over('slack', 'second')]
  expect(judgeDay(day, truth, arrived, astray).wrong).toEqual(
    ['mail', 'slack'].map(() => 'bpjs repriced stands in another thread'),
  )
})
