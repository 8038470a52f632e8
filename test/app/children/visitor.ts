// A worker that visits what it is told to: visitor.ts CONFIG. Its parent sends a target as it stands in a configuration, and
// hears what came of the visit, as `pantau up` would write it down. It runs with the environment's servers.
import type { LookupFunction } from 'node:net'
import { Worker } from 'node:worker_threads'
import { loadConfig } from '../../../app/config-file.ts'
import { readEnvironment } from '../../../app/environment.ts'
import { openHouse } from '../../../app/house.ts'
import { createLog } from '../../../app/log.ts'
import { visit } from '../../../app/pipeline.ts'
import { createCrawler } from '../../../crawlers/crawler.ts'
import { Target } from '../../../model/target.ts'
import type { Outcome } from '../hostile-visits.ts'

const environment = readEnvironment()
const loaded = await loadConfig(process.argv[2] ?? '', environment.variable, environment.dataFolder)
const house = await openHouse(loaded, environment, createLog('silent'))

// The memory of the process, looked at from a thread that no parser holds up.
const peak = new Float64Array(new SharedArrayBuffer(8))
const watch = `const { workerData: peak } = require('node:worker_threads')
setInterval(() => { peak[0] = Math.max(peak[0], process.memoryUsage.rss()) }, 4)`
new Worker(watch, { eval: true, workerData: peak }).unref()

/**
 * The names of the practice: `public.example.com` lies on loopback and looks public to whoever checks it, `inside.…` says
 * where it lies, and `rebind.…` is the first at its first question and the second ever after.
 */
let rebinds = 0
const lookup: LookupFunction = (hostname, _, callback) => {
  const answer = { address: '127.0.0.1', family: 4 }
  const isDisguised = hostname.startsWith('public.') || (hostname.startsWith('rebind.') && rebinds++ === 0)
  let reads = 0
  if (isDisguised) Object.defineProperty(answer, 'address', { get: () => (reads++ === 0 ? '1.1.1.1' : '127.0.0.1') })
  callback(null, [answer])
}
const crawler = await createCrawler({ log: house.line.log, lookup })
const line = { ...house.line, crawler }

async function outcomeOf(target: Target): Promise<Outcome> {
  const texts = async (): Promise<string[]> => {
    const rows = await house.database.query<{ text: string }>(
      `select left(text, 300) as text from pantau.posts where site = $1 order by id limit 20`,
      [target.id],
    )
    return rows.map(({ text }) => text)
  }
  try {
    const { report, newPosts } = await visit(target, line)
    const { pages, stopped, tooDeep, keptOut } = report
    const errors = report.errors.map(({ error }) => ({ name: error.name, message: error.message }))
    return { error: null, newPosts, pages, stopped, tooDeep, keptOut, errors, texts: await texts() }
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    return { error: { name, message }, newPosts: 0, pages: 0, errors: [], texts: await texts() }
  }
}

process.on('message', ({ id, target }: { id: number; target?: object }) => {
  const answer = (outcome: Outcome | null): void => {
    process.send?.({ id, outcome, peak: peak[0] })
    if (outcome === null) peak[0] = 0
  }
  if (target === undefined) answer(null)
  else void outcomeOf(Target.parse(target)).then(answer)
})
process.on('disconnect', () => void crawler.close().then(() => house.close({ graceMs: 1_000 })))
process.send?.({ id: 0, outcome: null, peak: 0 })
