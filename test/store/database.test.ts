import { describe, expect } from 'vitest'
import { openEmbedded } from '../../store/embedded.ts'
import { openServer } from '../../store/server.ts'
import { freshFolder } from '../services/embedded.ts'
import { describeWith } from '../services/need.ts'
import { freshDatabase } from '../services/postgres.ts'
import { databaseSuite } from './database-suite.ts'

describe('embedded', () => {
  databaseSuite(async () => {
    const { folder, remove } = await freshFolder()
    const database = await openEmbedded({ folder, floorBytes: 0 })
    const leave = async (): Promise<void> => {
      await database.close()
      await expect(database.query('SELECT 1')).rejects.toThrow('closed')
      await remove()
    }
    return { database, leave }
  })
})

await describeWith('postgres', 'on a server', (adminUrl) => {
  databaseSuite(async () => {
    const { url, drop } = await freshDatabase(adminUrl)
    const database = await openServer(url)
    const leave = async (): Promise<void> => {
      await database.close()
      await drop()
    }
    return { database, leave }
  })
})
