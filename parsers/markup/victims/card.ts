import { createHash } from 'node:crypto'
import { type ParsedPost, postOf, type VictimCard } from '../../../model/post.ts'
import type { Document } from '../../engines/engine.ts'
import { readBody } from '../body.ts'
import { attribute, type Element, isTag, walk } from '../page/dom.ts'
import { lineOf } from '../text.ts'
import { canonicalUrl, decoded } from '../urls.ts'
import { isAhead, momentOf, pastOf } from './deadline.ts'
import type { Facts } from './facts.ts'
import { isOut } from './words.ts'

/** What is known of a victim before it is a post. */
export interface Known {
  victim: string
  facts: Facts
  /** Where the card leads; `null` where it leads nowhere. */
  url: string | null
  /** The site's own key of the victim, where no address tells it. */
  key?: string
  author?: string | null
}

/** A victim as a post: every word of the card is its text, so that whoever reads the post finds size, price and date. */
export function victimPost(document: Document, known: Known, body?: Pick<ParsedPost, 'links' | 'images'>): ParsedPost {
  const { victim, facts, url } = known
  const editedAt = pastOf(facts.updated, document)
  const postedAt = pastOf(facts.exact || facts.posted, document)
  const key = url === null ? (known.key ?? nameKey(victim)) : addressKey(url)
  return postOf({
    postId: key,
    thread: key,
    author: known.author ?? null,
    title: victim,
    text: facts.lines.join('\n'),
    postedAt,
    dateText: facts.posted || facts.updated,
    editedAt: editedAt === postedAt ? null : editedAt,
    links: body?.links ?? [],
    images: body?.images ?? [],
    card: cardOf(document, victim, facts),
    url: url ?? document.url.href,
  })
}

/**
 * A victim's own page says more than its card: it is a post of its own in the victim's thread. Under the card's id, the
 * two would be one post that is edited to and fro.
 */
export const victimPage = (post: ParsedPost): ParsedPost => ({ ...post, postId: `${post.postId}#page` })

/** What changes when there is something new on a victim's own page, as far as its card tells. */
export function markOf({ card, editedAt }: ParsedPost): string {
  const facts = [card?.size, card?.price, card?.published === null ? '' : String(card?.published), editedAt ?? '']
  return facts.filter((fact) => fact !== '').join(' | ') || '-'
}

function cardOf(document: Document, victim: string, facts: Facts): VictimCard {
  // "Published on" a day to come is when it will be.
  const deadline = facts.deadline || (isAhead(facts.posted, document) ? facts.posted : '')
  const said = facts.status === '' ? null : isOut(facts.status)
  return {
    victim,
    website: facts.website,
    country: facts.country,
    deadline: deadline === '' ? null : momentOf(deadline, document),
    size: facts.size,
    price: facts.price,
    published: said ?? (deadline !== '' && isAhead(deadline, document) ? false : null),
  }
}

/** The path is the site's own, whatever host it is served from. */
export function addressKey(url: string): string {
  const { pathname, search } = new URL(url)
  return decoded((pathname + search).replace(/^\/+|\/+$/g, '')).slice(0, 300) || '/'
}

const nameKey = (victim: string): string =>
  `name-${createHash('sha256').update(victim.toLowerCase().replace(/\s+/g, ' ')).digest('hex').slice(0, 16)}`

const more =
  /^(read|view|see|show|learn|full)?\s*(more|details?|info|post|article|story|all|page|open|подробнее|далее|читать( далее)?|selengkapnya|detail|lihat( detail)?|más|mais|leer más|ler mais|更多|详情)\b/iu
const file = /\.(zip|rar|7z|tar|gz|tgz|bz2|torrent|txt|csv|sql|pdf|docx?|xlsx?|png|jpe?g|gif|webp|svg|mp4)$/i
const taken = /download|torrent|mirror|скачать|unduh|descargar|baixar/i

/**
 * The address of the victim's own page: where its name leads, else the card itself, a link called "more", or a script's
 * `location`. A link to the victim's website, to a file, or to a list of others is none.
 */
export function detailOf(document: Document, card: Element, name: Element | undefined, found?: Element): string | null {
  const [links, clickable]: [Element[], Element[]] = [[], []]
  walk(card, {
    enter(node) {
      if (isTag(node) && node.name === 'a') links.push(node)
      else if (isTag(node) && attribute(node, 'onclick') !== '') clickable.push(node)
      return undefined
    },
  })
  const around = [...ancestors(name, card), card, card.parent as Element | null].find(
    (element) => element !== null && element?.name === 'a',
  )
  const ranked = [
    ...(found === undefined ? [] : [found]),
    ...(name === undefined ? [] : links.filter((link) => ancestors(link, card).includes(name) || link === name)),
    ...(around ? [around] : []),
    ...links.filter((link) => more.test(lineOf(link))),
    ...links.filter((link) => !taken.test(lineOf(link))),
    ...clickable,
  ]
  for (const link of ranked) {
    const url = ownPage(document, attribute(link, 'href') || clicked(link))
    if (url !== null) return url
  }
  return ownPage(document, clicked(card) || attribute(card, 'data-href') || attribute(card, 'data-url'))
}

function ancestors(element: Element | undefined, card: Element): Element[] {
  const above: Element[] = []
  for (
    let here: Element | null = element ?? null;
    here !== null && here !== card;
    here = here.parent as Element | null
  ) {
    above.push(here)
    if (above.length > 100 || !isTag(here)) break
  }
  return above
}

/** `onclick="window.location='/post/1'"`; a bare key, as in `viewtopic('1')`, is a topic's. */
function clicked(element: Element): string {
  const script = attribute(element, 'onclick').slice(0, 500)
  const topic = /\b(viewtopic|topic|open_?(?:post|topic))\(\s*['"]([\w-]+)['"]/i.exec(script)?.[2]
  if (topic !== undefined) return `topic.php?id=${topic}`
  return /(?:location(?:\.href)?\s*=|(?:open|assign|goto|go|redirect)\()\s*['"]([^'"]+)['"]/i.exec(script)?.[1] ?? ''
}

function ownPage(document: Document, href: string): string | null {
  if (href === '' || href.startsWith('#')) return null
  const url = canonicalUrl(href, document.url)
  if (url === null || new URL(url).host !== document.url.host || url === canonicalUrl(document.url.href, document.url))
    return null
  const { pathname, search } = new URL(url)
  if (file.test(pathname) || taken.test(pathname) || (pathname === '/' && search === '')) return null
  return url
}

/** Links and pictures of a card, as they stand in it. Files are named, never fetched. */
export function bodyOf(document: Document, card: Element, detail: string | null): Pick<ParsedPost, 'links' | 'images'> {
  const { links, images } = readBody(card, document.url)
  const own = detail === null ? '' : addressKey(detail)
  const isOwn = (url: string): boolean =>
    URL.canParse(url) && new URL(url).host === document.url.host && addressKey(url) === own
  // Drawings are the site's own: clocks, eyes, arrows.
  return {
    links: links.filter(({ url }) => !isOwn(url)),
    images: images.filter(({ url }) => !/\.svg([?#]|$)/.test(url)),
  }
}
