import { matchesIn } from '../matches.ts'
import { digitsOf } from './checks.ts'
import type { Found } from './found.ts'
import { kinds } from './kinds.ts'
import { labelsBefore } from './labels.ts'
import { letteredKinds } from './lettered.ts'
import { fold, sticky } from './notation.ts'
import { spared } from './spared.ts'

/** Names under which an address of the web carries the number of a post, a page or a moment. */
const idParameter =
  /[?&;](?:id|[tpfum]|tid|pid|fid|uid|aid|sid|cid|mid|eid|page|st|start|offset|before|after|max_id|since_id|cursor|post|posts?_id|thread|topic|status|item|ts|time|date|v|ver|rev|size|width|height|w|h|oid)=$/i
/** A whole part of a path, or the number at its end: `/status/1395…`, `/thread-1395…`, `/topic.1395…/`. */
const pathBefore = /[/.,_#-](?:pid|p|tid|t|id|post|msg|topic|thread|status)?[-_.]?$/i
const pathAfter = /^(?:[^\dA-Za-z]|$)/

/** What stands behind a card in a row of cards: month, year, and the code that proves the card at hand. */
const cardTail = /[ ]?[|:;,/ ][ ]?(?:0?[1-9]|1[0-2])[|:;,/ -](?:20)?\d\d[ ]?[|:;,/ ][ ]?(\d{3,4})(?!\d)/y

/** A number that its line breaks may go on, longer than its name lets it be: the other kinds come first. */
const nextLine = sticky(`${fold}\\d`)

/** The shortest number that a word before it can name has three digits; */
const few = sticky('\\d(?:[^0-9A-Za-z]{0,4}\\d){2}')
/** the shortest other one seven. */
const enough = sticky('\\d(?:[^0-9A-Za-z]{0,4}\\d){6}')

/**
 * Every number that can be somebody's. The text is read once from left to right; where a run of digits begins, the kinds
 * that the word before it names are tried first, then what is spared, and then the kinds in their order. `isUrl` says for
 * a position whether it is inside an address.
 */
export function findNumbers(text: string, isUrl: (at: number) => boolean): Found[] {
  const found: Found[] = []
  const run = /\d+/g
  for (let digits = run.exec(text); digits !== null; digits = run.exec(text)) {
    const start = digits.index
    if (ends(few, text, start) === null) continue
    const named = matchNamed(text, start)
    if (named === null && ends(enough, text, start) === null) continue
    const isWhole = named !== null && ends(nextLine, text, named.end) === null
    const hit = isWhole ? null : sparedEnd(text, start)
    const item = (isWhole || hit !== null ? null : match(text, start, isUrl(start))) ?? named
    if (item !== null) found.push(item)
    const code = item?.shape === 'card' ? codeBehind(text, item.end) : null
    if (code !== null) found.push(code)
    run.lastIndex = code?.end ?? item?.end ?? hit ?? start + digits[0].length
  }
  return found
}

function matchNamed(text: string, start: number): Found | null {
  for (const kind of labelsBefore(text, start)) {
    const signed = text[start - 1] === '+' ? start - 1 : start
    const end = ends(kind.notation, text, start)
    if (end === null || !kind.check(text.slice(start, end))) continue
    return toFound(kind, signed, text.slice(signed, end))
  }
  return null
}

function codeBehind(text: string, from: number): Found | null {
  cardTail.lastIndex = from
  const hit = cardTail.exec(text)
  if (hit === null) return null
  const code = hit[1] ?? ''
  return toFound({ shape: 'cvv', id: 'payment-cards', shown: 0 }, cardTail.lastIndex - code.length, code)
}

function ends(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}

function sparedEnd(text: string, start: number): number | null {
  for (const { notation, isPersonal } of spared) {
    const end = ends(notation, text, start)
    if (end !== null) return isPersonal?.(text.slice(start, end)) ? null : end
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

function toFound(kind: { shape: string; id: string; shown: number }, start: number, written: string): Found {
  const hide: Found['hide'] = []
  let seen = 0
  for (let at = 0; at < written.length; at++) {
    if (!/[\p{L}\d]/u.test(written[at] ?? '')) continue
    if (++seen <= kind.shown) continue
    const last = hide.at(-1)
    if (last?.end === start + at) last.end++
    else hide.push({ start: start + at, end: start + at + 1 })
  }
  const { id, shape } = kind
  return { kind: id, shape, start, end: start + written.length, hide, value: normalised(id, written) }
}

/** A number as it is hashed and compared: digits only (and letters, where an id has some), phones with their country. */
export function normalised(kind: string, written: string): string {
  if (/[A-Za-z]/.test(written)) return written.replace(/[^A-Za-z0-9]+/g, '').toLowerCase()
  const digits = digitsOf(written)
  return kind === 'phone-numbers' ? withCountry(digits) : digits
}

/** `0812…`, `+62 812…` and `+62 (0) 812…` are one number: where no country stands, it is Indonesia, Pantau's own. */
export const withCountry = (digits: string): string => digits.replace(/^00/, '').replace(/^(?:62)?0(?=[1-9])/, '62')

/** In each of them digits follow a letter, or they are six, or there is the filling of a machine-readable line. */
const possible = /[A-Za-z][ .-]?\d\d|\d{6}|<</

/** Every id that carries letters. */
export function findLettered(text: string): Found[] {
  const found: Found[] = []
  if (!possible.test(text)) return found
  for (const kind of letteredKinds)
    for (const hit of matchesIn(text, kind.notation)) {
      const whole = hit.groups?.id ?? hit[0]
      const start = hit[0] === '' ? hit.index : hit.index + hit[0].length - whole.length
      const written = kind.cut ? kind.cut(whole) : whole
      if (written !== '' && kind.check?.(written) !== false) found.push(toFound(kind, start, written))
    }
  return found.sort((one, other) => one.start - other.start || other.end - one.end)
}
