import { discourse } from './discourse.ts'
import type { Engine } from './engine.ts'
import { feed } from './feed.ts'
import { mybb } from './mybb.ts'
import { paste } from './paste.ts'
import { telegram } from './telegram.ts'

/** Every engine on the shelf. What a target may name, and the docs' table of what can be read, derive from this. */
export const engines: readonly Engine[] = [mybb, telegram, paste, feed, discourse]
