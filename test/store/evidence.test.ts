import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../model/evidence.ts'
import type { LocalDatabase } from '../../store/database.ts'
import { openEmbedded } from '../../store/embedded.ts'
import {
  evidenceOfListings,
  evidenceOfPage,
  forgetCaptures,
  knownOffers,
  listingsOfAccounts,
  namedFiles,
  newestEvidence,
  saveEvidence,
} from '../../store/evidence.ts'
import { migrate } from '../../store/migrate.ts'
import { openServer } from '../../store/server.ts'
import { freshFolder } from '../services/embedded.ts'
import { describeWith } from '../services/need.ts'
import { freshDatabase } from '../services/postgres.ts'

// The rows of evidence, on both kinds of database.

type Open = () => Promise<{ database: LocalDatabase; remove(): Promise<void> }>

describe('on the embedded database', () => {
  suite(async () => {
    const { folder, remove } = await freshFolder()
    return { database: await openEmbedded({ folder, floorBytes: 0 }), remove }
  })
})

await describeWith('postgres', 'on a server', (adminUrl) => {
  suite(async () => {
    const { url, drop } = await freshDatabase(adminUrl)
    return { database: await openServer(url), remove: drop }
  })
})

const sha = (digit: string): string => digit.repeat(64)
const captureOf = (pageSha256: string, day: string, file: string | null): Evidence => ({
  ...{ pageSha256, site: 'market', targetId: 'market', url: 'https://market.example/t/1', status: 200, via: 'tor' },
  ...{ fetchedAt: new Date(day), intent: 'sale', keeping: file ? 'page' : 'hash', why: 'a sale', worker: 'host:1' },
  kept: file === null ? null : { file, bytes: 5_000, key: Buffer.from([0, 255, 1]), warcSha256: sha('e') },
  ...{ storedAt: new Date('2026-11-22'), deletedAt: null },
})

function suite(open: Open): void {
  test('a capture comes back as it was written, once, by its hash or the beginning of it', async () => {
    const { database, remove } = await open()
    try {
      await migrate(database)
      const [one, other] = [
        captureOf(sha('a'), '2026-01-01', '2026/01/one'),
        captureOf(`ab${sha('0').slice(2)}`, '2026-01-02', null),
      ]
      expect([await saveEvidence(database, one), await saveEvidence(database, one)]).toEqual([true, false])
      expect(await saveEvidence(database, other)).toBe(true)
      expect(await saveEvidence(database, captureOf(sha('a'), '2026-01-03', '2026/01/two'))).toBe(true)

      const [first, second] = await evidenceOfPage(database, sha('a').slice(0, 8))
      expect(first).toEqual({ ...one, id: first?.id })
      expect(second?.kept?.file).toBe('2026/01/two')
      expect((await evidenceOfPage(database, 'ab')).map(({ keeping }) => keeping)).toEqual(['hash'])
      expect(await evidenceOfPage(database, 'a')).toHaveLength(3)
      for (const none of ['b', "a' or true --", '%', '']) {
        const found = await evidenceOfPage(database, none)
        expect(found).toHaveLength(none === '' ? 3 : 0)
      }
      expect((await newestEvidence(database, 2)).map(({ fetchedAt }) => fetchedAt.getUTCDate())).toEqual([2, 3])
      expect(await namedFiles(database, ['2026/01/one', '2026/01/gone'])).toEqual(new Set(['2026/01/one']))

      const now = new Date('2027-01-01')
      const gone = await forgetCaptures(database, [String(first?.id)], now)
      expect(gone.map(({ file, warcSha256 }) => [file, warcSha256])).toEqual([['2026/01/one', sha('e')]])
      expect((await evidenceOfPage(database, sha('a'))).map(({ kept, deletedAt }) => [kept?.file, deletedAt])).toEqual([
        [undefined, now],
        ['2026/01/two', null],
      ])
      expect(await evidenceOfListings(database, ['none'])).toEqual([])
      expect(await listingsOfAccounts(database, ['none'])).toEqual([])
      expect(await knownOffers(database, ['none'])).toEqual([])
    } finally {
      await database.close()
      await remove()
    }
  })
}
