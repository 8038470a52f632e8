import { describe } from 'vitest'
import { onPostgres, onRedis } from './places.ts'
import { queueSuite } from './suite.ts'

describe('on Redis', () => queueSuite(() => onRedis(process.env.PANTAU_TEST_REDIS_URL ?? '')))
describe('on PostgreSQL', () => queueSuite(() => onPostgres(process.env.PANTAU_TEST_DATABASE_URL ?? '')))
