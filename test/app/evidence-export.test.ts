import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { exportListing } from '../../app/evidence/export.ts'
import { type Manifest, manifestText, sumsText } from '../../app/evidence/manifest.ts'
import { publicKeyOf, signWith } from '../../app/evidence/sign.ts'
import { verifyExport } from '../../app/evidence/verify.ts'
import { checkKeys, noteKeys } from '../../app/keys.ts'
import { visit } from '../../app/pipeline.ts'
import { readWarc } from '../../evidence/read-warc.ts'
import { custodyOf } from '../../store/custody.ts'
import { pantau } from './cli.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { type Site, startSite } from './site.ts'

// A listing goes out of the house, and somebody else finds out whether it is as it was.

const offer = (name: string, price: number): string =>
  `SELLING database of ${name}.example.co.id, 2,500,000 records: name, email, phone.\nPrice $${price}, BTC only. Contact telegram @penjual_${name.replace('-', '_')}. NIK 9901014501900001`

let site: Site
let house: TestHouse
let folder: string
let listingId: string
let manifest: Manifest
const exported = (): string => join(folder, 'case-77')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-export-'))
  site = await startSite({ offer: offer('contoh-satu', 900), other: offer('contoh-dua', 400) })
  house = await openTestHouse(`
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], alertAge: any, allowPrivate: true, limits: { delay: 1ms } }
work: { freeSpace: 10MB }
`)
  await look()
  site.pastes.set('offer', offer('contoh-satu', 500))
  await house.database.query('delete from pantau.marks')
  await look()
  const [row] = await house.database.query<{ id: string }>(
    `select listing_id as id from pantau.signals where post_id = 'pastes/offer'`,
  )
  listingId = row?.id ?? ''
  manifest = await exportTo(exported())
})
afterAll(async () => {
  await house.close()
  await house.remove()
  await site.close()
  await rm(folder, { recursive: true })
})

const look = async (): Promise<unknown> => {
  const [target] = house.config.targets
  return target && visit(target, house.line)
}

const exportTo = (to: string): Promise<Manifest> =>
  exportListing(
    { ...house.line, vault: house.line.evidence.vault, targets: house.config.targets },
    { listingId, folder: to, by: 'siti', why: 'case 77 of 081200000001', tlp: 'RED', zone: 'Asia/Jakarta' },
  )

test('it holds the pages as they came, the timeline, the masked posts and the chain of custody', async () => {
  const files = (await readdir(exported(), { recursive: true })).filter((name) => name !== 'warc').sort()
  expect(files.filter((name) => !name.startsWith('warc/'))).toEqual(
    ['README.txt', 'SHA256SUMS', 'custody.log', 'key.pem', 'manifest.json', 'manifest.json.sig', 'posts.json'].concat([
      ...['timeline.html', 'timeline.jsonl'],
    ]),
  )
  expect(manifest.captures).toHaveLength(2)
  const bodies: string[] = []
  for (const { file } of manifest.captures)
    for await (const { type, payload, faults } of readWarc(await readFile(join(exported(), file)))) {
      expect(faults).toEqual([])
      if (type === 'response') bodies.push(payload.toString())
    }
  expect(bodies).toEqual([offer('contoh-satu', 900), offer('contoh-satu', 500)])
  const read = (file: string): Promise<string> => readFile(join(exported(), file), 'utf8')
  const [{ post, versions }] = JSON.parse(await read('posts.json'))
  expect(post.text).toContain('contoh-satu')
  expect(post.text).not.toContain('9901014501900001')
  expect(versions.map(({ pageSha256 }: { pageSha256: string }) => pageSha256)).toEqual(
    manifest.captures.map(({ pageSha256 }) => pageSha256),
  )
  expect((await read('timeline.jsonl')).trim().split('\n')).toHaveLength(2)
  expect(await read('timeline.html')).toContain('contoh-satu')
  const readme = await read('README.txt')
  for (const words of ['TLP:RED', 'sha256sum -c', 'barang bukti', manifest.key.fingerprint])
    expect(readme.toLowerCase()).toContain(words.toLowerCase())
})

test('its log tells of this listing and keeps silent of others, and is whole to its end', async () => {
  const log = await readFile(join(exported(), 'custody.log'), 'utf8')
  const notes = log
    .trim()
    .split('\n')
    .map((line) => line.split(' ').slice(4).join(' '))
  expect(notes.filter((note) => note === '-').length).toBeGreaterThan(0)
  expect(log).toContain('/offer')
  expect(log).not.toContain('/other')
  expect(log).toContain('"exported"')
  expect(log).not.toContain('081200000001')
  const numbers = log.trim().split('\n').map(Number.parseFloat)
  expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at))
  expect(numbers.at(-1)).toBe(manifest.custody.entries)
  // What was handed out stands in the house by the hash of its manifest.
  const sha256 = createHash('sha256')
    .update(await readFile(join(exported(), 'manifest.json')))
    .digest('hex')
  expect(await custodyOf(house.database, { sha256s: [sha256] })).toMatchObject([{ action: 'exported', by: 'siti' }])
})

