import { Command } from 'commander'
import { evidenceListCommand } from './evidence-list.ts'
import { evidenceShowCommand } from './evidence-show.ts'

export const evidenceCommand = (): Command =>
  new Command('evidence')
    .description('the pages that were kept: encrypted, and every look at one noted (docs/evidence.md)')
    .addCommand(evidenceListCommand())
    .addCommand(evidenceShowCommand())
