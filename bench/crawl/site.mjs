// The forum in a process of its own.
import { serveForum } from './forum.mjs'

process.send(await serveForum())
process.on('disconnect', () => process.exit())
