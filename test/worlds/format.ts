import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { z } from 'zod'
import { ListingEventKind } from '../../model/listing.ts'
import { Slug, SourceType } from '../../model/target.ts'

// The form of a practice world, as README.md here tells it to whoever writes one.

/** What an address answers: a file of the world, or the words themselves; `status`, `type` and `location` as HTTP has them. */
const PageEntry = z.strictObject({
  file: z.string().optional(),
  body: z.string().optional(),
  status: z.number().int().min(200).max(599).default(200),
  type: z.string().default('text/html; charset=utf-8'),
  location: z.string().optional(),
})
export type PageEntry = z.infer<typeof PageEntry>

const Site = z.strictObject({
  id: Slug,
  type: SourceType,
  engine: z.string().default('auto'),
  /** Where a visit begins; the first one's host is the site's home. */
  start: z.array(z.url({ protocol: /^http$/ })).min(1),
  /** Further addresses of the site, without a path. */
  mirrors: z.array(z.url({ protocol: /^http$/ })).default([]),
  /** How old a post of the first visit may be that somebody is told of: `30d`. */
  alertAge: z.string().default('any'),
})
export type Site = z.infer<typeof Site>

const Visit = z.strictObject({
  at: z.iso.datetime(),
  site: Slug,
  /** What is otherwise than at the visit before to this site: by path and query; `null`: it is not there any more. */
  pages: z.record(z.string().startsWith('/'), z.union([z.string(), PageEntry, z.null()])).default({}),
  /** Hosts of the site that do not answer now. */
  down: z.array(z.string()).default([]),
})
export type Visit = z.infer<typeof Visit>

const Manifest = z.strictObject({
  format: z.literal('pantau-world/1'),
  name: z.string(),
  sites: z.array(Site).min(1),
  /** As a configuration has them, but for their channels: whoever reads that checks them. */
  watchlists: z.array(z.looseObject({ id: Slug })).default([]),
  rules: z.array(z.looseObject({ id: Slug })).default([]),
  visits: z.array(Visit).min(1),
})
export type Manifest = z.infer<typeof Manifest>

/** An account or a post: the site's id, a slash, and the handle, or the id that the site gives the post. */
const Name = z.string().regex(/^[a-z][a-z0-9.-]*\/.+/, 'a site and a name on it, such as pasar/Kotz')

const precisions = { minute: 60_000, hour: 3_600_000, day: 86_400_000, month: 31 * 86_400_000, year: 366 * 86_400_000 }

const TrueEvent = z.strictObject({
  kind: ListingEventKind,
  /** Number of the first visit at which the pages show it; the first visit of the manifest is 0. */
  visit: z.number().int().nonnegative(),
  /** When the site says that it happened; `null` where no page says it. */
  postedAt: z.iso.datetime().nullable(),
  /** How exactly the site says it. */
  precision: z.enum(['minute', 'hour', 'day', 'month', 'year']).default('minute'),
  /** Who did it; the listing's account by default. */
  account: Name.nullable().optional(),
  /** Nothing on a start page or a board moves by it: it is seen when the page is read again, and no later than that. */
  quiet: z.boolean().default(false),
  /** The rules that tell of it; it is silent where there are none. Compared where the manifest has rules. */
  alerts: z.array(Slug).default([]),
})
export type TrueEvent = z.infer<typeof TrueEvent>

const TrueListing = z.strictObject({
  key: z.string(),
  /** The post that opened it. */
  post: Name,
  account: Name.nullable(),
  /** Whether the same data had been offered before; of which listings, by their keys. */
  verdict: z
    .strictObject({
      kind: z.enum(['new', 'same', 'cross-posted', 'recycled']),
      of: z.array(z.string()).default([]),
    })
    .optional(),
  events: z.array(TrueEvent).min(1),
})
export type TrueListing = z.infer<typeof TrueListing>

const TrueLink = z.strictObject({ accounts: z.tuple([Name, Name]), reasons: z.array(z.string()).min(1) })
export type TrueLink = z.infer<typeof TrueLink>

const Truth = z.strictObject({
  listings: z.array(TrueListing),
  /** Every link between two accounts that the pages give a reason for; left out where links are not to be compared. */
  links: z.array(TrueLink).optional(),
})
export type Truth = z.infer<typeof Truth>

/** How far a date may be from what the site says, in milliseconds. */
export const toleranceOf = ({ precision }: Pick<TrueEvent, 'precision'>): number => precisions[precision]

/** A practice world: what stood where at each visit, and what truly happened. */
export interface World {
  manifest: Manifest
  truth: Truth
  /** What a file of it says. */
  read(file: string): Promise<string>
}

/** Reads a world from its folder. Throws an error that names the file and the place in it. */
export async function readWorld(folder: string): Promise<World> {
  const root = resolve(folder)
  const parsed = async <T>(file: string, schema: z.ZodType<T>): Promise<T> => {
    const text = await readFile(join(root, file), 'utf8')
    const { data, error } = schema.safeParse(JSON.parse(text))
    if (data === undefined) throw new Error(`${join(folder, file)}: ${z.prettifyError(error as z.ZodError)}`)
    return data
  }
  const manifest = await parsed('manifest.json', Manifest)
  const truth = await parsed('truth.json', Truth)
  checkWorld(manifest, truth)
  return {
    manifest,
    truth,
    read: async (file) => {
      const path = resolve(root, file)
      if (!path.startsWith(root + sep)) throw new Error(`${file} lies outside of ${folder}`)
      return readFile(path, 'utf8')
    },
  }
}

/** Writes a world down, for others to replay. */
export async function writeWorld({ manifest, truth, read }: World, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
  await writeFile(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`)
  for (const { pages } of manifest.visits)
    for (const entry of Object.values(pages)) {
      const file = typeof entry === 'string' ? entry : entry?.file
      if (file === undefined) continue
      await mkdir(dirname(join(folder, file)), { recursive: true })
      await writeFile(join(folder, file), await read(file))
    }
}

/** What the schemas cannot say. */
export function checkWorld({ sites, visits, rules }: Manifest, { listings }: Truth): void {
  const known = new Set(sites.map(({ id }) => id))
  for (const [at, { site, at: when }] of visits.entries()) {
    if (!known.has(site)) throw new Error(`visit ${at} is to "${site}", which is none of the sites`)
    const before = visits[at - 1]?.at
    if (before !== undefined && Date.parse(before) > Date.parse(when))
      throw new Error(`visit ${at} (${when}) is earlier than the one before`)
  }
  for (const { key, events } of listings)
    for (const { kind, visit, alerts } of events) {
      if (visits[visit] === undefined) throw new Error(`${key}: ${kind} names visit ${visit}, and there is none`)
      const unknown = alerts.find((rule) => !rules.some(({ id }) => id === rule))
      if (unknown !== undefined) throw new Error(`${key}: ${kind} is told by ${unknown}, which is none of the rules`)
    }
}
