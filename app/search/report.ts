import { cut, defang, oneLine, plainText } from '../../model/plain.ts'
import type { FoundListing, FoundPost } from '../../store/search.ts'
import type { FoundAccount } from '../../store/search-handles.ts'
import type { Piece, SearchCursor } from '../../store/search-parts.ts'
import { linesOf } from '../explain/columns.ts'
import { type Look, plainly } from '../explain/hues.ts'
import { type SearchAnswer, type SearchKind, searchKinds } from './answer.ts'

const day = (at: Date): string => at.toISOString().slice(0, 10)

/** As a shell takes it for one word, whatever a site put into it. */
const quoted = (text: string): string => (/^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)

/** A cursor as one word, for whoever asks for the next page. */
export const cursorText = (cursor: SearchCursor): string =>
  Buffer.from(JSON.stringify([cursor.score, cursor.at, cursor.id])).toString('base64url')

/** The answer as a person reads it; `again` is the command that was given, for the next page. */
export function report(answer: SearchAnswer, again: string, { colors, width }: Look): string {
  const about = (...parts: (string | null)[]): string =>
    colors.dim(`  ${oneLine(parts.filter((part) => part !== null && part !== '').join('; '))}`)
  const trail = (name: string, of: string): string => colors.dim(`  pantau timeline ${quoted(oneLine(name))}${of}`)
  const title = (at: Date, text: string): string => `${day(at)}  ${colors.bold(cut(oneLine(text), width - 14))}`

  const ofListing = ({ id, title: called, at, ...listing }: FoundListing): string[] => [
    title(at, called),
    about(
      `${listing.intent}, ${listing.status}`,
      by(listing.handle, listing.site),
      listing.victims.join(', '),
      listing.records === null ? null : `${listing.records.toLocaleString('en')} records`,
    ),
    trail(id, ''),
  ]
  const ofSeller = ({ id, handle, site, listings, at }: FoundAccount): string[] => [
    `${colors.bold(oneLine(handle))} on ${oneLine(site)}`,
    about(`${listings} listing${listings === 1 ? '' : 's'}`, `last seen ${day(at)}`),
    trail(id, ' --of seller'),
  ]
  const ofPost = ({ at, title: called, snippet, ...post }: FoundPost): string[] => [
    title(at, called || post.url),
    about(post.intent, by(post.author, post.site), defang(post.url)),
    ...linesOf(marked(snippet, colors), width - 2).map((line) => `  ${line}`),
    trail(post.listingId, ''),
  ]

  const section = (kind: SearchKind): string[] => {
    const found = answer[kind]
    if (!found || found.results.length === 0) return []
    const lines = {
      listings: () => answer.listings?.results.flatMap(ofListing),
      sellers: () => answer.sellers?.results.flatMap(ofSeller),
      posts: () => answer.posts?.results.flatMap(ofPost),
    }[kind]()
    const more = found.next ? [colors.dim(`  more: ${again} --in ${kind} --after ${cursorText(found.next)}`)] : []
    return [colors.underline(kind[0]?.toUpperCase() + kind.slice(1)), ...(lines ?? []), ...more, '']
  }
  const personal = answer.personal.flatMap(({ kind, count, ads }) => [
    colors.underline(`${adsShow(count)} the hash of this (${kind})`),
    ...ads.flatMap(ofPost),
    '',
  ])
  const lines = [...personal, ...searchKinds.flatMap(section)]
  return lines.length > 0 ? lines.join('\n') : nothing(answer)
}

const adsShow = (count: number): string =>
  count === 0 ? 'No ad shows' : count === 1 ? 'One ad shows' : `${count} ads show`

const by = (who: string | null, site: string): string => (who === null ? `on ${site}` : `${who} on ${site}`)

const nothing = ({ words }: SearchAnswer): string =>
  `nothing was found for "${oneLine(words)}": every word has to be there; try fewer, or one with a star (toko*)\n`

/** A passage on one line: what was looked for stands out in colour, or in brackets. */
const marked = (snippet: readonly Piece[], colors: Look['colors']) => {
  const paint = colors.isColorSupported ? (text: string) => colors.bold(colors.yellow(text)) : plainly
  return snippet.map(({ text, isHit }) => {
    const line = defang(plainPiece(text))
    return isHit ? { text: colors.isColorSupported ? line : `⟦${line}⟧`, paint } : { text: line, paint: colors.dim }
  })
}

/** On one line, with the blanks at its ends: a piece is a part of one. */
const plainPiece = (text: string): string => plainText(text).replace(/\s+/g, ' ')
