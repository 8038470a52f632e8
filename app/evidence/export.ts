import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Vault } from '../../evidence/vault.ts'
import { formats } from '../../exports/index.ts'
import { PantauError } from '../../model/errors.ts'
import type { Listing } from '../../model/listing.ts'
import { oneLine } from '../../model/plain.ts'
import type { Tlp } from '../../model/rule.ts'
import type { Target } from '../../model/target.ts'
import { maskText } from '../../parsers/mask.ts'
import type { KeyRing } from '../../parsers/personal/keys.ts'
import { custodyFrom, custodyOf, noteCustody } from '../../store/custody.ts'
import type { Database } from '../../store/database.ts'
import { evidenceOfListings, type StoredEvidence } from '../../store/evidence.ts'
import { listingById, signalsOf } from '../../store/listings.ts'
import { postsById, postsOfListing, versionsOf } from '../../store/posts.ts'
import { printableJson } from '../printable.ts'
import { version } from '../root.ts'
import { timelineOf } from '../timeline.ts'
import { custodyLine } from './custody-log.ts'
import {
  custodyFile,
  keyFile,
  type Manifest,
  manifestFile,
  manifestText,
  signatureFile,
  sumsFile,
  sumsText,
} from './manifest.ts'
import { isKept, readEvidence } from './read.ts'
import { readmeText } from './readme.ts'
import { publicKeyOf, signWith } from './sign.ts'

/** What an export is made from. */
export interface Archive {
  database: Database
  vault: Vault
  keys: KeyRing
  targets: readonly Target[]
}

/** Who wants what, and where. */
export interface ExportWish {
  listingId: string
  folder: string
  by: string
  why: string
  tlp: Tlp
  /** The time zone in which people read the timeline. */
  zone: string
}

/**
 * Writes everything that speaks for a listing into a new folder: pages, timeline, posts, chain of custody, and a signed
 * manifest. It is there whole or not at all; what was decrypted is noted either way. Rejects with a PantauError where the
 * folder is not empty, or a page that should be there cannot be read.
 */
export async function exportListing(archive: Archive, wish: ExportWish): Promise<Manifest> {
  const { database } = archive
  const listing = await listingById(database, wish.listingId)
  if (!listing) throw new PantauError(`there is no listing "${wish.listingId}": \`pantau search\` shows their ids`)
  await refuseFull(wish.folder)
  const draft = `${wish.folder}.part`
  await rm(draft, { recursive: true, force: true })
  await mkdir(join(draft, 'warc'), { recursive: true, mode: 0o700 })
  try {
    const manifest = await fill(draft, listing, archive, wish)
    await rename(draft, wish.folder)
    return manifest
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

async function refuseFull(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new PantauError(`${folder} cannot be read (${error.code}): name a new folder`)
  })
  if (there.length > 0)
    throw new PantauError(`${folder} is not empty: name a new folder, so that nothing else gets into it`)
  await mkdir(dirname(folder), { recursive: true })
}

/** Writes an export into an empty folder. */
async function fill(folder: string, listing: Listing, archive: Archive, wish: ExportWish): Promise<Manifest> {
  const { database, keys, targets } = archive
  const { by, tlp, zone } = wish
  const why = maskText(wish.why)
  const write = (file: string, content: string | Uint8Array): Promise<void> =>
    writeFile(join(folder, file), content, { mode: 0o600 })

  const evidence = await evidenceOfListings(database, [listing.id])
  const captures = await writeWarcs(evidence, archive, { ...wish, why }, write)
  const timeline = await timelineOf(database, listing.id, targets, { of: 'listing', zone })
  for (const id of ['html', 'jsonl'])
    await write(`timeline.${id}`, [...(formats.get(id)?.write(timeline) ?? [])].join(''))
  await write('posts.json', printableJson(await postsWithVersions(database, listing.id)))
  await noteCustody(database, [
    { by, action: 'exported', subject: listing.id, detail: { why, tlp, pages: captures.length } },
  ])
  const custody = await writeCustody(database, listing.id, evidence, write)

  const key = publicKeyOf(keys.current)
  await write(keyFile, key.pem)
  const manifest: Manifest = {
    ...{ pantau: 'evidence', format: 1 },
    listing: { id: listing.id, title: oneLine(listing.title), site: listing.site },
    ...{ exportedAt: new Date().toISOString(), exportedBy: oneLine(by), software: `Pantau/${version}`, tlp },
    ...{ files: [], captures, absent: evidence.filter((one) => !isKept(one)).map(absence), custody, key },
  }
  await write('README.txt', readmeText(manifest))
  manifest.files = await hashed(folder)
  const text = manifestText(manifest)
  await write(manifestFile, text)
  await write(signatureFile, signWith(keys.current, Buffer.from(text)))
  await write(sumsFile, sumsText(manifest, sha256Of(text)))
  const detail = { what: manifestFile, files: manifest.files.length }
  await noteCustody(database, [{ by, action: 'exported', subject: listing.id, sha256: sha256Of(text), detail }])
  return manifest
}

