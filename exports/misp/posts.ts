import { defang, oneLine } from '../../model/plain.ts'
import type { TimelineEntry } from '../../model/timeline.ts'
import { changeWords } from '../../model/words.ts'
import { addressOf } from '../trail/address.ts'
import { linksOf } from '../trail/links.ts'
import { type Row, rowOf } from '../trail/row.ts'
import { type MispObject, objectOf, type Reference, type Value } from './object.ts'
import { tagsOf } from './tags.ts'
import { type Ids, severityStep, spanOf, type Trail, victimId } from './trail.ts'

interface Listings {
  /** The post that opened a listing, by the listing's id; missing where that lies outside of the trail. */
  openedBy: ReadonlyMap<string, string>
  /** The ids of those that have an incident. */
  leaks: ReadonlySet<string>
}

/** The posts as they stand now: one object each, of the template that its kind of site has. */
export function* postObjects(trail: Trail, ids: Ids): Generator<MispObject> {
  const openedBy = new Map(
    trail.listings.flatMap(({ id, entries }) => {
      const opened = entries.find(({ event }) => event.kind === 'opened')
      return opened ? [[id, oneLine(opened.post.id)] as const] : []
    }),
  )
  const leaks = new Set(trail.listings.filter(({ isLeak }) => isLeak).map(({ id }) => id))
  for (const { id, entries } of trail.posts) {
    const latest = entries.at(-1) ?? entries[0]
    const row = rowOf(latest)
    const { first, last } = spanOf(entries)
    const common = {
      uuid: ids('post', id),
      comment: `Post ${id}; SHA-256 of its page ${row.page_sha256}`,
      seen: { first, last },
      references: referencesOf(entries, { openedBy, leaks }, ids),
    }
    // What is said of the post stands on its words; some are always there, for a template asks for them.
    const words: Value = { value: row.excerpt || row.title || row.url || 'no words', tags: tagsOf(latest) }
    const address = addressOf(latest.post.url)
    if (latest.post.platform === 'paste') {
      const when = { 'first-seen': first.toISOString(), 'last-seen': last.toISOString() }
      yield objectOf({
        ...common,
        name: 'paste',
        values: { paste: words, title: row.title, username: row.account, url: address?.href, ...when },
      })
    } else if (latest.post.platform === 'leaksite') yield leakSitePost(latest, row, words, common)
    else {
      const [opened] = entries
      const isWhole = ['opened', 'seen-elsewhere'].includes(opened.event.kind)
      yield objectOf({
        ...common,
        name: 'microblog',
        values: {
          post: words,
          title: row.title,
          type: latest.post.platform === 'forum' ? 'Forum' : 'Other',
          username: row.account,
          url: address?.href,
          'embedded-link': goodsOf(latest),
          'creation-date': isWhole ? opened.postedAt?.toISOString() : null,
          'modification-date': latest === opened ? null : latest.postedAt?.toISOString(),
        },
      })
    }
  }
}

function leakSitePost(
  { post, postedAt }: TimelineEntry,
  row: Row,
  words: Value,
  common: Pick<Parameters<typeof objectOf>[0], 'uuid' | 'comment' | 'seen' | 'references'>,
): MispObject {
  return objectOf({
    ...common,
    name: 'ransomware-group-post',
    values: {
      description: words,
      title: row.title,
      'entity-name': defang(oneLine(post.card?.victim ?? row.victims[0] ?? '')),
      'ransomware-group': row.account || row.site,
      geo: defang(oneLine(post.card?.country ?? '')),
      severity: severityStep(row.severity ?? 0, 'critical', 'high', 'medium', 'low'),
      link: addressOf(post.url)?.href,
      date: postedAt?.toISOString(),
    },
  })
}

/**
 * The stolen data that a post links. An indicator: whoever fetches from there fetches stolen data. The post itself, its
 * site and its author are none: reading them is nobody's compromise.
 */
const goodsOf = ({ post }: TimelineEntry): Value[] =>
  linksOf(post).flatMap(({ kind, url }) => (kind === 'post' ? [] : { value: url.href, isIndicator: true }))

/** By whom it is, what it offers, and of which post it is another copy. */
function referencesOf(entries: readonly TimelineEntry[], { openedBy, leaks }: Listings, ids: Ids): Reference[] {
  const references = entries.flatMap(({ account, event, listing, post, signal }): Reference[] => {
    const listingId = oneLine(listing.id)
    const original = event.kind === 'seen-elsewhere' ? openedBy.get(listingId) : undefined
    return [
      ...(account.id === null ? [] : [{ to: ids('account', account.id), as: 'authored-by' } as const]),
      ...(original === undefined || original === oneLine(post.id)
        ? []
        : [{ to: ids('post', original), as: 'duplicate-of' } as const]),
      ...signal.victims
        .map(victimId)
        .filter(Boolean)
        .map((victim) => ({ to: ids('victim', victim), as: 'mentions' }) as const),
      ...(leaks.has(listingId) ? [{ to: ids('listing', listingId), as: 'describes' } as const] : []),
    ]
  })
  return [...new Map(references.map((reference) => [`${reference.as} ${reference.to}`, reference])).values()]
}

/** What happened, event by event: both dates, what changed, and the hash of the page that shows it. */
export function* entryObjects(entries: readonly TimelineEntry[], ids: Ids): Generator<MispObject> {
  const told = new Set<string>()
  for (const entry of entries) {
    const row = rowOf(entry)
    const text = [
      `${row.event}${row.changes.length > 0 ? ` (${row.changes.map(changeWords).join('; ')})` : ''}`,
      `posted ${row.posted_at ?? 'at a time that the site does not say'}`,
      `seen by Pantau ${row.seen_at}`,
      `SHA-256 of the page ${row.page_sha256}`,
      `Admiralty ${row.admiralty}`,
      `listing ${row.listing_id}`,
    ].join('; ')
    const uuid = ids('entry', `${row.post_id} ${text}`)
    if (told.has(uuid)) continue
    told.add(uuid)
    yield objectOf({
      name: 'annotation',
      uuid,
      comment: '',
      seen: { first: entry.seenAt, last: entry.seenAt },
      values: { text: defang(text), type: 'Annotation', 'creation-date': row.seen_at },
      references: [{ to: ids('post', row.post_id), as: 'annotates' }],
    })
  }
}
