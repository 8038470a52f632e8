import { createHash } from 'node:crypto'
import { attribute, type Element } from '../page/dom.ts'
import { canonicalUrl, linkUrl } from '../urls.ts'
import { hints, leadsToAccount } from './hints.ts'
import type { Region } from './regions.ts'
import { type Survey, stem } from './survey.ts'

/** What names a post: the site's id of it, and the link that leads to it. */
export interface Identity {
  id: string
  /** '' where there is no link to the post itself. */
  href: string
}

/** Ids stand at a post's head: further down are those of its pictures and buttons. */
const depth = 400

/**
 * Each region's id. Software writes it in many places: `id="p123"`, `name="123"`, `#p123`, `&p=123`, `data-id="123"`.
 * Each kind of place is a witness if it has another value in every post; the value that most witnesses give is the id.
 * An empty string where there is none.
 */
export function identitiesOf(page: Survey, regions: readonly Region[]): Identity[] {
  const sources = new Map<string, (Seen | undefined)[]>()
  for (const [index, region] of regions.entries()) {
    const end = Math.min(region.to, region.from + depth)
    for (let place = region.from; place < end; place++) {
      const element = page.element(place)
      if (element === undefined) continue
      for (const [source, value, href] of valuesOf(page, element)) {
        const column = sources.get(source) ?? []
        if (column.length === 0) sources.set(source, column)
        column[index] ??= { value, href }
      }
    }
  }
  const witnesses = [...sources].filter(([, column]) => isWitness(column, regions.length))
  const votes = witnesses.map(([source, column]) => ({
    column,
    score:
      witnesses.filter(([, other]) => agree(column, other)).length +
      (/^#?(?:post|msg|message|comment|p|reply|entry)\b/i.test(source) ? 0.5 : 0) -
      (counts(column) ? 5 : 0),
  }))
  const best = votes.toSorted((a, b) => b.score - a.score)[0]
  if (best === undefined) return regions.map(() => ({ id: '', href: '' }))
  // An address by its anchor, else by its parameter, else by the post's own element; "vote" and "reply" are no address.
  const addresses = ['href#', 'href?', 'href/', 'id:', 'name:'].flatMap((kind) =>
    witnesses
      .filter(([source, column]) => source.startsWith(kind) && agree(best.column, column))
      .map(([, column]) => column),
  )
  return regions.map((_, index) => ({
    id: best.column[index]?.value ?? '',
    href: addresses.find((column) => column[index] !== undefined)?.[index]?.href ?? '',
  }))
}

interface Seen {
  value: string
  href: string
}

const numbered = /^(.*?)(\d+)\D*$/
/** UUIDs, Mongo's ids, slugs of random letters: `comment-5f3a…`. */
const token = /^(.*?[_-])?([0-9a-f]{16,}|[0-9a-f]{8}-[0-9a-f-]{27}|t\d_[0-9a-z]{4,})$/i

function* valuesOf(page: Survey, element: Element): Generator<readonly [string, string, string]> {
  const names: [string, string][] = [['id', attribute(element, 'id')]]
  if (element.name === 'a') names.push(['name', attribute(element, 'name')])
  for (const [name, value] of Object.entries(element.attribs)) {
    if (
      name.startsWith('data-') &&
      /(id|post|comment|message|content|key)$/i.test(name) &&
      !/user|author|member/i.test(name)
    )
      names.push([name, value.trim()])
  }
  for (const [name, value] of names) {
    if (value === '' || value.length > 100) continue
    const match = token.exec(value) ?? numbered.exec(value)
    if (match?.[2] !== undefined && !/user|member|avatar|author/i.test(match[1] ?? ''))
      yield [`${name}:${stem(match[1] ?? '')}`, match[2], /^(id|name)$/.test(name) ? `#${value}` : '']
  }
  const href = attribute(element, 'href')
  if (element.name !== 'a' || href === '' || href.length > 500 || leadsToAccount(element) || hints(element, 'quote'))
    return
  const [path = '', fragment = ''] = href.split('#', 2)
  const anchor = token.exec(fragment) ?? numbered.exec(fragment)
  if (anchor?.[2] !== undefined) yield [`href#${stem(anchor[1] ?? '')}`, anchor[2], href]
  for (const [, name = '', value = ''] of path.matchAll(
    /[?&;](p|pid|post|postid|post_id|msg|message|comment|cid|id|reply)=(\d+)/gi,
  )) {
    yield [`href?${name}`, value, acts.test(path) ? '' : href]
  }
  const last =
    /[/-](?:post|posts|msg|message|comment|p|reply|beitrag)?[-/_.]?(\d+|[0-9a-f]{16,})(?:\.html?|\/)?(?:\?.*)?$/i.exec(
      path,
    )
  if (last?.[1] === undefined) return
  // Of paths only those below the thread's own, or with a word for a post, are addresses.
  const below = path.replace(/^https?:\/\/[^/]+/i, '').startsWith(page.document.url.pathname)
  const isAddress = !acts.test(path) && (below || /\/(?:posts?|comments?|messages?|p)[/-]/i.test(path))
  yield [`href/${stem(path.slice(0, last.index)).slice(-40)}`, last[1], isAddress ? href : '']
}

/** Links that do something with a post. */
const acts = /report|reply|quote|edit|delete|like|vote|react|rate|newreply|bookmark|posting\.php|misc\.php/i

/** In nearly all regions (an opening post may be another template's), and another one in each. */
function isWitness(column: readonly (Seen | undefined)[], regions: number): boolean {
  const values = column.flatMap((seen) => seen?.value ?? [])
  return values.length >= Math.max(1, Math.min(regions * 0.8, regions - 1)) && new Set(values).size === values.length
}

const agree = (a: readonly (Seen | undefined)[], b: readonly (Seen | undefined)[]): boolean =>
  a.filter((seen, index) => seen !== undefined && seen.value === b[index]?.value).length * 2 > a.length

/** 1, 2, 3: the post's number on the page or in the thread, not its id. */
const counts = (column: readonly (Seen | undefined)[]): boolean =>
  column.every((seen, index) => {
    const before = column[index - 1]
    return (
      seen === undefined ||
      (seen.value.length < 5 && (before === undefined || Number(seen.value) - Number(before.value) === 1))
    )
  })

/** For posts that the site gives no id: the same at every visit, as long as nobody edits the beginning. */
export const idFromWords = (author: string | null, written: string, text: string): string =>
  createHash('sha256')
    .update(JSON.stringify([author, written, text.slice(0, 200)]))
    .digest('hex')
    .slice(0, 16)

/** The post's own address, with its anchor; the page's where it has none. */
export function addressOf(page: Survey, href: string): string {
  const { url } = page.document
  const here = canonicalUrl(url.href, url) ?? url.href
  const plain = href === '' ? null : canonicalUrl(href, url)
  return plain === null ? here : plain + new URL(linkUrl(href, url) ?? plain).hash
}

/** What tells a thread's pages apart is no part of what the thread is known by. */
const pageOf =
  /(?<=[?&;])(?:page|p|pg|pn|seite|pagina|halaman|start|st|offset|pagenumber|currentpage)=\d+[&;]?|[/._-](?:page|p|seite|hal)[/._-]?\d+(?=$|[/?.])/gi

/** The thread's id: a number that its address is known by, else its path. The same on every page of the thread. */
export function threadIdOf(url: URL): string {
  const place = (url.pathname + url.search).replace(pageOf, '').replace(/[?&;]$/, '')
  const patterns = [
    /[?&;/](?:t|tid|topic|topic_id|thread|threadid|thread_id|showtopic|tnr|discussion|d)[=,](\d+)/i,
    /(?:topic|thread|threads|viewtopic|showthread|discussion|discussions|posts|questions|question|t)[-/_.,](?:[^/?#]*?[-._])?(\d{2,})(?![\w])/i,
    /[?&;]id=(\d+)/i,
    /[/.,_-](\d{2,})(?=[/._-]|$)/,
    /(?<![\w-])(\d+)(?![\w-])/,
  ]
  for (const pattern of patterns) {
    const id = pattern.exec(place)?.[1]
    if (id !== undefined) return id
  }
  return place
}
