import { describe } from 'vitest'
import { onPostgres, onRedis } from './places.ts'
import { processSuite } from './process-suite.ts'

describe('on Redis', () => processSuite(() => onRedis(process.env.PANTAU_TEST_REDIS_URL ?? '')))
describe('on PostgreSQL', () => processSuite(() => onPostgres(process.env.PANTAU_TEST_DATABASE_URL ?? '')))
