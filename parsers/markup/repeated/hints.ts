import { attribute, type Element } from '../page/dom.ts'
import words from './hints.json' with { type: 'json' }

// What the makers of a page call its parts, in class, id, itemprop and rel. These are hints: they add to a score, and
// where a theme hashes or renames its classes nothing depends on them.

/** A part of a page that its markup may name. */
export type Hint = keyof typeof words

const sets = new Map<string, ReadonlySet<string>>(
  Object.entries(words).map(([hint, languages]) => [hint, new Set(Object.values(languages).flat() as string[])]),
)

/** Names are compounds: `postAuthor-name`, `message_body`, `posttext`: only the first few are looked at. */
const longest = 200

const known = new Map<string, readonly string[]>()

/** `postContent__ReportButton-v58ovm` → post, content, report, button, postcontent…; page after page has the same names. */
function partsOf(names: string): readonly string[] {
  const before = known.get(names)
  if (before !== undefined) return before
  const parts = new Set<string>()
  for (const name of names.split(/\s+/)) {
    parts.add(name.toLowerCase().replace(/[\d_-]+/g, ''))
    const pieces = name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^\p{L}]+/u)
    for (const piece of pieces) if (piece !== '') parts.add(piece)
  }
  const list = [...parts]
  // Hostile pages have a new name on every element: what is remembered stays small.
  if (known.size > 5_000) known.clear()
  known.set(names, list)
  return list
}

/** Whether the element's own names say that it is such a part. */
export function hints(element: Element, hint: Hint): boolean {
  const { attribs } = element
  const names = `${attribs.class ?? ''} ${attribs.id ?? ''} ${attribs.itemprop ?? ''} ${attribs.rel ?? ''} ${attribs['data-testid'] ?? ''}`
  if (names.length < 7 && names.trim() === '') return false
  const set = sets.get(hint)
  return set !== undefined && partsOf(names.slice(0, longest)).some((part) => set.has(part))
}

const person = [...(sets.get('author') ?? [])].sort((a, b) => b.length - a.length).join('|')
// `/members/kotz.12/`, `profile.php?2,7`, `memberlist.php?mode=viewprofile&u=7`, `?user_profile=7`, `/u/kotz`, `/@kotz`.
const account = new RegExp(
  `[/?&;=_.-](?:my|view|show|user|forum)?[_-]?(?:${person}|users|members|profiles|authors|profil|profile|userinfo|viewprofile|showuser|userid|uid|u)(?:[/=?,.;&-]|$)|/@[\\w.-]+/?$|/~[\\w.-]+/?$`,
  'i',
)

/** Whether a link's address looks like an account's page. */
export function leadsToAccount(link: Element): boolean {
  const href = attribute(link, 'href')
  if (href === '' || href.length > 500) return false
  const place = href.replace(/^https?:\/\/[^/?#]+/i, '').replace(/[?&;](?:s|sid|phpsessid)=[\da-z]+/gi, '')
  return account.test(`/${place}`) && !/\b(login|register|logout|signin|signup|search)\b/i.test(place)
}
