import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pc from 'picocolors'
import { ConfigError } from '../../model/errors.ts'
import { cut, oneLine } from '../../model/plain.ts'
import type { Target } from '../../model/target.ts'
import { lastVisits, type Visit } from '../../store/visits.ts'
import { sayDuration } from '../due.ts'
import { keptPages } from '../health/kept.ts'
import { type ListedTarget, listTargets, type State } from '../health/target-list.ts'
import { prepareReading, withStore } from '../reading.ts'

/** Visits that are shown of one target. */
const shownVisits = 15

/** `pantau targets`, and `pantau targets ID`: how each is, from the configuration and the store. */
export async function showTargets(id: string | undefined, options: { config?: string; json?: true }): Promise<void> {
  const { loaded, environment } = await prepareReading(options)
  const { targets } = loaded.config
  const ids = targets.map((target) => target.id)
  const target = targets.find((other) => other.id === id)
  if (id !== undefined && !target)
    throw new ConfigError(`no target is called "${id}"; there is ${ids.join(', ') || 'none'}`)
  const hasStore = environment.databaseUrl !== undefined || existsSync(join(loaded.data, 'VERSION'))
  const look = async (database: Parameters<typeof listTargets>[1]) => ({
    listed: await listTargets(loaded.config, database),
    visits: target && database ? await lastVisits(database, target.id, shownVisits) : [],
  })
  const { listed, visits } = hasStore ? await withStore(loaded, environment, look) : await look(null)
  const now = Date.now()
  const print = (text: string): void => void process.stdout.write(text)
  if (target) {
    const [one] = listed.filter((other) => other.id === id)
    const kept = await keptPages(loaded.data, target.id)
    if (!one) throw new ConfigError(`no target is called "${id}"`)
    return print(
      options.json ? json({ ...one, lastVisits: visits, keptPages: kept }) : told(target, one, visits, kept, now),
    )
  }
  if (options.json) return print(json(listed))
  if (listed.length === 0)
    return print(
      `no targets in ${loaded.file} yet: \`pantau targets try ADDRESS\` reads a site and gives YAML to paste\n`,
    )
  print(table(listed, now))
  if (!hasStore) print(`\nnothing has been visited yet: start the service with \`pantau up\`\n`)
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

/** Widest id that is shown whole: the table stays within 100 columns. */
const widestId = 20

const paints: Record<State, (text: string) => string> = {
  ok: pc.green,
  misread: pc.yellow,
  failing: pc.red,
  paused: pc.yellow,
  'never visited': pc.dim,
  disabled: pc.dim,
}

function table(targets: readonly ListedTarget[], now: number): string {
  const wide = Math.min(Math.max(...targets.map(({ id }) => id.length), 6), widestId)
  const widths = [-wide, -13, -8, 5, 5, 5, 7, 6, 5, 6, -7]
  const head = row(widths, ['TARGET', 'STATE', 'LAST', 'PAGES', 'POSTS', 'NEW', 'CHANGED', ...shares, 'ERRORS', 'NEXT'])
  const lines = targets.map((target) => {
    const { id, state, lastVisit, pages, posts, newPosts, changedPosts, withAuthor, withDate, errors } = target
    const counts = [pages, posts, newPosts, changedPosts].map(short)
    const figures =
      lastVisit === null ? Array(7).fill('') : [...counts, percent(withAuthor), percent(withDate), short(errors)]
    return row(widths, [cut(id, wide), state, ago(lastVisit, now), ...figures, ahead(target, now)], paints[state])
  })
  const troubles = targets.flatMap(({ id, state, troubles }) =>
    troubles.map((trouble) => paints[state](cut(oneLine(`${id}: ${trouble}`), 400))),
  )
  const notes = [
    ...(troubles.length > 0
      ? ['', ...troubles, pc.dim('More of one: pantau targets ID. Its kept page: pantau targets page ID.')]
      : []),
    '',
    pc.dim('Counts of the last 24 hours; AUTHOR and DATE of the posts of the last 20 visits that read some.'),
  ]
  return `${[pc.bold(head), ...lines, ...notes].join('\n')}\n`
}

const shares = ['AUTHOR', 'DATE']

/** Cells of these widths side by side, to the left where the width is negative; the second one painted. */
function row(widths: readonly number[], cells: readonly string[], paint = (text: string): string => text): string {
  const padded = cells.map((cell, at) => {
    const width = widths[at] ?? 0
    return width < 0 ? cell.padEnd(-width) : cell.padStart(width)
  })
  return padded
    .map((cell, at) => (at === 1 ? paint(cell) : cell))
    .join(' ')
    .trimEnd()
}

function told(
  target: Target,
  { state, troubles, nextVisit }: ListedTarget,
  visits: readonly Visit[],
  kept: readonly { file: string; keptAt: Date }[],
  now: number,
): string {
  const facts = [
    ['state', paints[state](state)],
    ...troubles.map((trouble) => ['', oneLine(trouble)]),
    ['starts at', target.start.map(oneLine).join(' ')],
    ['next visit', nextVisit === null ? 'none' : `${when(nextVisit)} (${ahead({ nextVisit }, now)})`],
    ...kept.map(({ file }, at) => [at === 0 ? 'kept pages' : '', file]),
  ]
  const head = row(visitWidths, [
    'VISIT (UTC)',
    'TOOK',
    'REQUESTS',
    'PAGES',
    'POSTS',
    'NEW',
    'CHANGED',
    ...shares,
    'READ BY',
  ])
  const lines = visits.flatMap((visit) => [visitLine(visit), ...visitErrors(visit)])
  return `${[
    pc.bold(target.id),
    ...facts.map(([name = '', value = '']) => `  ${name.padEnd(11)} ${value}`),
    '',
    ...(visits.length > 0 ? [pc.bold(head), ...lines] : [pc.dim('not visited yet')]),
  ].join('\n')}\n`
}

const visitWidths = [-16, 7, 8, 5, 5, 5, 7, 6, 5, -20]

function visitLine(visit: Visit): string {
  const { startedAt, endedAt, requests, pages, posts, newPosts, changedPosts, withAuthor, withDate, unchanged } = visit
  const of = (count: number): string => percent(posts === 0 ? null : count / posts)
  return row(visitWidths, [
    when(startedAt),
    sayDuration(endedAt.getTime() - startedAt.getTime()),
    ...[requests, pages, posts, newPosts, changedPosts].map(short),
    of(withAuthor),
    of(withDate),
    Object.keys(visit.engines).join(', ') || (unchanged > 0 ? 'not modified' : ''),
  ])
}

/** Why it failed, or which of its pages did. */
function visitErrors({ error, errors, stopped }: Visit): string[] {
  if (error !== null) return [pc.red(`  ${cut(oneLine(error), 300)}`)]
  const [first] = errors
  return [
    ...(stopped === 'done' ? [] : [pc.yellow(`  stopped at its ${stopped.replace('-', ' ')}, goes on next time`)]),
    ...(first ? [pc.yellow(`  ${errors.length} failed: ${cut(oneLine(first.error), 300)}`)] : []),
  ]
}

const when = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ')

const short = (count: number): string =>
  count < 100_000 ? String(count) : count < 1e8 ? `${Math.floor(count / 1e3)}k` : `${Math.floor(count / 1e6)}M`

const percent = (part: number | null): string => (part === null ? '-' : `${Math.floor(part * 100)}%`)

/** One unit is enough in a table. */
const roughly = (ms: number): string => sayDuration(ms).split(' ')[0] ?? ''

const ago = (at: Date | null, now: number): string =>
  at === null ? '-' : `${roughly(Math.max(now - at.getTime(), 1_000))} ago`

const ahead = ({ nextVisit }: Pick<ListedTarget, 'nextVisit'>, now: number): string =>
  nextVisit === null ? '-' : nextVisit.getTime() - now < 1_000 ? 'due' : `in ${roughly(nextVisit.getTime() - now)}`