type Write = (file: string, content: string | Uint8Array) => Promise<void>

/** Decrypts the pages that are kept whole. */
async function writeWarcs(
  evidence: readonly StoredEvidence[],
  { database, vault }: Archive,
  { by, why, listingId }: ExportWish,
  write: Write,
): Promise<Manifest['captures']> {
  const captures: Manifest['captures'] = []
  for (const capture of evidence.filter(isKept)) {
    const { id, pageSha256, fetchedAt } = capture
    const at = fetchedAt.toISOString()
    const file = `warc/${at.replaceAll(/[-:]|\.\d+/g, '')}-${pageSha256.slice(0, 16)}-${id}.warc.gz`
    const reader = { by, action: 'exported', detail: { listing: listingId, why } } as const
    await write(file, await readEvidence(database, vault, capture, reader))
    captures.push({ file, pageSha256, fetchedAt: at })
  }
  return captures
}

const absence = ({ pageSha256, fetchedAt, why, deletedAt }: StoredEvidence): Manifest['absent'][number] => ({
  pageSha256,
  fetchedAt: fetchedAt.toISOString(),
  why: deletedAt === null ? `kept by hash alone: ${why}` : `destroyed at ${deletedAt.toISOString()}`,
})

/** The listing's posts as they were last seen, each with what was read from it and with all its versions. */
async function postsWithVersions(database: Database, listingId: string): Promise<object[]> {
  const posts = await postsById(database, await postsOfListing(database, listingId))
  const versions = await versionsOf(database, listingId)
  const signals = await signalsOf(database, listingId)
  return posts.map(({ post, contentHash }) => ({
    ...{ post, contentHash, signal: signals.get(post.id) ?? null },
    versions: versions.filter(({ postId }) => postId === post.id).map(({ postId: _, ...version }) => version),
  }))
}

/** The chain of custody from the first entry that speaks of this listing to the last one; other notes are not told. */
async function writeCustody(
  database: Database,
  listingId: string,
  evidence: readonly StoredEvidence[],
  write: Write,
): Promise<Manifest['custody']> {
  const told = await custodyOf(database, {
    subjects: [listingId],
    sha256s: evidence.map(({ pageSha256 }) => pageSha256),
  })
  const shown = new Set(told.map(({ n }) => n))
  const lines: string[] = []
  let last = { entries: 0, head: '' }
  for await (const entry of custodyFrom(database, told[0]?.n ?? 1)) {
    lines.push(custodyLine(entry, shown.has(entry.n)))
    last = { entries: entry.n, head: entry.hash }
  }
  await write(custodyFile, lines.join(''))
  return last
}

async function hashed(folder: string): Promise<Manifest['files']> {
  const names = await readdir(folder, { recursive: true })
  const files: Manifest['files'] = []
  for (const name of names.sort()) {
    if (!(await stat(join(folder, name))).isFile()) continue
    const bytes = await readFile(join(folder, name))
    files.push({ path: name.replaceAll('\\', '/'), bytes: bytes.length, sha256: sha256Of(bytes) })
  }
  return files
}

const sha256Of = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
