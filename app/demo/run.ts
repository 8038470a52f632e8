import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { formats } from '../../exports/index.ts'
import { ConfigError, PantauError } from '../../model/errors.ts'
import { countDeliveries } from '../../store/deliveries.ts'
import { alertedListings } from '../../store/listings.ts'
import { isServed } from '../../store/remote.ts'
import { countNouns, type Visit } from '../../store/visits.ts'
import { loadConfig } from '../config-file.ts'
import type { Environment } from '../environment.ts'
import { type House, openHouse } from '../house.ts'
import { createLog } from '../log.ts'
import { serveCommands } from '../remote-commands.ts'
import { serve } from '../service.ts'
import { timelineOf } from '../timeline.ts'
import { demoConfig, writtenByDemo } from './config.ts'
import { openDesk } from './desk.ts'
import { judge, printStart, printSummary, printVisit, type Summary } from './summary.ts'
import { startWorld, type World } from './world/index.ts'

/** How long the demo waits for a round of visits or for the last delivery, in milliseconds. */
const patienceMs = 90_000

/** Runs the whole line over the practice world, twice, and leaves what came of it in `folder`. */
export async function runDemo(
  folder: string,
  keep: boolean,
  environment: Environment,
  print: (text: string) => void,
): Promise<Summary> {
  const started = Date.now()
  const out = resolve(folder)
  await clear(out)
  await mkdir(out, { recursive: true })
  const closers: (() => Promise<void>)[] = []
  try {
    const world = await startWorld()
    closers.push(() => world.close())
    const desk = await openDesk(out, print)
    closers.push(() => desk.close())

    const file = join(out, 'pantau.yaml')
    await writeFile(file, demoConfig(world, desk.mailPort))
    const loaded = await loadConfig(file, (name) =>
      name === 'DEMO_SLACK_WEBHOOK' ? desk.slackUrl : environment.variable(name),
    )
    printStart(print, world, file)

    // The demo keeps to itself, whatever servers the environment names.
    const alone = { ...environment, databaseUrl: undefined, redisUrl: undefined, keys: undefined }
    const house = await openHouse(loaded, alone, createLog(environment.variable('PANTAU_LOG') ?? 'silent'))
    closers.push(() => house.close({ graceMs: 1_000 }))
    serveCommands(() => house, alone.worker)
    const visits: Visit[] = []
    const onVisit = (visit: Visit): void => {
      visits.push(visit)
      printVisit(print, visit)
    }
    await serve(house, alone.worker, { schedule: true }, { onVisit })
    const targets = loaded.config.targets.length
    await roundOf(visits, targets, house)
    const first = { alerts: (await countNouns(house.database)).alerts, visits: visits.splice(0) }

    print('\n  The same round again: nothing has changed, so nobody is to hear of it.\n\n')
    for (const { id } of loaded.config.targets)
      await house.queues.add('crawl', { targetId: id }, { dedupe: `visit ${id}` })
    await roundOf(visits, targets, house)

    await exportTrail(house, out)
    const summary: Summary = {
      ...(await summarise(house, world, first)),
      secondCrawl: { pages: pagesOf(visits), alerts: (await countNouns(house.database)).alerts - first.alerts },
      seconds: Math.round((Date.now() - started) / 100) / 10,
    }
    await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
    printSummary(print, summary, out)
    if (keep) await stay(print, file, world)
    return summary
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

/** Takes away what an earlier demo left. A folder that holds anything else, or a demo that still runs, is left alone. */
async function clear(out: string): Promise<void> {
  const names = await readdir(out).catch(() => [])
  const config = await readFile(join(out, 'pantau.yaml'), 'utf8').catch(() => '')
  if (names.length > 0 && !config.startsWith(writtenByDemo))
    throw new ConfigError(
      `${out} holds something else: name an empty folder, or one that an earlier demo has left, with -o`,
    )
  if (await isServed(join(out, 'data')))
    throw new ConfigError(`a demo is running on ${out}: end it first, or name another folder with -o`)
  for (const part of ['mail', 'slack', 'data']) await rm(join(out, part), { recursive: true, force: true })
}

const pagesOf = (visits: readonly Visit[]): number => visits.reduce((sum, { pages }) => sum + pages, 0)

/** A round is over when every target was visited and every alert has arrived. */
async function roundOf(visits: readonly Visit[], targets: number, house: House): Promise<void> {
  await until('the round of visits', () => visits.length >= targets)
  await until('delivery', async () =>
    (await countDeliveries(house.database)).every(({ state }) => state === 'sent' || state === 'dead'),
  )
}

async function until(what: string, done: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (!(await done())) {
    if (Date.now() > deadline)
      throw new PantauError(`${what} did not end within ${patienceMs / 1000} s: run it again with PANTAU_LOG=debug`)
    await sleep(50)
  }
}

async function exportTrail(house: House, out: string): Promise<void> {
  const timeline = await timelineOf(house.database, 'Kotz', house.config.targets)
  for (const id of ['csv', 'jsonl', 'html']) {
    const format = formats.get(id)
    if (format) await writeFile(join(out, `kotz${format.extension}`), [...format.write(timeline)].join(''))
  }
}

async function summarise(
  { config, database }: House,
  { truth }: World,
  first: { visits: readonly Visit[] },
): Promise<Omit<Summary, 'secondCrawl' | 'seconds'>> {
  const { posts, signals } = await countNouns(database)
  const sent = (await countDeliveries(database)).filter(({ state }) => state === 'sent')
  return {
    targets: config.targets.length,
    pages: pagesOf(first.visits),
    posts,
    signals,
    alerts: Object.fromEntries(sent.map(({ channelId, count }) => [channelId, count])),
    ...judge(truth, await alertedListings(database)),
  }
}

/** Until somebody presses Ctrl-C. */
async function stay(print: (text: string) => void, file: string, world: World): Promise<void> {
  print(`
  The world and the service stay up; the forum is at ${world.sites.forum.url}
  In another terminal:  npx pantau status -c ${file}
                        npx pantau timeline Kotz -c ${file}
  Ctrl-C ends it.
`)
  await new Promise<void>((leave) => {
    process.once('SIGINT', () => leave()).once('SIGTERM', () => leave())
  })
}
