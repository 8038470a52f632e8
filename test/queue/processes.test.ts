import { describeWith } from '../services/need.ts'
import { onPostgres, onRedis } from './places.ts'
import { processSuite } from './process-suite.ts'

await describeWith('redis', 'processes on a queue in Redis', (url) => processSuite(() => onRedis(url)))

await describeWith('postgres', 'processes on a queue in PostgreSQL', (url) => processSuite(() => onPostgres(url)))
