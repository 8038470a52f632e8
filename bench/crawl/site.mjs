// The forum in a process of its own: site.mjs [OPTIONS AS JSON]
import { serveForum } from './forum.mjs'

process.send(await serveForum(JSON.parse(process.argv[2] ?? '{}')))
process.on('disconnect', () => process.exit())
