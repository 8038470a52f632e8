import { constants, copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { ConfigError } from '../../model/errors.ts'
import { configJsonSchema } from '../config-file.ts'
import { packageRoot } from '../root.ts'

export const initCommand = (): Command =>
  new Command('init')
    .description('write a commented example configuration')
    .argument('[folder]', 'where to', '.')
    .addHelpText('after', '\nExample:\n  pantau init /etc/pantau && pantau check -c /etc/pantau/pantau.yaml')
    .action(async (folder: string) => {
      const file = join(folder, 'pantau.yaml')
      await mkdir(folder, { recursive: true })
      await copyFile(join(packageRoot, 'config', 'pantau.yaml'), file, constants.COPYFILE_EXCL).catch(
        (error: NodeJS.ErrnoException) => {
          throw new ConfigError(
            error.code === 'EEXIST'
              ? `${file} is there already: move it away first`
              : `cannot write ${file} (${error.code})`,
          )
        },
      )
      // Beside it, for the editor: the first line of the configuration names it.
      await writeFile(join(folder, 'pantau.schema.json'), `${JSON.stringify(configJsonSchema(), null, 2)}\n`)
      process.stdout.write(
        `${file} written. Name your targets, watchlists and channels in it, then: pantau check && pantau up\n`,
      )
    })