test('a key that comes into use is noted once, with the one that signs under it', async () => {
  const { current, all } = house.line.keys
  const fresh = { id: 'k2', secret: Buffer.alloc(32, 2) }
  const check = () => checkKeys(house.database, { current, all: [...all, fresh] }, 'here')
  await noteKeys(house.database, await check(), 'worker')
  await noteKeys(house.database, await check(), 'worker')
  expect(await custodyOf(house.database, { subjects: ['k2'] })).toMatchObject([
    { action: 'keys', by: 'worker', detail: { signs: publicKeyOf(fresh).fingerprint } },
  ])
  expect(publicKeyOf(fresh).fingerprint).not.toBe(manifest.key.fingerprint)
})

test('sha256sum, openssl and a shell come to the same, by the words of its README', async () => {
  const options = { cwd: exported(), encoding: 'utf8' } as const
  expect(execFileSync('sha256sum', ['-c', 'SHA256SUMS'], options)).not.toContain('FAILED')
  const openssl = 'pkeyutl -verify -pubin -inkey key.pem -rawin -in manifest.json -sigfile manifest.json.sig'
  expect(execFileSync('openssl', openssl.split(' '), options)).toContain('Signature Verified Successfully')
  const der = execFileSync('openssl', 'pkey -pubin -in key.pem -outform DER'.split(' '), { cwd: exported() })
  expect(createHash('sha256').update(der).digest('hex')).toBe(manifest.key.fingerprint)
  const readme = await readFile(join(exported(), 'README.txt'), 'utf8')
  const loop = /^ {2}while read[\s\S]*?^ {2}done < custody\.log$/m.exec(readme)?.[0] ?? 'exit 9'
  expect(execFileSync('sh', ['-c', loop], options)).toBe('')
  const altered = loop.replace('custody.log', 'altered.log')
  const log = await readFile(join(exported(), 'custody.log'), 'utf8')
  await writeFile(join(exported(), 'altered.log'), log.replace('captured', 'released'))
  expect(execFileSync('sh', ['-c', altered], options)).toMatch(/^note \d+ was changed\n$/)
  await writeFile(join(exported(), 'altered.log'), log.split('\n').toSpliced(1, 1).join('\n'))
  expect(execFileSync('sh', ['-c', altered], options)).toMatch(/^entry \d+ does not follow\n$/)
  await rm(join(exported(), 'altered.log'))
})

test('a folder that is not empty is left alone, and so is a name that nobody knows', async () => {
  await expect(exportTo(exported())).rejects.toThrow(/case-77 is not empty: name a new folder/)
  const archive = { ...house.line, vault: house.line.evidence.vault, targets: [] }
  const wish = { listingId: 'none', folder: join(folder, 'x'), by: 'x', why: 'x', tlp: 'RED', zone: 'UTC' } as const
  await expect(exportListing(archive, wish)).rejects.toThrow(/no listing "none"/)
  expect(await readdir(folder)).toEqual(['case-77'])
})

test('a page that cannot be read leaves no half export behind', async () => {
  const [file] = (await readdir(join(house.data, 'evidence'), { recursive: true })).filter((name) =>
    name.endsWith('.enc'),
  )
  const path = join(house.data, 'evidence', file ?? '')
  const all = join(house.data, 'evidence')
  await rename(all, `${all}.away`)
  await expect(exportTo(join(folder, 'half'))).rejects.toThrow(/is not there/)
  await rename(`${all}.away`, all)
  expect(path).not.toBe('')
  expect(await readdir(folder)).toEqual(['case-77'])
})

