import { Command } from 'commander'
import { evidenceCustodyCommand } from './evidence-custody.ts'
import { evidenceExportCommand } from './evidence-export.ts'
import { evidenceKeyCommand } from './evidence-key.ts'
import { evidenceListCommand } from './evidence-list.ts'
import { evidenceShowCommand } from './evidence-show.ts'
import { evidenceVerifyCommand } from './evidence-verify.ts'

export const evidenceCommand = (): Command =>
  new Command('evidence')
    .description('the pages that were kept: encrypted, and every look at one noted (docs/evidence.md)')
    .addCommand(evidenceListCommand())
    .addCommand(evidenceShowCommand())
    .addCommand(evidenceExportCommand())
    .addCommand(evidenceVerifyCommand())
    .addCommand(evidenceKeyCommand())
    .addCommand(evidenceCustodyCommand())
