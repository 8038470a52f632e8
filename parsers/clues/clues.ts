import type { Clue } from '../../model/clue.ts'
import type { ParsedPost } from '../../model/post.ts'
import type { Contact } from '../../model/profile.ts'
import type { SourceType } from '../../model/target.ts'
import { rowTeller } from '../language/evidence/rows.ts'
import { maskText } from '../mask.ts'
import { matchesIn } from '../matches.ts'
import { coinOf } from '../personal/coins.ts'
import type { PostReader } from '../read.ts'
import { aliasesIn } from './aliases.ts'
import { fingerprintsIn } from './pgp.ts'

const wallet =
  /(?<![A-Za-z0-9])(?:0x[0-9a-fA-F]{40}|(?:bc1|ltc1)[02-9ac-hj-np-z]{11,87}|[13LMDT48][1-9A-HJ-NP-Za-km-z]{25,106})(?![A-Za-z0-9])/g
const longest = 50_000
/** Whoever shows more of a kind shows other people's. */
const mostWallets = 5

/** The addresses to pay to in an ad; those in rows of a sample are others'. */
function walletsIn(text: string): Clue[] {
  const start = text.slice(0, longest)
  const inRow = rowTeller(start)
  const found = new Map<string, Clue>()
  for (const { 0: written, index } of matchesIn(start, wallet)) {
    const coin = coinOf(written)
    if (coin === null || inRow(index)) continue
    const value = /^(?:0x|bc1|ltc1)/i.test(written) ? written.toLowerCase() : written
    found.set(value, { kind: coin.toLowerCase() as Lowercase<typeof coin>, value })
  }
  return found.size > mostWallets ? [] : [...found.values()]
}

/** A mail address or a number stays only where the ad itself offers it. */
const isStorable = ({ value }: Contact, kept: readonly Contact[]): boolean =>
  maskText(value) === value || kept.some((contact) => contact.value === value)

const handled: ReadonlySet<Contact['type']> = new Set(['xmpp', 'matrix'])

/**
 * What a post shows of who wrote it: keys and other names in any post; contacts and wallets where it is an offer, with
 * the contacts that it was read to give, and those of the signature under it. Quotes are others' words.
 */
export function cluesIn(
  post: Pick<ParsedPost, 'title' | 'text' | 'signature' | 'author'>,
  offered: readonly Contact[] | null,
  { read, type }: { read: PostReader; type: SourceType },
): Clue[] {
  const { title, text, signature, author } = post
  if (author === null) return []
  const words = [title, text, signature].filter(Boolean).join('\n')
  const named: Clue[] = [
    ...fingerprintsIn(words).map((value) => ({ kind: 'pgp' as const, value })),
    ...aliasesIn(words, author).flatMap((value) =>
      maskText(value) === value ? [{ kind: 'alias' as const, value }] : [],
    ),
  ]
  if (offered === null) return named
  const signed = signature === '' ? [] : (read({ title: '', text: signature, author, type }, 'sale')?.contacts ?? [])
  const contacts = [
    ...offered,
    ...signed.filter((contact) => handled.has(contact.type) || isStorable(contact, offered)),
  ]
  return [
    ...named,
    ...contacts.map(({ type, value }) => ({ kind: type, value })),
    ...walletsIn(`${text}\n${signature}`),
  ]
}
