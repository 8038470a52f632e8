import { resolve } from 'node:path'
import { openVault, type Vault } from '../../evidence/vault.ts'
import type { KeyRing } from '../../parsers/personal/keys.ts'
import { type FloorOptions, pausedError, watchFloor } from '../../store/embedded-floor.ts'
import type { LoadedConfig } from '../config-file.ts'
import { seal, unseal } from '../seal.ts'

/** What wraps the keys of files: a key of the ring, for this purpose alone. */
const purpose = 'evidence vault'

/** The vault that a configuration names, under its keys. While its disk is below `work.freeSpace`, it takes nothing. */
export function openVaultOf(
  { config, data }: Pick<LoadedConfig, 'config' | 'data'>,
  keys: KeyRing,
  disk: Pick<FloorOptions, 'freeBytes' | 'everyMs' | 'onPressure'> = {},
): Vault {
  const folder = resolve(data, config.evidence.folder)
  const floor = watchFloor({ ...disk, folder, floorBytes: config.work.freeSpace })
  return openVault({
    folder,
    wrap: (key) => seal(keys, purpose, key),
    unwrap: (wrapped) => unseal(keys, purpose, wrapped),
    async mayWrite() {
      const pressure = await floor.check()
      if (pressure) throw pausedError(pressure)
    },
  })
}
