import { z } from 'zod'
import { Tip } from '../model/tip.ts'
import type { LocalDatabase } from '../store/database.ts'
import type { EmbeddedDatabase } from '../store/embedded.ts'
import { writeBackup } from './backup-file.ts'
import type { House } from './house.ts'
import { submit } from './tips/submit.ts'

/** What the CLI may ask of a running service on the embedded database, besides single statements. */
export function serveCommands(house: () => House, worker: string): void {
  const { database } = house()
  if (!isEmbedded(database)) return
  database.serve({
    backup: async (args) =>
      writeBackup(database, z.strictObject({ file: z.string().startsWith('/') }).parse(args).file),
    submit: async (args) => submit(house(), Tip.parse(args), worker),
  })
}

const isEmbedded = (database: LocalDatabase): database is EmbeddedDatabase => database.kind === 'embedded'
