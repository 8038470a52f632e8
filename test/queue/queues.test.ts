import { afterAll, beforeAll, describe } from 'vitest'
import { describeWith } from '../services/need.ts'
import { onPostgres, onRedis, openEmbeddedPlaces } from './places.ts'
import { queueSuite } from './suite.ts'

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