describe('checked offline', () => {
  let copy: string
  beforeEach(async () => {
    copy = join(folder, 'copy')
    await rm(copy, { recursive: true, force: true })
    await cp(exported(), copy, { recursive: true })
  })
  const faults = async (key?: string): Promise<string[]> => (await verifyExport(copy, key)).faults
  const first = (): string => manifest.captures[0]?.file ?? ''

  /** Changes one byte of a file, in its middle. */
  async function flip(file: string): Promise<void> {
    const bytes = await readFile(join(copy, file))
    const at = Math.floor(bytes.length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    await writeFile(join(copy, file), bytes)
  }

  /** Makes everything agree again, as whoever has the key could; with another key, as anybody could. */
  async function forge(change: (manifest: Manifest) => void, secret = house.line.keys.current): Promise<void> {
    const forged: Manifest = structuredClone(manifest)
    change(forged)
    forged.key = publicKeyOf(secret)
    await writeFile(join(copy, 'key.pem'), forged.key.pem)
    for (const file of forged.files) {
      const bytes = await readFile(join(copy, file.path))
      Object.assign(file, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
    }
    const text = manifestText(forged)
    await writeFile(join(copy, 'manifest.json'), text)
    await writeFile(join(copy, 'manifest.json.sig'), signWith(secret, Buffer.from(text)))
    const sha256 = createHash('sha256').update(text).digest('hex')
    await writeFile(join(copy, 'SHA256SUMS'), sumsText(forged, sha256))
  }

  test('as it was made, nothing is wrong with it', async () => {
    const verdict = await verifyExport(copy, manifest.key.fingerprint)
    expect(verdict).toMatchObject({
      faults: [],
      files: manifest.files.length,
      custodyEntries: manifest.custody.entries,
    })
    expect(verdict.warcRecords).toBe(8)
  })

  test('a byte that was changed is named by its file, whichever it is', async () => {
    const own = ['SHA256SUMS', 'manifest.json', 'manifest.json.sig']
    for (const file of [...manifest.files.map(({ path }) => path), ...own]) {
      await flip(file)
      // What stands in the manifest may be the hash of any other file.
      const told = await faults().catch((error: Error) => [error.message])
      const others = told.filter((fault) => !fault.startsWith(`${file}:`) && !fault.includes('manifest.json'))
      expect(
        told.some((fault) => fault.includes(file)),
        `${file}: ${told}`,
      ).toBe(true)
      if (file !== 'manifest.json') expect(others, file).toEqual([])
      await flip(file)
    }
    expect(await faults()).toEqual([])
  })

  test('a file that is missing, that was added, or that became a link is named', async () => {
    await rm(join(copy, first()))
    await mkdir(join(copy, 'more'))
    await writeFile(join(copy, 'more/page.html'), 'x')
    await rm(join(copy, 'posts.json'))
    await symlink(join(exported(), 'posts.json'), join(copy, 'posts.json'))
    expect(await faults()).toEqual([
      'more/page.html: was added',
      `posts.json: is no file: it was put in the place of one`,
      `${first()}: is missing`,
    ])
  })

  test('a key that is named must be the one that signed', async () => {
    expect(await faults(manifest.key.fingerprint)).toEqual([])
    const forger = { id: 'k1', secret: Buffer.alloc(32, 7) }
    await writeFile(join(copy, 'posts.json'), '[]\n')
    await forge(() => {}, forger)
    expect(await faults()).toEqual([]) // which is why the key is to be named
    expect(await faults(manifest.key.fingerprint)).toEqual([expect.stringMatching(/not by the key that you named/)])
  })

  test('what agrees with the manifest is still held against the chain of custody and against itself', async () => {
    const other = manifest.captures[1]?.file ?? ''
    await cp(join(copy, other), join(copy, first()))
    await forge(() => {})
    expect(await faults()).toEqual([`${first()}: no record in it has the page ${manifest.captures[0]?.pageSha256}`])

    await cp(exported(), copy, { recursive: true, force: true })
    const lines = (await readFile(join(copy, 'custody.log'), 'utf8')).split('\n')
    await writeFile(join(copy, 'custody.log'), lines.toSpliced(1, 1).join('\n'))
    await forge(() => {})
    expect((await faults())[0]).toMatch(/^custody\.log: line 2: entry \d+ is missing before it/)

    await writeFile(join(copy, 'custody.log'), `${lines.slice(0, -2).join('\n')}\n`)
    await forge(() => {})
    expect(await faults()).toEqual(['custody.log: does not end with the entry that the manifest names'])
  })

  test('a folder of a stranger reads no file outside, and names what it is not', async () => {
    await forge((forged) => void forged.files.push({ path: 'README.txt', bytes: 0, sha256: '0'.repeat(64) }))
    expect(await faults()).toEqual(['manifest.json: lists a file twice'])
    const text = manifestText(manifest).replace('"README.txt"', '"../../../etc/passwd"')
    await writeFile(join(copy, 'manifest.json'), text)
    await expect(verifyExport(copy)).rejects.toThrow(/a path inside the folder/)
    await expect(verifyExport(join(folder, 'nowhere'))).rejects.toThrow(/cannot be read \(ENOENT\)/)
    await expect(verifyExport(folder)).rejects.toThrow(/manifest.json is missing/)
  })

  test('the command needs nothing but the folder, and ends with 1 where something was changed', async () => {
    await flip(first())
    const custody = ['evidence', 'custody', listingId, '-c', join(house.data, 'pantau.yaml')]
    const [chain, whole, changed] = await Promise.all([
      pantau(custody, { PANTAU_DATA: house.data }, folder).ended,
      pantau(['evidence', 'verify', exported(), '--key', manifest.key.fingerprint], {}, folder).ended,
      pantau(['evidence', 'verify', copy], {}, folder).ended,
    ])
    expect(chain).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('each as it was written') })
    expect(chain.stdout).toMatch(/captured .*\/offer by .*exported/s)
    expect(whole).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('as they were made') })
    expect(changed).toMatchObject({ code: 1, stderr: '', stdout: expect.stringContaining(`${first()}: was changed`) })
  })
})
