import { defang, oneLine } from '../model/plain.ts'
import type { PressLink } from '../model/press.ts'
import type { Timeline } from '../model/timeline.ts'
import type { Format } from './format.ts'
import { seconds, tagged } from './misp/object.ts'
import { entryObjects, postObjects } from './misp/posts.ts'
import { accountObjects, incidentObjects, victimObjects } from './misp/subjects.ts'
import { eventTags } from './misp/tags.ts'
import { type Ids, severityStep, spanOf, trailOf } from './misp/trail.ts'
import { addressOf } from './trail/address.ts'
import { ourNamespace, uuid5 } from './trail/uuid.ts'

const titles = { seller: 'The trail of the seller', listing: 'The story of the listing', victim: 'What was offered of' }

/**
 * The event without its objects. It is for its own organisation only (distribution 0) and unpublished: whom to share it
 * with is for a person to say. Its analysis is at its beginning (0): a machine has read what it tells, and nobody yet.
 */
function headOf({ subject, entries }: Timeline, uuid: string) {
  const days = entries.map(({ postedAt, seenAt }) => (postedAt ?? seenAt).toISOString().slice(0, 10))
  const severity = entries.reduce((most, { signal }) => Math.max(most, signal.severity), 0)
  return {
    uuid,
    info: `${titles[subject.kind]} ${oneLine(subject.name)}, by Pantau`,
    // MISP takes the day of the import where there is none.
    ...(days[0] ? { date: days[0], timestamp: seconds(spanOf(entries).last) } : {}),
    threat_level_id: entries.length === 0 ? '4' : severityStep(severity, '1', '2', '3', '3'),
    analysis: '0',
    distribution: '0',
    published: false,
    Tag: tagged(eventTags),
  }
}

/** What news reported, one link each; a report is known once, whatever it speaks of. */
const pressAttributes = (press: readonly PressLink[], event: string) =>
  [...new Map(press.map((report) => [report.postId, report])).values()].flatMap(({ postId, url, title, seenAt }) => {
    const value = addressOf(url)?.href
    if (value === undefined) return []
    const how = { category: 'External analysis', to_ids: false, distribution: '5', timestamp: seconds(seenAt) }
    return [{ uuid: uuid5(event, `press ${postId}`), type: 'link', value, ...how, comment: defang(oneLine(title)) }]
  })

/**
 * For MISP: an event in its import form, one object for each account, victim, leak, post and moment. The same trail has
 * the same ids, so that an event imported again is the event that is there, brought up to date.
 */
export const misp: Format = {
  id: 'misp',
  name: 'MISP event (JSON)',
  extension: '.json',
  mime: 'application/json',
  live: /"type":"(?:url|link)","value":"https?:[^"]*"/g,
  *write(timeline) {
    const { subject, entries } = timeline
    const uuid = uuid5(ourNamespace, `misp ${subject.kind} ${subject.name.toLowerCase()}`)
    const ids: Ids = (kind, name) => uuid5(uuid, `${kind} ${name}`)
    const trail = trailOf(timeline)
    let separator = ''
    const head = { ...headOf(timeline, uuid), Attribute: pressAttributes(timeline.press, uuid) }
    yield `{"Event":${JSON.stringify(head).slice(0, -1)},"Object":[`
    for (const objects of [
      accountObjects(trail, ids),
      victimObjects(trail, ids),
      incidentObjects(trail, ids),
      postObjects(trail, ids),
      entryObjects(entries, ids),
    ])
      for (const object of objects) {
        yield `${separator}\n${JSON.stringify(object)}`
        separator = ','
      }
    yield '\n]}}\n'
  },
}
