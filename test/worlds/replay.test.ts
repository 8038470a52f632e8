import { expect, test } from 'vitest'
import { differences } from './compare.ts'
import { generateWorld, small } from './practice/generate.ts'
import { replay } from './replay.ts'

// Small worlds, which between them tell of every course that an offer may take. `npm run replay -- --seed 1` replays two years.

test.each([15, 5, 10])('what Pantau makes of practice world %i is its truth', async (seed) => {
  const world = generateWorld(seed, small)
  const seen = await replay(world)
  expect(seen.listings.length).toBeGreaterThan(7)
  expect(differences(world, seen)).toEqual([])
})

test('the same seed tells the same world, and another one another', async () => {
  const [one, again, other] = [1, 1, 2].map((seed) => generateWorld(seed, small))
  expect(again?.manifest).toEqual(one?.manifest)
  expect(again?.truth).toEqual(one?.truth)
  expect(other?.truth).not.toEqual(one?.truth)
})
