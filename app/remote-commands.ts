import { z } from 'zod'
import { RecordClass } from '../model/retention.ts'
import { Tip } from '../model/tip.ts'
import { TriageActor, TriageWish } from '../model/triage.ts'
import type { LocalDatabase } from '../store/database.ts'
import type { EmbeddedDatabase } from '../store/embedded.ts'
import { writeBackup } from './backup-file.ts'
import { HoldWish, hold, release } from './hold.ts'
import type { House } from './house.ts'
import { createPurger, Gone, type Purger } from './purge.ts'
import { submit } from './tips/submit.ts'
import { actOn } from './triage/act.ts'
import { complain, noteStep } from './triage/note.ts'
import { tellSteps } from './triage/tell.ts'

/** What the CLI may ask of a running service on the embedded database, besides single statements. */
export function serveCommands(house: () => House, worker: string): void {
  const { database } = house()
  if (!isEmbedded(database)) return
  const purger = (by: string): Purger =>
    createPurger({ database, vault: house().line.evidence.vault }, house().config.retention, by, house().line.now)
  database.serve({
    backup: async (args) =>
      writeBackup(database, z.strictObject({ file: z.string().startsWith('/') }).parse(args).file),
    hold: (args) => hold(database, HoldWish.parse(args)),
    release: (args) => release(database, HoldWish.parse(args)),
    'purge-batch': (args) => {
      const { by, of, after } = PurgeBatch.parse(args)
      return purger(by).batch(of, after)
    },
    'purge-end': (args) => {
      const { by, gone, rewrite } = PurgeEnd.parse(args)
      return purger(by).end(gone, rewrite)
    },
    submit: async (args) => submit(house(), Tip.parse(args), worker),
    triage: async (args) => {
      const { id, wish, actor } = TriageRequest.parse(args)
      const acted = await actOn(id, wish, actor, { database, now: house().line.now })
      await tellSteps(house(), acted.id)
      if (acted.outcome === 'done') void noteStep(house(), acted.id).catch(complain(house().mailroom))
      return acted
    },
  })
}

const PurgeBatch = z.strictObject({ by: z.string(), of: RecordClass, after: z.date().nullable() })
const PurgeEnd = z.strictObject({ by: z.string(), gone: Gone, rewrite: z.boolean() })

const TriageRequest = z.strictObject({ id: z.string(), wish: TriageWish, actor: TriageActor })

const isEmbedded = (database: LocalDatabase): database is EmbeddedDatabase => database.kind === 'embedded'
