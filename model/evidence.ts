import { z } from 'zod'
import { Intent } from './signal.ts'

/** How much of a page is kept: all of it, encrypted; or its hash, beside the masked text of its posts. */
export const Keeping = z.enum(['page', 'hash'], 'page (all of it, encrypted) or hash (its hash and the masked text)')
export type Keeping = z.infer<typeof Keeping>

/** What is kept of a page, by what its posts do; of a page that does several, the least of it. */
export const KeepPolicy = z.strictObject({
  extortion: Keeping.default('page'),
  sale: Keeping.default('page'),
  giveaway: Keeping.default('page'),
  wanted: Keeping.default('page'),
  /** A dump is the stolen data itself. */
  dump: Keeping.default('hash'),
  /** Offers of identity documents, and of selfies with them, that show pictures. */
  identityPictures: Keeping.default('hash'),
})
export type KeepPolicy = z.infer<typeof KeepPolicy>

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** Where a kept page lies: one encrypted file, and the key that opens it, itself encrypted. */
export const VaultFile = z.object({
  /** Below the vault's folder, with `/`. */
  file: z.string(),
  /** Its size. */
  bytes: z.number().int().nonnegative(),
  /** The file's own key, wrapped under the key ring: without it the file is noise. */
  key: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  /** Of what is in it, decrypted: a gzipped WARC. */
  warcSha256: Sha256,
})
export type VaultFile = z.infer<typeof VaultFile>

/** That a page was seen, and what was kept of it. */
export const Evidence = z.object({
  /** Of the page's body, as its posts and events name it. */
  pageSha256: Sha256,
  site: z.string(),
  targetId: z.string(),
  /** The address that answered, masked. */
  url: z.string(),
  status: z.number().int(),
  via: z.string(),
  fetchedAt: z.date(),
  /** What the page was kept for, the most sensitive of it. */
  intent: Intent,
  keeping: Keeping,
  /** Why so much of it: "a dump", "identity pictures". */
  why: z.string(),
  /** The process that wrote the file: where every machine has a folder of its own, it lies on that one. */
  worker: z.string(),
  /** `null` where only the hash is kept, and after the file was destroyed. */
  kept: VaultFile.nullable(),
  storedAt: z.date(),
  /** When the file was destroyed; `null` while it stands, and where there never was one. */
  deletedAt: z.date().nullable(),
})
export type Evidence = z.infer<typeof Evidence>
