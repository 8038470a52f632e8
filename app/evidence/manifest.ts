import { z } from 'zod'
import { PantauError } from '../../model/errors.ts'
import { Tlp } from '../../model/rule.ts'

// What an export of evidence holds, file by file. The manifest is signed; everything else is known by its hash in it.

/** The files that the manifest cannot list: itself, its signature, and the list of all others for `sha256sum -c`. */
export const manifestFile = 'manifest.json'
export const signatureFile = 'manifest.json.sig'
export const sumsFile = 'SHA256SUMS'

export const custodyFile = 'custody.log'
export const keyFile = 'key.pem'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex')

/** A path inside the folder, never out of it. */
const Path = z.string().regex(/^(?!\.)[\w.-]+(\/(?!\.)[\w.-]+)*$/, 'a path inside the folder')

/** A page that is in the export whole. */
const Capture = z.strictObject({
  file: Path,
  /** Of the page's body: posts and events name it. */
  pageSha256: Sha256,
  fetchedAt: z.iso.datetime(),
})

export const Manifest = z.strictObject({
  pantau: z.literal('evidence'),
  /** Raised when the form of an export changes. */
  format: z.literal(1),
  listing: z.strictObject({ id: z.string(), title: z.string(), site: z.string() }),
  exportedAt: z.iso.datetime(),
  exportedBy: z.string(),
  software: z.string(),
  tlp: Tlp,
  files: z.array(z.strictObject({ path: Path, bytes: z.number().int().nonnegative(), sha256: Sha256 })),
  captures: z.array(Capture),
  /** Of pages that are not in it, what is known: kept by hash alone, or destroyed. */
  absent: z.array(z.strictObject({ pageSha256: Sha256, fetchedAt: z.iso.datetime(), why: z.string() })),
  /** The last entry of the chain of custody when this was made. */
  custody: z.strictObject({ entries: z.number().int().nonnegative(), head: Sha256 }),
  key: z.strictObject({ id: z.string(), fingerprint: Sha256, pem: z.string() }),
})
export type Manifest = z.infer<typeof Manifest>

/** As it is written, and signed. */
export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`

/** Reads a manifest. Throws a PantauError where it is none, or one of another version. */
export function readManifest(text: string): Manifest {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new PantauError(`${manifestFile} is no JSON: it was altered`, { cause: error })
  }
  const manifest = Manifest.safeParse(json)
  if (manifest.success) return manifest.data
  const [issue] = manifest.error.issues
  throw new PantauError(
    `${manifestFile} is no manifest that this Pantau reads (${issue?.path.join('.')}: ${issue?.message}): it was altered, or made by a newer one`,
  )
}

/** What `sha256sum -c` reads: every file of the manifest, and the manifest. */
export const sumsText = ({ files }: Manifest, manifestSha256: string): string =>
  [...files, { path: manifestFile, sha256: manifestSha256 }].map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('')
