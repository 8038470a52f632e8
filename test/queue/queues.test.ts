import { afterAll, beforeAll, describe } from 'vitest'
import { onPostgres, onRedis, openEmbeddedPlaces } from './places.ts'
import { queueSuite } from './suite.ts'

describe('on Redis', () => queueSuite(() => onRedis(process.env.PANTAU_TEST_REDIS_URL ?? '')))
describe('on PostgreSQL', () => queueSuite(() => onPostgres(process.env.PANTAU_TEST_DATABASE_URL ?? '')))
describe('on PGlite', () => {
  let embedded: Awaited<ReturnType<typeof openEmbeddedPlaces>>
  beforeAll(async () => {
    embedded = await openEmbeddedPlaces()
  })
  afterAll(() => embedded.close())
  queueSuite(() => embedded.place())
})
