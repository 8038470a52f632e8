import { afterAll, beforeAll, describe } from 'vitest'
import { describeWith } from '../services/need.ts'
import { prepareBench } from './bench.ts'
import { jobSuite } from './job-suite.ts'
import type { Place } from './places.ts'
import { onPostgres, onRedis, openEmbeddedPlaces } from './places.ts'
import { scheduleSuite } from './schedule-suite.ts'

/** What every backend of the queue must do, whatever lies beneath. */
function queueSuite(place: () => Promise<Place>): void {
  const bench = prepareBench(place)
  jobSuite(bench)
  scheduleSuite(bench)
}

await describeWith('redis', 'the queue on Redis', (url) => queueSuite(() => onRedis(url)))

await describeWith('postgres', 'the queue on PostgreSQL', (url) => queueSuite(() => onPostgres(url)))

describe('the queue on PGlite', () => {
  let embedded: Awaited<ReturnType<typeof openEmbeddedPlaces>>
  beforeAll(async () => {
    embedded = await openEmbeddedPlaces()
  })
  afterAll(() => embedded.close())
  queueSuite(() => embedded.place())
})
