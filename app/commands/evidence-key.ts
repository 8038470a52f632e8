import { Command } from 'commander'
import { publicKeyOf } from '../evidence/sign.ts'
import { loadKeys } from '../keys.ts'
import { prepareReading } from '../reading.ts'

interface Options {
  pem?: true
  config?: string
}

export const evidenceKeyCommand = (): Command =>
  new Command('key')
    .description('the fingerprint of the key that signs exports: for those who check them')
    .option('--pem', 'the public key itself')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
It is derived from the current key of keys.json: after a rotation there is a new one, and the earlier ones are listed too.

Examples:
  pantau evidence key
  pantau evidence key --pem > house.pem`,
    )
    .action(async ({ pem, config }: Options) => {
      const { loaded, environment } = await prepareReading(config === undefined ? {} : { config })
      const { current, all } = await loadKeys(loaded.data, environment.keys)
      if (pem) return void process.stdout.write(publicKeyOf(current).pem)
      for (const key of [current, ...all.filter(({ id }) => id !== current.id)]) {
        const { id, fingerprint } = publicKeyOf(key)
        process.stdout.write(`${fingerprint}  ${id}${id === current.id ? ', signs now' : ', signed earlier'}\n`)
      }
    })
