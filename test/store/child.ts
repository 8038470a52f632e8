// A process that `children.ts` starts, gives orders and kills: `child.ts FOLDER`.

import { type EmbeddedDatabase, openEmbedded } from '../../store/embedded.ts'
import { type Claim, claimFolder } from '../../store/embedded-claim.ts'

const folder = process.argv[2] ?? ''
const say = (word: string): void => void process.send?.(word)

let database: EmbeddedDatabase | undefined
let claim: Claim | undefined

async function open(): Promise<EmbeddedDatabase> {
  database ??= await openEmbedded({ folder, floorBytes: 0 })
  return database
}

const orders: Record<string, () => Promise<string>> = {
  async open() {
    await open()
    return 'open'
  },
  async claim() {
    claim = await claimFolder(folder)
    return 'claimed'
  },
  async close() {
    await database?.close()
    await claim?.release()
    return 'closed'
  },
  /** Commits row after row and says each, while a transaction of its own is always half way; never ends. */
  async write() {
    const sql = await open()
    for (let id = 0; ; id++) {
      await sql.query('INSERT INTO pantau.rows (id, kind) VALUES ($1, $2)', [id, 'single'])
      say(`committed ${id}`)
      await sql.transaction(async (inside) => {
        for (let part = 0; part < 20; part++) {
          await inside.query('INSERT INTO pantau.rows (id, kind) VALUES ($1, $2)', [id * 20 + part, 'whole'])
        }
      })
      say(`whole ${id}`)
    }
  },
}

process.on('message', (order) => {
  const run = orders[String(order)]
  run?.().then(say, (error: Error) => say(`${error.name}: ${error.message}`))
})
say('ready')
