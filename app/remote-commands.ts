import { z } from 'zod'
import type { LocalDatabase } from '../store/database.ts'
import type { EmbeddedDatabase } from '../store/embedded.ts'
import { writeBackup } from './backup-file.ts'

/** What the CLI may ask of a running service on the embedded database, besides single statements. */
export function serveCommands(database: LocalDatabase): void {
  if (!isEmbedded(database)) return
  database.serve({
    backup: async (args) =>
      writeBackup(database, z.strictObject({ file: z.string().startsWith('/') }).parse(args).file),
  })
}

const isEmbedded = (database: LocalDatabase): database is EmbeddedDatabase => database.kind === 'embedded'
