import { parseArgs } from 'node:util'
import { differences } from './compare.ts'
import { readWorld, writeWorld } from './format.ts'
import { generateWorld, small, twoYears } from './practice/generate.ts'
import { replay } from './replay.ts'

const usage = `npm run replay -- FOLDER            replays the world in a folder (test/worlds/README.md tells its form)
npm run replay -- --seed 7         replays the practice world of two years that seed 7 tells
npm run replay -- --seed 7 --small replays a small one
npm run replay -- --seed 7 --write FOLDER   writes it down, and replays nothing
Prints how what Pantau made of a world differs from its truth; ends with 1 where it does.`

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    small: { type: 'boolean', default: false },
    write: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const [folder] = positionals
if (values.help || (folder === undefined && values.seed === undefined)) {
  say(usage)
  process.exit(values.help ? 0 : 2)
}

const world =
  folder === undefined ? generateWorld(Number(values.seed), values.small ? small : twoYears) : await readWorld(folder)
const { visits, name, sites } = world.manifest
const events = world.truth.listings.flatMap((listing) => listing.events)
say(
  `${name}: ${sites.length} sites, ${visits.length} visits, ${world.truth.listings.length} listings, ${events.length} events`,
)
if (values.write !== undefined) {
  await writeWorld(world, values.write)
  say(`written to ${values.write}`)
} else {
  const began = performance.now()
  const seen = await replay(world)
  const found = differences(world, seen)
  for (const line of found) say(`- ${line}`)
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  say(
    `${seen.requests} requests, ${seconds} s: ${found.length === 0 ? 'equal to its truth' : `${found.length} differences`}`,
  )
  process.exitCode = found.length === 0 ? 0 : 1
}
