import { digitsOf } from './checks.ts'
import type { Found } from './found.ts'
import { type Kind, kinds, lettered } from './kinds.ts'
import { spared } from './spared.ts'

/** Names under which an address of the web carries the number of a post, a page or a moment. */
const idParameter =
  /[?&;](?:id|[tpfum]|tid|pid|fid|uid|aid|sid|cid|mid|eid|page|st|start|offset|before|after|max_id|since_id|cursor|post|posts?_id|thread|topic|status|item|ts|time|date|v|ver|rev|size|width|height|w|h|oid)=$/i
/** A whole part of a path, or the number at its end: `/status/1395…`, `/thread-1395…`, `/topic.1395…/`. */
const pathBefore = /[/.,_#-](?:pid|p|tid|t|id|post|msg|topic|thread|status)?[-_.]?$/i
const pathAfter = /^(?:[^\dA-Za-z]|$)/

/**
 * Every number that can be somebody's. The text is read once from left to right; where a run of digits begins, what is
 * spared is tried first and then the kinds in their order. `isUrl` says for a position whether it is inside an address.
 */
export function findNumbers(text: string, isUrl: (at: number) => boolean): Found[] {
  const found: Found[] = []
  const run = /\d+/g
  for (let digits = run.exec(text); digits !== null; digits = run.exec(text)) {
    const start = digits.index
    const hit = sparedEnd(text, start)
    const item = hit === null ? match(text, start, isUrl(start)) : null
    if (item !== null) found.push(item)
    run.lastIndex = item?.end ?? hit ?? start + digits[0].length
  }
  return found
}

function ends(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}

function sparedEnd(text: string, start: number): number | null {
  for (const { notation } of spared) {
    const end = ends(notation, text, start)
    if (end !== null) return end
  }
  return null
}

function match(text: string, start: number, inUrl: boolean): Found | null {
  const signed = start > 0 && /[+(]/.test(text[start - 1] ?? '') ? start - 1 : start
  for (const kind of kinds) {
    if (inUrl && !kind.inUrl && kind.id !== 'id-numbers') continue
    for (const from of signed === start ? [start] : [signed, start]) {
      const end = ends(kind.notation, text, from)
      if (end === null) continue
      const written = text.slice(from, end)
      if (kind.check !== undefined && !kind.check(written)) continue
      if (inUrl && !kind.inUrl && isAddressId(text, from, end, written)) continue
      return toFound(kind, from, written)
    }
  }
  return null
}

/** Whether a number in an address names a page. Such numbers have no leading zero and stand as a whole part. */
function isAddressId(text: string, start: number, end: number, written: string): boolean {
  if (!/^[1-9]\d*$/.test(written)) return true
  const before = text.slice(Math.max(0, start - 12), start)
  return idParameter.test(before) || (pathBefore.test(before) && pathAfter.test(text.slice(end, end + 1)))
}

function toFound(kind: Pick<Kind, 'id' | 'shown'>, start: number, written: string): Found {
  const hide: Found['hide'] = []
  let seen = 0
  for (let at = 0; at < written.length; at++) {
    if (!/[\dA-Za-z]/.test(written[at] ?? '')) continue
    if (++seen <= kind.shown) continue
    const last = hide.at(-1)
    if (last?.end === start + at) last.end++
    else hide.push({ start: start + at, end: start + at + 1 })
  }
  return { kind: kind.id, start, end: start + written.length, hide, value: normalised(kind.id, written) }
}

/** A number as it is hashed and compared: digits only (and letters, where an id has some), phones with their country. */
export function normalised(kind: string, written: string): string {
  if (/[A-Za-z]/.test(written)) return written.replace(/[^A-Za-z0-9]+/g, '').toLowerCase()
  const digits = digitsOf(written)
  return kind === 'phone-numbers' ? withCountry(digits) : digits
}

/** `0812…` and `+62 812…` are one number: where no country stands, it is Indonesia, Pantau's own. */
export const withCountry = (digits: string): string => digits.replace(/^00/, '').replace(/^0(?=[1-9])/, '62')

/** Every id that carries letters. */
export function findLettered(text: string): Found[] {
  return lettered
    .flatMap(({ id, notation, shown }) =>
      [...text.matchAll(notation)].map((hit) => toFound({ id, shown }, hit.index, hit[0])),
    )
    .sort((one, other) => one.start - other.start || other.end - one.end)
}
