// A process that starts a Redis, says where, and waits to be killed.
import { startRedis } from './redis.ts'

const server = await startRedis({ own: true })
if (!('url' in server)) throw new Error(server.missing)
const port = new URL(server.url).port
process.send?.({ port: Number(port), folder: server.folder })
setInterval(() => undefined, 1_000)
