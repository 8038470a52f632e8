// A worker: tells its parent of each visit, and puts into the queue what it is told to.
import { openService } from './service.mjs'

const service = await openService(process.argv.slice(2), ({ newPosts }) => process.send({ newPosts }))
process.on('message', ({ sites }) => service.visit(sites))
process.on('disconnect', () => process.exit())
process.send('ready')
