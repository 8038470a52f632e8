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
import { judge, printDay, printStart, printSummary, printVisit, printVisits, type Summary } from './summary.ts'
import { type DayTold, judgeDay } from './told.ts'
import { type Day, days } from './world/days.ts'
import { startWorld, type World } from './world/index.ts'

/** How long the demo waits for a round of visits or for the last delivery, in milliseconds. */
const patienceMs = 90_000

const hourMs = 3_600_000

/** Runs the whole line over ten days of the practice world, which end today, and leaves what came of it in `folder`. */
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
    let ahead = Math.max(...days.map(({ hours }) => hours)) * hourMs
    const now = (): Date => new Date(Date.now() - ahead)
    const world = await startWorld(now(), now)
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
    const house = await openHouse(loaded, alone, createLog(environment.variable('PANTAU_LOG') ?? 'silent'), {
      now,
    })
    closers.push(() => house.close({ graceMs: 1_000 }))
    serveCommands(() => house, alone.worker)
    const visits: Visit[] = []
    const told: DayTold[] = []
    const onVisit = (visit: Visit): void => {
      visits.push(visit)
      if (told.length === 0) printVisit(print, visit)
    }
    /** The visits of a day, after the first of which the schedule is a matter of hours. */
    const live = async (day: Day): Promise<{ pages: number; alerts: number }> => {
      const before = (await countNouns(house.database)).alerts
      printDay(print, told.length + 1, day)
      ahead -= (day.hours - (days[told.length - 1]?.hours ?? 0)) * hourMs
      world.goOn(day)
      if (told.length === 0) await serve(house, alone.worker, { schedule: true }, { onVisit })
      else
        for (const { id } of loaded.config.targets)
          await house.queues.add('crawl', { targetId: id }, { dedupe: `visit ${id}` })
      await roundOf(visits, loaded.config.targets.length, house)
      if (told.length > 0) printVisits(print, visits)
      told.push(judgeDay(day, world.truth, desk.arrived.splice(0), await alertedListings(house.database)))
      return { pages: pagesOf(visits.splice(0)), alerts: (await countNouns(house.database)).alerts - before }
    }
    const [firstDay, secondDay, ...more] = days
    const first = await live(firstDay)
    const atFirst = await summarise(house, world, first.pages)
    const secondCrawl = await live(secondDay)
    for (const day of more) await live(day)

    await exportTrail(house, out)
    const summary: Summary = {
      ...atFirst,
      alerts: await sentOver(house),
      ...{ secondCrawl, days: told },
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

/** What the first day came to. */
async function summarise(
  { config, database }: House,
  { truth }: World,
  pages: number,
): Promise<Pick<Summary, 'targets' | 'pages' | 'posts' | 'signals' | 'cases' | 'falseAlarms'>> {
  const { posts, signals } = await countNouns(database)
  const alerts = await alertedListings(database)
  return { targets: config.targets.length, pages, posts, signals, ...judge(truth, alerts) }
}

/** Alerts that arrived, by channel. */
async function sentOver({ database }: House): Promise<Summary['alerts']> {
  const sent = (await countDeliveries(database)).filter(({ state }) => state === 'sent')
  return Object.fromEntries(sent.map(({ channelId, count }) => [channelId, count]))
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
