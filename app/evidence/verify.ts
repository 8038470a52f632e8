import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readWarc } from '../../evidence/read-warc.ts'
import { PantauError } from '../../model/errors.ts'
import { followLog, type LoggedNote } from './custody-log.ts'
import {
  custodyFile,
  keyFile,
  type Manifest,
  manifestFile,
  readManifest,
  signatureFile,
  sumsFile,
  sumsText,
} from './manifest.ts'
import { fingerprintOf, isSigned } from './sign.ts'

// Proves, with nothing but the folder, that an export is as it was made. The folder is a stranger's until that is done.

/** What a look through an export found. */
export interface Verdict {
  manifest: Manifest
  /** What is wrong, each fault beginning with the file that it is in; nothing where all is as it was. */
  faults: string[]
  /** What was looked at. */
  files: number
  warcRecords: number
  custodyEntries: number
}

/** What is read whole, in bytes: more than this is no manifest and no log of custody. */
const largestRead = 100e6

/**
 * Looks through an export. `pinned` is the fingerprint of the key that must have signed it; without one, whoever rewrote
 * everything may have signed it anew. Throws a PantauError where there is no export that could be looked through.
 */
export async function verifyExport(folder: string, pinned?: string): Promise<Verdict> {
  const found = await filesIn(folder)
  const contentOf = (file: string): Promise<Buffer> => readSmall(folder, file, found)
  const manifestBytes = await contentOf(manifestFile)
  const manifest = readManifest(manifestBytes.toString())
  const verdict: Verdict = { manifest, faults: [], files: 0, warcRecords: 0, custodyEntries: 0 }
  const { faults } = verdict

  const signature = found.has(signatureFile) ? await contentOf(signatureFile) : null
  faults.push(...signatureFaults(manifestBytes, signature, manifest, pinned))
  const listed = new Set(manifest.files.map(({ path }) => path))
  const own = new Set([manifestFile, signatureFile, sumsFile])
  faults.push(...[...found].filter((path) => !listed.has(path) && !own.has(path)).map((path) => `${path}: was added`))
  if (listed.size !== manifest.files.length) faults.push(`${manifestFile}: lists a file twice`)

  const whole = new Set<string>()
  for (const { path, bytes, sha256 } of manifest.files) {
    const fault = found.has(path) ? await changeOf(join(folder, path), bytes, sha256) : 'is missing'
    if (fault === null) whole.add(path)
    else faults.push(`${path}: ${fault}`)
    verdict.files += 1
  }
  const sums = Buffer.from(sumsText(manifest, sha256Of(manifestBytes)))
  if (!found.has(sumsFile)) faults.push(`${sumsFile}: is missing`)
  else if (!sums.equals(await contentOf(sumsFile)))
    faults.push(`${sumsFile}: was changed: it says something else than the manifest`)
  if (whole.has(keyFile) && (await contentOf(keyFile)).toString() !== manifest.key.pem)
    faults.push(`${keyFile}: is another key than the manifest's`)
  let notes: LoggedNote[] | null = null
  if (whole.has(custodyFile)) {
    const log = followLog((await contentOf(custodyFile)).toString(), sha256Of)
    notes = log.notes
    verdict.custodyEntries = log.last
    if (log.fault !== null) faults.push(`${custodyFile}: ${log.fault}`)
    else if (log.head !== manifest.custody.head || log.last !== manifest.custody.entries)
      faults.push(`${custodyFile}: does not end with the entry that the manifest names`)
  }
  for (const capture of manifest.captures) {
    if (!whole.has(capture.file)) continue // told already
    const { records, faults: inside } = await warcFaults(folder, capture, manifest, notes)
    verdict.warcRecords += records
    faults.push(...inside.map((fault) => `${capture.file}: ${fault}`))
  }
  return verdict
}

function signatureFaults(
  manifestBytes: Buffer,
  signature: Buffer | null,
  { key }: Manifest,
  pinned: string | undefined,
): string[] {
  if (signature === null) return [`${signatureFile}: is missing: nobody stands for the manifest`]
  try {
    if (fingerprintOf(key.pem) !== key.fingerprint) return [`${manifestFile}: its key has another fingerprint`]
    if (!isSigned(manifestBytes, signature, key.pem))
      return [`${manifestFile}: was changed after it was signed, or ${signatureFile} was`]
  } catch (error) {
    if (error instanceof PantauError) return [`${manifestFile}: the key in it cannot be used: ${error.message}`]
    throw error
  }
  if (pinned !== undefined && key.fingerprint !== pinned)
    return [`${manifestFile}: is signed by ${key.fingerprint}, and not by the key that you named`]
  return []
}

/** A file's size and hash held against the manifest's; `null` where they agree. */
async function changeOf(path: string, bytes: number, sha256: string): Promise<string | null> {
  const about = await lstat(path)
  if (!about.isFile()) return 'is no file: it was put in the place of one'
  const { size } = about
  if (size !== bytes) return `was changed: it has ${size} bytes, and had ${bytes}`
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex') === sha256 ? null : 'was changed: its SHA-256 is not the one in the manifest'
}

/** What a WARC says against itself, and against what the manifest and the chain of custody say of it. */
async function warcFaults(
  folder: string,
  { file, pageSha256 }: Manifest['captures'][number],
  { files }: Manifest,
  notes: readonly LoggedNote[] | null,
): Promise<{ records: number; faults: string[] }> {
  const faults: string[] = []
  const sha256 = files.find(({ path }) => path === file)?.sha256
  // Where the log itself was changed, that is told.
  if (notes && !notes.some(({ action, detail }) => action === 'captured' && detail.warcSha256 === sha256))
    faults.push('no entry of the chain of custody says that it was captured')
  let records = 0
  let hasPage = false
  try {
    for await (const record of readWarc(await readFile(join(folder, file)))) {
      records += 1
      hasPage ||= record.about['warc-payload-digest'] === `sha256:${pageSha256}`
      faults.push(...record.faults.map((fault) => `record ${records} (${record.type}): ${fault}`))
    }
  } catch (error) {
    if (!(error instanceof PantauError)) throw error
    faults.push(error.message)
  }
  if (!hasPage) faults.push(`no record in it has the page ${pageSha256}`)
  return { records, faults }
}

/** Every file below a folder, as the manifest names them. What is neither file nor folder is no part of an export. */
async function filesIn(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new PantauError(`${folder} cannot be read (${error.code}): name the folder that was exported`)
    },
  )
  const files = new Set<string>()
  for (const entry of entries) {
    if (entry.isDirectory()) continue
    files.add(join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
  }
  return files
}

async function readSmall(folder: string, file: string, found: ReadonlySet<string>): Promise<Buffer> {
  if (!found.has(file))
    throw new PantauError(`${join(folder, file)} is missing: this is no whole export of \`pantau evidence export\``)
  const path = join(folder, file)
  const about = await lstat(path)
  if (!about.isFile()) throw new PantauError(`${path} is no file: it was put in the place of one`)
  if (about.size > largestRead) throw new PantauError(`${path} is larger than any that Pantau writes`)
  return readFile(path)
}

const sha256Of = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')
